"""Two groups of informants side by side: what both raised, what only one did, and what a study this size can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Cell, Column, Figure, Row, Rule, Table, titled
from qualcode.statistics.exact import benjamini_hochberg, boschloo, fisher, fisher_by_draws
from qualcode.statistics.intervals import newcombe, wilson
from qualcode.tables.design import LARGEST_ENUMERATED, design_sentence
from qualcode.tables.frequencies import counting_notes, raised_figure
from qualcode.tables.named_group import named_group
from qualcode.tables.population import Group, Population, ThemeLine, code_lines
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.small_groups import expect_large
from qualcode.tables.spec import NEXT, Measure, write_filter
from qualcode.tables.tally import Count, count_cell, tally_codings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """A theme in each group."""

    line: ThemeLine
    cells: tuple[Count, ...]

    @property
    def shares(self) -> tuple[tuple[int, int], ...]:
        """Who raised it of how many, where that can be told: 0 of 0 of a group where some are open."""
        return tuple(cell.share or (0, 0) for cell in self.cells)


def compare_groups(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    names: Sequence[str],
    *,
    scope: Scope = EVERYONE,
    intervals: bool = False,
    test: bool = False,
    levels: int = 0,
) -> Table:
    """Compare two groups or more, theme by theme.

    `names` are informant types, groups of the settings, or `variable=value`. `intervals` adds Wilson's for each share
    and Newcombe's for the difference; `test` adds exact tests, which describe a purposive sample and no more.
    """
    groups = [named_group(name, roster, labels=scope.labels, groupings=scope.groupings) for name in names]
    population = scope.population(roster)
    _check_groups(groups, population)
    expect_large(groups, population, minimum=scope.minimum, allowed=scope.allowed)
    tally = tally_codings(codings, codebook, population.informants)
    lines = code_lines(codebook, levels=levels)
    compared = [
        _Comparison(
            line=line, cells=tuple(count_cell(tally, population, line.code_id, group.filter) for group in groups)
        )
        for line in lines
    ]
    ranks = [tuple(each) for each in _rank_numbers(groups, compared)]
    columns = [*_count_columns(groups, population, compared, scope), *_order_columns(groups, compared)]
    if intervals:
        columns += _interval_columns(groups, compared, scope)
    if test:
        columns += _test_columns(groups, compared, scope)
    rows = tuple(
        Row(
            cells=(each.line.name, *(cells[place] for _, cells in columns)),
            depth=each.line.depth,
            key=each.line.code_id,
            numbers=(*ranks[place], *(_bounds(each, groups) if intervals else ())),
        )
        for place, each in enumerate(compared)
    )
    *first, last = [group.label for group in groups]
    return Table(
        name="compare",
        title=titled(f"Themes: {', '.join(first)} and {last}", scope.basis),
        columns=(Column(key="theme", label="Theme"), *(column for column, _ in columns)),
        rows=rows,
        notes=(
            *_notes(groups, population, compared, intervals=intervals, test=test),
            *counting_notes(population, tally, scope, rows),
        ),
        basis=scope.basis,
    )


_Filled = tuple[Column, list[Cell]]


def _check_groups(groups: Sequence[Group], population: Population) -> None:
    if len(groups) < 2:
        raise UsageError("a comparison needs two groups", hint="name two: qualcode compare CSO International")
    for first, second in combinations(groups, 2):
        shared = population.members(first.filter) & population.members(second.filter)
        if shared:
            raise UsageError(
                f"{first.label} and {second.label} have {len(shared)} in common",
                hint="compare groups that share nobody",
            )


def _count_columns(
    groups: Sequence[Group], population: Population, compared: Sequence[_Comparison], scope: Scope
) -> list[_Filled]:
    made: list[_Filled] = []
    for place, group in enumerate(groups):
        n = len(population.units(population.members(group.filter)))
        column = Column(
            key=f"{group.label}.n_informants",
            label=f"{group.label} (n = {n})",
            group=f"{population.unit.capitalize()}s raising the theme",
            numeric=True,
        )
        cells: list[Cell] = [
            raised_figure(each.cells[place], scope, each.line.code_id, group.filter) for each in compared
        ]
        made.append((column, cells))
    return made


def _order_columns(groups: Sequence[Group], compared: Sequence[_Comparison]) -> list[_Filled]:
    """For each group a theme's rank among those on its level, and the only group that raised it, where there is one."""
    made: list[_Filled] = []
    for place, group in enumerate(groups):
        column = Column(
            key=f"{group.label}.order", label=f"Order, {group.label}", group="Order of themes", numeric=True
        )
        made.append((column, [_shown_rank(rank) for rank in _ranks(compared, place)]))
    only: list[Cell] = [_only(each, groups) for each in compared]
    return [*made, (Column(key="only", label="Raised only by", group="Order of themes"), only)]


_Rank = tuple[int, bool]
"""A place, and whether several themes share it."""


def _shown_rank(rank: _Rank | None) -> str:
    return "–" if rank is None else f"{rank[0]}{'=' if rank[1] else ''}"


def _rank_numbers(groups: Sequence[Group], compared: Sequence[_Comparison]) -> Iterator[Iterator[tuple[str, int]]]:
    """Of each theme, its rank in each group that raised it."""
    ranks = [_ranks(compared, place) for place in range(len(groups))]
    for of_theme in zip(*ranks, strict=True):
        yield ((f"{group.label}.order", rank[0]) for group, rank in zip(groups, of_theme, strict=True) if rank)


def _ranks(compared: Sequence[_Comparison], place: int) -> list[_Rank | None]:
    """The rank of each theme in a group; None where the group did not raise it, or themes of its level are open."""
    shares = [k / n if n else -1.0 for k, n in (each.shares[place] for each in compared)]
    unknown = {each.line.depth for each in compared if each.cells[place].open}
    ranks: list[_Rank | None] = []
    for each, share in zip(compared, shares, strict=True):
        level = [other for rival, other in zip(compared, shares, strict=True) if rival.line.depth == each.line.depth]
        rank = 1 + sum(other > share for other in level)
        known = share > 0 and each.line.depth not in unknown
        ranks.append((rank, level.count(share) > 1) if known else None)
    return ranks


def _only(each: _Comparison, groups: Sequence[Group]) -> str:
    raising = [group.label for group, cell in zip(groups, each.cells, strict=True) if cell.raised]
    silent = [cell for cell in each.cells if not cell.raised]
    return raising[0] if len(raising) == 1 and not any(cell.open for cell in silent) else ""


def _interval_columns(groups: Sequence[Group], compared: Sequence[_Comparison], scope: Scope) -> list[_Filled]:
    made: list[_Filled] = []
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


def _bounds(each: _Comparison, groups: Sequence[Group]) -> Iterator[tuple[str, float]]:
    """The ends of a theme's intervals, as shares."""
    found = [(f"{group.label}.wilson", wilson(k, n)) for group, (k, n) in zip(groups, each.shares, strict=True) if n]
    if len(groups) == len(found) == 2:
        found.append(("difference", newcombe(*each.shares)))
    for name, (low, high) in found:
        yield f"{name}.low", round(low, 4)
        yield f"{name}.high", round(high, 4)


def _difference(each: _Comparison, groups: Sequence[Group], scope: Scope) -> Cell:
    (k, n), (other_k, other_n) = each.shares
    if not n or not other_n:
        return "–"
    low, high = newcombe((k, n), (other_k, other_n))
    value = k / n - other_k / other_n
    return Figure(
        spec=_pair_spec(Measure.DIFFERENCE, each, groups, scope),
        value=round(value, 4),
        shown=f"{_points(value)} ({_points(low)} to {_points(high)})",
    )


def _points(share: float) -> str:
    """Percentage points with their sign; zero has none."""
    points = round(100 * share)
    return f"{points:+d}".replace("-", "−") if points else "0"


def _pair_spec(measure: Measure, each: _Comparison, groups: Sequence[Group], scope: Scope) -> dict[str, str]:
    others = NEXT.join(write_filter(group.filter) for group in groups[1:])
    return scope.spec(measure, each.line.code_id, groups[0].filter, against=others)


def _test_columns(groups: Sequence[Group], compared: Sequence[_Comparison], scope: Scope) -> list[_Filled]:
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
    made: list[_Filled] = []
    for name, found in values.items():
        cells: list[Cell] = [
            Figure(spec=_pair_spec(measures[name], each, groups, scope), value=round(p, 6), shown=_p(p))
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


def _notes(
    groups: Sequence[Group],
    population: Population,
    compared: Sequence[_Comparison],
    *,
    intervals: bool,
    test: bool,
) -> Iterator[str]:
    sizes = [len(population.units(population.members(group.filter))) for group in groups]
    if len(groups) == 2 and max(sizes) <= LARGEST_ENUMERATED:
        yield design_sentence(sizes[0], sizes[1])
    yield from _only_notes(groups, compared)
    yield Rule("Order: 1 is the theme most of the group raised, among themes of the same level; = marks a tie.")
    if intervals:
        yield "Intervals: Wilson's for a share, Newcombe's for a difference; as if informants were drawn at random."
    if test:
        drawn = "" if len(groups) == 2 else " Fisher's p is taken over random tables drawn with a fixed seed."
        yield (
            "Tests are descriptive: these informants were chosen on purpose, not drawn at random. Adjusted: "
            f"Fisher's p, allowing for having looked at every theme (Benjamini-Hochberg).{drawn}"
        )


def _only_notes(groups: Sequence[Group], compared: Sequence[_Comparison]) -> list[str]:
    notes = []
    for group in groups:
        themes = [each.line.name for each in compared if _only(each, groups) == group.label]
        if themes:
            notes.append(f"Raised only by {group.label}: {', '.join(themes)}.")
    return notes
