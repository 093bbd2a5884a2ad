"""What the people of a study are called, and what they said it in."""

from __future__ import annotations

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who speaks in a study, in the singular: tables, notes and pages name them so."""

    person: str
    said_in: str
    """What holds somebody's words: an interview, an answer."""
    unnamed: str
    """What those are called whose type would point at them."""

    @property
    def type(self) -> str:
        """`informant type`."""
        return f"{self.person} type"


INFORMANTS = People(person="informant", said_in="interview", unnamed="Key informant")
RESPONDENTS = People(person="respondent", said_in="answer", unnamed="Respondent")
"""Those whose open answers to a survey are coded, in a study of its own."""
