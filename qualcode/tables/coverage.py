"""Who raised a theme, and the different ways of not raising it."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Column, Figure, Row, Table, titled
from qualcode.tables.frequencies import by_words, counting_notes
from qualcode.tables.population import code_lines
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import ANY_CODE, Measure
from qualcode.tables.tally import Count, count_cell, tally_codings


def coverage_table(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    by: str = "informant_type",
    scope: Scope = EVERYONE,
) -> Table:
    """Raised, denied, not raised, not asked, not reviewed: for each theme and group, kept apart and adding up."""
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    groups, small = scope.groups(roster, by)
    rows = []
    for line in code_lines(codebook):
        for group in groups:
            cell = count_cell(tally, population, line.code_id, group.filter)
            figures = [
                Figure(spec=scope.spec(measure, line.code_id, group.filter), value=len(found), shown=str(len(found)))
                for measure, found in kinds(cell)
            ]
            rows.append(Row(cells=(line.name, group.label, *figures), depth=line.depth, key=line.code_id))
    headings = ("Raised", "Contrary", "Disputed", "Not raised", "Not asked", "Not reviewed", f"All {scope.counted}s")
    measures = [measure for measure, _ in kinds(count_cell(tally, population, ANY_CODE, {}))]
    return Table(
        name="coverage",
        title=titled("Who raised a theme, and who did not", scope.basis),
        columns=(
            Column(key="theme", label="Theme"),
            Column(key="group", label=by_words(by, scope.people).capitalize()),
            *(Column(key=key, label=label, numeric=True) for key, label in zip(measures, headings, strict=True)),
        ),
        rows=tuple(rows),
        notes=(*small, *counting_notes(population, tally, scope)),
        basis=scope.basis,
        lead=2,
    )


def kinds(cell: Count) -> tuple[tuple[Measure, frozenset[str]], ...]:
    """Those of a group who raised a theme, who denied it and so on; at last the whole group."""
    return (
        (Measure.INFORMANTS, cell.raised),
        (Measure.DENIED, cell.denied),
        (Measure.DISPUTED, cell.disputed),
        (Measure.NOT_RAISED, cell.not_raised),
        (Measure.NOT_ASKED, cell.not_asked),
        (Measure.NOT_REVIEWED, cell.open),
        (Measure.MEMBERS, cell.members),
    )
