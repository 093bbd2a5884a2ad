"""On which words of a passage a learned suggestion rests, told in words that stand there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qualcode.model.document import Passages
from qualcode.model.nouns import dataclass
from qualcode.model.text import Folded, Span, fold_text
from qualcode.suggesters.learned.features import Features, describing
from qualcode.suggesters.learned.words import stem_hash

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.model.codebook import Code, Codebook
    from qualcode.suggesters.learned.features import Column
    from qualcode.suggesters.learned.fitting import Fitted

DESCRIBED = "like its description"
MOST_WORDS, MOST_BESIDE = 5, 3
"""Words or phrases named of the passage itself, and of what was asked or is said around it."""
MATTERS = 0.2
"""The share of what speaks for a theme from which what was asked, or is said around, is named."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a theme is proposed for a passage."""

    spans: tuple[Span, ...]
    """The words that speak most for it, in reading order; where none of its own do, its sentence most like the
    description."""
    rule: str
    """`like: grant, overhead | asked: money`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """What speaks for a theme in a passage, apart: column numbers of `Features` and what each adds."""

    own: tuple[NDArray[np.int64], Column]
    asked: tuple[NDArray[np.int64], Column]
    around: tuple[NDArray[np.int64], Column]

    @property
    def sums(self) -> tuple[float, float, float]:
        """What each of the three adds to the log-odds."""
        return float(self.own[1].sum()), float(self.asked[1].sum()), float(self.around[1].sum())


def blocks_of(features: Features, fitted: Fitted, place: int) -> Blocks:
    """Take apart what was learned of a passage."""
    row = features.rows([place])
    added = fitted.weight(row.indices) * row.data
    ends = (0, features.n_own, features.n_asked, features.n_columns)
    parts = [(row.indices >= low) & (row.indices < high) for low, high in pairwise(ends)]
    own, asked, around = ((row.indices[part], added[part]) for part in parts)
    return Blocks(own=own, asked=asked, around=around)


def reason_of(
    features: Features, fitted: Fitted | None, place: int, passages: Passages, code: Code, codebook: Codebook
) -> Reason:
    """Say why a theme is likely in the passage that stands at a place of the study.

    Where nothing was learned of the theme yet, it is its sentence most like the description.
    """
    if fitted is None:
        here = passages.ordinals.index(int(features.wording.ids[place].rpartition(":")[2]))
        return Reason(spans=(_nearest_sentence(passages, here, frozenset(describing(code, codebook))),), rule=DESCRIBED)
    blocks = blocks_of(features, fitted, place)
    ordinal = int(features.wording.ids[place].rpartition(":")[2])
    here = passages.ordinals.index(ordinal)
    words = Words.of(passages, [here])
    spans, forms = words.strongest(features, *blocks.own, most=MOST_WORDS)
    total = sum(each for each in blocks.sums if each > 0)
    told = [f"like: {', '.join(forms)}"] if forms else []
    own = [at for at, is_said in enumerate(passages.informant) if is_said]
    order = own.index(here)
    beside = (
        ("asked", blocks.asked, _asked(own, order), features.n_own),
        ("around", blocks.around, [*own[max(order - 1, 0) : order], *own[order + 1 : order + 2]], features.n_asked),
    )
    for name, (columns, added), places, first in beside:
        if added.sum() > 0 and added.sum() >= MATTERS * total:
            named = Words.of(passages, places).forms(features, columns - first, added, most=MOST_BESIDE)
            told += [f"{name}: {', '.join(named)}"] if named else []
    if not spans:
        spans = (_nearest_sentence(passages, here, frozenset(describing(code, codebook))),)
    return Reason(spans=spans, rule=" | ".join(told) or DESCRIBED)


def _asked(own: Sequence[int], order: int) -> list[int]:
    """The places of what was asked before a passage: the nearest that stand before it and are no informant's."""
    while order >= 0:
        before = list(range(own[order - 1] + 1 if order else 0, own[order]))
        if before:
            return before
        order -= 1
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of some passages: where each stands, and the number of its stem."""

    text: str
    spans: tuple[Span, ...]
    hashes: tuple[int, ...]

    @classmethod
    def of(cls, passages: Passages, places: Sequence[int]) -> Words:
        """Read the words at some places of a document."""
        spans: list[Span] = []
        hashes: list[int] = []
        for place in places:
            start = passages.starts[place]
            language = passages.languages[place] if passages.languages else passages.language
            folded = fold_text(passages.text[start : passages.ends[place]])
            for word, span in _words(folded):
                spans.append(Span(start + span.start, start + span.end))
                hashes.append(stem_hash(word, language))
        return cls(text=passages.text, spans=tuple(spans), hashes=tuple(hashes))

    def strongest(
        self, features: Features, columns: NDArray[np.int64], added: Column, *, most: int
    ) -> tuple[tuple[Span, ...], list[str]]:
        """Where the words and phrases stand that add most, and how they read there; each stretch once.

        Of everyday words some add much, and tell nobody anything: they are named only where nothing else speaks.
        """
        numbers = self._numbers(features)
        found = features.columns_of(numbers)
        at: dict[int, list[Span]] = {}
        for place, column in enumerate(found.tolist()):
            if column >= 0:
                first = place if place < len(numbers) else place - len(numbers)
                last = first if place < len(numbers) else first + 1
                at.setdefault(column, []).append(Span(self.spans[first].start, self.spans[last].end))
        spans: list[Span] = []
        forms: list[str] = []
        everyday = features.is_everyday(columns)
        telling, other = _by_strength(columns[~everyday], added[~everyday]), _by_strength(columns, added)
        for column in telling or other:
            fresh = [span for span in at.get(column, ()) if all(not _meet(span, other) for other in spans)]
            if fresh:
                spans += fresh
                forms.append(self._form(fresh[0]))
            if len(forms) == most:
                break
        return tuple(sorted(spans)), forms

    def forms(self, features: Features, stems: NDArray[np.int64], added: Column, *, most: int) -> list[str]:
        """How the single words read that add most."""
        numbers = self._numbers(features).tolist()
        first = {number: self.spans[place] for place, number in reversed(list(enumerate(numbers)))}
        return [self._form(first[stem]) for stem in _by_strength(stems, added) if stem in first][:most]

    def _numbers(self, features: Features) -> NDArray[np.int64]:
        hashes = np.array(self.hashes, dtype=np.uint64)
        return np.searchsorted(features.wording.stems, hashes)

    def _form(self, span: Span) -> str:
        return " ".join(span.within(self.text).lower().split())


def _words(folded: Folded) -> list[tuple[str, Span]]:
    return [(word[0], folded.span(word.start(), word.end())) for word in _WORD.finditer(folded.text)]


def _by_strength(columns: NDArray[np.int64], added: Column) -> list[int]:
    """Columns that speak for the theme, what adds most first."""
    strength = np.round(added, 9)
    order = np.lexsort((columns, -strength))
    return [int(columns[place]) for place in order if strength[place] > 0]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _nearest_sentence(passages: Passages, place: int, described: frozenset[int]) -> Span:
    """The sentence of a passage that has most words of a description; the first of several."""
    start, end = passages.starts[place], passages.ends[place]
    inner = passages.sentences[bisect_left(passages.sentences, start + 1) : bisect_left(passages.sentences, end)]
    bounds = [start, *inner, end]
    language = passages.languages[place] if passages.languages else passages.language
    spans = [Span(*pair) for pair in pairwise(bounds)]

    def shared(span: Span) -> int:
        words = fold_text(span.within(passages.text)).text.split()
        return len({stem_hash(word, language) for word in words} & described)

    best = max(spans, key=shared)
    words = best.within(passages.text)
    return Span(best.start, best.start + len(words.rstrip()))
