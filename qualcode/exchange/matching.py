"""The codes of a project beside those of a study: which are the same, and which are new."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from qualcode.exchange.contrary import without_contrary
from qualcode.exchange.own_codes import GUID_LENGTH, code_guid
from qualcode.exchange.project import ForeignCode
from qualcode.model.codebook import Code
from qualcode.model.naming import fold
from qualcode.model.nouns import dataclass

_FIELDS = re.compile(r"^(Include|Exclude):\s*(.+)$", re.MULTILINE)
"""Lines that an export of ours puts under the definition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A code that a project and a study both have, and say otherwise of."""

    foreign_id: str
    code_id: str
    ours: Mapping[str, str]
    """Name, definition, include or exclude of the study's, as far as they differ."""
    theirs: Mapping[str, str]
    is_one: bool
    """Whether an id says that it is one code; else they only have a name in common."""


@dataclass(slots=True)
class Matched:
    """Codes of a project and of a study."""

    ids: dict[str, str] = field(default_factory=dict)
    """By the project's id, the study's."""
    new: list[Code] = field(default_factory=list)
    """Codes that the study has not, parents before their children."""
    different: list[Difference] = field(default_factory=list)


def match_codes(
    foreign: Sequence[ForeignCode], known: Iterable[Code], *, program: str, apart: Collection[str] = ()
) -> Matched:
    """A code is the same by the id it was imported or exported with, else by its name and the names above it.

    A new one is called by its name, with its parent's id before it where another code has that id. Those that stay
    `apart`, by the project's ids, are new in spite of their names.
    """
    known = list(known)
    matched = Matched()
    by_id = {code.id: code for code in known}
    by_origin = {code_guid(code): code.id for code in known} | {code.origin: code.id for code in known if code.origin}
    by_path = {_path(code, by_id): code.id for code in known}
    taken = {code.id for code in known}
    foreign = without_contrary(foreign)
    own = {code.id: code for code in foreign}
    for code in foreign:
        origin = origin_of(program, code.id)
        definition, include, exclude = _parted(code.definition)
        is_one = origin in by_origin
        same = by_origin.get(origin) or (by_path.get(_path(code, own)) if code.id not in apart else None)
        if same in by_id:
            theirs = {"name": code.name, "definition": definition, "include": include, "exclude": exclude}
            matched.different += difference(code.id, by_id[same], theirs, is_one=is_one)
        if same is None:
            parent = matched.ids.get(code.parent)
            same = _new_id(code.name, parent, taken)
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


def difference(foreign_id: str, own: Code, theirs: Mapping[str, str], *, is_one: bool) -> list[Difference]:
    """What a project says otherwise of a code than the study does: one, or none where it says the same or nothing."""
    ours = {"name": own.name, "definition": own.definition, "include": own.include, "exclude": own.exclude}
    other = [name for name, said in theirs.items() if said and fold(said) != fold(ours[name])]
    if not other:
        return []
    here, there = ({name: said[name] for name in other} for said in (ours, theirs))
    return [Difference(foreign_id=foreign_id, code_id=own.id, ours=here, theirs=there, is_one=is_one)]


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
