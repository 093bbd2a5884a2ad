"""Informants against themes for statistics programs: 1, 0, or why it is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.dataset import DataSet, Kind, Missing, Value, Variable, as_numbers, variable_labels, variable_names
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.wording import listed
from qualcode.tables.population import NOT_STATED, code_lines, informant_value, theme_path
from qualcode.tables.scope import Scope
from qualcode.tables.small_groups import OTHER
from qualcode.tables.tally import WELL_KNOWN, Count, Known, count_cell, tally_codings

ID, TYPE, ORGANISATION, BASIS = "informant", "informant_type", "organisation", "counted_from"
_OF_INTERVIEWS = {"rounds": "round", "languages": "language", "records": "record", "dates": "date"}
"""Columns of the list that are about interviews: of a person all their values, joined."""
_LABELS = {ID: "Informant", TYPE: "Informant type", ORGANISATION: "Organisation", "n_interviews": "Interviews"}


def informant_data(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    scope: Scope,
    numbers: Mapping[str, int] | None = None,
    title: str = "",
) -> DataSet:
    """A row per informant: what the list of informants says of them, then each theme.

    With `numbers`, the informants are called by these and in their order, and whatever fewer than `scope.minimum` of
    them share is put together with others, as in a client's tables; columns that then say nothing are left out.
    """
    flat = _flat(roster)
    people = list(flat.informants)
    if numbers is not None:
        people.sort(key=lambda person: numbers[person.id])
    columns, gone = _told(flat, people, scope, hide=numbers is not None)
    if scope.basis.caveat:
        columns[BASIS] = [scope.basis.caveat] * len(people)
    ids: list[Value] = [numbers[person.id] if numbers is not None else person.id for person in people]
    themes = _themes(codings, roster, codebook, scope, people)
    labels = [_LABELS.get(name, name.replace("_", " ").capitalize()) for name in columns]
    names = variable_names([ID, *columns, *themes])
    shown = variable_labels([_LABELS[ID], *labels, *(theme_path(codebook, code_id) for code_id in themes)])
    kinds = [*map(_kind, (ids, *columns.values())), *[Kind.THEME] * len(themes)]
    about = [*[""] * (1 + len(columns)), *(codebook.code(code_id).definition for code_id in themes)]
    return DataSet(
        title=title,
        basis=scope.basis.caveat or "reviewed codings",
        variables=tuple(
            Variable(name=name, label=label, kind=kind, about=said)
            for name, label, kind, said in zip(names, shown, kinds, about, strict=True)
        ),
        rows=tuple(zip(ids, *columns.values(), *themes.values(), strict=True)),
        notes=tuple(_notes(scope, gone, columns, hidden=numbers is not None)),
    )


def _flat(roster: Roster) -> Roster:
    """The list with what it says of a person's interviews as variables of the person."""
    rows: dict[str, list[Appearance]] = {}
    for each in roster.appearances:
        rows.setdefault(each.informant_id, []).append(each)

    def with_interviews(person: Informant) -> Informant:
        said = {
            name: "; ".join(dict.fromkeys(str(value) for row in rows.get(person.id, ()) if (value := getattr(row, of))))
            for name, of in _OF_INTERVIEWS.items()
        }
        number = {"n_interviews": str(len(rows.get(person.id, ())))}
        return replace(person, variables={**person.variables, **number, **said, **person.variables})

    return replace(roster, informants=tuple(map(with_interviews, roster.informants)))


def _told(
    flat: Roster, people: Sequence[Informant], scope: Scope, *, hide: bool
) -> tuple[dict[str, list[Value]], list[str]]:
    """What is told of the informants, by column; and the columns left out since they would point at somebody."""
    found: dict[str, list[Value]] = {}
    gone = []
    more = (name for person in flat.informants for name in person.variables)
    for name in dict.fromkeys((TYPE, ORGANISATION, *more)):
        values = [informant_value(person, name) for person in people]
        if name != TYPE and not any(values):
            continue  # nobody has one
        if hide:
            groups, _ = scope.groups(flat, name)
            labels = {value: group.label for group in groups for value in group.filter[name]}
            values = [labels[value or NOT_STATED] for value in values]
            if name == ORGANISATION or (name != TYPE and set(values) <= {OTHER, NOT_STATED}):
                gone.append(name)
                continue
        found[name] = as_numbers(values) or list(values)
    return found, gone


def _themes(
    codings: Iterable[Coding], roster: Roster, codebook: Codebook, scope: Scope, people: Sequence[Informant]
) -> dict[str, list[Value]]:
    """By theme, what is known of each informant."""
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    counts = {line.code_id: count_cell(tally, population, line.code_id, {}) for line in code_lines(codebook)}
    return {code_id: [_known(count, person.id) for person in people] for code_id, count in counts.items()}


def _known(count: Count, person: str) -> Value:
    """Whether somebody raised the theme, as its count has it; who only denied it did not."""
    known = count.of(person)
    return int(known is Known.RAISED) if known in WELL_KNOWN else Missing(known)


def _kind(values: Sequence[Value]) -> Kind:
    return Kind.WORDS if any(isinstance(value, str) and value for value in values) else Kind.NUMBER


def _notes(scope: Scope, gone: Sequence[str], columns: Collection[str], *, hidden: bool) -> Iterator[str]:
    """What has to be known before anything is computed from it."""
    yield "1: raised; 0: not raised, or only to the contrary. A theme holds what is said on the themes under it."
    yield (
        "Missing, and never 0: not asked (the interview guide has a question on it, which was not put to them), not "
        "reviewed (something of theirs is not decided yet), coders differ. Tables of qualcode keep who was not asked "
        "in the number they count out of, so a share computed here may be larger."
    )
    yield "The informants were chosen, not drawn: shares describe them, and tests say nothing of others."
    if hidden:
        yield (
            f"For readers outside the team: informants are numbered anew, and what fewer than {scope.minimum} of them "
            "share is put together with others."
        )
        if gone:
            yield f"Left out, since it would point at people: {listed(gone)}."
        if len(columns) > 1:
            yield "Several variables together may still tell who somebody is: give it to nobody who need not have it."
    else:
        yield "For the study's team: a row is a person."
