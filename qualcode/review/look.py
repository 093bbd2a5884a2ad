"""A passage and a code as they lie before a coder."""

from __future__ import annotations

from qualcode.model.codebook import Code
from qualcode.model.coding import Decision, Mark
from qualcode.model.document import Document, Segment, Turn
from qualcode.model.journal import Memo
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span
from qualcode.review.library import Item
from qualcode.review.queue import Stop
from qualcode.review.seen import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A stop as a coder sees it at one moment: the passage, the code, and what was said of both."""

    stop: Stop
    document: Document
    segment: Segment
    informant_types: tuple[str, ...]
    """Of the informants who say it; none where nobody is known to."""
    item: Item | None
    """The code to be decided; None at a passage to read."""
    code: Code | None
    """Its entry in the codebook; None where the codebook has none."""
    others: tuple[Item, ...]
    """The other codes on the passage."""
    stances: tuple[Decision, ...]
    """What the other coders said of the code on the passage."""
    evidence: tuple[Span, ...]
    """The words that prompted the suggestion; of a code added by hand the stretch it was put on."""
    quoted: Span | None
    """The stretch that is quoted, where it is not the whole passage."""
    marks: tuple[Mark, ...]
    """The marks on it."""
    note: str
    """Why, in the coder's words."""
    memos: tuple[Memo, ...]
    """On the passage, its interview and its code."""
    seen: Seen
    """To be sent along with what is decided on it."""
    read_by: tuple[str, ...] = ()
    """Where coders differ: those who read the passage and did not put the code on it."""

    @property
    def turn(self) -> Turn:
        """Whose talk the passage is part of."""
        return next(turn for turn in self.document.turns if turn.ordinal == self.segment.turn)
