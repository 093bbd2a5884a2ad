"""`--chart`: a table drawn in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize("command", [("frequencies",), ("compare", "CSO", "International")], ids=lambda each: each[0])
def test_a_table_is_drawn_below_itself(command: tuple[str, ...], sample: Path, qualcode: Command) -> None:
    plain = qualcode(*command, "--project", sample)
    drawn = qualcode(*command, "--project", sample, "--chart")

    assert drawn.code == 0, drawn.err
    assert drawn.out.startswith(plain.out)
    assert "●" in drawn.out.removeprefix(plain.out)
    assert "› Low pay" in drawn.out.removeprefix(plain.out)


def test_a_chart_stays_out_of_what_programs_read(sample: Path, qualcode: Command) -> None:
    done = qualcode("frequencies", "--project", sample, "--chart", "--format", "csv")

    assert done.code == 2
    assert done.out == ""
