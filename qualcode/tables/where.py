"""Conditions as people write them: `round=2`, `side=International`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.errors import UsageError
from qualcode.model.informant import Roster
from qualcode.tables.population import make_groups
from qualcode.tables.spec import Filter


def read_where(
    conditions: Iterable[str],
    roster: Roster,
    *,
    groupings: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> Filter:
    """The filter that some conditions make.

    Values of one variable widen (`round=1,2`), conditions on different ones narrow. A grouping of the settings may
    stand for a variable.
    """
    found: dict[str, list[str]] = {}
    for condition in conditions:
        variable, sign, values = condition.partition("=")
        if not sign or not variable.strip():
            raise UsageError(f"{condition}: not a condition", hint="write variable=value, for instance round=2")
        known = {group.label.casefold(): group for group in make_groups(roster, variable.strip(), groupings=groupings)}
        for value in values.split(","):
            group = known.get(value.strip().casefold())
            if group is None:
                listed = ", ".join(each.label for each in known.values())
                raise UsageError(f"{variable.strip()} is never {value.strip()!r}", hint=f"it is one of: {listed}")
            for name, passing in group.filter.items():
                kept = found.setdefault(name, [])
                kept += [each for each in passing if each not in kept]
    return {name: tuple(values) for name, values in found.items()}
