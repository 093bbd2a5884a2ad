"""Who was heard: informants and interviews by type, and by whatever else the list of informants knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from qualcode.model.informant import Roster
from qualcode.model.table import Column, Figure, Row, Table
from qualcode.tables.population import DOCUMENT_VARIABLES, Population
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.small_groups import OTHER
from qualcode.tables.spec import ANY_CODE, Filter, Measure

MOST_GROUPS = 8
"""A column of the list with more different values than this does not sort people into groups."""

Read = Mapping[tuple[str, str], tuple[int, int]]
"""By informant and interview, how many passages they say, and how many of these somebody looked at."""
NOTHING_READ: Read = MappingProxyType({})
READ_COLUMNS = {"n_passages": "Passages", "n_read": "Read by a coder"}


def heard_table(roster: Roster, *, read: Read = NOTHING_READ, scope: Scope = EVERYONE) -> Table:
    """Count informants and their interviews in every group that the list of informants makes, and what was `read`.

    Groups smaller than `scope.minimum` are put together; what would then hold one group only is left out.
    """
    population = scope.population(roster)
    rows: list[Row] = []
    notes: dict[str, None] = {}
    for variable in _variables(roster):
        groups, small = scope.groups(roster, variable)
        if variable != "informant_type" and (len(groups) < 2 or groups[0].label == OTHER):
            continue
        called = variable.replace("_", " ")
        # Several columns of the list may have others: each says whose.
        merged, other = any(note.startswith(f"{OTHER}:") for note in small), f"{OTHER} ({called})"
        notes |= dict.fromkeys(note.replace(f"{OTHER}:", f"{other}:", 1) if merged else note for note in small)
        for place, group in enumerate(groups):
            label = other if merged and group is groups[-1] else group.label
            rows.append(_row("" if place else called.capitalize(), label, group.filter, population, scope, read))
    whole = _row("All", "", {}, population, scope, read, total=True)
    of_types = sum(int(str(row.cells[3])) for row in rows[: len(scope.groups(roster, "informant_type")[0])])
    if of_types > int(str(whole.cells[3])):
        notes[f"An {scope.people.said_in} with several people counts in the group of each, and once in all."] = None
    rows.append(whole)
    return Table(
        name="heard",
        title="Who was heard",
        columns=(
            Column(key="by", label="By"),
            Column(key="group", label="Group"),
            Column(key=Measure.MEMBERS, label=f"{scope.counted.capitalize()}s", numeric=True),
            Column(key="n_interviews", label=f"{scope.people.said_in.capitalize()}s", numeric=True),
            *(Column(key=key, label=label, numeric=True) for key, label in READ_COLUMNS.items() if read),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
        lead=2,
    )


def _variables(roster: Roster) -> Iterator[str]:
    """The type first, then columns with a few different values."""
    yield "informant_type"
    for name in dict.fromkeys(name for person in roster.informants for name in person.variables):
        if 2 <= len({person.variables.get(name, "") for person in roster.informants}) <= MOST_GROUPS:
            yield name
    known: tuple[Literal["round", "language", "record"], ...] = ("round", "language", "record")
    for name in known:
        if 2 <= len({str(getattr(row, name)) for row in roster.appearances}) <= MOST_GROUPS:
            yield name


def _row(
    name: str, label: str, filter: Filter, population: Population, scope: Scope, read: Read, *, total: bool = False
) -> Row:
    people = population.members(filter)
    n = len(population.units(people))
    by_document = {key: values for key, values in filter.items() if key in DOCUMENT_VARIABLES}
    held = {
        (row.informant_id, row.document)
        for row in population.roster.appearances
        if row.informant_id in people and population.counts_document(row.informant_id, row.document, by_document)
    }
    interviews = {document for _, document in held}
    figure = Figure(spec=scope.spec(Measure.MEMBERS, ANY_CODE, filter), value=n, shown=str(n))
    cells = (name, label, figure, len(interviews), *(_passages(held, read) if read else ()))
    return Row(cells=cells, key=label or name, total=total)


def _passages(held: Iterable[tuple[str, str]], read: Read) -> tuple[int, str]:
    """How many passages there are, and how many were read: `141 (25%)`."""
    found = [read.get(place, (0, 0)) for place in held]
    n, n_read = sum(each[0] for each in found), sum(each[1] for each in found)
    return n, f"{n_read:,} ({n_read / n:.0%})" if n else "0"
