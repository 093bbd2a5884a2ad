"""What may be exported at a time, and for which program."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.study.keeping.exporting import Export, export_study
from qualcode.study.study import Study

FILE = Path("file")


def test_one_thing_is_written_at_a_time() -> None:
    with pytest.raises(UsageError, match="what is to be written"):
        Export()
    with pytest.raises(UsageError, match="--refi and --dataset: one at a time"):
        Export(refi=FILE, dataset=FILE)


def test_decisions_are_for_no_program() -> None:
    with pytest.raises(UsageError, match="for another copy"):
        Export(decisions=FILE, program="nvivo")


@pytest.mark.parametrize(
    ("target", "program"), [("refi", "spss"), ("dataset", "nvivo"), ("taguette", "nvivo"), ("dataset", "standard")]
)
def test_a_program_that_does_not_read_what_is_written_is_refused(
    coded: Study, tmp_path: Path, target: str, program: str
) -> None:
    wanted = Export(**{target: tmp_path / "out"}, program=program)  # type: ignore[arg-type]

    with pytest.raises(UsageError, match=f"--for {program}"):
        export_study(coded, wanted, stdout=io.StringIO())


def test_decisions_go_to_stdout_or_into_a_file(coded: Study, tmp_path: Path) -> None:
    stdout = io.StringIO()
    export_study(coded, Export(decisions=Path("-")), stdout=stdout)
    export_study(coded, Export(decisions=tmp_path / "out.jsonl"), stdout=io.StringIO())

    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == stdout.getvalue()
