from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import read, turns


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (r"Open{\v secret}.", "1 stretch of hidden text left out"),
        (r"Open\v secret\v0 .", "1 stretch of hidden text left out"),
        (r"Open{\b\v secret \'e9 \u1234? \tab}.", "1 stretch of hidden text left out"),
        (r"Open{\v {\i secret} and so on}.", "1 stretch of hidden text left out"),
        (r"Open\v secret\plain .", "1 stretch of hidden text left out"),
        (r"Open{\deleted\revauthdel1 plenty}.", "1 tracked deletion left out"),
    ],
)
def test_hidden_and_deleted_words_are_left_out(tmp_path: Path, said: str, note: str) -> None:
    data = rf"{{\rtf1\ansi I: How?\par R: {said}\par I: And?\par}}"

    document = read(tmp_path, "kii-01.rtf", data)

    assert turns(document) == [("I", "How?"), ("R", "Open."), ("I", "And?")]
    assert note in document.notes


@pytest.mark.parametrize("said", [r"Open \v0 and seen.", r"Open {\revised and} seen.", r"Open \viewkind4 and seen."])
def test_what_is_shown_is_read(tmp_path: Path, said: str) -> None:
    document = read(tmp_path, "kii-01.rtf", rf"{{\rtf1\ansi I: How?\par R: {said}\par}}")

    assert turns(document)[1] == ("R", "Open and seen.")
    assert document.notes == ()
