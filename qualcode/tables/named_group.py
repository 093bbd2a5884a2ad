"""The group of informants that somebody names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    if "=" in name:
        variable, _, value = name.partition("=")
        known = make_groups(roster, variable.strip(), labels=labels, groupings=groupings)
        value = value.strip()
    else:
        value = name.strip()
        known = make_groups(roster, labels=labels)
        for grouping in groupings or {}:
            known += make_groups(roster, grouping, labels=labels, groupings=groupings)
        for type_, label in (labels or {}).items():
            known += tuple(Group(group.label, group.filter) for group in known if group.label == label != type_)
            if type_.casefold() == value.casefold():
                value = label
    for group in known:
        if group.label.casefold() == value.casefold():
            return group
    listed = ", ".join(dict.fromkeys(group.label for group in known))
    raise UsageError(f"there is no group {name!r}", hint=f"choose from: {listed}; or variable=value")
