"""Statistics beside a comparison, only where somebody asks for them: intervals, and exact tests that describe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.model.table import Cell, Column, Figure
from qualcode.statistics.exact import benjamini_hochberg, boschloo, fisher, fisher_by_draws
from qualcode.statistics.intervals import newcombe, wilson
from qualcode.tables.comparison import Comparison, Filled, pair_spec, points
from qualcode.tables.population import Group
from qualcode.tables.scope import Scope
from qualcode.tables.spec import Measure

TESTS = {"Fisher": Measure.FISHER, "Boschloo": Measure.BOSCHLOO, "Adjusted": Measure.ADJUSTED}


def interval_columns(groups: Sequence[Group], compared: Sequence[Comparison], scope: Scope) -> list[Filled]:
    """Wilson's interval of each share, and of two groups Newcombe's of their difference."""
    made: list[Filled] = []
    heading = "95% intervals"
    for place, group in enumerate(groups):
        cells: list[Cell] = []
        for each in compared:
            k, n = each.shares[place]
            low, high = wilson(k, n)
            cells.append(f"{low:.0%} to {high:.0%}" if n else "–")
        made.append(
            (Column(key=f"{group.label}.wilson", label=f"{group.label} (Wilson)", group=heading, numeric=True), cells)
        )
    if len(groups) == 2:
        column = Column(key="difference", label="Difference in points (Newcombe)", group=heading, numeric=True)
        made.append((column, [_difference(each, groups, scope) for each in compared]))
    return made


def bounds(each: Comparison, groups: Sequence[Group]) -> Iterator[tuple[str, float]]:
    """The ends of a theme's intervals, as shares."""
    found = [(f"{group.label}.wilson", wilson(k, n)) for group, (k, n) in zip(groups, each.shares, strict=True) if n]
    if len(groups) == len(found) == 2:
        found.append(("difference", newcombe(*each.shares)))
    for name, (low, high) in found:
        yield f"{name}.low", round(low, 4)
        yield f"{name}.high", round(high, 4)


def _difference(each: Comparison, groups: Sequence[Group], scope: Scope) -> Cell:
    (k, n), (other_k, other_n) = each.shares
    if not n or not other_n:
        return "–"
    low, high = newcombe((k, n), (other_k, other_n))
    value = k / n - other_k / other_n
    return Figure(
        spec=pair_spec(Measure.DIFFERENCE, each, groups, scope),
        value=round(value, 4),
        shown=f"{points(value)} ({points(low)} to {points(high)})",
    )


def test_columns(groups: Sequence[Group], compared: Sequence[Comparison], scope: Scope) -> list[Filled]:
    """Exact tests, and Fisher's p adjusted for the number of themes; of themes on which nobody is open."""
    known = [place for place, each in enumerate(compared) if each.apart is not None]
    shares = [compared[place].shares for place in known]
    if len(groups) == 2:
        values = {"Fisher": [fisher(*each) for each in shares], "Boschloo": [boschloo(*each) for each in shares]}
    else:
        values = {"Fisher": [fisher_by_draws(each) for each in shares]}
    values["Adjusted"] = list(benjamini_hochberg(values["Fisher"]))
    made: list[Filled] = []
    for name, found in values.items():
        told = dict(zip(known, found, strict=True))
        cells: list[Cell] = [
            Figure(spec=pair_spec(TESTS[name], each, groups, scope), value=round(told[place], 6), shown=_p(told[place]))
            if place in told
            else "–"
            for place, each in enumerate(compared)
        ]
        made.append(
            (Column(key=TESTS[name], label=f"{name} p", group="Exact tests (descriptive)", numeric=True), cells)
        )
    return made


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
