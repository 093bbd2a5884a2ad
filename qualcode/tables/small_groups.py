"""Groups so small that a column of their own would point at people."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.errors import UsageError
from qualcode.model.informant import Roster
from qualcode.model.wording import plural
from qualcode.tables.population import Group, Population
from qualcode.tables.spec import Filter

OTHER = "Other"

EXEMPT = ("informant_type", "document")
"""Types are merged by their own rule; a table by interview is the team's anyway."""


def without_small(
    groups: Sequence[Group],
    roster: Roster,
    *,
    minimum: int = 0,
    allowed: Collection[str] = (),
    where: Filter | None = None,
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """The groups with those of fewer than `minimum` informants put together, or left out where that cannot be.

    So many are taken together that nobody can be worked out from the total. `where` filters, and groups in which it
    leaves nobody have no column. Returns a note where anything was done.
    """
    population = Population(roster=roster, where=where or {})
    members = {group.label: population.members(group.filter) for group in groups}
    if where:
        groups = [group for group in groups if members[group.label]] or groups
    order = sorted(
        (group for group in groups if group.label not in allowed and not _exempt(group, where)),
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
    said = f"{len(small)} group{'s' if small[1:] else ''}, some of fewer than {minimum} {population.people.person}s"
    variables = {variable for group in small for variable in group.filter}
    few = len(population.members({})) < minimum
    alone = (
        (f"So few {population.people.person}s can be recognised: for the study's team, not for a report.",)
        if few
        else ()
    )
    if len(variables) > 1:
        return kept, (f"Left out, and in the total: {said}, so that nobody can be recognised.", *alone)
    (variable,) = variables
    values = tuple(value for group in small for value in group.filter[variable])
    other = Group(OTHER, {variable: values})
    return (*kept, other), alone or (f"{OTHER}: {said}, put together so that nobody can be recognised.",)


def expect_large(
    groups: Sequence[Group], population: Population, *, minimum: int = 0, allowed: Collection[str] = ()
) -> None:
    """UsageError where a group that somebody named has fewer than `minimum` informants."""
    for group in groups:
        n = len(population.members(group.filter))
        if n < minimum and group.label not in allowed and not _exempt(group, population.where):
            raise UsageError(
                f"{group.label}: {plural(n, population.people.person)}, fewer than {minimum}: they could be recognised",
                hint="compare larger groups; without --client these are shown, for the study's team only",
            )


def _exempt(group: Group, where: Filter | None) -> bool:
    return not where and not set(group.filter) - set(EXEMPT)
