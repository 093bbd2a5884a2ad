"""What the people of a study are called, and what they said it in."""

from __future__ import annotations

from qualcode.model.nouns import dataclass
from qualcode.model.table import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who speaks in a study, in the singular: tables, notes and pages name them so."""

    person: str
    said_in: str
    """What holds somebody's words: an interview, an answer."""
    unnamed: str
    """What those are called whose type would point at them."""

    @property
    def column(self) -> Column:
        """The column of a table that says who: its key is the same for programs, whoever they are."""
        return Column(key="informant", label=self.person.capitalize())

    @property
    def type(self) -> str:
        """`informant type`."""
        return f"{self.person} type"


INFORMANTS = People(person="informant", said_in="interview", unnamed="Key informant")
RESPONDENTS = People(person="respondent", said_in="answer", unnamed="Respondent")
"""Those whose open answers to a survey are coded, in a study of its own."""
