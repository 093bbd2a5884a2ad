"""The interviews as runs of words, turned to from a draft: only runs that the draft has are looked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from qualcode.model.document import Document, Role
from qualcode.model.document import Turn as TurnOf
from qualcode.model.nouns import dataclass
from qualcode.model.pairing import Pairing
from qualcode.model.text import fold_text

RUN = 3
"""Words that stand together in a draft and in an interview."""
CANDIDATES = 12
"""Turns in which a quotation that stands nowhere is looked for by likeness."""
_WORD = re.compile(r"\S+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: case, signs, kinds of quotation marks and spaces do not matter."""
    return fold_text(text).text.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What somebody says in one go, as words."""

    document_id: str
    role: Role
    informants: tuple[str, ...]
    """Whose words these are; nobody's where an interviewer speaks, or nobody is known."""
    start: int
    """Of the turn, in the document."""
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Where each word stands in the document."""

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Where words stand in the document, from one place among them to another, which is not among them."""
        return self.spans[first][0], self.spans[last - 1][1]


class Found(NamedTuple):
    """Words of a draft in an interview."""

    turn: Turn
    first: int
    last: int
    """Places among the turn's words, half open."""


class Spoken:
    """Everything that was said, as far as a draft has words of it."""

    def __init__(
        self,
        documents: Iterable[Document],
        wanted: Iterable[Sequence[str]],
        pairings: Mapping[str, Pairing] = MappingProxyType({}),
    ) -> None:
        """`wanted` are the words of each quotation; `pairings` are by document its translations, where it has one."""
        runs = {tuple(words[n : n + RUN]) for words in wanted for n in range(len(words) - RUN + 1)}
        firsts = {run[0] for run in runs}
        self.turns: list[Turn] = []
        self._at: Mapping[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for document in documents:
            pairing = pairings.get(document.id)
            for turn in document.turns:
                self._add(_as_words(document, turn), runs, firsts)
                if pairing and pairing.of(turn):
                    self._add(_translated(document, turn, pairing.of(turn)), runs, firsts)

    def _add(self, turn: Turn, runs: set[tuple[str, ...]], firsts: set[str]) -> None:
        number, words = len(self.turns), turn.words
        self.turns.append(turn)
        for place, word in enumerate(words[: len(words) - RUN + 1]):
            if word in firsts and (run := words[place : place + RUN]) in runs:
                self._at[run].append((number, place))

    def find(self, words: Sequence[str]) -> list[Found]:
        """Every place where these very words are said in one turn; at least three words are asked for."""
        run = tuple(words[:RUN])
        if len(words) < RUN:
            return []
        length = len(words)
        return [
            Found(self.turns[number], place, place + length)
            for number, place in self._at.get(run, ())
            if self.turns[number].words[place : place + length] == tuple(words)
        ]

    def likeliest(self, words: Sequence[str]) -> list[Turn]:
        """The turns that share most runs of words with a quotation, the likeliest first."""
        shared = Counter(
            number for n in range(len(words) - RUN + 1) for number, _ in self._at.get(tuple(words[n : n + RUN]), ())
        )
        return [self.turns[number] for number, _ in shared.most_common(CANDIDATES)]


def _as_words(document: Document, turn: TurnOf) -> Turn:
    """A turn in the informant's own words."""
    folded = fold_text(document.text[turn.start : turn.end])
    found = list(_WORD.finditer(folded.text))
    places = (folded.span(*match.span()) for match in found)
    return Turn(
        document_id=document.id,
        role=turn.role,
        informants=turn.informants,
        start=turn.start,
        words=tuple(match.group() for match in found),
        spans=tuple((turn.start + span.start, turn.start + span.end) for span in places),
    )


def _translated(document: Document, turn: TurnOf, words: str) -> Turn:
    """A turn in its translation: of a word of it no more is known than in which turn it stands."""
    said = tuple(words_of(words))
    return Turn(
        document_id=document.id,
        role=turn.role,
        informants=turn.informants,
        start=turn.start,
        words=said,
        spans=((turn.start, turn.end),) * len(said),
    )
