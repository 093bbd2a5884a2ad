"""The codebook of a project: codes with their parents, definitions and colours."""

from __future__ import annotations

from lxml import etree

from qualcode.exchange.categories import Codes, without_categories
from qualcode.exchange.project import ForeignCode
from qualcode.exchange.refi.xml import child, children, own_guid, text_of
from qualcode.exchange.tally import Tally, colour

DEEPEST = 40


def read_codes(root: etree._Element, tally: Tally) -> Codes:
    """The codes under a project's `CodeBook`, or of a codebook; `tally` takes what has no place in a study."""
    book = root if child(root, "Codes") is not None else child(root, "CodeBook")
    top = child(book, "Codes") if book is not None else None
    found: dict[str, ForeignCode] = {}
    if top is not None:
        for code in children(top, "Code"):
            _read(code, "", found, tally, 0)
    if book is not None and (sets := child(book, "Sets")) is not None:
        for each in children(sets, "Set"):
            tally.add("groups of codes", each.get("name", ""))
    return without_categories(list(found.values()), tally)


def _read(element: etree._Element, parent: str, found: dict[str, ForeignCode], tally: Tally, depth: int) -> None:
    id_ = own_guid(element)
    name = " ".join((element.get("name") or "").split())
    if not id_ or not name or depth > DEEPEST or id_ in found:
        tally.add("codes without a name or an id of their own", name)
        return
    shade = colour(element.get("color"))
    if shade is None:
        tally.add("colours that are none", name)
    found[id_] = ForeignCode(
        id=id_,
        name=name,
        parent=parent,
        definition=text_of(element, "Description"),
        colour=shade or "",
        codable=(element.get("isCodable") or "true").strip().lower() not in ("false", "0"),
    )
    for below in children(element, "Code"):
        _read(below, id_, found, tally, depth + 1)
