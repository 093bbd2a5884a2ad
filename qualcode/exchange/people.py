"""Variables of documents and sets of them, put to the cases that the documents are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from qualcode.exchange.project import ForeignCase

SET = "set"
"""The variable that a set of documents without a value becomes."""


def joined_cases(cases: Iterable[ForeignCase]) -> list[ForeignCase]:
    """The cases that have a name; what is said of a document joins the one that has it, where there is just one."""
    cases = list(cases)
    named = [case for case in cases if case.name]
    for case in cases:
        for text in () if case.name else case.texts:
            _join(named, text, case.variables)
    return named


def parted(name: str) -> tuple[str, str]:
    """The variable and its value that the name of a set says: `gender: female`."""
    variable, _, value = (part.strip() for part in name.partition(":"))
    return (variable, value) if variable and value else (SET, name)


def own_variables(said: Mapping[str, str]) -> Mapping[str, str]:
    """Variables by their names; of a set QualCoder makes one whose value is its name."""
    found: dict[str, str] = {}
    for name, value in said.items():
        variable, own = parted(name) if name == value else (name, value)
        found = _both(found, {variable: own})
    return MappingProxyType(found)


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
