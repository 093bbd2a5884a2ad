"""A theme in each of the groups that are compared, and what a number about all of them is."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.nouns import dataclass
from qualcode.model.table import Cell, Column
from qualcode.tables.population import Group, ThemeLine
from qualcode.tables.scope import Scope
from qualcode.tables.spec import NEXT, Measure, write_filter
from qualcode.tables.tally import Count

Filled = tuple[Column, list[Cell]]
"""A column with its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A theme in each group."""

    line: ThemeLine
    cells: tuple[Count, ...]

    @property
    def shares(self) -> tuple[tuple[int, int], ...]:
        """Who raised it of how many, where that can be told: 0 of 0 of a group where some are open."""
        return tuple(cell.share or (0, 0) for cell in self.cells)

    @property
    def apart(self) -> float | None:
        """The first share less the second, of more than two the highest less the lowest; None while some are open."""
        shares = [k / n for k, n in self.shares if n]
        if len(shares) < len(self.cells):
            return None
        return shares[0] - shares[1] if len(shares) == 2 else max(shares) - min(shares)


def points(share: float) -> str:
    """Write a difference of shares as percentage points with their sign; zero has none."""
    points = round(100 * share)
    return f"{points:+d}".replace("-", "−") if points else "0"


def pair_spec(measure: Measure, each: Comparison, groups: Sequence[Group], scope: Scope) -> dict[str, str]:
    """Say what a number is that compares the first group with the others."""
    others = NEXT.join(write_filter(group.filter) for group in groups[1:])
    return scope.spec(measure, each.line.code_id, groups[0].filter, against=others)
