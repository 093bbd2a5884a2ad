"""Whom the figures count, and in which groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import product

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.model.nouns import dataclass
from qualcode.model.people import INFORMANTS, People
from qualcode.tables.spec import Filter, write_filter

DOCUMENT_VARIABLES = ("round", "language", "record", "date", "document")
"""Variables of the interview, not of the person: an informant of two rounds belongs to both."""

NOT_STATED = "(not stated)"

Disputed = Mapping[str, frozenset[tuple[str, str]]]
"""By code, informant and document of the passages that coders decided differently."""


@dataclass(frozen=True, slots=True)
class Group:
    """A column of a table: some of the informants."""

    label: str
    filter: Filter


@dataclass(frozen=True, kw_only=True)
class Population:
    """The informants of a study, and for which of them each code has been settled.

    `reviewed` says per code which informants' documents are reviewed for it; None where tables count suggestions, and
    every informant of the roster counts. `asked` says per code who was asked about it, where there is a guide;
    `disputed` on whose passages coders differ.
    """

    roster: Roster
    reviewed: Mapping[str, frozenset[str]] | None = None
    asked: Mapping[str, frozenset[str]] | None = None
    disputed: Disputed = field(default_factory=dict)
    unit: str = "informant"
    """`informant`, or a variable such as `organisation`, each of whose values then counts once."""
    people: People = INFORMANTS
    """Whose words are counted."""
    where: Filter = field(default_factory=dict)
    at_least: int = 1
    """Passages it takes to have raised a theme."""
    _members: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def counted(self) -> str:
        """What is counted, in the singular: a person of the study, or an organisation."""
        return self.people.person if self.unit == "informant" else self.unit

    @cached_property
    def informants(self) -> dict[str, Informant]:
        """By id, in the order of the roster."""
        return {informant.id: informant for informant in self.roster.informants}

    @cached_property
    def appearances(self) -> dict[tuple[str, str], Appearance]:
        """By informant and document."""
        return {(row.informant_id, row.document): row for row in self.roster.appearances}

    @cached_property
    def _appearances_of(self) -> dict[str, list[Appearance]]:
        found: dict[str, list[Appearance]] = {person: [] for person in self.informants}
        for row in self.roster.appearances:
            found.setdefault(row.informant_id, []).append(row)
        return found

    def members(self, group: Filter) -> frozenset[str]:
        """Ids of the informants in a group, within `where`."""
        key = write_filter(group)
        if key not in self._members:
            self._members[key] = frozenset(
                person
                for person in self.informants
                if self._person_passes(person, group)
                and self._person_passes(person, self.where)
                and self._interviewed(person, group)
            )
        return self._members[key]

    def asks_documents(self, group: Filter) -> bool:
        """Whether a group, or `where`, depends on the interview and not on the person alone."""
        return any(variable in DOCUMENT_VARIABLES for variable in (*group, *self.where))

    def counts_document(self, informant_id: str, document_id: str, group: Filter) -> bool:
        """Whether what an informant said in a document is within a group and `where`."""
        row = self.appearances.get((informant_id, document_id))
        return all(
            _appearance_value(row, document_id, variable) in values
            for filter in (group, self.where)
            for variable, values in filter.items()
            if variable in DOCUMENT_VARIABLES
        )

    def units(self, informant_ids: frozenset[str] | set[str]) -> frozenset[str]:
        """What is counted of these informants: themselves, or their organisations."""
        if self.unit == "informant":
            return frozenset(informant_ids)
        return frozenset(self.unit_of(person) for person in informant_ids)

    def unit_of(self, informant_id: str) -> str:
        """The informant, or the organisation they speak for; someone without one counts alone."""
        if self.unit == "informant" or informant_id not in self.informants:
            return informant_id
        return informant_value(self.informants[informant_id], self.unit) or informant_id

    def _person_passes(self, informant_id: str, filter: Filter) -> bool:
        informant = self.informants[informant_id]
        return all(
            (informant_value(informant, variable) or NOT_STATED) in values
            for variable, values in filter.items()
            if variable not in DOCUMENT_VARIABLES
        )

    def _interviewed(self, informant_id: str, group: Filter) -> bool:
        if not self.asks_documents(group):
            return True
        return any(
            self.counts_document(informant_id, row.document, group) for row in self._appearances_of[informant_id]
        )


def informant_value(informant: Informant, variable: str) -> str:
    """A variable of the person: their type, their organisation, or a further column of the roster."""
    if variable == "informant_type":
        return informant.informant_type
    if variable == "organisation":
        return informant.organisation
    return informant.variables.get(variable, "")


def _appearance_value(row: Appearance | None, document_id: str, variable: str) -> str:
    if variable == "document":
        return document_id
    return (str(getattr(row, variable)) if row is not None else "") or NOT_STATED


def check_variables(roster: Roster, names: Iterable[str]) -> None:
    """Stop at a variable that the roster does not have, and say which it has."""
    for name in names:
        variable_named(roster, name)


def variable_named(roster: Roster, name: str, groupings: Collection[str] = ()) -> str:
    """The variable, or the grouping of the settings, that somebody names in upper or lower case."""
    written = "informant_type" if name.strip().casefold() == "type" else name.strip()
    known = known_variables(roster)
    there = [*groupings, *sorted(known)]
    for each in there:
        if each == written:
            return each
    for each in there:
        if each.casefold() == written.casefold():
            return each
    raise UsageError(f"the list of informants has no variable {written!r}", hint=f"it has: {', '.join(sorted(known))}")


def known_variables(roster: Roster) -> frozenset[str]:
    """Every variable one can group by or filter on."""
    columns = {name for informant in roster.informants for name in informant.variables}
    return frozenset({"informant_type", "organisation", *DOCUMENT_VARIABLES, *columns})


def make_groups(
    roster: Roster,
    by: str = "informant_type",
    *,
    labels: Mapping[str, str] | None = None,
    groupings: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> tuple[Group, ...]:
    """The columns of a table: by informant type, a named grouping, any variable, or two crossed (`type,region`)."""
    named = [variable_named(roster, name, groupings or {}) for name in by.split(",")]
    parts = [_one_way(roster, name, labels or {}, groupings or {}) for name in named]
    if len(parts) == 1:
        return parts[0]
    crossed = (_cross(cells) for cells in product(*parts))
    population = Population(roster=roster)
    return tuple(group for group in crossed if population.members(group.filter))


def _one_way(
    roster: Roster, by: str, labels: Mapping[str, str], groupings: Mapping[str, Mapping[str, Sequence[str]]]
) -> tuple[Group, ...]:
    if by in groupings:
        return _by_grouping(roster.informant_types, groupings[by], labels)
    if by == "informant_type":
        return _by_type(roster.informant_types, labels)
    population = Population(roster=roster)
    if by in DOCUMENT_VARIABLES:
        found = [_appearance_value(row, row.document, by) for row in roster.appearances]
    else:
        found = [informant_value(informant, by) or NOT_STATED for informant in population.informants.values()]
    return tuple(Group(value, {by: (value,)}) for value in dict.fromkeys(found))


def _by_type(types: Sequence[str], labels: Mapping[str, str]) -> tuple[Group, ...]:
    merged: dict[str, list[str]] = {}
    for type in types:
        merged.setdefault(labels.get(type, type), []).append(type)
    return tuple(Group(label, {"informant_type": tuple(members)}) for label, members in merged.items())


def _by_grouping(
    types: Sequence[str], grouping: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> tuple[Group, ...]:
    """The groups of a grouping, and the types in none; types with one label stay together, or one could be told."""
    present = {label: tuple(member for member in members if member in types) for label, members in grouping.items()}
    found = [([label], members) for label, members in present.items() if members]
    for together in (dict(group.filter)["informant_type"] for group in _by_type(types, labels)):
        cut = [each for each in found if set(together) & {*each[1]}]
        if cut and (cut[1:] or set(together) - {*cut[0][1]}):
            members = tuple(dict.fromkeys(member for each in cut for member in each[1]))
            more = [type_ for type_ in together if type_ not in members]
            joined = ([name for each in cut for name in each[0]] + more, (*members, *more))
            found = [joined if each is cut[0] else each for each in found if each is cut[0] or each not in cut]
    grouped = {member for _, members in found for member in members}
    rest = _by_type([other for other in types if other not in grouped], labels)
    return (*(Group(" and ".join(names), {"informant_type": members}) for names, members in found), *rest)


def _cross(cells: Sequence[Group]) -> Group:
    filter: dict[str, tuple[str, ...]] = {}
    for cell in cells:
        for variable, values in cell.filter.items():
            kept = filter.get(variable, values)
            filter[variable] = tuple(value for value in kept if value in values)
    return Group(" · ".join(cell.label for cell in cells), filter)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A code as a row of a table."""

    code_id: str
    name: str
    depth: int
    has_children: bool


def code_lines(codebook: Codebook, *, levels: int = 0) -> tuple[ThemeLine, ...]:
    """The codes as rows, children under their parents; `levels=1` keeps the top ones alone."""
    children: dict[str | None, list[str]] = {}
    names = {code.id: code.name for code in codebook.codes}
    for code in codebook.codes:
        children.setdefault(code.parent, []).append(code.id)

    def walk(parent: str | None, depth: int) -> list[ThemeLine]:
        if levels and depth >= levels:
            return []
        return [
            line
            for child in children.get(parent, ())
            for line in (ThemeLine(child, names[child], depth, bool(children.get(child))), *walk(child, depth + 1))
        ]

    return tuple(walk(None, 0))


def theme_path(codebook: Codebook, code_id: str) -> str:
    """A theme with those above it: `Funding › Donors leaving`."""
    names = {code.id: code.name for code in codebook.codes}
    if code_id not in names:
        return code_id
    return " › ".join(names[member] for member in (*reversed(codebook.ancestors(code_id)), code_id))
