"""Conditions as people write them: `round=2`, `side=International`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.errors import UsageError
from qualcode.model.informant import Roster
from qualcode.tables.population import make_groups, variable_named
from qualcode.tables.spec import Filter


def read_where(
    conditions: Iterable[str],
    roster: Roster,
    *,
    groupings: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
) -> Filter:
    """The filter that some conditions make.

    Values of one variable widen (`round=1,2`), conditions of different names narrow, on the same variable too: a
    grouping of the settings may stand for a variable (`side=International`).
    """
    groups = groupings or {}
    named: dict[str, dict[str, list[str]]] = {}
    for condition in conditions:
        written, sign, values = condition.partition("=")
        if not sign or not written.strip():
            raise UsageError(f"{condition}: not a condition", hint="write variable=value, for instance round=2")
        variable = variable_named(roster, written, groups)
        known = {group.label.casefold(): group for group in make_groups(roster, variable, groupings=groups)}
        passing = named.setdefault(variable, {})
        for value in values.split(","):
            group = known.get(value.strip().casefold())
            if group is None:
                listed = ", ".join(each.label for each in known.values())
                raise UsageError(f"{written.strip()} is never {value.strip()!r}", hint=f"it is one of: {listed}")
            for name, more in group.filter.items():
                passing[name] = list(dict.fromkeys([*passing.get(name, ()), *more]))
    return _all_of(named)


def _all_of(named: Mapping[str, Mapping[str, Sequence[str]]]) -> Filter:
    """What passes every condition."""
    found: dict[str, tuple[str, ...]] = {}
    for passing in named.values():
        for variable, values in passing.items():
            found[variable] = tuple(value for value in found.get(variable, values) if value in values)
            if not found[variable]:
                raise UsageError(
                    f"no {variable} passes {' and '.join(named)} at once",
                    hint="conditions of different names must all hold; leave one out",
                )
    return found
