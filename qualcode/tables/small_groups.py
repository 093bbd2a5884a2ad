"""Groups so small that a column of their own would point at people."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.model.informant import Roster
from qualcode.tables.population import Group, Population

OTHER = "Other"

EXEMPT = ("informant_type", "document")
"""Types are merged by their own rule; a table by interview is the team's anyway."""


def without_small(
    groups: Sequence[Group], roster: Roster, *, minimum: int = 0, allowed: Collection[str] = ()
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """The groups with those of fewer than `minimum` informants put together, or left out where that cannot be.

    So many are taken together that nobody can be worked out from the total. Returns a note where anything was done.
    """
    population = Population(roster=roster)
    members = {group.label: population.members(group.filter) for group in groups}
    order = sorted(
        (group for group in groups if group.label not in allowed and set(group.filter) - set(EXEMPT)),
        key=lambda group: len(members[group.label]),
    )
    small = [group for group in order if len(members[group.label]) < minimum]
    if not small:
        return tuple(groups), ()
    for group in order[len(small) :]:
        if len(frozenset().union(*(members[each.label] for each in small))) >= minimum:
            break
        small.append(group)
    kept = tuple(group for group in groups if group not in small)
    said = f"{len(small)} groups, some of fewer than {minimum} informants"
    variables = {variable for group in small for variable in group.filter}
    if len(variables) > 1:
        return kept, (f"Left out, and in the total: {said}, so that nobody can be told.",)
    (variable,) = variables
    values = tuple(value for group in small for value in group.filter[variable])
    other = Group(OTHER, {variable: values})
    return (*kept, other), (f"{OTHER}: {said}, put together so that nobody can be told.",)
