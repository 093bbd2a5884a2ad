"""Interviews against themes: who raised what, as 0 and 1 or as numbers of passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Cell, Column, Figure, Row, Table, titled
from qualcode.tables.frequencies import basis_notes
from qualcode.tables.population import Population, code_lines
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import Measure
from qualcode.tables.tally import Tally, each_counted, reviewed_for_all, tally_codings

PRESENCE, PASSAGES = "presence", "passages"


def theme_matrix(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    interviews: Mapping[str, Collection[str]],
    *,
    cells: str = PRESENCE,
    scope: Scope = EVERYONE,
    levels: int = 0,
) -> Table:
    """A row per informant and interview, a column per theme: 1 where it was raised, or the number of passages.

    `interviews` says who speaks in which. A cell is empty where nothing was found and the informant's interviews are
    not reviewed for the theme.
    """
    if cells not in (PRESENCE, PASSAGES):
        raise UsageError(f"a matrix has no cells of {cells!r}", hint=f"choose {PRESENCE} or {PASSAGES}")
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    lines = code_lines(codebook, levels=levels)
    found = {line.code_id: _passages(tally, population, line.code_id) for line in lines}
    everyone = population.members({})
    known = {line.code_id: reviewed_for_all(tally, population, line.code_id, everyone) for line in lines}
    said_in = scope.people.said_in
    rows = []
    for person, document in _appearances(population, interviews):
        informant = population.informants[person]
        made: list[Cell] = [document, person, scope.labels.get(informant.informant_type, informant.informant_type)]
        for line in lines:
            n = found[line.code_id].get((person, document), 0 if person in known[line.code_id] else None)
            made.append(_cell(n, scope, line.code_id, person, document, cells))
        rows.append(Row(cells=tuple(made), key=f"{document}:{person}"))
    return Table(
        name="matrix" if cells == PRESENCE else "matrix_passages",
        title=titled("Who raised what" if cells == PRESENCE else f"Passages by {said_in} and theme", scope.basis),
        columns=(
            Column(key="document", label=said_in.capitalize()),
            scope.people.column,
            Column(key="informant_type", label="Type"),
            *(Column(key=line.code_id, label=line.name, numeric=True) for line in lines),
        ),
        rows=tuple(rows),
        notes=(
            *basis_notes(population, tally, scope),
            "1: raised; 0: not raised; –: not yet reviewed for the theme. For the study's team: a row is a person."
            if cells == PRESENCE
            else "Passages on the theme; –: not yet reviewed for it. For the study's team: a row is a person.",
        ),
        basis=scope.basis,
        lead=2,
    )


def _appearances(population: Population, interviews: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    """Informant and interview, in the order of the roster."""
    members = population.members({})
    order = {person: place for place, person in enumerate(population.informants)}
    pairs = [
        (person, document)
        for document, people in interviews.items()
        for person in people
        if person in members and population.counts_document(person, document, {})
    ]
    return sorted(pairs, key=lambda pair: order[pair[0]])


def _passages(tally: Tally, population: Population, code_id: str) -> dict[tuple[str, str], int]:
    said = each_counted(tally, population, code_id, {})
    return {(person, amount.document_id): amount.n_passages for person, amount in said}


def _cell(n: int | None, scope: Scope, code_id: str, person: str, document: str, cells: str) -> Figure:
    measure = Measure.INFORMANTS if cells == PRESENCE else Measure.PASSAGES
    value = n if n is None or cells == PASSAGES else int(n > 0)
    return Figure(
        spec=scope.spec(measure, code_id, {}, document=document, informant=person),
        value=value,
        shown="–" if value is None else f"{value:,}",
    )
