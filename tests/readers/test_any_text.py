"""Whatever people write in whatever script: every turn, segment and sentence is exactly a stretch of the text."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.errors import ReadError
from qualcode.model.document import Document
from qualcode.readers import read_documents
from qualcode.segmenters import segment_document
from tests.examples import examples
from tests.readers.files import docx, odt, rtf, write, xlsx

LABELS = ["I: ", "R: ", "Interviewer: ", "12 Dana: ", "المحاور: ", "[00:10] ", "a-b: "]
SPACES = ["\r\n", "\n", "\n\n", "\r", "\t", "  ", "\u2028", "\x85", ". ", "? "]
LETTERS = ["كيف يتم التمويل؟", "می\u200cخواهم", "👩🏽\u200d🚒", "e\u0301", "ﬁ", "İ", "ß", "क्\u200dष", "𝒜"]
UNSEEN = ["\u00ad", "\u200b", "\ufeff", "\u202e", "\x1b[31m", "\x00"]
PIECES = st.one_of(st.text(max_size=12), st.sampled_from(LABELS + SPACES + LETTERS + UNSEEN))
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join)


def _cells(text: str) -> list[list[str]]:
    return [["speaker", "text"], *(["I" if n % 2 else "R", line] for n, line in enumerate(text.split("\n")))]


def _of_xml(text: str) -> list[str]:
    """The lines of a text, without what XML cannot hold."""
    allowed = (c for c in text if c in "\t\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) < 0xFFFE))
    return "".join(allowed).split("\n")


def _csv(text: str) -> bytes:
    rows = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in _cells(text))
    return "\n".join(rows).encode(errors="replace")


MAKE: dict[str, Callable[[str], bytes]] = {
    ".txt": lambda text: text.encode(errors="replace"),
    ".md": lambda text: text.encode(errors="replace"),
    ".html": lambda text: "".join(f"<p>{escape(line)}</p>" for line in text.split("\n")).encode(errors="replace"),
    ".csv": _csv,
    ".docx": lambda text: docx(*(f" {line}" for line in _of_xml(text))),
    ".odt": lambda text: odt(*(f" {line}" for line in _of_xml(text))),
    ".xlsx": lambda text: xlsx(*_cells("\n".join(line.replace("\x85", "") for line in _of_xml(text)))),
    ".rtf": lambda text: rtf(*(line for line in _of_xml(text) if all(ord(c) < 65_536 for c in line))),
}


@pytest.mark.parametrize("suffix", MAKE)
@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_every_turn_segment_and_sentence_is_a_stretch_of_the_text(suffix: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            [document] = read_documents(write(Path(folder), f"kii-01{suffix}", MAKE[suffix](text)))
        except ReadError:
            return  # no words in it

    _check_text(document)
    _check_stretches(document)


def _check_text(document: Document) -> None:
    assert unicodedata.is_normalized("NFC", document.text)
    assert not set(document.text) & set("\r\x00\x1b\x85\u00ad\u200b\ufeff\u202e\u2028\ufffe")
    assert document.text.encode()


def _check_stretches(document: Document) -> None:
    end = 0
    for turn in document.turns:
        assert end <= turn.start < turn.end <= len(document.text)
        assert document.text[turn.start : turn.end].strip() == document.text[turn.start : turn.end]
        assert not document.text[end : turn.start].strip()
        end = turn.end
    assert end == len(document.text)
    spoken = {turn.ordinal: turn for turn in document.turns}
    for segment in segment_document(document):
        assert document.text[segment.start : segment.end] == segment.text
        assert spoken[segment.turn].start <= segment.start < segment.end <= spoken[segment.turn].end
        for start, stop in segment.sentences:
            assert segment.start <= start < stop <= segment.end


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_line_ends_of_every_system_give_the_same_turns(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    read = []
    with tempfile.TemporaryDirectory() as folder:
        for line_end in ("\n", "\r\n", "\r"):
            path = write(Path(folder), "kii-01.txt", plain.replace("\n", line_end).encode(errors="replace"))
            try:
                read.append(read_documents(path)[0])
            except ReadError:
                return

    assert len({document.text for document in read}) == 1
    assert len({document.turns for document in read}) == 1
