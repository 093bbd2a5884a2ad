"""What Markdown writes around words, and signs that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import read


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("It is *late* and **far** and ***both***.", "It is late and far and both."),
        ("The __road__ and _the_ bridge.", "The road and the bridge."),
        ("*um *um *um", "*um *um *um"),
        ("**um **um _la _la", "**um **um _la _la"),
        ("**um *far*", "**um far"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("[it is](http://x) here, [so [there](http://y)", "it is here, [so there"),
        ("[um [um ![um](x", "[um [um ![um](x"),
    ],
)
def test_emphasis_and_links_are_taken_off_and_single_signs_stay(tmp_path: Path, written: str, words: str) -> None:
    document = read(tmp_path, "kii-01.md", f"Interviewer: How?\n\nSara: {written}\n")

    turn = document.turns[-1]
    assert document.text[turn.start : turn.end] == words
