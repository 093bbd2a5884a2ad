"""The words a report may use for each count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Cell, Column, Row, Rule, Table, titled
from qualcode.tables.frequencies import by_words, counted_in_words, counting_notes, raised_figure
from qualcode.tables.population import code_lines
from qualcode.tables.quantifiers import scale_note
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import Measure
from qualcode.tables.tally import count_cell, tally_codings


def quantifier_table(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    by: str = "informant_type",
    scope: Scope = EVERYONE,
    levels: int = 0,
) -> Table:
    """For each theme and group the word of the study's scale, with the count it stands for beside it.

    While somebody is open there is no word, and the count stands alone.
    The figures are those of the theme table: they have the same ids.
    """
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    groups, small = scope.groups(roster, by)
    columns = [*((group.label, group.filter) for group in groups), ("Total", {})]
    rows = []
    for line in code_lines(codebook, levels=levels):
        cells: list[Cell] = [line.name]
        for _, group in columns:
            cell = count_cell(tally, population, line.code_id, group)
            figure = raised_figure(cell, scope, line.code_id, group)
            if not figure.n_open:
                aside = f"{figure.value} of {figure.of}" if figure.of else ""
                figure = replace(figure, shown=counted_in_words(cell, scope), aside=aside)
            cells.append(figure)
        rows.append(Row(cells=tuple(cells), depth=line.depth, key=line.code_id))
    return Table(
        name="quantifiers",
        title=titled(f"Words for counts, by {by_words(by, scope.people)}", scope.basis),
        columns=(
            Column(key="theme", label="Theme"),
            *(Column(key=f"{label}.{Measure.INFORMANTS}", label=label) for label, _ in columns),
        ),
        rows=tuple(rows),
        notes=(*small, Rule(scale_note(scope.scale, scope.people)), *counting_notes(population, tally, scope)),
        basis=scope.basis,
    )
