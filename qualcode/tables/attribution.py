"""How a quote says who spoke, without saying who it was."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Collection, Mapping, Set
from types import MappingProxyType

from qualcode.errors import UsageError
from qualcode.model.coding import Coding
from qualcode.model.informant import Informant, Roster
from qualcode.model.one_of import one_of, singular
from qualcode.model.people import INFORMANTS, RESPONDENTS
from qualcode.model.wording import listed, plural
from qualcode.tables.aliases import EVERYBODY, Aliases, number_informants
from qualcode.tables.population import DOCUMENT_VARIABLES, informant_value, known_variables

_DASH = "– "
TEMPLATE = "– {informant_type} informant"
KEY_INFORMANT = f"– {INFORMANTS.unnamed}"
RESPONDENT = "– {informant_type} survey respondent"
"""Under the open answers of a survey."""
ALIAS, NUMBER = "alias", "number"
"""Fields that stand for one person without saying who: `CSO-3`, and `07` among all informants."""

TIME = "time"
"""The field that is filled in quote by quote, for the team alone."""
_TIME_LEFT = "\N{OBJECT REPLACEMENT CHARACTER}"
_NO_TIME = re.compile(rf"[\s,;:·/–—(\[]*{_TIME_LEFT}[\s)\]]*")
"""Where no time is printed, with what leads to it."""

_TYPE = "informant_type"
_INSTEAD = (
    f"{{{ALIAS}}} prints CSO-1 and so on, {{{NUMBER}}} a number among all, in random order; only the study has the key"
)


def attribution_of(coding: Coding, attributions: Mapping[str, str]) -> str:
    """What stands under coded words: who says them, or of each who does where several say them together."""
    said = (attributions.get(person, "") for person in (coding.informant_id, *coding.also))
    first, *others = dict.fromkeys(filter(None, said)) or ("",)
    return listed([first, *(other.removeprefix(_DASH) for other in others)])


def attributions(
    roster: Roster,
    labels: Mapping[str, str] = MappingProxyType({}),
    *,
    template: str = TEMPLATE,
    minimum: int = 3,
    allowed: Set[str] = frozenset(),
    aliases: Aliases = MappingProxyType({}),
    personal: Collection[str] = (),
) -> dict[str, str]:
    """What stands under each informant's quotes, by informant id.

    `labels` are the types as the report calls them. An attribution that further variables narrow down to fewer than
    `minimum` people falls back to the type alone; types in `allowed` are named whatever their size. `aliases` are the
    numbers the study keeps, `personal` the columns that hold names. Raises UsageError for a field that cannot be
    printed, with the reason.
    """
    _check_template(template, roster, personal)
    types = {person.id: labels.get(person.informant_type, person.informant_type) for person in roster.informants}
    numbers = aliases or number_informants(types, {}, secret="")
    full = {person.id: _fill(template, person, types[person.id], numbers) for person in roster.informants}
    plain = {person.id: _fill(TEMPLATE, person, types[person.id], numbers) for person in roster.informants}
    too_few = narrowed(roster, labels, template=template, minimum=minimum, allowed=allowed)
    return {id_: plain[id_] if id_ in too_few else full[id_] for id_ in full}


def narrowed(
    roster: Roster,
    labels: Mapping[str, str] = MappingProxyType({}),
    *,
    template: str = TEMPLATE,
    minimum: int = 3,
    allowed: Set[str] = frozenset(),
) -> frozenset[str]:
    """Ids of informants whom an attribution by this template would narrow down to fewer than `minimum` people.

    A number or an alias narrows nothing down: it says that two quotes are one person's, not whose.
    """
    fields = [_TYPE if name == ALIAS else name for name in _fields(template) if name != NUMBER]
    said = {
        person.id: tuple(
            labels.get(person.informant_type, person.informant_type) if name == _TYPE else informant_value(person, name)
            for name in fields
        )
        for person in roster.informants
    }
    shared = Counter(said.values())
    return frozenset(
        person.id
        for person in roster.informants
        if shared[said[person.id]] < minimum and person.informant_type not in allowed
    )


def narrowed_note(
    roster: Roster, labels: Mapping[str, str], *, template: str, minimum: int, allowed: Set[str]
) -> tuple[str, ...]:
    """Say of how many informants attributions are plainer than the template has them, and why."""
    if template == TEMPLATE:
        return ()
    few = narrowed(roster, labels, template=template, minimum=minimum, allowed=allowed)
    if not few:
        return ()
    named = dict.fromkeys(_TYPE if name == ALIAS else name for name in _fields(template) if name != NUMBER)
    fields, people = listed(f"{{{name}}}" for name in named), plural(len(few), "informant")
    return (f"By {fields}, {people} would be one of fewer than {minimum}: their quotes name the type alone.",)


def is_numbered(template: str) -> tuple[bool, bool]:
    """Whether a template has the alias of each informant, and their number among all."""
    try:
        fields = _fields(template)
    except ValueError:  # told where it is filled in
        return False, False
    return ALIAS in fields, NUMBER in fields


def with_time(attribution: str, clock: str) -> str:
    """Fill in when the quote is said; without a time what leads to it is left out, too."""
    if _TIME_LEFT not in attribution:
        return attribution
    return attribution.replace(_TIME_LEFT, clock) if clock else _NO_TIME.sub(" ", attribution).strip()


def _fields(template: str) -> list[str]:
    """What is filled in by informant."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name not in (None, TIME)]


def _check_template(template: str, roster: Roster, personal: Collection[str]) -> None:
    try:
        names = _fields(template)
    except ValueError as error:
        raise UsageError(
            f"the attribution template cannot be read: {error}", hint="write {{ and }} for braces"
        ) from None
    known = known_variables(roster) - {*DOCUMENT_VARIABLES, *personal} | {ALIAS, NUMBER}
    for name in names:
        if name not in known:
            raise UsageError(
                f"the attribution template cannot use {name!r}: {_why_not(name, personal)}",
                hint=_INSTEAD if _is_of_one(name, personal) else f"it may use: {', '.join(sorted(known))}",
            )


def _why_not(name: str, personal: Collection[str]) -> str:
    if name in ("informant_id", "id"):
        return "an id is one person's, and is not for readers"
    if name in personal:
        return "that column holds names"
    if name == "document":
        return "an interview is one person's, and its name is not for readers"
    if name in DOCUMENT_VARIABLES:
        return "it belongs to an interview, and an informant may have several"
    return "the list of informants has no such column"


def _is_of_one(name: str, personal: Collection[str]) -> bool:
    return name in ("informant_id", "id", "document", *personal)


def _fill(template: str, person: Informant, label: str, numbers: Aliases) -> str:
    if not label:
        return KEY_INFORMANT
    values = {
        _TYPE: lambda: singular(label),
        ALIAS: lambda: numbers[person.id, label].printed,
        NUMBER: lambda: numbers[person.id, EVERYBODY].printed,
        TIME: lambda: _TIME_LEFT,
    }
    if label in (INFORMANTS.unnamed, RESPONDENTS.unnamed):
        template = template.replace(f"{{{_TYPE}}} survey", "Survey")
    said, noun = [], one_of(label)
    for words, name, _, _ in string.Formatter().parse(template.replace("{informant_type} informant", "{}")):
        said.append(words)
        if name is not None:
            said.append(noun if not name else values[name]() if name in values else informant_value(person, name))
    return " ".join("".join(said).split())
