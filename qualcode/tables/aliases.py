"""Numbers in place of people: CSO-1 and the like, so that a reader sees whose quotes belong together and not whose."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping

from qualcode.model.journal import Event, EventKind
from qualcode.model.nouns import dataclass
from qualcode.model.one_of import singular

EVERYBODY = ""
"""The group in which all informants of a study are numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """The number an informant has among those of a group, from 1 on: of a type as reports call it, or of everybody."""

    informant_id: str
    group: str
    number: int

    @property
    def printed(self) -> str:
        """`CSO-3`, `UN agency 3`; among everybody `07`."""
        if self.group == EVERYBODY:
            return f"{self.number:02}"
        label = singular(self.group)
        return f"{label}{' ' if ' ' in label else '-'}{self.number}"


Aliases = Mapping[tuple[str, str], Alias]
"""By informant id and group."""


def read_aliases(events: Iterable[Event]) -> dict[tuple[str, str], Alias]:
    """The numbers given in some events, oldest first: of two that clash, as after a merge, the older one stands."""
    found: dict[tuple[str, str], Alias] = {}
    taken: set[tuple[str, int]] = set()
    for event in events:
        if event.kind is not EventKind.ALIAS:
            continue
        group, number = str(event.detail.get("group", "")), int(str(event.detail["number"]))
        if (event.target, group) not in found and (group, number) not in taken:
            found[event.target, group] = Alias(informant_id=event.target, group=group, number=number)
            taken.add((group, number))
    return found


def number_informants(labels: Mapping[str, str], kept: Aliases, *, secret: str) -> dict[tuple[str, str], Alias]:
    """Number the informants of each type, and all of them, in an order that nothing but the `secret` tells.

    `labels` is by informant id the type as reports call it. Numbers that are `kept` stay; who comes later gets those
    after the highest.
    """
    groups: dict[str, list[str]] = {EVERYBODY: list(labels)}
    for id_, label in labels.items():
        groups.setdefault(label, []).append(id_)
    found: dict[tuple[str, str], Alias] = {}
    for group, ids in groups.items():
        given = [alias.number for alias in kept.values() if alias.group == group]
        new = sorted((id_ for id_ in ids if (id_, group) not in kept), key=lambda id_: _shuffled(secret, group, id_))
        found |= {(id_, group): kept[id_, group] for id_ in ids if (id_, group) in kept}
        for number, id_ in enumerate(new, start=max(given, default=0) + 1):
            found[id_, group] = Alias(informant_id=id_, group=group, number=number)
    return found


def _shuffled(secret: str, group: str, informant_id: str) -> bytes:
    return hmac.digest(secret.encode(), f"{group}\n{informant_id}".encode(), "sha256")
