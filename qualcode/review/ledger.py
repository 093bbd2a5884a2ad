"""The decisions of a study as one coder works with them, up to date with every step."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, takewhile

from qualcode.errors import UsageError
from qualcode.model.coding import Decision, DecisionLog
from qualcode.review.library import Library
from qualcode.review.reanchor import reanchored
from qualcode.review.standing import ADJUDICATION, Standings, Target, sort_out, target_of_decision


class Ledger:
    """What was decided until now, as it is to be read with the transcripts and the codebook of today."""

    def __init__(self, log: DecisionLog, library: Library, *, coder: str, blind: bool = False) -> None:
        self.library = library
        self.coder = coder
        self.blind = blind
        self.own: list[Decision] = []
        """What this coder decided, oldest first."""
        self.history: dict[Target, list[Decision]] = {}
        """The same by code and passage."""
        self.latest: dict[Target, dict[str, Decision]] = {}
        """The last word of every coder, by code and passage."""
        self.on_passage: dict[str, set[Target]] = {}
        """The codes that were decided on a passage, by this coder alone where they are blind to the others."""
        self.codebooks: dict[str, set[str]] = {}
        """The codebooks this coder decided on a passage with."""
        self._log = log
        self.number = 0
        """Of the newest decision that was taken in."""
        self._by_id: dict[str, Decision] = {}
        self.untold: list[Decision] = []
        """What was taken in and not told yet."""

    def catch_up(self) -> Standings:
        """Take in what was decided elsewhere meanwhile."""
        return self._take_in(self._log.decisions(after=self.number))

    def tell(self) -> tuple[Decision, ...]:
        """What was taken in since this was last asked."""
        news = tuple(self.untold)
        self.untold.clear()
        return news

    def keep(self, make: Callable[[], Sequence[Decision]], *, id: str = "") -> tuple[Decision, ...]:
        """Keep what `make` makes once everything decided before it was taken in; nobody else decides meanwhile."""

        def after(newer: Sequence[Decision]) -> Sequence[Decision]:
            self._take_in(newer)
            return make()

        kept = self._log.append_after(self.number, after, id=id)
        for decision in kept:
            self._by_id[decision.id] = decision
            self._note(decision)
            self.number = max(self.number, decision.sequence)
        return kept

    def knows(self, decision_id: str) -> bool:
        """Whether a decision of that id is kept already."""
        return decision_id in self._by_id

    def kept_under(self, id: str) -> tuple[Decision, ...]:
        """The decisions that were kept when a request with that id came before."""
        known = takewhile(self._by_id.__contains__, ids_of(id) if id else ())
        return tuple(self._by_id[each] for each in known)

    def _take_in(self, decisions: Iterable[Decision]) -> Standings:
        new = [decision for decision in decisions if decision.id not in self._by_id]
        library = self.library
        now = reanchored(new, library.documents, library.segments, earlier=library.earlier)
        standings = sort_out(now, codebook=self.library.codebook, redirects=self.library.redirects)
        for decision in standings.current:
            self._note(decision)
        self._by_id.update((decision.id, decision) for decision in new)
        self.number = max([self.number, *(decision.sequence for decision in new)])
        self.untold.extend(standings.current)
        return standings

    def _note(self, decision: Decision) -> None:
        if decision.origin == ADJUDICATION:
            return
        target = target_of_decision(decision)
        self.latest.setdefault(target, {})[decision.coder] = decision
        if decision.coder == self.coder or not self.blind:
            self.on_passage.setdefault(target.segment_id, set()).add(target)
        if decision.coder == self.coder:
            self.codebooks.setdefault(target.segment_id, set()).add(decision.codebook_sha256)
            self.own.append(decision)
            self.history.setdefault(target, []).append(decision)


def ids_of(id: str) -> Iterator[str]:
    """The ids of the decisions that one request makes: its own, and others that follow from it."""
    try:
        own = uuid.UUID(id)
    except ValueError:
        raise UsageError("the id of a decision is a UUID", hint="leave it out, and it gets one") from None
    yield id
    for number in count(1):
        yield str(uuid.uuid5(own, str(number)))


def named(decisions: Iterable[Decision], id: str) -> list[Decision]:
    """Decisions of one request under the ids that follow from its own; as they are where it has none."""
    if not id:
        return list(decisions)
    return [replace(decision, id=each) for decision, each in zip(decisions, ids_of(id), strict=False)]
