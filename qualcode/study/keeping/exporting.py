"""Write the study for others: its decisions, a project for another program, or a data set."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from qualcode.errors import UsageError
from qualcode.model.nouns import dataclass
from qualcode.study.keeping.merging import export_records, write_records
from qualcode.study.keeping.projects.giving import GivenOptions, export_project
from qualcode.study.results.dataset import write_data_set
from qualcode.study.survey.coding import open_answers_of

if TYPE_CHECKING:
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is to be written, and where; one of the first four."""

    decisions: Path | None = None
    refi: Path | None = None
    taguette: Path | None = None
    dataset: Path | None = None
    program: str = ""
    """Whom it is for, of a project in the REFI-QDA standard or a data set."""
    small_groups: bool = False
    """Of a data set: for the team."""
    of_project: GivenOptions = field(default_factory=GivenOptions)

    def __post_init__(self) -> None:
        targets = {name: getattr(self, name) for name in ("decisions", "refi", "taguette", "dataset")}
        given = [name for name, path in targets.items() if path is not None]
        if len(given) != 1:
            several = f"--{' and --'.join(given)}: one at a time" if given else "what is to be written?"
            raise UsageError(several, hint=f"give one of {', '.join(f'--{name} FILE' for name in targets)}")
        if self.program and given[0] == "decisions":
            raise UsageError(
                f"--for {self.program}: decisions are for another copy of the study",
                hint="leave out --for, or write a project (--refi FILE) or a data set (--dataset FOLDER)",
            )


def export_study(study: Study, wanted: Export, *, stdout: TextIO) -> None:
    """Write what is wanted, and say what was written; decisions go to `stdout` where their file is called `-`."""
    if wanted.dataset is not None:
        write_data_set(study, wanted.dataset, program=wanted.program, small_groups=wanted.small_groups)
    elif wanted.decisions is None:
        program = wanted.program or "standard"
        export_project(study, refi=wanted.refi, taguette=wanted.taguette, program=program, options=wanted.of_project)
    elif str(wanted.decisions) == "-":
        write_records(study, stdout)
    else:
        count = export_records(study, wanted.decisions)
        study.voice.note(f"{count:,} records written to {wanted.decisions}; they hold words of the interviews")
    with open_answers_of(study) as own:
        if own:
            study.voice.note(f"open answers of the survey are exported by themselves: --project {own.folder}")
