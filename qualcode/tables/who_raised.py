"""Whom a figure is about: who raised a theme, and who did not, each for its reason."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.model.nouns import dataclass
from qualcode.tables.population import Population
from qualcode.tables.spec import ANY_CODE, Measure, read_filter
from qualcode.tables.tally import Tally, count_cell, reviewed_for_all

_COUNTS_PEOPLE = (
    Measure.INFORMANTS,
    Measure.MEMBERS,
    Measure.DENIED,
    Measure.DISPUTED,
    Measure.NOT_RAISED,
    Measure.NOT_ASKED,
    Measure.NOT_REVIEWED,
)
_OF_A_PART = {"document", "informant", "with", "against"}
"""What a spec has that is about less than a theme in a group, or about more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Of everyone in a group, who raised a theme and who did not: ids, or organisations where those are counted."""

    raised: frozenset[str]
    denied: frozenset[str]
    """Said only the contrary."""
    disputed: frozenset[str]
    """Whether they raised it depends on passages that coders decided differently."""
    not_raised: frozenset[str]
    not_asked: frozenset[str]
    open: frozenset[str]
    """Not heard to raise it, and not reviewed for all of it."""
    members: frozenset[str]
    """Everyone: the denominator."""
    left: frozenset[str]
    """Ids of the informants of whom something is left to review: a queue of these goes on with the figure."""

    def __str__(self) -> str:
        """`Raised: cso-1, cso-3; Not raised: cso-4.`"""
        sets = {
            "Raised": self.raised,
            "Contrary": self.denied,
            "Disputed": self.disputed,
            "Not raised": self.not_raised,
            "Not asked": self.not_asked,
            "Open": self.open,
        }
        said = (f"{label}: {', '.join(sorted(people))}" for label, people in sets.items() if people)
        return f"{'; '.join(said)}."


def counts_people(spec: Mapping[str, str]) -> bool:
    """Whether a figure counts the informants, or organisations, of a group on a theme."""
    return not _OF_A_PART & set(spec) and Measure(spec["measure"]) in _COUNTS_PEOPLE


def people_of(spec: Mapping[str, str], tally: Tally, population: Population) -> People:
    """Find whom a figure is about that `counts_people`."""
    group = read_filter(spec.get("group", ""))
    code_id = spec.get("code", ANY_CODE)
    cell = count_cell(tally, population, code_id, group)
    informants = population.members(group)
    return People(
        raised=cell.raised,
        denied=cell.denied,
        disputed=cell.disputed,
        not_raised=cell.not_raised,
        not_asked=cell.not_asked,
        open=cell.open,
        members=cell.members,
        left=informants - reviewed_for_all(tally, population, code_id, informants),
    )
