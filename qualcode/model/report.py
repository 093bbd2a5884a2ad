"""A report: its tables, quotes and charts, the words behind its figures, and what is said of how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from qualcode.model.codebook import Codebook
from qualcode.model.mark import FOR_CLIENTS, MADE_BY
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.table import Basis, Figure, Table
from qualcode.model.writing import Block, Chapter, Paragraph


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
    """`dots`, `heat`, `lines`; `bars` and `diverging` for answers on a scale, whose last two columns stand apart."""
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
    lines: str = ""
    """What the lines are that the intervals are drawn as."""
    axis: str = ""
    reading: str = ""
    """How the picture is read: what its marks or bars, their order and its lines mean. Stands behind the title."""
    beside: str = ""
    """Name of the table it is drawn from."""
    basis: Basis | None = None


WORKBOOK = "the workbook that goes with this report"
"""As a report names the Excel file, wherever it does: whoever reads it may have the Word file alone."""


class ReportFormat(StrEnum):
    """What a report is written as: the ending of its file."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"
    MD = "md"
    CSV = "csv"
    JSON = "json"


class Annex(StrEnum):
    """What a report for the team has in further annexes, and a client's on request."""

    COMPARED = "compared"
    EVIDENCE = "evidence"
    COOCCURRENCE = "cooccurrence"
    WORDS = "words"
    SATURATION = "saturation"
    SURVEY = "survey"
    FRAMEWORK = "framework"
    MATRIX = "matrix"
    CHECKLIST = "checklist"
    SOURCES = "sources"
    IDS = "ids"


class Audience(StrEnum):
    """Whom a report is for."""

    CLIENT = "client"
    """The selected quotes; no ids of people or interviews, no rows per interview."""
    TEAM = "team"
    """Everything."""


FOR_TEAM = "For the team: names passages and informants. Do not pass on."
DRAFT_FOR_TEAM = "Draft for the team: privacy questions are open. Do not pass on."
"""How a file that may name ids begins; by it a draft is known that was made of one."""


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
    chapters: tuple[Chapter, ...] = ()
    """What is read from the first page to the last; formats for programs hold tables and quotes instead."""
    cover: tuple[Paragraph, ...] = ()
    """What stands under the title: who asked for the report, and who wrote it."""
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Those that stand in its chapters, each with what it stands for."""
    introduction: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    """By theme and type, in the order they are printed."""
    in_tables: tuple[Quote, ...] = ()
    """Those that stand in a table: beside answers of the survey."""
    quote_ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By `Quote.id`, the id that stands in a file: made with the study's secret, so that nobody outside can tell from
    it which quotes are of one interview."""
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
    base: str = ""
    """The way from the file to the study's folder, for links to recordings; the team's files alone have such."""
    progress: str = ""
    """How far the review is, in a sentence; empty where it is finished or has not begun."""

    @property
    def mark(self) -> str:
        """What its files say of themselves in their properties."""
        return FOR_CLIENTS if self.audience is Audience.CLIENT else MADE_BY

    @property
    def blocks(self) -> Iterator[Block]:
        """What stands in its chapters, from first to last."""
        return (block for chapter in self.chapters for block in chapter.blocks)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every number of the report by its id, as the first table that has it shows it."""
        return {figure.id: figure for table in reversed(self.tables) for figure in table.figures()}
