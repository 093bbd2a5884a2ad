"""An interview without its words: what tables and reports say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model.document import Document, Record, Role, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An imported document, who speaks in it and what is known of it, but not what was said."""

    id: str
    name: str
    """The file's name as received."""
    sha256: str
    """Of the text."""
    language: str = ""
    record: Record = Record.VERBATIM
    round: str = ""
    date: str = ""
    speakers: tuple[str, ...] = ()
    """Ids of its informants, in the order in which they first speak."""
    n_turns_of_nobody: int = 0
    """Turns of informants whom the list of informants does not name."""
    n_words: int = 0
    """That informants say."""
    n_passages: int = 0
    """That informants say."""

    @classmethod
    def of(cls, document: Document, segments: Iterable[Segment] = ()) -> Interview:
        """Leave the words out of a document, of which these are the passages."""
        spoken = [turn for turn in document.turns if turn.role is Role.INFORMANT]
        ordinals = {turn.ordinal for turn in spoken}
        return cls(
            id=document.id,
            name=document.name,
            sha256=document.sha256,
            language=document.language,
            record=document.record,
            round=document.round,
            date=document.date,
            speakers=tuple(dict.fromkeys(turn.informant_id for turn in document.turns if turn.informant_id)),
            n_turns_of_nobody=sum(turn.informant_id is None for turn in spoken),
            n_words=sum(document.n_words(turn) for turn in spoken),
            n_passages=sum(segment.turn in ordinals for segment in segments),
        )
