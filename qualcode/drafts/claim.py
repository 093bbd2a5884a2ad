"""A statement of how many informants did something, as a draft has it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qualcode.drafts.forms import Form
from qualcode.drafts.text import Paragraph
from qualcode.model.nouns import dataclass

INTERVIEWS: Mapping[str, str] = MappingProxyType(
    {
        **{"": "(interviews)", "group": "(group interviews)", "joint": "(group interviews)"},
        **dict.fromkeys(("individual", "single", "one-to-one"), "(individual interviews)"),
    }
)
"""What stands where a theme does for how many interviews there are, by how a draft calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement of how many informants did something."""

    form: Form
    paragraph: Paragraph
    start: int
    end: int
    """Where it stands in the paragraph."""
    themes: tuple[str, ...] = ()
    """Ids of the themes that may be meant; none where nothing tells."""
    groups: tuple[str, ...] = ()
    """The groups in the noun phrase: together those meant."""
    others: tuple[str, ...] = ()
    """Groups named elsewhere in the paragraph, which may be meant where the noun phrase names none."""
    is_loose: bool = False
    """Its theme is the heading's, though the sentence may speak of something narrower in words of its own."""
    is_named: bool = False
    """The sentence has the theme's name."""
    of_heard: bool = False
    """It is said how many were interviewed, not how many raised a theme."""
    of_survey: bool = False
    """It is about respondents of the survey: themes are what they may have answered."""
    than: tuple[str, ...] = ()
    """Of a comparison of two themes, the other; of one that the most raised, the theme that it is under."""
    instead: Claim | None = None
    """The same statement as one about the survey, where it may be."""

    @property
    def words(self) -> str:
        """The statement as the draft has it."""
        return self.paragraph.text[self.start : self.end].strip()
