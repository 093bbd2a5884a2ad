"""What goes into a report: tables whose every number can be traced."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.document import Record
from qualcode.model.edits import Edit


class Basis(StrEnum):
    """What figures are counted from."""

    CODINGS = "codings"
    """What coders decided."""
    UNFINISHED = "unfinished"
    """What coders decided so far: some suggestions still wait."""
    SUGGESTIONS = "suggestions"
    """What the rules proposed; nobody has reviewed it."""

    @property
    def caveat(self) -> str:
        """The words that every title, file and note carries until the review is finished; then empty."""
        return {Basis.SUGGESTIONS: UNREVIEWED, Basis.UNFINISHED: "review unfinished"}.get(self, "")

    @property
    def is_decided(self) -> bool:
        """Whether people's decisions are counted, finished or not."""
        return self is not Basis.SUGGESTIONS


UNREVIEWED = "suggestions, not reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a table, with what is needed to find the words behind it."""

    spec: Mapping[str, str]
    """What the number is, not its value: measure, code, group, where, unit, basis (written by `tables/spec.py`)."""
    value: int | float | None
    """None where nothing can be said, for instance a group nobody was asked in."""
    of: int | None = None
    """The denominator, where the number is a count of something."""
    shown: str = ""
    """As a reader sees it: `2 of 3`."""
    aside: str = ""
    """What has to be said with it: `1 not reviewed`, `1 denied`."""
    key: str = field(default="", repr=False)
    """The study's own: whoever does not know it cannot tell from an id what a hidden type or interview is called."""

    @property
    def id(self) -> str:
        """`F-` and ten characters: 50 bits over `key` and `spec`. The same cell has the same id in every report."""
        return "F-" + _short_hash(self.key + json.dumps(dict(self.spec), sort_keys=True))

    def __str__(self) -> str:
        return f"{self.shown} ({self.aside})" if self.aside else self.shown


def _short_hash(text: str) -> str:
    """Ten characters, 50 bits."""
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:10]


Cell = str | Figure
"""Words, or a number that can be traced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column and its heading."""

    key: str
    """Stable name, for CSV and JSON: `CSO.n_informants`."""
    label: str
    """As a reader sees it: `CSO (n = 3)`."""
    group: str = ""
    """Heading over several columns, where there is one."""
    numeric: bool = False
    wide: bool = False
    """Holds running text, such as a quote, and wraps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; `depth` indents a sub-code under its parent."""

    cells: tuple[Cell, ...]
    depth: int = 0
    key: str = ""
    """What the row is about, for instance a code id."""
    total: bool = False
    """A line that sums up the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows and columns with a title and the rules that made them; every format is written from this."""

    name: str
    """`frequencies`, `quotes` …: file and sheet name."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """Printed under the table: denominators, rules, who is left out."""
    basis: Basis | None = None
    """None for a table that counts no themes, such as a list of files."""
    heading: str = ""
    """What a report puts above it; empty where it goes on under the heading before."""
    lead: int = 1
    """Columns that say what a row is about; they are repeated where a table goes on in another part."""

    @property
    def annexed(self) -> bool:
        """Whether a report prints it behind its text."""
        return self.heading.startswith("Annex")

    def about(self, row: Row) -> str:
        """What a row is about, in a line: `Funding · Access` of two themes that appear together."""
        return " · ".join(str(cell).split("\n")[0] for cell in row.cells[: self.lead] if str(cell))

    def figures(self) -> Iterator[Figure]:
        """Every number of the table, row by row."""
        for row in self.rows:
            for cell in row.cells:
                if isinstance(cell, Figure):
                    yield cell

    def keyed(self, key: str) -> Table:
        """The table with figures whose ids only the study can tell."""
        rows = (
            replace(
                row, cells=tuple(replace(cell, key=key) if isinstance(cell, Figure) else cell for cell in row.cells)
            )
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))


def quote_id(document_id: str, segment_id: str, code_id: str) -> str:
    """`Q-` and ten characters: the quote of a passage under a theme, whatever words of the passage it takes."""
    return "Q-" + _short_hash(f"{document_id}\n{segment_id}\n{code_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An informant's words as a report prints them, and where they stand."""

    text: str
    """As printed: verbatim, or edited with `[…]`, `[words]`, `[sic]` and replaced names."""
    attribution: str
    """`– CSO informant`."""
    code_id: str
    theme: str
    """The theme with those above it: `Funding › Donors leaving`."""
    informant_type: str
    """As the report calls it, after the minimum-cell rule."""
    verbatim: str = ""
    """`Document.text[start:end]`."""
    document_id: str = ""
    segment_id: str = ""
    informant_id: str = ""
    start: int = 0
    end: int = 0
    edits: tuple[Edit, ...] = ()
    """What makes `text` of `verbatim`: an editor's changes and replaced names, in positions of `verbatim`."""
    coding_id: str = ""
    contrary: bool = False
    """The informant says the opposite of the theme."""
    record: Record = Record.VERBATIM
    language: str = ""
    translation: str = ""
    """A person's translation, printed in place of the original."""
    translated: str = ""
    """Who translated it, and when."""
    why: str = ""
    """Why this quote and not another, in words."""
    names_replaced: int = 0

    @property
    def id(self) -> str:
        """What `qualcode quotes edit` and the like call it."""
        return quote_id(self.document_id, self.segment_id, self.code_id)

    @property
    def remark(self) -> str:
        """What is said in brackets behind the words: from notes, translated from, contrary."""
        said = []
        if self.record is Record.NOTES:
            said.append("from notes")
        if self.translation:
            said.append(f"translated from {LANGUAGES.get(self.language, self.language or 'the original')}")
        if self.contrary:
            said.append("contrary")
        return f"({', '.join(said)})" if said else ""

    @property
    def printed(self) -> str:
        """The words in the quotation marks they need: none around someone's notes."""
        words = self.translation or self.text
        return words if self.record is Record.NOTES else f"“{words}”"


LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arabic",
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "ku": "Kurdish",
        "ckb": "Kurdish",
        "pt": "Portuguese",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words behind a figure, as a report may show them."""

    text: str
    attribution: str
    code_id: str
    where: str = ""
    """`kii-03:128`; empty in a report for a client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of a table: what is drawn, in numbers and in words."""

    name: str
    kind: str
    """`dots`, `heat` or `lines`."""
    title: str
    alt: str
    """What the picture shows, for readers who do not see it."""
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    """By row, then column."""
    shown: tuple[tuple[str, ...], ...] = ()
    """The same as a reader sees it: `2 of 3`."""
    intervals: tuple[tuple[tuple[float, float] | None, ...], ...] = ()
    axis: str = ""
    beside: str = ""
    """Name of the table it is drawn from."""
    basis: Basis | None = None


class Audience(StrEnum):
    """Whom a report is for."""

    CLIENT = "client"
    """The selected quotes; no ids of people or interviews, no rows per interview."""
    TEAM = "team"
    """Everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report holds; each format writes it whole."""

    title: str
    tables: tuple[Table, ...]
    basis: Basis
    provenance: tuple[tuple[str, str], ...]
    """Versions, hashes, coders, coverage, settings: what made these figures."""
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By `Figure.id`: the words shown when a reader opens a figure."""
    introduction: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    """By theme and type, in the order they are printed."""
    charts: tuple[Chart, ...] = ()
    codebook: Codebook | None = None
    """Printed as an annex, where given."""
    method: tuple[str, ...] = ()
    """How the study was coded and counted, a paragraph each."""
    checklist: tuple[tuple[str, str, str], ...] = ()
    """Reporting items (COREQ): number, item, and what the study knows of it."""
    audience: Audience = Audience.CLIENT
    draft: bool = False
    """Written in spite of open privacy questions: every page says so."""
    date: str = ""
    """ISO date of the last decision, so that the same study gives the same file."""
    progress: str = ""
    """How far the review is, in a sentence; empty where it is finished or has not begun."""

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every number of the report by its id."""
        return {figure.id: figure for table in self.tables for figure in table.figures()}
