"""What spares a close look at a line changes nothing of what is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from qualcode.model.naming import words
from qualcode.readers import compose, read_documents, times
from qualcode.readers.speakers import asides, labels, lines, signs, within
from qualcode.readers.speakers.asides import is_aside, may_label_aside
from qualcode.readers.speakers.labels import read_head, read_plain_head
from qualcode.readers.speakers.talk import is_talk
from qualcode.readers.speakers.within import LabelsWithin
from tests.examples import is_full
from tests.readers.layouts.catalogue import LAYOUTS

PIECES = st.sampled_from(
    [
        "Interviewer",
        "P 1",
        "Dr. Amina",
        "3",
        ":",
        ": ",
        "：",
        " ",
        "\t",
        "00:12",
        "[00:12]",
        "(",
        ")",
        "?",
        "So",
        "I",
        "*",
        "-",
        ">",
    ]
)
LINES = st.lists(PIECES, min_size=1, max_size=8).map("".join)
WORDS = sorted(words("so the I end recording started Both Dana [laughs] (NAME) 3 min well-known of. a, yes? 2019"))
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map(lambda said: " ".join(["So it", *said, "ends."]))


@pytest.fixture
def closely(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every line looked at closely."""
    monkeypatch.setattr(lines, "is_talk", lambda _: False)
    monkeypatch.setattr(labels, "_is_plain", lambda _: False)
    monkeypatch.setattr(signs, "_ANY_SIGN", re.compile(""))
    monkeypatch.setattr(signs, "_PATTERNS", [(way, pattern, frozenset()) for way, pattern, _ in signs._PATTERNS])
    monkeypatch.setattr(asides, "_may_be_aside", lambda _: True)
    monkeypatch.setattr(LabelsWithin, "_may_hold_label", lambda *_: True)
    monkeypatch.setattr(within, "_OPENED_BY", ("([{<|/-–—",) * len(within._OPENED_BY))
    monkeypatch.setattr(within, "_BRACKET_SIGNS", "")
    monkeypatch.setattr(compose, "are_all_there", lambda *_: False)
    return monkeypatch


def test_layouts_are_read_as_if_every_line_were_looked_at_closely(tmp_path: Path, closely: pytest.MonkeyPatch) -> None:
    files = []
    for number, layout in enumerate(LAYOUTS if is_full() else LAYOUTS[::4]):
        made = layout.study(layout.formats[0])[0]
        files.append(tmp_path / f"{number} {made.name}")
        files[-1].write_bytes(made.data)

    thoroughly = list(map(read_documents, files))
    closely.undo()

    assert list(map(read_documents, files)) == thoroughly


@given(st.from_regex(asides._NOBODYS) | st.from_regex(asides._SOMEBODY_DID))
@example("( kii-03.mp3 ):")
def test_whatever_nobody_says_is_looked_at_closely(line: str) -> None:
    quick = is_aside(line)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asides, "_may_be_aside", lambda _: True)
        assert is_aside(line) == quick


@given(LINES)
def test_a_plain_label_is_the_one_that_the_whole_pattern_finds(line: str) -> None:
    quick = read_head(line)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(labels, "_is_plain", lambda _: False)
        assert read_head(line) == quick


@given(
    st.sampled_from(["Dana", "Both of us", "Woman 2"]),
    st.sampled_from([" ", "\t", " \t "]),
    st.from_regex(asides._NOBODYS) | st.from_regex(asides._SOMEBODY_DID) | SENTENCES,
)
def test_behind_a_plain_label_nothing_is_nobodys(label: str, space: str, rest: str) -> None:
    line = f"{label}:{space}{re.sub(r'^[^a-zA-Z]+', '', rest)}"
    assume(read_plain_head(line))

    assert not is_aside(line)
    assert not times.stands_alone(line)


@pytest.mark.parametrize("line", ["Transcriber: Marwa", "Interview ended: Noon", "Typist: Dana and Lee"])
def test_some_plain_labels_are_looked_at_closely(line: str) -> None:
    head = read_plain_head(line)

    assert is_aside(line)
    assert head is not None
    assert may_label_aside(head.label)


@given(SENTENCES)
def test_talk_is_nothing_that_a_closer_look_finds(line: str) -> None:
    assume(is_talk(line))

    assert not is_aside(line)
    assert not times.stands_alone(line)
    assert read_head(line) is None
    assert signs._uses(0, line) == []


@pytest.mark.parametrize(
    ("line", "is_it"),
    [
        ("because the road to the [REDACTED] clinic was closed, and nobody came", True),
        ("and the well-known 3 wells.", True),
        ("Dana said: we have no money for any of the things that were promised", False),
        ("Both of us went there, and the road to the clinic was closed in May", False),
        ("a short line", False),
    ],
)
def test_talk_is_told_by_one_look(line: str, is_it: bool) -> None:
    assert is_talk(line) is is_it
