"""An interview without its words: what tables and reports say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model.certainty import is_hardly_informants
from qualcode.model.document import WITHDRAWN, Document, Record, Role, Segment
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass


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
    n_words_in_all: int = 0
    """That anybody says, but a form's printed questions; 0 where words were taken out for somebody who withdrew."""
    n_passages: int = 0
    """That informants say."""
    times: tuple[tuple[int, float], ...] = ()
    """Where turns begin that have a time in the recording, and which."""

    @property
    def is_hardly_informants(self) -> bool:
        """Whether hardly a word of it is an informant's, or none: then something went wrong in reading it."""
        return is_hardly_informants(self.n_words, self.n_words_in_all)

    @classmethod
    def of(cls, document: Document, segments: Iterable[Segment] = ()) -> Interview:
        """Leave the words out of a document, of which these are the passages."""
        spoken = [turn for turn in document.turns if turn.role is Role.INFORMANT]
        ordinals = {turn.ordinal for turn in spoken}
        talk = () if WITHDRAWN in document.text else (turn for turn in document.turns if turn.cue != "question")
        return cls(
            id=document.id,
            name=document.name,
            sha256=document.sha256,
            language=document.language,
            record=document.record,
            round=document.round,
            date=document.date,
            speakers=tuple(dict.fromkeys(person for turn in document.turns for person in turn.informants)),
            n_turns_of_nobody=sum(turn.informant_id is None for turn in spoken),
            n_words=sum(document.n_words(turn) for turn in spoken),
            n_words_in_all=sum(document.n_words(turn) for turn in talk),
            n_passages=sum(segment.turn in ordinals for segment in segments),
            times=tuple((turn.start, turn.started_at) for turn in document.turns if turn.started_at is not None),
        )


def in_order_held(interviews: Sequence[Interview], roster: Roster) -> list[Interview]:
    """Sort interviews by the days they were held on, as far as these are known, then as the list of informants does."""
    from qualcode.model.dates import read_dates

    rows = {row.document: place for place, row in reversed(list(enumerate(roster.appearances)))}
    days = read_dates(each.date for each in interviews)
    return sorted(interviews, key=lambda each: (days.place(each.date), rows.get(each.id, len(rows)), each.id))
