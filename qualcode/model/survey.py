"""A survey beside the interviews: what was asked, of whom, and what became of every question for every respondent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from qualcode.model.nouns import dataclass


class Kind(StrEnum):
    """What kind of answer a question takes."""

    ONE = "one"
    """One of its options."""
    SEVERAL = "several"
    """Any of its options."""
    NUMBER = "number"
    TEXT = "text"
    """An open answer."""
    BESIDE = "beside"
    """Dates, places, photographs, calculations: kept, and neither counted nor printed."""


class State(StrEnum):
    """What became of a question for a respondent."""

    ANSWERED = "answered"
    NO_ANSWER = "no answer"
    """Asked, and left blank."""
    NOT_ASKED = "not asked"
    """Passed over, because of what they had answered before."""
    NOT_OFFERED = "not offered"
    """Not in the form, or the version of it, that they filled in."""
    UNKNOWN = "unknown"
    """Blank, and without the form nobody can tell why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer that a question offers."""

    name: str
    """As the form and the data have it: `ingo`."""
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By language, what respondents read; under "" where the form has one language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a form, or a column of a table without one."""

    name: str
    kind: Kind
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    options: tuple[Option, ...] = ()
    """In the order of the form."""
    groups: tuple[str, ...] = ()
    """The groups it stands in, the outermost first."""
    relevant: tuple[str, ...] = ()
    """Conditions under which it is asked, as the form writes them: its own and those of its groups; all must hold."""
    repeat: str = ""
    """The repeated group it stands in: asked once for each of several things."""
    other_of: str = ""
    """The question whose option `other` it asks to spell out."""

    @property
    def has_options(self) -> bool:
        """Whether it is answered by one or several of its options."""
        return self.kind in (Kind.ONE, Kind.SEVERAL)

    def label(self, language: str = "") -> str:
        """What respondents read, in a language or the first there is; the name where there is no label."""
        return self.labels.get(language) or next(iter(self.labels.values()), "") or self.name

    def option_label(self, name: str, language: str = "") -> str:
        """What an option says, in a language or the first there is."""
        found = next((option for option in self.options if option.name == name), None)
        labels = found.labels if found else {}
        return labels.get(language) or next(iter(labels.values()), "") or name


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a question for a respondent."""

    state: State
    options: tuple[str, ...] = ()
    """Names of the options chosen."""
    others: tuple[str, ...] = ()
    """What was answered and is none of the options."""
    text: str = ""
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """Somebody who answered."""

    id: str
    type: str = ""
    """Their informant type; empty where it is not known."""
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    """By the question's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A form and what came back."""

    name: str
    questions: tuple[Question, ...]
    """In the order of the form, or of the columns."""
    respondents: tuple[Respondent, ...]
    language: str = ""
    """In which labels are printed."""
    languages: tuple[str, ...] = ()
    has_form: bool = False
    """Without the form, who was not asked cannot be told from who did not answer."""
    notes: tuple[str, ...] = ()
    """What somebody should check, in words; never an answer."""

    def question(self, name: str) -> Question:
        """The question of that name; KeyError where there is none."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)
