"""Who a project's texts are about: cases, variables of documents, and sets of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from qualcode.exchange.project import ForeignCase
from qualcode.exchange.refi.xml import child, children, guid, own_guid, target
from qualcode.exchange.tally import Tally

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
SET = "set"
"""The variable that a set of sources without a value becomes."""


def read_cases(root: etree._Element, texts: Mapping[str, str], tally: Tally) -> list[ForeignCase]:
    """A case per person; `texts` are the GUIDs under which a text may be meant, and the text's own.

    Variables of a document without a person join the case that has this document, where there is just one.
    """
    names = _variables(root)
    found = [_case(each, names, texts) for each in _within(root, "Cases", "Case")]
    loose = [case for case in found if not case.name and case.texts]
    loose += _of_documents(root, names, texts)
    loose += _of_sets(root, texts, tally)
    named = [case for case in found if case.name]
    for case in loose:
        for text in case.texts:
            _join(named, text, case.variables)
    return named


def case_guids(root: etree._Element) -> frozenset[str]:
    """The GUIDs of cases: NVivo writes its cases among the codes, too."""
    return frozenset(own_guid(each) for each in _within(root, "Cases", "Case"))


def _within(root: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    found = child(root, group)
    return children(found, name) if found is not None else iter(())


def _variables(root: etree._Element) -> dict[str, str]:
    return {own_guid(each): each.get("name") or "" for each in _within(root, "Variables", "Variable")}


def _values(element: etree._Element, names: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for each in children(element, "VariableValue"):
        name = names.get(target(each, "VariableRef"), "")
        value = next(children(each, *_VALUES), None)
        said = "".join(map(str, value.itertext())).strip() if value is not None else ""
        if name and said:
            found[" ".join(name.split())] = " ".join(said.split())
    return found


def _case(element: etree._Element, names: Mapping[str, str], texts: Mapping[str, str]) -> ForeignCase:
    sources = [guid(each.get("targetGUID")) for each in children(element, "SourceRef")]
    return ForeignCase(
        name=" ".join((element.get("name") or "").split()),
        texts=tuple(dict.fromkeys(texts[source] for source in sources if source in texts)),
        variables=MappingProxyType(_values(element, names)),
    )


def _of_documents(root: etree._Element, names: Mapping[str, str], texts: Mapping[str, str]) -> list[ForeignCase]:
    sources = child(root, "Sources")
    found = []
    for source in sources if sources is not None else ():
        values = _values(source, names)
        if values and own_guid(source) in texts:
            found.append(ForeignCase(name="", texts=(texts[own_guid(source)],), variables=MappingProxyType(values)))
    return found


def _of_sets(root: etree._Element, texts: Mapping[str, str], tally: Tally) -> list[ForeignCase]:
    """ATLAS.ti writes its document groups as sets; `gender: female` is a variable and its value."""
    found = []
    for each in _within(root, "Sets", "Set"):
        name = " ".join((each.get("name") or "").split())
        members = [guid(member.get("targetGUID")) for member in children(each, "MemberSource")]
        own = tuple(texts[member] for member in members if member in texts)
        variable, parted, value = (part.strip() for part in name.partition(":"))
        if own and name:
            variables = {variable: value} if parted and variable and value else {SET: name}
            found.append(ForeignCase(name="", texts=own, variables=MappingProxyType(variables)))
        elif child(each, "MemberCode") is not None and child(root, "Codes") is None:
            tally.add("groups of codes", name)
    return found


def _join(named: list[ForeignCase], text: str, variables: Mapping[str, str]) -> None:
    """Give variables of a text to the one case that has it, or to a case without a name."""
    having = [place for place, case in enumerate(named) if text in case.texts]
    if len(having) != 1:
        if not having:
            named.append(ForeignCase(name="", texts=(text,), variables=MappingProxyType(dict(variables))))
        return
    case = named[having[0]]
    named[having[0]] = replace(case, variables=MappingProxyType(_both(case.variables, variables)))


def _both(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """The variables of both; two values of one variable stand side by side."""
    joined = dict(one)
    for name, value in other.items():
        before = joined.get(name, "")
        joined[name] = value if not before or value == before else f"{before}; {value}"
    return joined
