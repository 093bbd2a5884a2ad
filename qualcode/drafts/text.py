"""A draft as paragraphs, whatever program it was written in."""

from __future__ import annotations

from dataclasses import field

from qualcode.model.bookmarks import Mark
from qualcode.model.nouns import dataclass
from qualcode.model.report import DRAFT_FOR_TEAM, FOR_TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words that a report once wrote and marked, as they stand in the draft now."""

    mark: Mark
    start: int
    end: int
    """Where they stand in the paragraph; nowhere once they were taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a draft, a cell of its tables, or a note."""

    text: str
    number: int
    """Counts up through the draft, from 1."""
    heading: str = ""
    """The heading it stands under."""
    beside: str = ""
    """What the first cell of its row says, in a table of Word or LibreOffice."""
    part: str = "text"
    """`text`, `table`, `footnote`, `endnote` or `text box`."""
    is_heading: bool = False
    is_quote: bool = False
    """In a style for quotations: all of it is one, but for the attribution after a dash."""
    marked: tuple[Marked, ...] = ()
    """Figures and quotes that a report wrote; Word files alone keep them."""

    @property
    def place(self) -> str:
        """Where it stands, for a person to find it: `paragraph 12, under “Funding”`."""
        where = f"{self.part} {self.number}" if self.part != "text" else f"paragraph {self.number}"
        return f"{where}, under “{self.heading}”" if self.heading else where


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as it was read."""

    paragraphs: tuple[Paragraph, ...]
    hidden: dict[str, int] = field(default_factory=dict)
    """What travels with the file and is not seen in print: `comments`, `tracked changes`, `hidden text`, by count."""
    people: tuple[str, ...] = ()
    """Names in its properties: author, who saved it last."""
    unseen: tuple[str, ...] = ()
    """The words of its comments, and those that tracked changes took out."""

    @property
    def is_for_team(self) -> bool:
        """Whether it still says, as a report for the team does, that it is not passed on: then it may name ids."""
        return any(each.text in (FOR_TEAM, DRAFT_FOR_TEAM) for each in self.paragraphs)
