"""Which passages of an open study are most worth reading next, and how much is probably still to be found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from qualcode.model.coding import Judged
from qualcode.model.nouns import dataclass
from qualcode.review.order import LAST, Missing, Pick, Progress, missing, pick, surprise
from qualcode.review.queue import Goal
from qualcode.statistics.stopping import chance_of_less
from qualcode.study.material import material_of
from qualcode.suggesters.learned import Learned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.study.study import Study
    from qualcode.suggesters.learned.learner import Likely


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A passage that is worth reading, and what it is likely to hold."""

    segment_id: str
    document_id: str
    informants: tuple[str, ...]
    """Who says it; nobody where nobody is known."""
    expected: float
    """How much new it is expected to bring: pairs of informant and theme, or codings."""
    drawn: bool
    """Whether it was drawn at random, and not because it is likely."""
    codes: tuple[tuple[str, float, str], ...]
    """Codes that are likely enough to be named, with their chance and the reason, likeliest first."""


class Prospects:
    """What was learned of a study until now. With new decisions only their themes are learned again."""

    def __init__(self, learned: Learned, judged: Mapping[str, Judged], read_in_order: Iterable[str]) -> None:
        """`read_in_order` are the passages somebody read or coded, in the order they did."""
        self._learned = learned
        self._learner = learned.learner
        self.judged = judged
        self.read_in_order = tuple(read_in_order)

    @classmethod
    def of(cls, study: Study) -> Prospects:
        """Learn from everything decided. Raises ProjectError where no codebook was applied yet."""
        material = material_of(study, study.codebook())
        judged = material.judged()
        return cls(Learned(material), judged, _read_in_order(study, judged))

    def with_said(self, judged: Mapping[str, Judged], read_in_order: Iterable[str]) -> Prospects:
        """The same study after more was decided."""
        return Prospects(self._learned, judged, read_in_order)

    @cached_property
    def by_code(self) -> Mapping[str, Likely]:
        """Of every code how likely each passage is to have it."""
        return self._learner.likely(self.judged)

    def progress(self, code_ids: Iterable[str] = ()) -> Progress:
        """How far the reading is; for some codes, else for all."""
        return self._progress(self.by_code, tuple(code_ids) or tuple(self.by_code))

    def next(
        self,
        size: int,
        *,
        goal: Goal = Goal.INFORMANTS,
        code_ids: Iterable[str] = (),
        without: Collection[str] = (),
    ) -> list[Prospect]:
        """The passages most worth reading now, best first; none of the interviews named by `without`."""
        progress = self.progress(code_ids)
        if without:
            documents = self._learner.wording.documents
            offered = [at for at in progress.unread.tolist() if documents[at] not in without]
            progress = replace(progress, unread=np.array(offered, dtype=np.int64))
        return [self._prospect(chosen) for chosen in pick(progress, size, goal=goal)]

    def missing(self, code_ids: Iterable[str] = (), *, tested: float | None = None) -> Missing:
        """How many pairs of informant and theme are probably in what nobody read; `tested` is the share to test for."""
        asked = tuple(code_ids) or tuple(self.by_code)
        found = missing(self._progress(self.by_code, asked), factor=self._factor(asked))
        if tested is None:
            return found
        chance = chance_of_less(self._opened(asked), found.n_passages, tested)
        return replace(found, chance_of_less=chance)

    def _opened(self, code_ids: tuple[str, ...]) -> list[bool]:
        """Of each passage in the order of reading whether it showed an informant on a theme for the first time."""
        who = dict(zip(self._learner.wording.ids, self._said_by, strict=True))
        known: set[tuple[str, str]] = set()
        opened = []
        for id_ in filter(who.__contains__, self.read_in_order):
            found = [code for code in code_ids if id_ in self.judged.get(code, Judged()).coded]
            pairs = {(person, code) for code in found for person in who[id_]}
            opened.append(not pairs <= known)
            known |= pairs
        return opened

    def learning(self, code_id: str) -> Mapping[str, object]:
        """What there is to learn a code from, and how many of what is proposed unread are expected to be right."""
        judged, likely = self.judged.get(code_id, Judged()), self.by_code[code_id]
        chances = likely.probability[self._unread()]
        proposed = chances[chances >= self._learned.least] if likely.speaks else chances[:0]
        return {
            "codings": len(judged.coded),
            "documents": len({segment_id.rpartition(":")[0] for segment_id in judged.coded}),
            "read_without": len((judged.read | judged.rejected) - judged.coded),
            "speaks": likely.speaks,
            "precision_expected": round(float(proposed.mean()), 2) if len(proposed) else None,
        }

    @cached_property
    def informants(self) -> tuple[str, ...]:
        """Who says anything; an interview of which nobody is known stands for its informant."""
        return tuple(dict.fromkeys(chain.from_iterable(self._said_by)))

    @cached_property
    def _said_by(self) -> tuple[tuple[str, ...], ...]:
        wording = self._learner.wording
        return tuple(people or (at,) for people, at in zip(wording.informants, wording.documents, strict=True))

    @cached_property
    def _pairs(self) -> NDArray[np.int64]:
        """The places of each passage and of each informant who says it."""
        numbers = {informant: number for number, informant in enumerate(self.informants)}
        pairs = [(at, numbers[person]) for at, people in enumerate(self._said_by) for person in people]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2).T

    def _progress(self, likely: Mapping[str, Likely], code_ids: tuple[str, ...]) -> Progress:
        school = self._learner.school
        passages, who = self._pairs
        found = np.zeros((len(self.informants), len(code_ids)), dtype=bool)
        for column, code_id in enumerate(code_ids):
            coded = school.places(self.judged.get(code_id, Judged()).coded)
            found[who[np.isin(passages, coded)], column] = True
        lots = np.where(school.is_long_enough, school.lots, np.iinfo(np.uint64).max)
        return Progress(
            chances=_columns(likely[code_id].probability for code_id in code_ids) * school.is_long_enough[:, None],
            scores=_columns(likely[code_id].score for code_id in code_ids),
            passages=passages,
            informants=who,
            found=found,
            unread=self._unread(),
            lots=lots,
        )

    def _unread(self) -> NDArray[np.int64]:
        school = self._learner.school
        return np.setdiff1d(np.arange(len(self._said_by)), school.places(read_in(self.judged)))

    def _factor(self, code_ids: tuple[str, ...]) -> float:
        """How much more was found than expected in the passages read last, by what was known before them."""
        last = frozenset(self.read_in_order[-LAST:])
        if not last:
            return 1.0
        before = self._learner.likely({code_id: _without(each, last) for code_id, each in self.judged.items()})
        places = self._learner.school.places(last)
        ids = [self._learner.wording.ids[place] for place in places.tolist()]
        coded = np.array([[id_ in self.judged.get(code_id, Judged()).coded for code_id in code_ids] for id_ in ids])
        return surprise(_columns(before[code_id].probability[places] for code_id in code_ids), coded)

    def _prospect(self, chosen: Pick) -> Prospect:
        wording = self._learner.wording
        named = self._learned.named(self.by_code, chosen.place)
        return Prospect(
            segment_id=wording.ids[chosen.place],
            document_id=wording.documents[chosen.place],
            informants=wording.informants[chosen.place],
            expected=round(chosen.expected, 4),
            drawn=chosen.drawn,
            codes=tuple(sorted(named, key=lambda each: -each[1])),
        )


def read_in(judged: Mapping[str, Judged]) -> frozenset[str]:
    """Every passage that somebody read or decided on."""
    return frozenset().union(*(each.read | each.coded | each.rejected for each in judged.values()))


def _columns(columns: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.stack(tuple(columns), axis=1)


def _without(judged: Judged, segment_ids: frozenset[str]) -> Judged:
    return replace(
        judged,
        coded=judged.coded - segment_ids,
        rejected=judged.rejected - segment_ids,
        read=judged.read - segment_ids,
    )


def when_read(study: Study) -> dict[str, str]:
    """When it was first kept of each passage that somebody read it or decided on it: UTC, ISO 8601."""
    when: dict[str, str] = {}
    kept = [(mark.segment_id, mark.read_at) for mark in study.store.log.read_marks()]
    kept += [(decision.anchor.segment_id, decision.decided_at) for decision in study.store.log.decisions()]
    for segment_id, moment in kept:
        when[segment_id] = min(moment, when.get(segment_id, moment))
    return when


def _read_in_order(study: Study, judged: Mapping[str, Judged]) -> list[str]:
    """The passages somebody read or decided on, in the order of when that was first kept."""
    when = when_read(study)
    return sorted(read_in(judged), key=lambda segment_id: (when.get(segment_id, ""), segment_id))
