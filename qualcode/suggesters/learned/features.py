"""What a passage is told by: its own words, what was asked before, and what is said around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from qualcode.model.codebook import Code, Codebook
from qualcode.model.nouns import dataclass
from qualcode.suggesters.learned.words import Lists, Wording, stems_of, stop_stems
from qualcode.suggesters.rules.terms import codebook_language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Column = NDArray[np.float64]
    """A number per passage."""

ASKED, AROUND = 0.3, 0.2
"""What the words asked and those around weigh beside a passage's own, which weigh 1."""
SELDOM = 2
"""Passages a word or phrase is in at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The passages of a study as rows of numbers, a column per stem and per phrase of two.

    Three scipy matrices stand side by side, each row of tf-idf of length 1 before the latter two are weighed.
    """

    wording: Wording
    own: Any
    """Own stems and phrases."""
    asked: Any
    """Stems of what was asked before."""
    around: Any
    """Stems of what is said around it."""
    keys: NDArray[np.int64]
    """What the columns of a passage's own words are: a stem, or two as (first + 1) × stems + second; sorted."""
    idf: Column
    stops: NDArray[np.bool_]
    """Of each stem whether it is an everyday word."""

    @property
    def n_own(self) -> int:
        """How many columns stand for a passage's own words."""
        return len(self.keys)

    @property
    def n_asked(self) -> int:
        """Where the columns of what was asked end; those of what is said around come behind."""
        return self.n_own + len(self.wording.stems)

    @property
    def n_columns(self) -> int:
        """How many columns there are."""
        return self.n_asked + len(self.wording.stems)

    def rows(self, places: NDArray[np.int64] | list[int]) -> Any:
        """Some passages as rows of one matrix."""
        return sparse.hstack([self.own[places], self.asked[places], self.around[places]], format="csr")

    def sums(self, weights: Column) -> Column:
        """What the columns of every passage come to, each times its weight: passages × sets of weights."""
        found = self.own @ weights[: self.n_own]
        found += self.asked @ weights[self.n_own : self.n_asked]
        found += self.around @ weights[self.n_asked :]
        return np.asarray(found)

    def columns_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The columns of a passage's stems, then of its phrases, as they stand in the text; -1 where there is none."""
        wanted = np.concatenate([numbers, _pairs(numbers[:-1], numbers[1:], len(self.wording.stems))])
        if not len(self.keys):
            return np.full(len(wanted), -1)
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[place] == wanted, place, -1)

    def is_everyday(self, columns: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Of columns of own words whether they are everyday words, or phrases of nothing else."""
        keys, n_stems = self.keys[columns], len(self.wording.stems)
        is_pair = keys >= n_stems
        first, second = np.where(is_pair, keys // max(n_stems, 1) - 1, keys), np.where(is_pair, keys % n_stems, keys)
        return self.stops[first] & self.stops[second]

    def alike(self, place: int) -> Column:
        """How alike each passage is to one of them: the cosine of their own words."""
        return np.asarray(self.own @ self.own[place].toarray().ravel())

    def likeness(self, stems: Sequence[int]) -> Column:
        """How alike each passage is to a text, given by its stems: the cosine of their own words."""
        hashes = np.array(stems, dtype=np.uint64)
        known = np.isin(hashes, self.wording.stems)
        numbers = np.where(known, np.searchsorted(self.wording.stems, hashes), -1)
        columns = self.columns_of(numbers)
        columns = columns[columns >= 0]
        if not len(columns):
            return np.zeros(len(self.wording.ids))
        there, counts = np.unique(columns, return_counts=True)
        weights = (1 + np.log(counts)) * self.idf[there]
        vector = np.zeros(self.n_own)
        vector[there] = weights / np.linalg.norm(weights)
        return np.asarray(self.own @ vector)


def features_of(wording: Wording) -> Features:
    """Weigh the words of a study; the same words give the same numbers to the last bit."""
    n_stems = len(wording.stems)
    stops = np.isin(wording.stems, stop_stems(wording.languages))
    keys, own, idf = _own(wording.own, n_stems)
    asked = _beside(wording.asked, wording.others, ~stops, ASKED)
    around = _beside(wording.around, wording.own, ~stops, AROUND)
    return Features(wording=wording, own=own, asked=asked, around=around, keys=keys, idf=idf, stops=stops)


def describing(code: Code, codebook: Codebook) -> list[int]:
    """The stems a theme is told by: its name twice, its definition, what it takes in, its terms, its test sentences.

    Everyday words are left out: a passage of three words is not about a theme because one of them is "and".
    """
    language = codebook_language(codebook)
    found = stems_of("\n".join([code.name, code.name, code.definition, code.include, *code.match]), language)
    for own, terms in code.terms.items():
        found += stems_of("\n".join(terms), own or language)
    stops = set(stop_stems([language, *code.terms]).tolist())
    return [stem for stem in found if stem not in stops]


def _own(own: Lists, n_stems: int) -> tuple[NDArray[np.int64], Any, Column]:
    rows = _rows(own)
    within = rows[:-1] == rows[1:]
    stems = own.numbers.astype(np.int64)
    keys = np.concatenate([stems, _pairs(stems[:-1], stems[1:], n_stems)[within]])
    owners = np.concatenate([rows, rows[:-1][within]])
    known, counts = np.unique(keys, return_counts=True)
    known = known[counts >= SELDOM]
    places = np.minimum(np.searchsorted(known, keys), max(len(known) - 1, 0)).astype(np.int32)
    kept = known[places] == keys if len(known) else np.zeros(len(keys), dtype=bool)
    del keys
    counted = _counted(places[kept], owners[kept], (len(own.lengths), len(known)))
    del owners, places
    frequent = np.bincount(counted.indices, minlength=counted.shape[1]) >= SELDOM
    weighed, idf = _weighed(counted[:, np.flatnonzero(frequent)].tocsr())
    return known[frequent], weighed, idf


def _beside(places: Lists, said: Lists, kept: NDArray[np.bool_], weight: float) -> Any:
    """Of each row the stems of the passages at its places, weighed."""
    counted = _counted(said.numbers, _rows(said), (len(said.lengths), len(kept)), kept)
    chosen = np.ones(len(places.numbers), dtype=np.float32)
    shape = (len(places.lengths), counted.shape[0])
    beside = sparse.csr_matrix((chosen, places.numbers, places.starts), shape=shape) @ counted
    beside.sort_indices()
    weighed, _ = _weighed(beside)
    weighed.data *= np.sqrt(weight)
    return weighed


def _pairs(first: NDArray[np.int64], second: NDArray[np.int64], n_stems: int) -> NDArray[np.int64]:
    """A number per phrase of two stems, above the numbers of all stems; below 0 where one of them is unknown."""
    return np.where((first < 0) | (second < 0), -1, (first + 1) * n_stems + second)


def _rows(lists: Lists) -> NDArray[np.int32]:
    return np.repeat(np.arange(len(lists.lengths), dtype=np.int32), lists.lengths)


def _counted(
    columns: NDArray[np.int32], rows: NDArray[np.int32], shape: tuple[int, int], kept: NDArray[np.bool_] | None = None
) -> Any:
    """How often each row has each column."""
    if kept is not None:
        chosen = kept[columns]
        columns, rows = columns[chosen], rows[chosen]
    counted = sparse.coo_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape).tocsr()
    counted.sort_indices()
    return counted


def _weighed(counted: Any) -> tuple[Any, Column]:
    """(1 + ln n) × idf, each row of length 1, and the idf: ln((1 + passages) / (1 + passages with it)) + 1."""
    idf = np.log((1 + counted.shape[0]) / (1 + np.bincount(counted.indices, minlength=counted.shape[1]))) + 1
    data = np.log(counted.data, dtype=np.float64)
    data += 1
    data *= idf[counted.indices]
    squares = sparse.csr_matrix((data * data, counted.indices, counted.indptr), shape=counted.shape)
    lengths = np.sqrt(squares @ np.ones(counted.shape[1]))
    lengths[lengths == 0] = 1
    data /= np.repeat(lengths, np.diff(counted.indptr))
    return sparse.csr_matrix((data, counted.indices, counted.indptr), shape=counted.shape), idf
