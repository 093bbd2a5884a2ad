"""The codebook of a project: codes with their parents, definitions and colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from qualcode.exchange.project import ForeignCode
from qualcode.exchange.refi.xml import child, children, own_guid, text_of
from qualcode.exchange.tally import Tally, colour

DEEPEST = 40


@dataclass(slots=True)
class Codes:
    """The codes of a project, and which stands for which."""

    codes: list[ForeignCode] = field(default_factory=list)
    """Parents before their children."""
    stands_for: dict[str, str] = field(default_factory=dict)
    """Ids of codes that were joined with another one, and the id of that."""

    def id_of(self, guid: str) -> str:
        """The code that a coding refers to by its GUID."""
        return self.stands_for.get(guid, guid)


def read_codes(root: etree._Element, tally: Tally) -> Codes:
    """The codes under a project's `CodeBook`, or of a codebook; `tally` takes what has no place in a study."""
    book = root if child(root, "Codes") is not None else child(root, "CodeBook")
    top = child(book, "Codes") if book is not None else None
    found = Codes()
    if top is not None:
        for code in children(top, "Code"):
            _read(code, "", found, tally, 0)
    if book is not None and (sets := child(book, "Sets")) is not None:
        for each in children(sets, "Set"):
            tally.add("groups of codes", each.get("name", ""))
    return _without_empty(found, tally)


def _read(element: etree._Element, parent: str, found: Codes, tally: Tally, depth: int) -> None:
    id_ = own_guid(element)
    name = " ".join((element.get("name") or "").split())
    if not id_ or not name or depth > DEEPEST or id_ in {code.id for code in found.codes}:
        tally.add("codes without a name or an id of their own", name)
        return
    shade = colour(element.get("color"))
    if shade is None:
        tally.add("colours that are none", name)
    found.codes.append(
        ForeignCode(
            id=id_,
            name=name,
            parent=parent,
            definition=text_of(element, "Description"),
            colour=shade or "",
            codable=(element.get("isCodable") or "true").strip().lower() not in ("false", "0"),
        )
    )
    for below in children(element, "Code"):
        _read(below, id_, found, tally, depth + 1)


def _without_empty(found: Codes, tally: Tally) -> Codes:
    """Join categories with a code of the same name under them, and leave out categories without codes."""
    own = {code.id: code for code in found.codes}
    twins = {code.parent: code for code in found.codes if _is_twin(code, own)}
    found.stands_for = {twin.id: parent for parent, twin in twins.items()}
    kept: list[ForeignCode] = []
    for code in found.codes:
        if code.id in found.stands_for:
            continue
        if twin := twins.get(code.id):
            code = replace(
                code, codable=True, definition=code.definition or twin.definition, colour=code.colour or twin.colour
            )
        kept.append(replace(code, parent=found.id_of(code.parent)))
    above = {code.parent for code in kept}
    for code in kept:
        if not code.codable and code.id not in above:
            tally.add("categories without codes", code.name)
    found.codes = [code for code in kept if code.codable or code.id in above]
    return found


def _is_twin(code: ForeignCode, own: Mapping[str, ForeignCode]) -> bool:
    parent = own.get(code.parent)
    return parent is not None and not parent.codable and parent.name.casefold() == code.name.casefold()
