"""How a quote says who spoke, without saying who it was."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Mapping, Set
from types import MappingProxyType

from qualcode.errors import UsageError
from qualcode.model.informant import Informant, Roster
from qualcode.tables.population import informant_value, known_variables

TEMPLATE = "– {informant_type} informant"
KEY_INFORMANT = "– Key informant"


def attributions(
    roster: Roster,
    labels: Mapping[str, str] = MappingProxyType({}),
    *,
    template: str = TEMPLATE,
    minimum: int = 3,
    allowed: Set[str] = frozenset(),
) -> dict[str, str]:
    """What stands under each informant's quotes, by informant id.

    `labels` are the types as the report calls them. An attribution that further variables narrow down to fewer than
    `minimum` people falls back to the type alone; types in `allowed` are named whatever their size.
    """
    _check_template(template, roster)
    full = {person.id: _fill(template, person, labels) for person in roster.informants}
    plain = {person.id: _fill(TEMPLATE, person, labels) for person in roster.informants}
    shared = Counter(full.values())
    return {
        person.id: full[person.id]
        if shared[full[person.id]] >= minimum or person.informant_type in allowed
        else plain[person.id]
        for person in roster.informants
    }


def _check_template(template: str, roster: Roster) -> None:
    known = known_variables(roster)
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise UsageError(
            f"the attribution template cannot be read: {error}", hint="write {{ and }} for braces"
        ) from None
    for name in names:
        if name not in known:
            raise UsageError(
                f"the attribution template uses {name!r}, which the list of informants does not have",
                hint=f"it has: {', '.join(sorted(known))}",
            )


def _fill(template: str, person: Informant, labels: Mapping[str, str]) -> str:
    label = labels.get(person.informant_type, person.informant_type)
    if label.casefold().endswith("informant"):
        template = template.replace("{informant_type} informant", "{informant_type}")
    filled = template
    for _, name, _, _ in string.Formatter().parse(template):
        if name is not None:
            value = label if name == "informant_type" else informant_value(person, name)
            filled = filled.replace(f"{{{name}}}", value)
    return " ".join(filled.replace("{{", "{").replace("}}", "}").split()) if label else KEY_INFORMANT
