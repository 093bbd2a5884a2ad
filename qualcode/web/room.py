"""A study that is open in the browser, and what was worked out of it for those who look at it."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from qualcode.errors import QualcodeError
from qualcode.model.document import Segment
from qualcode.review.library import Library
from qualcode.review.queue import Wanted
from qualcode.study.review.desks import leave_desk, open_desk
from qualcode.study.review.sessions import open_library
from qualcode.study.study import Study
from qualcode.web.sessions import Visitor

if TYPE_CHECKING:
    from qualcode.model.stamp import Stamp
    from qualcode.model.table import Table
    from qualcode.review.desk import Desk
    from qualcode.study.results.results import Results

EVERYTHING = Wanted()
DESKS = 64
"""Queues that are kept for all coders together."""
PER_CODER = 8
LOOK = 1.0
"""Seconds between looks whether somebody else changed the study."""
KEEP = 2.0
"""Seconds between keeping what was read."""


class _Queue(NamedTuple):
    """Whose queue it is, and which."""

    coder: str
    blind: bool
    suggestions: bool
    wanted: Wanted


class Material:
    """What there is to review, as it was at one moment; all coders share it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.by_turn: dict[tuple[str, int], list[Segment]] = defaultdict(list)
        """The passages of each turn, by document and the turn's number."""
        for segment in library.segments.values():
            self.by_turn[segment.document_id, segment.turn].append(segment)

    @cached_property
    def types(self) -> Mapping[str, tuple[str, ...]]:
        """The types of the informants of each interview."""
        type_of = {each.id: each.informant_type for each in self.library.roster.informants}
        return {
            document.id: tuple(
                dict.fromkeys(type_of[id] for turn in document.turns for id in turn.informants if id in type_of)
            )
            for document in self.library.documents.values()
        }


class Room:
    """An open study. Whoever does something in it holds its `lock`."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.lock = RLock()
        self.generation = 0
        """Counts up with each change of what is reviewed, so that a page can tell that it shows an older one."""
        self._desks: OrderedDict[_Queue, Desk] = OrderedDict()
        self._materials: dict[bool, Material] = {}
        self._stamp: Stamp = study.store.stamp()
        self._looked = self._kept = monotonic()
        self._results: dict[str, tuple[Stamp, Results]] = {}
        self._figures: set[str] = set()

    def material(self, *, suggestions: bool = True) -> Material:
        """What there is to review. Raises ProjectError where no codebook was applied."""
        self._look()
        if suggestions not in self._materials:
            self._materials[suggestions] = Material(open_library(self.study, suggestions=suggestions))
        return self._materials[suggestions]

    def desk(self, visitor: Visitor, wanted: Wanted = EVERYTHING) -> Desk:
        """The desk of a coder in a queue, with all that was decided until now."""
        material = self.material(suggestions=visitor.suggestions)
        queue = _Queue(visitor.coder, visitor.blind, visitor.suggestions, wanted)
        desk = self._desks.get(queue)
        if desk is None:
            desk = open_desk(self.study, visitor.coder, wanted, blind=visitor.blind, library=material.library)
            self._desks[queue] = desk
            self._make_room(visitor.coder)
        else:
            desk.refresh()
        self._desks.move_to_end(queue)
        return desk

    def results(self, visitor: Visitor) -> Results:
        """Everything that is counted, at this moment; of who is blind to the others, their own decisions."""
        coder = visitor.coder if visitor.blind else ""
        stamp = self.study.store.stamp()
        if coder not in self._results or self._results[coder][0] != stamp:
            alone = bool(coder) and coder not in self.study.store.log.coders()
            made = self.study.results(coder="" if alone else coder, unreviewed=alone)
            self._results[coder] = stamp, made
        return self._results[coder][1]

    def keep_figures(self, table: Table) -> None:
        """Have `trace` find a table's figures ever after; what a figure is stays the same, whatever it comes to."""
        ids = {figure.id for figure in table.figures()}
        if not ids <= self._figures:
            self._figures |= ids
            with suppress(QualcodeError):  # where nothing may be written the page is as good
                self.study.keep_figures(table)

    def keep_read(self, *, at_once: bool = False) -> None:
        """Keep which passages were read, every few seconds; what fails is tried again."""
        if not at_once and monotonic() - self._kept < KEEP:
            return
        self._kept = monotonic()
        with suppress(QualcodeError):
            for desk in self._desks.values():
                desk.keep_read()

    def renew(self) -> None:
        """Read everything anew."""
        self._leave()
        self._materials.clear()
        self._stamp = self.study.store.stamp()
        self.generation += 1

    def reopen(self) -> None:
        """Open the study anew, with settings as they are now."""
        with self.lock:
            folder, voice = self.study.folder, self.study.voice
            self._leave()
            self.study.close()
            self.study = Study.open(folder, voice=voice)
            self._results.clear()
            self.renew()

    def close(self) -> None:
        """Keep what was read, and let go of the study."""
        with self.lock:
            self._leave()
            self.study.close()

    def _leave(self) -> None:
        """Leave every desk; what fails to be kept is lost with it."""
        desks, self._desks = self._desks, OrderedDict()
        for desk in desks.values():
            with suppress(QualcodeError):
                leave_desk(self.study, desk)

    def _look(self) -> None:
        """Read anew what somebody else imported, suggested or edited meanwhile."""
        if monotonic() - self._looked < LOOK:
            return
        self._looked = monotonic()
        now = self.study.store.stamp()
        if now.changed_since(self._stamp) - {"decisions", "memos", "reads"}:
            self.renew()

    def _make_room(self, coder: str) -> None:
        """Let go of the queues nobody was in for longest."""
        own: Sequence[_Queue] = [queue for queue in self._desks if queue.coder == coder]
        for queue in [*own[:-PER_CODER], *list(self._desks)[:-DESKS]]:
            if desk := self._desks.pop(queue, None):
                leave_desk(self.study, desk)
