"""Two groups of informants side by side: what both raised, what only one did, and what a study this size can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Cell, Column, Figure, Row, Rule, Table, titled
from qualcode.tables.compare_statistics import bounds, interval_columns, test_columns
from qualcode.tables.comparison import Comparison, Filled, pair_spec, points
from qualcode.tables.design import LARGEST_ENUMERATED, design_sentence
from qualcode.tables.frequencies import counting_notes, raised_figure
from qualcode.tables.named_group import named_group
from qualcode.tables.population import Group, Population, code_lines
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.small_groups import expect_large
from qualcode.tables.spec import Measure
from qualcode.tables.tally import count_cell, tally_codings

DIFFERENCE, CODEBOOK = "difference", "codebook"
"""What themes are sorted by."""


def compare_groups(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    names: Sequence[str | Group],
    *,
    scope: Scope = EVERYONE,
    intervals: bool = False,
    test: bool = False,
    levels: int = 0,
    sort: str = DIFFERENCE,
) -> Table:
    """Compare two groups or more, theme by theme.

    `names` are groups, or what they are called: informant types, groups of the settings, or `variable=value`.
    `intervals` adds Wilson's for each share and Newcombe's for the difference; `test` adds exact tests, which describe
    a purposive sample and no more. `sort` is `difference`, the largest in percentage points first and a sub-theme under
    its theme, or `codebook`.
    """
    if sort not in (DIFFERENCE, CODEBOOK):
        raise UsageError(f"themes cannot be sorted by {sort!r}", hint=f"choose {DIFFERENCE} or {CODEBOOK}")
    groups = [
        name if isinstance(name, Group) else named_group(name, roster, labels=scope.labels, groupings=scope.groupings)
        for name in names
    ]
    population = scope.population(roster)
    _check_groups(groups, population)
    expect_large(groups, population, minimum=scope.minimum, allowed=scope.allowed)
    tally = tally_codings(codings, codebook, population.informants)
    compared = [
        Comparison(
            line=line, cells=tuple(count_cell(tally, population, line.code_id, group.filter) for group in groups)
        )
        for line in code_lines(codebook, levels=levels)
    ]
    if sort == DIFFERENCE:
        compared = _by_difference(compared)
    columns = [*_count_columns(groups, population, compared, scope)]
    if not intervals or groups[2:]:
        columns.append(_points_column(groups, compared, scope))
    columns += _order_columns(groups, compared)
    if intervals:
        columns += interval_columns(groups, compared, scope)
    if test:
        columns += test_columns(groups, compared, scope)
    rows = tuple(_rows(groups, compared, columns, intervals=intervals))
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


def _rows(
    groups: Sequence[Group], compared: Sequence[Comparison], columns: Sequence[Filled], *, intervals: bool
) -> Iterator[Row]:
    """A row per theme, with the numbers behind its cells."""
    for place, (each, ranks) in enumerate(zip(compared, _rank_numbers(groups, compared), strict=True)):
        yield Row(
            cells=(each.line.name, *(cells[place] for _, cells in columns)),
            depth=each.line.depth,
            key=each.line.code_id,
            numbers=(*ranks, *(bounds(each, groups) if intervals else ())),
        )


def _by_difference(compared: Sequence[Comparison]) -> list[Comparison]:
    """The themes on which the groups lie furthest apart first; a sub-theme stays under its theme."""
    path: list[tuple[float, int]] = []
    keyed = []
    for place, each in enumerate(compared):
        apart = each.apart
        path = [*path[: each.line.depth], (1.0 if apart is None else -abs(apart), place)]
        keyed.append((tuple(path), each))
    return [each for _, each in sorted(keyed, key=lambda entry: entry[0])]


def _points_column(groups: Sequence[Group], compared: Sequence[Comparison], scope: Scope) -> Filled:
    """How far the groups lie apart: the first less the second, of more than two the highest less the lowest."""
    two = not groups[2:]
    label = f"{groups[0].label} less {groups[1].label}, points" if two else "Furthest apart, points"
    cells: list[Cell] = [
        "–"
        if each.apart is None
        else Figure(
            spec=pair_spec(Measure.DIFFERENCE if two else Measure.SPREAD, each, groups, scope),
            value=round(each.apart, 4),
            shown=points(each.apart),
        )
        for each in compared
    ]
    return Column(key=Measure.DIFFERENCE if two else Measure.SPREAD, label=label, numeric=True), cells


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
    groups: Sequence[Group], population: Population, compared: Sequence[Comparison], scope: Scope
) -> list[Filled]:
    made: list[Filled] = []
    for place, group in enumerate(groups):
        n = len(population.units(population.members(group.filter)))
        column = Column(
            key=f"{group.label}.n_informants",
            label=f"{group.label} (n = {n})",
            group=f"{population.counted.capitalize()}s raising the theme",
            numeric=True,
        )
        cells: list[Cell] = [
            raised_figure(each.cells[place], scope, each.line.code_id, group.filter) for each in compared
        ]
        made.append((column, cells))
    return made


def _order_columns(groups: Sequence[Group], compared: Sequence[Comparison]) -> list[Filled]:
    """For each group a theme's rank among those on its level, and the only group that raised it, where there is one."""
    made: list[Filled] = []
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


def _rank_numbers(groups: Sequence[Group], compared: Sequence[Comparison]) -> Iterator[Iterator[tuple[str, int]]]:
    """Of each theme, its rank in each group that raised it."""
    ranks = [_ranks(compared, place) for place in range(len(groups))]
    for of_theme in zip(*ranks, strict=True):
        yield ((f"{group.label}.order", rank[0]) for group, rank in zip(groups, of_theme, strict=True) if rank)


def _ranks(compared: Sequence[Comparison], place: int) -> list[_Rank | None]:
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


def _only(each: Comparison, groups: Sequence[Group]) -> str:
    raising = [group.label for group, cell in zip(groups, each.cells, strict=True) if cell.raised]
    silent = [cell for cell in each.cells if not cell.raised]
    return raising[0] if len(raising) == 1 and not any(cell.open for cell in silent) else ""


def _notes(
    groups: Sequence[Group],
    population: Population,
    compared: Sequence[Comparison],
    *,
    intervals: bool,
    test: bool,
) -> Iterator[str]:
    sizes = [len(population.units(population.members(group.filter))) for group in groups]
    if not intervals or groups[2:]:
        unasked = "" if population.asked is None else " Who was not asked counts as not having raised the theme."
        yield Rule(
            "Points: percentage points between the shares of the groups; of few people one moves them by many."
            f"{unasked}"
        )
    if (intervals or test) and len(groups) == 2 and max(sizes) <= LARGEST_ENUMERATED:
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


def _only_notes(groups: Sequence[Group], compared: Sequence[Comparison]) -> list[str]:
    notes = []
    for group in groups:
        themes = [each.line.name for each in compared if _only(each, groups) == group.label]
        if themes:
            notes.append(f"Raised only by {group.label}: {', '.join(themes)}.")
    return notes
