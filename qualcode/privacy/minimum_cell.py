"""No type of informant so small that its name points at a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from qualcode.model.informant import Roster
from qualcode.model.people import INFORMANTS
from qualcode.model.wording import are

MINIMUM = 3

Groupings = Mapping[str, Mapping[str, Sequence[str]]]
"""Named groupings of types: `{"side": {"International": ["UN agency", "International NGO"]}}`."""


def display_types(
    roster: Roster,
    groupings: Groupings = MappingProxyType({}),
    minimum: int = MINIMUM,
    allowed: Collection[str] = (),
    *,
    unnamed: str = INFORMANTS.unnamed,
) -> dict[str, str]:
    """What each informant type is called in tables and attributions.

    A type with fewer than `minimum` informants takes the name of its smallest sufficient group, and so does every other
    type of that group: left under their own names they would give it away. Without such a group it becomes
    `unnamed`, with all others of which this is so, and where these are too few with the smallest type or group
    besides; the rest keeps its names. Types in `allowed`, each with a reason on record, keep theirs.
    """
    sizes = Counter(person.informant_type for person in roster.informants)
    labels = {type_: type_ for type_ in roster.informant_types}
    groups = [(label, members) for grouping in groupings.values() for label, members in grouping.items()]
    for type_ in roster.informant_types:
        if sizes[type_] >= minimum or type_ in allowed or labels[type_] != type_:
            continue
        fitting = [
            (sum(sizes[member] for member in members), label, members)
            for label, group in groups
            if type_ in group
            for members in [[member for member in group if member in labels and member not in allowed]]
            if all(labels[member] in (member, label) for member in members)
        ]
        sufficient = [choice for choice in fitting if choice[0] >= minimum]
        if not sufficient:
            labels[type_] = unnamed
            continue
        _, label, members = min(sufficient, key=lambda choice: choice[:2])
        labels.update(dict.fromkeys(members, label))
    return _large_enough(labels, sizes, minimum, allowed, unnamed)


def _large_enough(
    labels: dict[str, str], sizes: Mapping[str, int], minimum: int, allowed: Collection[str], unnamed: str
) -> dict[str, str]:
    """Call as many types more `unnamed` as it takes for these to be no fewer than `minimum`, smallest first."""
    together: Counter[str] = Counter()
    for type_, label in labels.items():
        if type_ not in allowed:
            together[label] += sizes[type_]
    few = together.pop(unnamed, 0)
    # Of equals the later, for a list begins with those whom a study is about.
    order = list(together)
    for label in sorted(order, key=lambda each: (together[each], -order.index(each))):
        if not 0 < few < minimum:
            break
        few += together[label]
        labels = {type_: unnamed if its == label and type_ not in allowed else its for type_, its in labels.items()}
    return labels


def cell_warnings(
    roster: Roster,
    groupings: Groupings = MappingProxyType({}),
    minimum: int = MINIMUM,
    allowed: Mapping[str, str] = MappingProxyType({}),
    *,
    settled: bool = False,
) -> tuple[str, ...]:
    """What was renamed and why, and unless it is settled what a reader could still work out, in words."""
    sizes = Counter(person.informant_type for person in roster.informants)
    labels = display_types(roster, groupings, minimum, allowed)
    warnings = [
        f"{type_} has {_informants(sizes[type_])}, fewer than {minimum}, and is named because: {allowed[type_]}"
        for type_ in labels
        if type_ in allowed and sizes[type_] < minimum
    ]
    for label in dict.fromkeys(label for type_, label in labels.items() if label != type_):
        members = [type_ for type_, its in labels.items() if its == label and type_ not in allowed]
        small = [f"{type_} ({_informants(sizes[type_])})" for type_ in members if sizes[type_] < minimum]
        warnings.append(
            f"{', '.join(small)}: fewer than {minimum}, so {', '.join(members)} "
            f"{are(len(members))} called {label} in tables and attributions."
        )
    return tuple(warnings) if settled else (*warnings, *_still_small(labels, sizes, minimum, allowed))


def _still_small(
    labels: Mapping[str, str], sizes: Mapping[str, int], minimum: int, allowed: Collection[str]
) -> tuple[str, ...]:
    together: Counter[str] = Counter()
    for type_, label in labels.items():
        if type_ not in allowed:
            together[label] += sizes[type_]
    return tuple(
        f"{label} stands for {_informants(n)} only: a reader who knows which types were interviewed can work out who "
        "it is. Put the type into a group (settings: groupings), or allow it with a reason (privacy.allowed)."
        for label, n in together.items()
        if n < minimum
    )


def _informants(n: int) -> str:
    return "1 informant" if n == 1 else f"{n} informants"
