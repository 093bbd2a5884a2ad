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
    """Exact tests, and Fisher's p adjusted for the number of themes."""
    heading = "Exact tests (descriptive)"
    if len(groups) == 2:
        tests = {"Fisher": (Measure.FISHER, fisher), "Boschloo": (Measure.BOSCHLOO, boschloo)}
        values = {
            name: [1.0 if 0 in (n for _, n in each.shares) else run(*each.shares) for each in compared]
            for name, (_, run) in tests.items()
        }
        measures = {name: measure for name, (measure, _) in tests.items()}
    else:
        values = {"Fisher": [fisher_by_draws(each.shares) for each in compared]}
        measures = {"Fisher": Measure.FISHER}
    first = next(iter(values))
    values["Adjusted"] = list(benjamini_hochberg(values[first]))
    measures["Adjusted"] = Measure.ADJUSTED
    made: list[Filled] = []
    for name, found in values.items():
        cells: list[Cell] = [
            Figure(spec=pair_spec(measures[name], each, groups, scope), value=round(p, 6), shown=_p(p))
            for each, p in zip(compared, found, strict=True)
        ]
        made.append(
            (
                Column(
                    key=measures[name],
                    label=f"{name} p",
                    group=heading,
                    numeric=True,
                ),
                cells,
            )
        )
    return made


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.3f}"
