"""What the evaluator says about the surveys of a study, in `survey.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import NamedTuple

from qualcode.model.nouns import dataclass
from qualcode.model.survey import Question


def nothing() -> Mapping[str, str]:
    """Make a mapping of nothing."""
    return MappingProxyType({})


class Ref(NamedTuple):
    """A question of one of the surveys: `cso.cred_comm`."""

    survey: str
    question: str

    def __str__(self) -> str:
        return f"{self.survey}.{self.question}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyEntry:
    """A survey, and what its files do not say."""

    name: str
    title: str = ""
    """What a report calls it; its name is that of a file."""
    type: str = ""
    """Informant type of all who answered."""
    type_from: str = ""
    """The question that tells the type."""
    types: Mapping[str, str] = field(default_factory=nothing)
    """By its options, what the types are called."""
    language: str = ""
    sheet: str = ""
    since: str = ""
    """ISO date: submissions before it are left out."""
    until: str = ""
    without: Mapping[str, str] = field(default_factory=nothing)
    """Columns and what they say of submissions that are left out."""
    kinds: Mapping[str, str] = field(default_factory=nothing)
    """Without a form, what kind of answer a question takes, where the guess is wrong."""
    invited: int | None = None
    fielded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Options in their order, from one end to the other."""

    order: tuple[str, ...]
    middle: str = ""
    """The option between both ends."""
    beside: tuple[str, ...] = ()
    """Options that stand apart: `not_sure`."""

    def fits(self, question: Question) -> bool:
        """Whether it orders the options of a question."""
        names = {option.name for option in question.options}
        return len(names & {*self.order}) > 1 and names <= {*self.order, *self.beside}


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A theme of the interviews and the question that asks the same."""

    theme: str
    questions: tuple[Ref, ...]
    agrees: tuple[str, ...]
    """Options that bear the theme out."""
    between: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    reading: str = ""
    """What a person makes of it."""
    read_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyPlan:
    """All of `survey.yaml`."""

    surveys: tuple[SurveyEntry, ...] = ()
    scales: Mapping[str, Scale] = field(default_factory=lambda: MappingProxyType({}))
    same: tuple[tuple[Ref, ...], ...] = ()
    """Questions of several surveys that ask the same: a row of a table each."""
    leave_out: frozenset[Ref] = frozenset()
    """Questions that are never printed."""
    joins: tuple[Join, ...] = ()
    people: Mapping[str, str] = field(default_factory=nothing)
    """By informant, the respondent they were, where that is known: `cso:1004`."""

    def entry(self, name: str) -> SurveyEntry:
        """What is said of a survey; nothing where it is not named."""
        return next((each for each in self.surveys if each.name == name), SurveyEntry(name=name))

    def scale(self, question: Question) -> Scale | None:
        """The scale that orders the options of a question."""
        return next((scale for scale in self.scales.values() if scale.fits(question)), None)
