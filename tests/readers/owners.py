"""Compare, word by word, who says what in a document with who is known to say it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from qualcode.model.document import Document, Role
from qualcode.model.naming import fold

_WORD = re.compile(r"[^\W_]+")
_WINDOW = 600
"""Words looked at together where two texts part: an interview is too long to compare as a whole."""
_ALIKE = 3
"""Words in a row that show that two texts go on together again."""


class Owned(NamedTuple):
    """A word and whose it is."""

    word: str
    person: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How many words of an interview are not where they belong."""

    words: int
    """In all, by the truth."""
    role: int = 0
    """Words whose role is another."""
    person: int = 0
    """Words of the right role that stand under somebody else's label or id."""
    lost: int = 0
    """Words that are said and not in the document."""
    added: int = 0
    """Words given to an interviewer or informant that nobody says: a label, a time, a page header."""

    @property
    def wrong(self) -> int:
        """Words that a table could count for the wrong person, or not at all."""
        return self.role + self.person + self.lost + self.added


def owned(said: Iterable[tuple[str, Role, str]]) -> list[Owned]:
    """The words of stretches of `(person, role, text)`."""
    return [Owned(word, person, role) for person, role, text in said for word in words(text)]


def words(text: str) -> Iterator[str]:
    """Words as they are compared: without case, marks between them, and the way their letters are composed."""
    return (found[0] for found in _WORD.finditer(unicodedata.normalize("NFKC", text).casefold()))


def understood(document: Document) -> list[Owned]:
    """The words of a document with whoever qualcode gives them to: the informant's id, else the label."""
    return owned(
        (turn.informant_id or fold(turn.speaker), turn.role, document.text[turn.start : turn.end])
        for turn in document.turns
    )


def compare(document: Document, truth: Sequence[Owned]) -> Difference:
    """Count the words of a document whose owner is another than the truth has.

    People are compared by what they are called on either side: a label of the document is the person most of whose
    words it has.
    """
    found = understood(document)
    pairs = list(align([word.word for word in truth], [word.word for word in found]))
    both = [(truth[mine], found[yours]) for mine, yours in pairs if mine is not None and yours is not None]
    alone = [found[yours] for mine, yours in pairs if mine is None and yours is not None]
    wrong_role = sum(1 for true, read in both if true.role is not read.role)
    right = [(true, read) for true, read in both if true.role is read.role]
    owners: defaultdict[tuple[str, Role], Counter[str]] = defaultdict(Counter)
    for true, read in right:
        owners[read.person, read.role][true.person] += 1
    return Difference(
        words=len(truth),
        role=wrong_role,
        person=sum(counts.total() - max(counts.values()) for counts in owners.values()),
        lost=sum(
            1 for mine, yours in pairs if mine is not None and yours is None and truth[mine].role is not Role.OTHER
        ),
        added=sum(1 for read in alone if read.role is not Role.OTHER),
    )


def align(mine: Sequence[str], yours: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair the words of two texts that should be the same, in order; a word without a pair has None."""
    a = b = 0
    while a < len(mine) and b < len(yours):
        if mine[a] == yours[b]:
            yield a, b
            a, b = a + 1, b + 1
            continue
        next_a, next_b = _together_again(mine, yours, a, b)
        yield from ((n, None) for n in range(a, next_a))
        yield from ((None, n) for n in range(b, next_b))
        a, b = next_a, next_b
    yield from ((n, None) for n in range(a, len(mine)))
    yield from ((None, n) for n in range(b, len(yours)))


def _together_again(mine: Sequence[str], yours: Sequence[str], a: int, b: int) -> tuple[int, int]:
    """Where two texts that part here go on together."""
    for window in (20, 80, _WINDOW, 5 * _WINDOW):
        ends = a + window, b + window
        matcher = SequenceMatcher(None, mine[a : ends[0]], yours[b : ends[1]], autojunk=False)
        for block in matcher.get_matching_blocks():
            at_end = block.size and a + block.a + block.size == len(mine) and b + block.b + block.size == len(yours)
            if block.size >= _ALIKE or at_end:
                return a + block.a, b + block.b
    return len(mine), len(yours)
