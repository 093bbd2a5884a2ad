"""What a theme is learned from: passages that have it, and passages that were read without it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from qualcode.model.coding import Judged
from qualcode.model.nouns import dataclass
from qualcode.suggesters.learned.enough import ENOUGH_READ
from qualcode.suggesters.learned.words import Wording

if TYPE_CHECKING:
    from numpy.typing import NDArray

STAND_INS, STAND_IN_WEIGHT = 150, 0.3
"""Unread passages that stand in for passages read without the theme while these are few, and what each weighs."""
MOST = 4000
"""Passages learned from at most."""
SHORTEST = 3
"""Words of a passage that is learned from and proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one theme is learned from, as places of passages."""

    coded: NDArray[np.int64]
    without: NDArray[np.int64]
    stand_ins: NDArray[np.int64]

    @property
    def key(self) -> bytes:
        """Another one when there is something else to learn from."""
        return b"|".join(each.tobytes() for each in (self.coded, self.without, self.stand_ins))

    @property
    def read(self) -> NDArray[np.int64]:
        """Every passage a person judged."""
        return np.concatenate([self.coded, self.without])

    @property
    def rows(self) -> NDArray[np.int64]:
        """Every passage that is learned from: coded, read without, standing in."""
        return np.concatenate([self.coded, self.without, self.stand_ins])

    @property
    def weights(self) -> NDArray[np.float64]:
        """What each of the rows weighs."""
        return np.concatenate([np.ones(len(self.read)), np.full(len(self.stand_ins), STAND_IN_WEIGHT)])


@dataclass(frozen=True)
class School:
    """The passages of a study, from which lessons are taken."""

    wording: Wording

    def lesson(self, judged: Judged) -> Lesson:
        """Choose what a theme is learned from; which passages are left out of very many is told by their names."""
        coded = self._places(judged.coded)
        read = self._places((judged.read | judged.rejected) - judged.coded)
        without = self._drawn(read, MOST - len(coded))
        stand_ins = np.empty(0, np.int64)
        if len(without) < ENOUGH_READ:
            unread = np.setdiff1d(self._long_enough, np.concatenate([coded, read]))
            stand_ins = self._drawn(unread, STAND_INS)
        return Lesson(coded=coded, without=without, stand_ins=stand_ins)

    def places(self, segment_ids: Collection[str]) -> NDArray[np.int64]:
        """Where passages stand, in the order of the study; those that are none of an informant's are left out."""
        place_of = self._by_id
        return np.sort(np.array([place_of[id_] for id_ in segment_ids if id_ in place_of], dtype=np.int64))

    def _places(self, segment_ids: Collection[str]) -> NDArray[np.int64]:
        places = self.places(segment_ids)
        return places[self.is_long_enough[places]]

    def _drawn(self, places: NDArray[np.int64], size: int) -> NDArray[np.int64]:
        if len(places) <= size:
            return places
        chosen = places[np.argsort(self.lots[places], kind="stable")[: max(size, 0)]]
        return np.sort(chosen)

    @cached_property
    def is_long_enough(self) -> NDArray[np.bool_]:
        """Of each passage whether it has words enough to be learned from, and to be proposed for."""
        return self.wording.own.lengths >= SHORTEST

    @cached_property
    def _long_enough(self) -> NDArray[np.int64]:
        return np.flatnonzero(self.is_long_enough)

    @cached_property
    def _by_id(self) -> Mapping[str, int]:
        return {id_: place for place, id_ in enumerate(self.wording.ids)}

    @cached_property
    def lots(self) -> NDArray[np.uint64]:
        """A number per passage that is drawn alike wherever the study is."""
        return lots_of(self.wording.ids)


def lots_of(segment_ids: Sequence[str]) -> NDArray[np.uint64]:
    """A number per passage that is the same wherever and whenever it is drawn."""
    drawn = (hashlib.blake2b(id_.encode(), digest_size=8).digest() for id_ in segment_ids)
    return np.frombuffer(b"".join(drawn), dtype="<u8").astype(np.uint64)
