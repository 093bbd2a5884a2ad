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


def test_intervals_are_drawn_on_request(sample: Path, qualcode: Command) -> None:
    groups = ("compare", "CSO", "International", "--chart", "--levels", "1", "--project", sample)

    plain, with_intervals = qualcode(*groups), qualcode(*groups, "--intervals")

    assert "95% intervals (Wilson)" not in plain.out
    assert "lines: 95% intervals (Wilson)" in with_intervals.out
    assert qualcode("report", "--project", sample, "--format", "html", "--intervals").code == 0
    page = (sample / "reports" / "report.html").read_text("utf-8")
    assert 'class="interval"' in page
    assert "Lines: 95% intervals (Wilson)." in page
