"""A coder reading what is most worth reading: passages come in rounds, each chosen from all that was decided before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from qualcode.model.coding import Decision
from qualcode.model.journal import ReadMark
from qualcode.review.desk import Desk
from qualcode.review.queue import Stop, Wanted, passages
from qualcode.review.seen import Outcome
from qualcode.review.session import Session
from qualcode.review.view import Notebook

AGAIN_AFTER = 10
"""Decisions after which the next round is chosen anew."""
SOON = 3
"""Stops left at which the next round is chosen, so that nobody waits."""


class Rounds(Protocol):
    """Chooses passages behind the screen."""

    def choose(self, decisions: Sequence[Decision], read: Sequence[ReadMark]) -> None:
        """Begin to choose the next round, with what was decided and read since; nothing where one is being chosen."""

    def chosen(self, *, wait: bool = False) -> tuple[list[str], str]:
        """The passages chosen, best first, and what is probably still to be found; nothing before they are chosen.

        With `wait` only once they are.
        """

    def close(self) -> None:
        """Choose no more."""


class LikelyDesk(Desk):
    """A coder deciding and reading in rounds. What is before the coder, and what is next, stays where it is."""

    def __init__(self, session: Session, notebook: Notebook, wanted: Wanted, rounds: Rounds) -> None:
        self._rounds = rounds
        self._decided_since: list[Decision] = []
        self._read_since: list[ReadMark] = []
        self._news = ""
        self._read_here: set[str] = set()
        super().__init__(session, notebook, wanted)
        rounds.choose((), ())

    def way(self, session: Session) -> list[Stop]:
        """Begin where most is proposed that is still to decide, while what is worth reading is found out."""
        unread = [id_ for id_ in passages(session, self.wanted) if not session.codebooks_seen(id_)]
        first = max(unread, key=lambda id_: len(self._open_on(session, id_)), default="")
        return self._stops_of(session, first) if first else []

    def advance(self) -> bool:
        """To the next stop that is left, in this round or the next; False where nothing is left to read."""
        self._go_on()
        if super().advance():
            return True
        self._fetch()
        return super().advance()

    def step(self, step: int) -> bool:
        """To the next or previous stop, decided or not; whoever goes on has read the passage."""
        if step < 0:
            return super().step(step)
        self._go_on()
        if super().step(step):
            return True
        self._fetch()
        return super().step(step)

    def following(self, stop: Stop, *, wait: bool = True) -> Stop | None:
        """What is left after a stop, in this round or the next."""
        return self._found(super().following, stop, wait=wait)

    def onward(self, stop: Stop, *, wait: bool = True) -> Stop | None:
        """The next stop after one, in this round or the next."""
        return self._found(super().onward, stop, wait=wait)

    def _found(self, find: Callable[[Stop], Stop | None], stop: Stop, *, wait: bool) -> Stop | None:
        self._go_on()
        found = find(stop)
        if wait and found in (None, stop):
            self._fetch()
            found = find(stop)
        return found

    def close(self) -> None:
        """Choose no more rounds."""
        super().close()
        self._rounds.close()

    @property
    def n_read(self) -> int:
        """Passages read in this sitting."""
        return len(self._read_here)

    def news(self) -> str:
        """What is probably still to be found, told once after each round that was chosen."""
        told, self._news = self._news, ""
        return told

    def made(self, outcome: Outcome, *, counts: bool = True) -> Outcome:
        """Take note of what was kept, for the next round."""
        self._decided_since += outcome.decisions
        return super().made(outcome, counts=counts)

    def _note_read(self, marks: Sequence[ReadMark]) -> None:
        self._read_since += marks
        self._read_here.update(mark.segment_id for mark in marks)
        super()._note_read(marks)

    def _go_on(self) -> None:
        """Take in the round that was chosen meanwhile, and have the next one chosen before it is needed."""
        self._take()
        if len(self._decided_since) >= AGAIN_AFTER or self.route.left <= SOON:
            self._choose()

    def _fetch(self) -> None:
        """Wait for the next round."""
        self._choose()
        self._take(wait=True)

    def _choose(self) -> None:
        self._rounds.choose(self._decided_since, self._read_since)
        self._decided_since, self._read_since = [], []

    def _take(self, *, wait: bool = False) -> None:
        chosen, news = self._rounds.chosen(wait=wait)
        self._news = news or self._news
        unread = [id_ for id_ in chosen if not self.session.codebooks_seen(id_)]
        added = [stop for id_ in unread for stop in self._stops_of(self.session, id_)]
        self.route.extend(added)
        self.settle(added)

    def _stops_of(self, session: Session, segment_id: str) -> list[Stop]:
        """A stop for each code proposed on the passage that is left to decide, else one to read it."""
        return self._open_on(session, segment_id) or [Stop(segment_id)]

    def _open_on(self, session: Session, segment_id: str) -> list[Stop]:
        codebook, asked = session.library.codebook, self.wanted.code_id
        items = [item for item in session.on_passage(segment_id) if item.suggestion and session.is_open(item)]
        wanted = [item for item in items if not asked or item.target.code_id in codebook.family(asked)]
        return [Stop(segment_id, item.target.code_id) for item in wanted]
