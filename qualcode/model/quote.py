"""An informant's words as a report prints them."""

from __future__ import annotations

from qualcode.model.document import Record
from qualcode.model.edits import Edit
from qualcode.model.language import LANGUAGES
from qualcode.model.moment import Moment
from qualcode.model.nouns import dataclass
from qualcode.model.short_id import short_id


def quote_id(document_id: str, segment_id: str, code_id: str) -> str:
    """`Q-` and ten characters: the quote of a passage under a theme, whatever words of the passage it takes."""
    return short_id("Q", f"{document_id}\n{segment_id}\n{code_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An informant's words as a report prints them, and where they stand."""

    text: str
    """As printed: verbatim, or edited with `[…]`, `[words]`, `[sic]` and replaced names."""
    attribution: str
    """`– CSO informant`."""
    code_id: str
    theme: str
    """The theme with those above it: `Funding › Donors leaving`."""
    informant_type: str
    """As the report calls it, after the minimum-cell rule."""
    verbatim: str = ""
    """`Document.text[start:end]`."""
    document_id: str = ""
    segment_id: str = ""
    informant_id: str = ""
    start: int = 0
    end: int = 0
    edits: tuple[Edit, ...] = ()
    """What makes `text` of `verbatim`: an editor's changes and replaced names, in positions of `verbatim`."""
    coding_id: str = ""
    contrary: bool = False
    """The informant says the opposite of the theme."""
    record: Record = Record.VERBATIM
    language: str = ""
    translation: str = ""
    """A person's translation, printed in place of the original."""
    translated: str = ""
    """Who translated it, and when."""
    translator: str = ""
    """Who translated the whole interview, where its translation is printed."""
    has_translation: bool = False
    """Whether its interview has a translation, whichever of them is printed."""
    why: str = ""
    """Why this quote and not another, in words."""
    names_replaced: int = 0
    moment: Moment | None = None
    """When it is said in the recording; None for a client, or where the transcript has no times."""

    @property
    def id(self) -> str:
        """The id by which `qualcode quotes edit` and the like name the quote."""
        return quote_id(self.document_id, self.segment_id, self.code_id)

    @property
    def where(self) -> str:
        """`kii-03:128`, and when it is said where that is known: for the team."""
        return f"{self.segment_id}, {self.moment.clock}" if self.moment else self.segment_id

    @property
    def remark(self) -> str:
        """What is said in brackets behind the words: from notes, translated from, contrary."""
        said = []
        if self.record is Record.NOTES:
            said.append("from notes")
        if self.translation:
            by = f" by {self.translator}" if self.translator else ""
            said.append(f"translated from {LANGUAGES.get(self.language, self.language or 'the original')}{by}")
        elif self.has_translation:
            said.append(f"original, in {LANGUAGES[self.language]}" if self.language in LANGUAGES else "original")
        if self.contrary:
            said.append("contrary")
        return f"({', '.join(said)})" if said else ""

    @property
    def printed(self) -> str:
        """The words in the quotation marks they need: none around someone's notes."""
        words = self.translation or self.text
        return words if self.record is Record.NOTES else f"“{words}”"
