"""The group of informants that somebody names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.errors import UsageError
from qualcode.model.informant import Roster
from qualcode.tables.population import Group, make_groups


def named_group(
    name: str,
    roster: Roster,
    *,
    labels: Mapping[str, str] | None = None,
    groupings: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> Group:
    """The group somebody names: a type as reports call it, a group of the settings, a type, or `variable=value`."""
    value = name.strip()
    known = make_groups(roster, labels=labels)
    for grouping in groupings or {}:
        known += make_groups(roster, grouping, labels=labels, groupings=groupings)
    value = next((label for type_, label in (labels or {}).items() if type_.casefold() == value.casefold()), value)
    found = _labelled(known, value)
    if found is None and "=" in name:  # which may also stand in the name of a type
        variable, _, value = name.partition("=")
        known = make_groups(roster, variable.strip(), labels=labels, groupings=groupings)
        found = _labelled(known, value.strip())
    if found is not None:
        return found
    listed = ", ".join(dict.fromkeys(group.label for group in known))
    raise UsageError(f"there is no group {name!r}", hint=f"choose from: {listed}; or variable=value")


def _labelled(groups: Iterable[Group], label: str) -> Group | None:
    return next((group for group in groups if group.label.casefold() == label.casefold()), None)
