"""Compare, word by word, who says what in a document with who is known to say it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from qualcode.model.document import Document, Role
from qualcode.model.naming import fold

_WORD = re.compile(r"[^\W_]+")
_IN_A_ROW = 4
"""Words in a row that show that two texts are at the same place."""


class Owned(NamedTuple):
    """A word and whose it is."""

    word: str
    person: str
    role: Role | None
    """None where nobody can tell it."""


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

    def __add__(self, other: Difference) -> Difference:
        return Difference(
            words=self.words + other.words,
            role=self.role + other.role,
            person=self.person + other.person,
            lost=self.lost + other.lost,
            added=self.added + other.added,
        )


class Place(NamedTuple):
    """A stretch of words that is with somebody else than it should."""

    at: int
    """The number of its first word in the interview, or of the word before it."""
    n_words: int
    true: str
    """Whose it is; empty where nobody says it."""
    read: str
    """Whose it was taken for; empty where it is lost."""


def owned(said: Iterable[tuple[str, Role | None, str]]) -> list[Owned]:
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
    wrong = Counter(what for what, _, _ in _judged(document, truth))
    counts = {what: wrong[what] for what in ("role", "person", "lost", "added")}
    return Difference(words=len(truth), **counts)


def places(document: Document, truth: Sequence[Owned]) -> list[Place]:
    """Where the words are that `compare` counts, neighbours with the same owners together."""
    found: list[Place] = []
    at, goes_on = 0, False
    for what, true, read in _judged(document, truth):
        at += true is not None
        if what:
            names = _called(true), _called(read)
            if goes_on and found[-1][2:] == names:
                found[-1] = found[-1]._replace(n_words=found[-1].n_words + 1)
            else:
                found.append(Place(at, 1, *names))
        goes_on = bool(what)
    return found


def _called(word: Owned | None) -> str:
    return f"{word.person or 'no label'} ({word.role or '?'})" if word else ""


def _judged(document: Document, truth: Sequence[Owned]) -> Iterator[tuple[str, Owned | None, Owned | None]]:
    """Every word with what is wrong about it, as `Difference` calls it: empty where it is right."""
    found = understood(document)
    pairs = [
        (None if a is None else truth[a], None if b is None else found[b])
        for a, b in align([word.word for word in truth], [word.word for word in found])
    ]
    owners: defaultdict[tuple[str, Role | None], Counter[str]] = defaultdict(Counter)
    for true, read in pairs:
        if true and read and true.role in {read.role, None}:
            owners[read.person, read.role][true.person] += 1
    people = {label: counts.most_common(1)[0][0] for label, counts in owners.items()}
    for true, read in pairs:
        what = ""
        if true is None or read is None:
            whose = true or read
            if whose is not None and whose.role is not Role.OTHER:
                what = "added" if true is None else "lost"
        elif true.role not in {read.role, None}:
            what = "role"
        elif people[read.person, read.role] != true.person:
            what = "person"
        yield what, true, read


def align(mine: Sequence[str], yours: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair the words of two texts that should be the same, in order; a word without a pair has None.

    Words in a row that both texts have once hold them together, and what lies between is compared word by word: an
    interview is too long to be compared so as a whole.
    """
    a = b = 0
    for next_a, next_b in [*_anchors(mine, yours), (len(mine), len(yours))]:
        if next_a < a or next_b < b:
            continue
        while a < next_a and b < next_b and mine[a] == yours[b]:
            yield a, b
            a, b = a + 1, b + 1
        matcher = SequenceMatcher(None, mine[a:next_a], yours[b:next_b], autojunk=False)
        for what, from_a, to_a, from_b, to_b in matcher.get_opcodes():
            if what == "equal":
                yield from zip(range(a + from_a, a + to_a), range(b + from_b, b + to_b), strict=True)
            else:
                yield from ((a + n, None) for n in range(from_a, to_a))
                yield from ((None, b + n) for n in range(from_b, to_b))
        a, b = next_a, next_b


def _anchors(mine: Sequence[str], yours: Sequence[str]) -> list[tuple[int, int]]:
    """Places at which both texts have the same words in a row, once each; as many as go in the same order."""
    here, there = _once(mine), _once(yours)
    places = [(a, there[words]) for words, a in here.items() if words in there]
    # The longest run of places that go forward in both texts, as in patience sorting.
    ends: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for n, (_, b) in enumerate(places):
        pile = bisect_left(ends, b)
        ends[pile : pile + 1] = [b]
        piles[pile : pile + 1] = [n]
        before.append(piles[pile - 1] if pile else -1)
    found, n = [], piles[-1] if piles else -1
    while n >= 0:
        found.append(places[n])
        n = before[n]
    return found[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[at : at + _IN_A_ROW]) for at in range(len(words) - _IN_A_ROW + 1)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}
