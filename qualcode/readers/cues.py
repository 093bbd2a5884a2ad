"""Timed pieces of talk → blocks: a cue is a few words, a voice speaks many."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from qualcode.model.nouns import dataclass
from qualcode.readers.blocks import Block
from qualcode.readers.speakers.labels import is_name
from qualcode.readers.speakers.lines import read_lines
from qualcode.readers.speakers.recognise import recognise, speaks
from qualcode.readers.wrapping import wrap_width

_ENDS_SENTENCE = re.compile(r"[.?!…؟。][\"'”’»)\]]*\s*\Z")
_PAUSE = 2.0
_LONG = 90


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words and when they were said; `voice` is None where the cue names nobody."""

    start: float | None
    end: float | None
    voice: str | None
    text: str


class _Piece(NamedTuple):
    """What one speaker says of a cue."""

    cue: Cue
    label: str
    """Of whoever begins to speak; empty where the words go on."""
    text: str
    is_apart: bool
    """It begins with a label, or with what looks like one."""


def cues_to_blocks(cues: Iterable[Cue], known: Set[str] = frozenset()) -> list[Block]:
    """Cues of one voice become one turn; without voices, paragraphs end where a sentence and a pause do.

    A cue's `text` may have several lines, each of which may begin with a label.
    """
    said = [cue for cue in cues if cue.text.strip()]
    if any(cue.voice for cue in said):
        return [
            Block(text=_on_one_line(cue.text), speaker=cue.voice or "", started_at=cue.start) for cue in _carried(said)
        ]
    return list(_paragraphs(_pieces(said, known)))


def _pieces(cues: Sequence[Cue], known: Set[str]) -> Iterator[_Piece]:
    """Cues cut where a line of theirs begins with a label."""
    lines = list(read_lines([Block(text=cue.text) for cue in cues]))
    chosen = recognise(lines, wrap_width([line.text for line in lines]), known)
    of_cue = itertools.groupby(lines, key=lambda line: id(line.block))
    for cue, (_, found) in zip(cues, of_cue, strict=True):
        label, texts, is_apart = "", list[str](), False
        for line in found:
            head = line.head
            begins = speaks(line, chosen)
            if begins or (head is not None and head.shape == "colon" and is_name(head.label)):
                if texts or label:
                    yield _Piece(cue, label, " ".join(texts), is_apart)
                label, texts, is_apart = "", [], True
            if begins and head is not None:
                label, texts = head.label, [head.rest] if head.rest else []
            else:
                texts.append(line.text.strip())
        yield _Piece(cue, label, " ".join(texts), is_apart)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _carried(cues: list[Cue]) -> Iterator[Cue]:
    """A cue without a voice in a file of voices goes on only where the one before it broke off."""
    last: Cue | None = None
    for cue in cues:
        goes_on = cue.voice is None and last is not None and last.voice and not _ENDS_SENTENCE.search(last.text)
        last = Cue(cue.start, cue.end, last.voice if goes_on and last else cue.voice, cue.text)
        yield last


def _paragraphs(pieces: Iterable[_Piece]) -> Iterator[Block]:
    """Pieces put together until another label, or a sentence's end with a pause or after many words."""
    words: list[str] = []
    start: float | None = None
    label = speaker = ""
    before: _Piece | None = None
    for piece in pieces:
        again = piece.label != "" and piece.label == speaker
        if words and before is not None and _ends(before, piece, words, another=piece.is_apart and not again):
            yield Block(text=" ".join(words), label=label, started_at=start)
            words = []
        if not words:
            start, label = piece.cue.start, piece.label
        if piece.text:
            words.append(piece.text)
        speaker = piece.label if piece.is_apart else speaker
        before = piece
    if words:
        yield Block(text=" ".join(words), label=label, started_at=start)


def _ends(before: _Piece, piece: _Piece, words: list[str], *, another: bool) -> bool:
    if another:
        return True
    if not _ENDS_SENTENCE.search(before.text):
        return False
    start, end = piece.cue.start, before.cue.end
    pause = start is not None and end is not None and start - end >= _PAUSE
    return pause or sum(len(text.split()) for text in words) > _LONG
