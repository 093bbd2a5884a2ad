"""A study of three short interviews, what is done to it and read from it, and a voice that keeps what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from qualcode.model.coding import Verdict
from qualcode.model.table import Table
from qualcode.settings import SETTINGS_NAME, read_settings
from qualcode.study.review.sessions import open_session
from qualcode.study.study import Study

T = TypeVar("T")


class Heard:
    """A voice that keeps notes and warnings."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.warnings: list[str] = []
        self.hints: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)

    def warn(self, text: str, hint: str = "") -> None:
        self.warnings.append(text)
        self.hints.append(hint)

    def progress(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        yield from items


def write_small_study(folder: Path) -> None:
    """Write the codebook, the list of informants and the transcripts of the small study into a new study folder."""
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "informants.csv").write_text(ROSTER, encoding="utf-8")
    for name, text in TRANSCRIPTS.items():
        (folder / "transcripts" / name).write_text(text, encoding="utf-8")


CODEBOOK = """\
codebook: Small
version: "1"
codes:
  - id: funding
    name: Funding
    definition: Money.
    terms: [grant, donor]
    tests:
      match: [The donors left.]
      no_match: [The children had fun.]
    codes:
      - id: short_term
        name: Short-term funding
        definition: Money for too short a time.
        terms: [short grant]
        tests:
          match: [Only short grants.]
          no_match: [A short visit.]
  - id: access
    name: Access
    definition: Reaching people.
    terms: [checkpoint]
    tests:
      match: [Two checkpoints.]
      no_match: [Check it.]
"""
ROSTER = """\
informant_id,informant_type,document
amira,CSO,amira.txt
basim,CSO,basim.txt
carol,UN agency,carol.txt
"""
TRANSCRIPTS = {
    "amira.txt": "Interviewer: Do donors still give grants?\nAmira: Our last short grant ended, donors left Basra.\n",
    "basim.txt": "Interviewer: What about checkpoints?\nBasim: We pass two checkpoints every day with the medicines.\n",
    "carol.txt": "Interviewer: And the grants?\nCarol: There is always some grant, you only have to ask well for it.\n",
}
GUIDE = """\
guide: Small
questions:
  - id: money
    wording: Do donors still give grants?
    codes: [funding]
  - id: roads
    wording: What about checkpoints?
    codes: [access]
"""


def configured(study: Study, settings: str) -> Study:
    """The study with more in its settings file, which is read again."""
    path = study.folder / SETTINGS_NAME
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{settings}\n", encoding="utf-8")
    return replace(study, settings=read_settings(study.folder))


def accept_all(study: Study, coder: str = "amal") -> None:
    """Let a coder accept everything that is suggested to them."""
    session = open_session(study, coder)
    for item in session.items():
        session.decide(item, Verdict.ACCEPT)


def counts(table: Table, column: str = "total.n_informants") -> dict[str, str]:
    """Per theme what a column says, with what stands beside it: `1 of 2 (1 not asked)`."""
    place = [each.key for each in table.columns].index(column)
    return {row.key: str(row.cells[place]) for row in table.rows}


def cells(table: Table) -> list[dict[str, str]]:
    """The cells of each row by column, as a reader sees them."""
    return [
        {column.key: str(cell) for column, cell in zip(table.columns, row.cells, strict=True)} for row in table.rows
    ]
