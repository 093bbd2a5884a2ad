"""The codes of a project beside those of a study: which are the same, and which are new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.exchange.contrary import without_contrary
from qualcode.exchange.own_codes import GUID_LENGTH
from qualcode.exchange.project import ForeignCode
from qualcode.model.codebook import Code
from qualcode.model.naming import fold

_FIELDS = re.compile(r"^(Include|Exclude):\s*(.+)$", re.MULTILINE)
"""Lines that an export of ours puts under the definition."""


@dataclass(slots=True)
class Matched:
    """Codes of a project and of a study."""

    ids: dict[str, str] = field(default_factory=dict)
    """By the project's id, the study's."""
    new: list[Code] = field(default_factory=list)
    """Codes that the study has not, parents before their children."""


def match_codes(foreign: Sequence[ForeignCode], known: Iterable[Code], *, program: str) -> Matched:
    """A code is the same by the id it was imported with, else by its name and the names above it.

    A new one is called by its name, with its parent's id before it where another code has that id.
    """
    known = list(known)
    matched = Matched()
    by_origin = {code.origin: code.id for code in known if code.origin}
    by_path = {_path(code, {each.id: each for each in known}): code.id for code in known}
    taken = {code.id for code in known}
    foreign = without_contrary(foreign)
    own = {code.id: code for code in foreign}
    for code in foreign:
        origin = origin_of(program, code.id)
        same = by_origin.get(origin) or by_path.get(_path(code, own))
        if same is None:
            parent = matched.ids.get(code.parent)
            same = _new_id(code.name, parent, taken)
            definition, include, exclude = _parted(code.definition)
            matched.new.append(
                Code(
                    id=same,
                    name=code.name,
                    parent=parent,
                    definition=definition,
                    include=include,
                    exclude=exclude,
                    colour=code.colour,
                    origin=origin,
                )
            )
            taken.add(same)
        matched.ids[code.id] = same
    return matched


def origin_of(program: str, foreign_id: str) -> str:
    """What a code remembers of where it came from: a GUID is the same in every program."""
    return foreign_id if len(foreign_id) == GUID_LENGTH else f"{program.split()[0]} {foreign_id}"


def _path(code: ForeignCode | Code, known: Mapping[str, ForeignCode] | Mapping[str, Code]) -> tuple[str, ...]:
    names = [fold(code.name)]
    seen = {code.id}
    parent = code.parent
    while parent and parent in known and parent not in seen:
        seen.add(parent)
        names.append(fold(known[parent].name))
        parent = known[parent].parent
    return tuple(reversed(names))


def _new_id(name: str, parent: str | None, taken: set[str]) -> str:
    made = re.sub(r"\W+", "_", name.casefold()).strip("_") or "code"
    candidates = [made, *([f"{parent}_{made}"] if parent else [])]
    for candidate in candidates:
        if candidate not in taken:
            return candidate
    number = 2
    while f"{candidates[-1]}_{number}" in taken:
        number += 1
    return f"{candidates[-1]}_{number}"


def _parted(definition: str) -> tuple[str, str, str]:
    """A definition without the lines that say what to include and exclude, and these."""
    said = {key: " ".join(words.split()) for key, words in _FIELDS.findall(definition)}
    rest = " ".join(_FIELDS.sub("", definition).split()) if said else " ".join(definition.split())
    return rest, said.get("Include", ""), said.get("Exclude", "")
