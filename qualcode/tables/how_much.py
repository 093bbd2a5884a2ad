"""How much each group said on each theme: passages and words, beside who raised it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Cell, Column, Figure, Row, Table, titled
from qualcode.tables.frequencies import by_words, counting_notes, raised_figure
from qualcode.tables.population import Group, Population, code_lines
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import Measure
from qualcode.tables.tally import count_cell, tally_codings


def how_much(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    by: str = "informant_type",
    levels: int = 0,
    scope: Scope = EVERYONE,
) -> Table:
    """For each theme and group who raised it, in how many passages, and how many words these have."""
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    groups, small = scope.groups(roster, by)
    rows = []
    for line in code_lines(codebook, levels=levels):
        cells: list[Cell] = [line.name]
        for group in (*groups, Group("Total", {})):
            cell = count_cell(tally, population, line.code_id, group.filter)
            cells.append(raised_figure(cell, scope, line.code_id, group.filter))
            for measure, value in ((Measure.PASSAGES, cell.n_passages), (Measure.WORDS, cell.n_words)):
                spec = scope.spec(measure, line.code_id, group.filter)
                cells.append(Figure(spec=spec, value=value, shown=f"{value:,}"))
        rows.append(Row(cells=tuple(cells), depth=line.depth, key=line.code_id))
    return Table(
        name="how_much",
        title=titled(f"How much was said, by {by_words(by, scope.people)}", scope.basis),
        columns=(Column(key="theme", label="Theme"), *_columns(groups, population)),
        rows=tuple(rows),
        notes=(
            *small,
            *counting_notes(population, tally, scope, rows),
            "A passage counts once under a theme. Groups differ in size and in how long their "
            f"{scope.people.said_in}s are.",
        ),
        basis=scope.basis,
    )


def _columns(groups: Sequence[Group], population: Population) -> Iterator[Column]:
    sizes = [(group.label, group.label, len(population.units(population.members(group.filter)))) for group in groups]
    for key, label, n in (*sizes, ("total", "Total", len(population.units(population.members({}))))):
        heading = f"{label} (n = {n})"
        yield Column(key=f"{key}.{Measure.INFORMANTS}", label=heading, group=heading, numeric=True)
        yield Column(key=f"{key}.{Measure.PASSAGES}", label=f"{label}: passages", group=heading, numeric=True)
        yield Column(key=f"{key}.{Measure.WORDS}", label=f"{label}: words", group=heading, numeric=True)
