from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.readers.files import read, turns

LINES = [
    "We hired two nurses with",
    "the money and then the",
    "budget ended so they left",
    "us in May and nobody",
    "came back to the clinic",
]
SAID = " ".join(LINES)


def vtt(*cues: str, head: str = "WEBVTT") -> str:
    made = [f"00:00:{2 * n:02}.000 --> 00:00:{2 * n + 2:02}.000\n{cue}" for n, cue in enumerate(cues)]
    return "\n\n".join([head, *made]) + "\n"


def two_lines() -> list[str]:
    """Each line stands below the one before, then above the next."""
    return [LINES[0], *(f"{above}\n{below}" for above, below in pairwise(LINES))]


def growing() -> list[str]:
    words = SAID.split()
    return [" ".join(words[:n]) for n in range(1, len(words) + 1)]


def as_video_sites_do() -> list[str]:
    cues = []
    for above, below in zip(["", *LINES], LINES, strict=False):
        first, *others = below.split()
        cues += [
            f"{above or ' '}\n{first}" + "".join(f"<00:00:01.000><c> {word}</c>" for word in others),
            f"{below}\n ",
        ]
    return cues


@pytest.mark.parametrize("cues", [two_lines(), growing(), as_video_sites_do()], ids=["lines", "words", "both"])
@pytest.mark.parametrize("suffix", ["vtt", "srt"])
def test_captions_that_roll_are_read_once(tmp_path: Path, cues: Sequence[str], suffix: str) -> None:
    data = vtt(*cues)
    if suffix == "srt":
        numbered = enumerate(data.split("\n\n")[1:], start=1)
        data = "\n\n".join(
            f"{n}\n{cue.replace('.000 -->', ',000 -->').replace('.000', ',000', 1)}" for n, cue in numbered
        )

    document = read(tmp_path, f"talk.{suffix}", data)

    assert document.text == SAID
    assert document.doubts == ()


def test_who_says_a_word_twice_did_say_it_twice(tmp_path: Path) -> None:
    cues = ["Yes.", "Yes.", "We hired two nurses.", "Two nurses, and then?", "And then the budget ended.", "They left."]

    document = read(tmp_path, "talk.vtt", vtt(*cues))

    assert document.text == "Yes. Yes. We hired two nurses. Two nurses, and then? And then the budget ended. They left."


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\n\n"])
def test_an_empty_line_among_the_words_of_a_cue_does_not_end_it(tmp_path: Path, gap: str) -> None:
    data = vtt(
        "<v Dana>How did it go?</v>", f"<v Amina>We hired two nurses,{gap}and paid them.</v>", "<v Dana>And?</v>"
    )

    document = read(tmp_path, "talk.vtt", data)

    assert turns(document) == [
        ("Dana", "How did it go?"),
        ("Amina", "We hired two nurses, and paid them."),
        ("Dana", "And?"),
    ]
    assert document.doubts == ()


def test_what_a_file_says_of_itself_is_left_out(tmp_path: Path) -> None:
    head = "WEBVTT\nKind: captions\nLanguage: en\n\nNOTE made by a program\nthat says so\n\nSTYLE\n::cue { color: red }"

    document = read(tmp_path, "talk.vtt", vtt("We hired two nurses.", "They left.", head=head))

    assert document.text == "We hired two nurses. They left."
    assert "NOTE made by a program" in document.left_out
    assert document.doubts == ()
