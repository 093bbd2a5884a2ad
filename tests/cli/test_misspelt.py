"""A name nobody has is said, with the nearest, and not answered with an empty list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("log", "--what", "acept"), "did you mean accept?"),
        (("log", "--document", "amirra"), "did you mean amira?"),
        (("log", "--coder", "amall"), "did you mean amal?"),
        (("suggestions", "--document", "amirra"), "did you mean amira?"),
        (("assign", "--undo", "--coder", "amall"), "did you mean amal?"),
        (("evidence", "--unit", "zz"), "zz"),
        (("memos", "--add", "", "--coder", "amal"), "the memo is empty"),
    ],
)
def test_what_is_misspelt_is_named_with_the_nearest(
    command: tuple[str, ...], said: str, small: Path, qualcode: Command
) -> None:
    assert qualcode("import", small / "transcripts", "--project", small).code == 0
    assert qualcode("suggest", "--project", small).code == 0
    assert qualcode("memos", "--add", "So it is", "--coder", "amal", "--project", small).code == 0
    assert qualcode("assign", "--document", "amira", "--coder", "amal", "--project", small).code == 0

    done = qualcode(*command, "--project", small)

    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize("content", ["", '{"kind": "study"}\n', '{"kind": "study", "format": 1}\n'])
def test_what_is_no_export_is_not_taken_for_another_study(
    content: str, small: Path, tmp_path: Path, qualcode: Command
) -> None:
    (tmp_path / "x.jsonl").write_text(content)

    done = qualcode("merge", tmp_path / "x.jsonl", "--project", small)

    assert done.code == 3
    assert "not an export of qualcode" in done.err
