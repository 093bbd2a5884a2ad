"""The lines of a table that counts informants by group, and where groups part by more than one or two people."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.beside import Beside, asides
from qualcode.model.nouns import dataclass
from qualcode.model.table import Figure, Row, Table
from qualcode.model.told import is_settled
from qualcode.tables.spec import Measure

WIDE = 0.3
"""Difference between two groups' shares from which it is said of a theme that they differ."""

MOST_BY_CHANCE = 2
"""People whose answers may stand between two groups without their being said to differ."""

SMALLEST_COMPARED = 3
"""Informants of a group below which its share is not compared: one person more would turn it round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A theme, or a finding, with its counts."""

    name: str
    key: str
    depth: int
    total: Figure
    groups: tuple[tuple[str, Figure], ...]
    """By the name of the group, in the order of the table."""
    silence_known: bool = True
    """Whether nobody of a group raising it tells something: that all were asked, and what they said was read."""

    @property
    def raised(self) -> int:
        """How many raised it."""
        return int(self.total.value or 0)

    @property
    def counts(self) -> tuple[object, ...]:
        """How many of each group raised it."""
        return tuple(figure.value for _, figure in self.groups)

    @property
    def by_all(self) -> bool:
        """Whether everybody raised it."""
        return is_settled(self.total) and self.total.value == self.total.of

    @property
    def shares(self) -> tuple[tuple[float, str, Figure], ...]:
        """The groups that can be compared, the largest share first: all of them asked, and no coders differ on them."""
        found = [
            (figure.value / figure.of, label, figure)
            for label, figure in self.groups
            if is_settled(figure)
            and not asides(figure).keys() & {Beside.DISPUTED, Beside.NOT_ASKED}
            and figure.value is not None
            and figure.of
            and figure.of >= SMALLEST_COMPARED
        ]
        return tuple(sorted(found, key=lambda each: -each[0]))

    @property
    def some_not_asked(self) -> bool:
        """Whether somebody did not raise it who was not asked about it either."""
        return any(Beside.NOT_ASKED in asides(figure) for figure in (self.total, *(each for _, each in self.groups)))

    @property
    def difference(self) -> float:
        """Between the largest and the smallest share of a group."""
        return self.shares[0][0] - self.shares[-1][0] if self.shares else 0.0

    @property
    def n_between(self) -> int:
        """How many people would have had to speak otherwise for the largest and the smallest share to be the same."""
        return _between(self.shares[0][2], self.shares[-1][2]) if self.shares else 0

    @property
    def is_apart(self) -> bool:
        """Whether groups differ, by more than one or two people, and nobody is open who could change that."""
        return is_settled(self.total) and self.difference >= WIDE and self.n_between > MOST_BY_CHANCE

    @property
    def is_too_few(self) -> bool:
        """Whether shares look different, but one or two people stand between them."""
        return is_settled(self.total) and self.difference >= WIDE and not self.is_apart


def _between(high: Figure, low: Figure) -> int:
    """The fewest answers to turn, on either side, until the smaller share is no longer the smaller."""
    k, n, few, of = int(high.value or 0), high.of or 1, int(low.value or 0), low.of or 1
    return min(less + max(0, -((few * n - (k - less) * of) // n)) for less in range(k + 1))


def lines_of(table: Table, *, silence_known: bool = True) -> tuple[Line, ...]:
    """The lines of a table that counts informants by group: `frequencies` or `evidence`."""
    return tuple(_line(table, row, silence_known) for row in table.rows if not row.total)


def _line(table: Table, row: Row, silence_known: bool) -> Line:
    suffix = f".{Measure.INFORMANTS}"
    counts = {
        column.key.removesuffix(suffix): cell
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.key.endswith(suffix) and isinstance(cell, Figure)
    }
    total = counts.pop("total")
    return Line(
        name=table.about(row),
        key=row.key,
        depth=row.depth,
        total=total,
        groups=tuple(counts.items()),
        silence_known=silence_known,
    )


def family_of(lines: Sequence[Line], key: str) -> tuple[Line, ...]:
    """A theme and, behind it, those under it."""
    place = next(place for place, line in enumerate(lines) if line.key == key)
    found = [lines[place]]
    for line in lines[place + 1 :]:
        if line.depth <= lines[place].depth:
            break
        found.append(line)
    return tuple(found)


def leaves(lines: Sequence[Line]) -> list[Line]:
    """Themes that have none under them."""
    after = [*(line.depth for line in lines[1:]), 0]
    return [line for line, depth in zip(lines, after, strict=True) if depth <= line.depth]


def widest(lines: Sequence[Line], most: int) -> list[Line]:
    """The themes on which groups differ most, the widest difference first; of several as wide the better known."""
    found = [line for line in lines if line.is_apart]
    return sorted(found, key=lambda line: (-line.difference, -line.raised))[:most]


def telling_first(families: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """Themes with those under them: first those on which groups differ most, then those that most spoke of."""

    def order(family: Sequence[Line]) -> tuple[float, int]:
        return -max((line.difference for line in family if line.is_apart), default=0.0), -family[0].raised

    return sorted(families, key=order)


def alike(found: Sequence[Line]) -> list[list[Line]]:
    """Lines with the same counts in every group, told once: a theme, and those under it that alone make it up."""
    kept: dict[tuple[object, ...], list[Line]] = {}
    for line in found:
        kept.setdefault(line.counts, []).append(line)
    return [*kept.values()]
