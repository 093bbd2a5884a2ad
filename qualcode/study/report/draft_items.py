"""What was checked of a draft, as a table and in a sentence on how much was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from qualcode.drafts.judge import Verdict as Judgement
from qualcode.drafts.text import Paragraph
from qualcode.drafts.verify import Verdict
from qualcode.model.draft_part import DraftPart as Part
from qualcode.model.nouns import dataclass
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.report.draft_hints import HINTS

LONGEST = 160
"""Characters of the draft that are shown of a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something of a draft that was checked."""

    part: Part
    verdict: str
    is_finding: bool
    words: str
    paragraph: Paragraph | None
    start: int = 0
    end: int = 0
    where: str = ""
    today: str = ""
    is_fine: bool = False
    """Nobody has to look at it."""
    is_protected: bool = False
    is_first: bool = False
    """Comes before other findings: it turns the sense round, or names somebody."""

    @property
    def hint(self) -> str:
        """What to do about it."""
        return HINTS.get(self.verdict, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """What was found in a draft, and how much of it was read."""

    items: tuple[Item, ...]
    coverage: str
    """How many quotations, statements and figures were read, and how many of them could not be judged."""

    @property
    def n_findings(self) -> int:
        """How many somebody has to put right."""
        return sum(item.is_finding for item in self.items)

    @property
    def names_somebody(self) -> bool:
        """Whether a name, an id or another protected word stands in it."""
        return any(item.is_protected for item in self.items)

    def table(self, *, everything: bool = False) -> Table:
        """What is wrong, then what could not be judged; with `everything` what is right as well."""
        shown = [item for item in self.items if everything or not item.is_fine]
        rows = [
            Row(
                cells=(
                    item.part.value,
                    item.verdict,
                    "yes" if item.is_finding else "no",
                    item.words if len(item.words) <= LONGEST else f"{item.words[: LONGEST - 1]}…",
                    item.paragraph.place if item.paragraph else item.where,
                    item.today,
                    item.hint,
                )
            )
            for item in sorted(shown, key=lambda item: (not item.is_finding, item.is_fine, not item.is_first))
        ]
        return listing(
            "draft",
            f"{plural(self.n_findings, 'finding')} in the draft",
            ("Kind", "Verdict", "Finding", "Words", "Place", "Today", "Hint"),
            rows,
            wide=("Words", "Today", "Hint"),
            notes=(self.coverage,),
        )


def coverage_of(items: Sequence[Item], wanted: Collection[Part]) -> str:
    """How much was read, how much of it could be held against something, and how much not."""
    found = Counter((item.part, item.verdict) for item in items)
    said = []
    if Part.QUOTATIONS in wanted:
        n = sum(item.part is Part.QUOTATIONS for item in items)
        lost, short = found[Part.QUOTATIONS, Verdict.NOT_FOUND], found[Part.QUOTATIONS, Verdict.TOO_SHORT]
        said.append(
            f"{plural(n, 'quotation')} ({n - lost - short} known again, {lost} not found, {short} too short to be told)"
        )
    if Part.COUNTS in wanted:
        n = sum(item.part is Part.COUNTS for item in items)
        unlinked = found[Part.COUNTS, Judgement.UNLINKED]
        open_ = found[Part.COUNTS, Judgement.UNFINISHED]
        said.append(
            f"{plural(n, 'counted statement')} ({n - unlinked - open_} held against a figure, {unlinked} could not be "
            f"linked to one, {open_} wait for the review)"
        )
    if Part.FIGURES in wanted:
        n = sum(item.part is Part.FIGURES for item in items)
        said.append(f"{plural(n, 'figure or quote', 'figures and quotes')} that a report marked")
    return f"Read: {'; '.join(said)}. What was not recognised as one of these was not checked." if said else ""
