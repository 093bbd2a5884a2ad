"""Who a project's texts are about: cases, variables of documents, and sets of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from qualcode.exchange.people import joined_cases, own_variables, parted
from qualcode.exchange.project import ForeignCase
from qualcode.exchange.refi.xml import child, children, guid, own_guid, target
from qualcode.exchange.tally import Tally

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


def read_cases(root: etree._Element, texts: Mapping[str, str], tally: Tally) -> list[ForeignCase]:
    """A case per person; `texts` are the GUIDs under which a text may be meant, and the text's own.

    Variables of a document without a person join the case that has this document, where there is just one.
    """
    names = _variables(root)
    found = [_case(each, names, texts) for each in _within(root, "Cases", "Case")]
    return joined_cases([*found, *_of_documents(root, names, texts), *_of_sets(root, texts, tally)])


def cases_by_guid(root: etree._Element) -> Mapping[str, str]:
    """The names of cases by their GUIDs: NVivo writes its cases among the codes, too."""
    return {own_guid(each): " ".join((each.get("name") or "").split()) for each in _within(root, "Cases", "Case")}


def _within(root: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    found = child(root, group)
    return children(found, name) if found is not None else iter(())


def _variables(root: etree._Element) -> dict[str, str]:
    return {own_guid(each): each.get("name") or "" for each in _within(root, "Variables", "Variable")}


def _values(element: etree._Element, names: Mapping[str, str]) -> Mapping[str, str]:
    found = {}
    for each in children(element, "VariableValue"):
        name = names.get(target(each, "VariableRef"), "")
        value = next(children(each, *_VALUES), None)
        said = "".join(map(str, value.itertext())).strip() if value is not None else ""
        if name and said:
            found[" ".join(name.split())] = " ".join(said.split())
    return own_variables(found)


def _case(element: etree._Element, names: Mapping[str, str], texts: Mapping[str, str]) -> ForeignCase:
    sources = [guid(each.get("targetGUID")) for each in children(element, "SourceRef")]
    return ForeignCase(
        name=" ".join((element.get("name") or "").split()),
        texts=tuple(dict.fromkeys(texts[source] for source in sources if source in texts)),
        variables=_values(element, names),
    )


def _of_documents(root: etree._Element, names: Mapping[str, str], texts: Mapping[str, str]) -> list[ForeignCase]:
    sources = child(root, "Sources")
    found = []
    for source in sources if sources is not None else ():
        values = _values(source, names)
        if values and own_guid(source) in texts:
            found.append(ForeignCase(name="", texts=(texts[own_guid(source)],), variables=values))
    return found


def _of_sets(root: etree._Element, texts: Mapping[str, str], tally: Tally) -> list[ForeignCase]:
    """ATLAS.ti writes its document groups as sets; `gender: female` is a variable and its value."""
    found = []
    for each in _within(root, "Sets", "Set"):
        name = " ".join((each.get("name") or "").split())
        members = [guid(member.get("targetGUID")) for member in children(each, "MemberSource")]
        own = tuple(texts[member] for member in members if member in texts)
        if own and name:
            found.append(ForeignCase(name="", texts=own, variables=MappingProxyType(dict([parted(name)]))))
        elif child(each, "MemberCode") is not None and child(root, "Codes") is None:
            tally.add("groups of codes", name)
    return found
