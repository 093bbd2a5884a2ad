"""What an informant says on a theme or a question, in a coder's words: the cells of a framework matrix."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from qualcode.model.harmless import visible
from qualcode.model.informant import Informant
from qualcode.model.nouns import dataclass
from qualcode.model.sheet import LONGEST
from qualcode.model.table import Basis

BETWEEN = " / "
"""Between summaries of one cell that were written apart, in two copies of the study or on themes merged since."""


class By(StrEnum):
    """What the columns of a framework matrix are."""

    THEME = "theme"
    QUESTION = "question"
    """Of the interview guide."""


class Place(NamedTuple):
    """A cell of a framework matrix."""

    by: By
    of: str
    """Id of the theme or the question."""
    informant_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary that stands: nothing written later replaces it."""

    id: str
    """Of the event that keeps it."""
    place: Place
    text: str
    coder: str
    written_at: str
    passages: Mapping[str, str]
    """By their ids the passages it was written from, each with a hash of what was coded there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell as it is today: its summaries, and the passages there are now."""

    place: Place
    standing: str
    """`raised`, `not raised`, `contrary`, `not asked`, `not reviewed` …"""
    passages: Mapping[str, str]
    """As in `Summary`, of today."""
    summaries: tuple[Summary, ...] = ()

    @property
    def text(self) -> str:
        """What is written in it."""
        return BETWEEN.join(summary.text for summary in self.summaries)

    @property
    def is_stale(self) -> bool:
        """Whether what it was written from is no longer what there is."""
        return any(dict(summary.passages) != dict(self.passages) for summary in self.summaries)


class Heading(NamedTuple):
    """A column: a theme or a question."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The matrix: who, what, and the cell where they meet."""

    by: By
    headings: tuple[Heading, ...]
    informants: tuple[Informant, ...]
    """Grouped by type, as the list first names the types."""
    boxes: Mapping[Place, Box]
    basis: Basis

    def box(self, of: str, informant_id: str) -> Box:
        """The cell of a theme or question and an informant. KeyError where there is none."""
        return self.boxes[Place(self.by, of, informant_id)]

    @property
    def written(self) -> int:
        """How many cells hold a summary."""
        return sum(bool(box.summaries) for box in self.boxes.values())

    @property
    def stale(self) -> int:
        """How many of them are older than what they were written from."""
        return sum(box.is_stale for box in self.boxes.values())


def as_summary(text: str) -> str:
    """A summary as it is kept: one paragraph, whatever it was written in. Raises ValueError where it is too long."""
    kept = " ".join(visible(text).split())
    if len(kept) > LONGEST:
        raise ValueError(f"{len(kept):,} characters: a summary has at most {LONGEST:,}")
    return kept
