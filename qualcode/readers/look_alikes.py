"""Find interviews that are in the study twice: conflicted copies, corrected transcripts under another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qualcode.model.document import Document, Role
from qualcode.model.nouns import dataclass

WORDS = 5
"""Shorter turns are said by many."""
TURNS = 3
"""So many turns that are the same word for word are no accident, where they are half of the interview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """An interview that says mostly what another one says."""

    document_id: str
    other: str
    """The id of that other."""


def look_alikes(new: Sequence[Document], known: Iterable[Document]) -> list[Alike]:
    """Find new interviews of which another one holds at least half of what informants say."""
    said_by: dict[int, str] = {}
    for document in known:
        for turn in _turns(document):
            said_by.setdefault(turn, document.id)
    found = []
    for document in sorted(new, key=lambda each: len(each.id)):  # a copy has the longer name
        turns = dict.fromkeys(_turns(document))
        shared = Counter[str]()
        for turn in turns:
            other = said_by.setdefault(turn, document.id)
            if other != document.id:
                shared[other] += 1
        if shared:
            other, n = shared.most_common(1)[0]
            if n >= TURNS and 2 * n >= len(turns):
                found.append(Alike(document_id=document.id, other=other))
    return found


def _turns(document: Document) -> Iterator[int]:
    """Fold what informants say, turn by turn, without the short ones; case and spaces do not matter.

    A hash of each, which is a fraction of the words of a thousand interviews.
    """
    for turn, n_words in zip(document.turns, document.n_words_each(), strict=True):
        if turn.role is Role.INFORMANT and n_words >= WORDS:
            said = document.text[turn.start : turn.end].casefold()
            is_even = said.count(" ") == n_words - 1 and "\n" not in said
            yield hash(said if is_even else " ".join(said.split()))
