"""Whom a table counts, from the options that people give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.tables.scope import Scope


class ScopeOptions(TypedDict, total=False):
    """Whom a table counts, as what, and how shares are written."""

    where: str | Sequence[str]
    """A condition as people write it, `round=2`, or several."""
    unit: str
    """`informant`, or a variable such as `organisation`, each of whose values then counts once."""
    at_least: int
    """Passages on a theme it takes to have raised it; else one."""
    percent: bool
    """Percentages for small groups too."""
    small_groups: bool | None
    """Whether groups below the minimum are shown; None: unless the results are for a client."""


def scope_of(results: Results, options: ScopeOptions) -> Scope:
    """Say to the table functions whom to count. Raises UsageError for a condition on an unknown variable."""
    from qualcode.tables.population import variable_named
    from qualcode.tables.scope import Scope
    from qualcode.tables.where import read_where

    settings, roster = results.settings, results.roster
    unit, where = options.get("unit", "informant").strip(), options.get("where", ())
    small = options.get("small_groups")
    if small is None:
        small = not results.for_client
    privacy = settings.privacy
    scope = Scope(
        basis=results.basis,
        progress=results.progress,
        reviewed=results.reviewed,
        asked=results.asked,
        disputed=results.disputed,
        where=read_where([where] if isinstance(where, str) else where, roster, groupings=settings.groupings),
        unit="informant" if unit.casefold() == "informant" else variable_named(roster, unit),
        people=results.people,
        at_least=options.get("at_least", 1),
        coder=results.coder,
        labels=results.labels,
        groupings=settings.groupings,
        minimum=privacy.minimum_cell,
        allowed=privacy.allowed,
        percentages_from=1 if options.get("percent") else settings.counting.percentages_from,
        scale=settings.quantifiers,
    )
    return replace(scope, labels={}, minimum=0, for_client=scope) if small else scope
