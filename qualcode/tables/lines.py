"""The lines of a table that counts informants by group, and where groups part by more than one or two people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

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
        """How many of each group raised it; where somebody was not asked, with what is said beside each."""
        beside = self.some_not_asked
        return tuple((figure.value, figure.aside if beside else "") for _, figure in self.groups)

    @property
    def by_all(self) -> bool:
        """Whether everybody raised it."""
        return is_settled(self.total) and self.total.value == self.total.of

    @property
    def shares(self) -> tuple[tuple[float, str, Figure], ...]:
        """The groups that can be compared, the largest share first: no coders differ on them; some may not be asked."""
        found = [
            (figure.value / figure.of, label, figure)
            for label, figure in self.groups
            if is_settled(figure)
            and Beside.DISPUTED not in asides(figure)
            and figure.value is not None
            and figure.of
            and figure.of >= SMALLEST_COMPARED
        ]
        return tuple(sorted(found, key=lambda each: -each[0]))

    @property
    def some_not_asked(self) -> bool:
        """Whether somebody did not raise it who was not asked about it either."""
        return any(unasked(figure) for figure in (self.total, *(each for _, each in self.groups)))

    @property
    def difference(self) -> float:
        """Between a large and a small share of groups, at the least, whatever those not asked would have said."""
        return max(0.0, _apart(*self._ends)) if self._ends else 0.0

    @property
    def is_apart(self) -> bool:
        """Whether groups differ, by more than one or two people, and nobody open or unasked could change that."""
        return is_settled(self.total) and _stand_apart(*self._ends)

    @property
    def is_too_few(self) -> bool:
        """Whether shares look different, but one or two people stand between them, or those who were not asked."""
        looks = self.shares[0][0] - self.shares[-1][0] if self.shares else 0.0
        return is_settled(self.total) and looks >= WIDE and not self.is_apart

    @property
    def sides(self) -> tuple[tuple[tuple[str, Figure], ...], tuple[tuple[str, Figure], ...]]:
        """Groups with large shares and those with small ones; who was not asked may leave a group on neither side."""
        if not self._ends:
            return (), ()
        high, low = self._ends
        middle = (_least(high) + _most(low)) / 2
        many = ((label, figure) for _, label, figure in self.shares if _least(figure) >= middle)
        return tuple(many), tuple((label, figure) for _, label, figure in self.shares if _most(figure) < middle)

    @property
    def _ends(self) -> tuple[Figure, ...]:
        """The two groups that stand furthest apart, by more than one or two people where any do."""
        pairs = permutations((figure for *_, figure in self.shares), 2)
        return max(pairs, key=lambda pair: (_stand_apart(*pair), _apart(*pair)), default=())


def _least(figure: Figure) -> float:
    """The share of those who raised it: so many at least."""
    return (figure.value or 0) / (figure.of or 1)


def _most(figure: Figure) -> float:
    """The share had all who were not asked raised it, too."""
    return ((figure.value or 0) + unasked(figure)) / (figure.of or 1)


def unasked(figure: Figure) -> int:
    """How many did not raise it who were not asked about it either."""
    return asides(figure).get(Beside.NOT_ASKED, 0)


def _apart(high: Figure, low: Figure) -> float:
    """How far one share lies above another at the least, whatever those who were not asked would have said."""
    return _least(high) - _most(low)


def _stand_apart(*ends: Figure) -> bool:
    """Whether that is wide, and one or two answers turned, on either side, would leave the smaller share smaller."""
    if not ends or _apart(*ends) < WIDE:
        return False
    high, low = ends
    k, n, few, of = int(high.value or 0), high.of or 1, int(low.value or 0) + unasked(low), low.of or 1
    turned = ((k - less, few + MOST_BY_CHANCE - less) for less in range(MOST_BY_CHANCE + 1))
    return all(many * of > some * n for many, some in turned)


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
