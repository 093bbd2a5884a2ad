"""Marks and notes that the screen keeps until there is a decision for them to go with."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.coding import PRIVATE, Mark, Verdict
from qualcode.model.text import Span
from qualcode.review.adjudication import Adjudication
from qualcode.review.desk import Desk
from qualcode.review.library import Item
from qualcode.review.queue import Stop
from qualcode.review.seen import Outcome
from qualcode.review.standing import CODED

_NOTHING: tuple[frozenset[Mark], str] = (frozenset(), "")


class Pending:
    """What a coder said of a code and has not decided yet, and deciding with it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._waiting: dict[Stop, tuple[frozenset[Mark], str]] = {}
        self._steps: list[tuple[Stop, Stop, tuple[frozenset[Mark], str]]] = []

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on what is before the coder, those included that wait for the decision."""
        stop = self.desk.route.stop
        return _in_order(self._new_marks(stop).union(self.desk.look(stop).marks)) if stop else ()

    @property
    def note(self) -> str:
        """Why, in the coder's words, the note included that waits for the decision."""
        stop = self.desk.route.stop
        return (self._waiting.get(stop, _NOTHING)[1] or self.desk.look(stop).note) if stop else ""

    def decide(self, verdict: Verdict) -> Outcome:
        """Accept, reject or skip what is before the coder, with what waits for it."""
        return self._done(self.desk.decide(verdict, marks=self.marks, note=self.note))

    def trim(self, span: Span) -> Outcome:
        """Accept it, and quote no more than a stretch of the passage."""
        return self._done(self.desk.decide(Verdict.ACCEPT, marks=self.marks, note=self.note, span=span))

    def instead(self, code_id: str) -> Outcome:
        """Another code instead of the one proposed; a good quote and a note go along."""
        stop = self.desk.route.stop
        if stop is None:
            return Outcome()
        note = self._waiting.get(stop, _NOTHING)[1]
        return self._done(self.desk.instead(code_id, marks=self._new_marks(stop), note=note))

    def add(self, code_id: str, span: Span | None = None) -> Outcome:
        """One more code on the passage."""
        stop = self.desk.route.stop
        marks = self._new_marks(stop).intersection(PRIVATE) if stop else ()
        return self._kept(self.desk.add(code_id, span, marks=marks))

    def toggle(self, mark: Mark) -> Outcome:
        """Put a mark on, or take it off. On what is not accepted yet it waits for the decision."""
        stop = self.desk.route.stop
        if stop is None:
            return Outcome()
        on = mark not in self.marks
        waits_at = Stop(stop.segment_id) if mark in PRIVATE else stop
        marks, note = self._waiting.get(waits_at, _NOTHING)
        made = self._kept(self.desk.mark(mark, on=on))
        if made.decisions:
            self._wait(waits_at, marks - {mark}, note)
        else:
            self._put_off(stop, waits_at, marks | {mark} if on else marks - {mark}, note)
        return made

    def explain(self, text: str) -> Outcome:
        """Why: kept with the decision, or waiting for it."""
        stop = self.desk.route.stop
        if stop is None:
            return Outcome()
        made = self._kept(self.desk.explain(text))
        if not made.decisions:
            self._put_off(stop, stop, self._waiting.get(stop, _NOTHING)[0], text)
        return made

    def decide_hits(self, items: Sequence[Item], verdict: Verdict) -> Outcome:
        """The same word on all of a rule's hits."""
        return self._kept(self.desk.decide_hits(items, verdict))

    def drop(self) -> bool:
        """Take back the last mark or note that waits for its decision; whether there was one."""
        if not self._steps:
            return False
        stop, waits_at, (marks, note) = self._steps.pop()
        self._wait(waits_at, marks, note)
        self.desk.go(stop)
        return True

    def _done(self, outcome: Outcome) -> Outcome:
        """What waited for this decision was kept with it."""
        if outcome.decisions and (stop := self.desk.route.stop):
            self._waiting.pop(stop, None)
        return self._kept(outcome)

    def _kept(self, outcome: Outcome) -> Outcome:
        """From here on undo takes back what was kept."""
        if outcome.decisions:
            self._steps.clear()
        return outcome

    def _put_off(self, stop: Stop, waits_at: Stop, marks: frozenset[Mark], note: str) -> None:
        self._steps.append((stop, waits_at, self._waiting.get(waits_at, _NOTHING)))
        self._wait(waits_at, marks, note)

    def _wait(self, stop: Stop, marks: frozenset[Mark], note: str) -> None:
        if marks or note:
            self._waiting[stop] = (marks, note)
        else:
            self._waiting.pop(stop, None)

    def _new_marks(self, stop: Stop) -> frozenset[Mark]:
        """Marks that wait for the code, or for any code on the passage."""
        of_passage = self._waiting.get(Stop(stop.segment_id), _NOTHING)[0]
        return self._waiting.get(stop, _NOTHING)[0] | of_passage.intersection(PRIVATE)


class PendingOutcome:
    """What somebody said of a dispute and has not settled yet, and settling it with that."""

    def __init__(self, desk: Adjudication) -> None:
        self.desk = desk
        self._notes: dict[Stop, str] = {}
        self._denied: dict[Stop, bool] = {}

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks it has, or will have if it is settled as coded."""
        stop = self.desk.route.stop
        if stop is None:
            return ()
        look = self.desk.look(stop)
        settled = look.item.decision if look.item else None
        return look.marks if settled and settled.verdict not in CODED else self._marks_of(stop)

    @property
    def note(self) -> str:
        """Why it is settled so."""
        stop = self.desk.route.stop
        return self._notes.get(stop, "") if stop else ""

    def decide(self, verdict: Verdict, span: Span | None = None) -> Outcome:
        """Coded, or not coded, with what waits for it."""
        stop = self.desk.route.stop
        marks = self._marks_of(stop) if stop else ()
        return self.desk.decide(verdict, marks=marks, note=self.note, span=span)

    def trim(self, span: Span) -> Outcome:
        """Coded, and no more than a stretch of it is quoted."""
        return self.decide(Verdict.ACCEPT, span)

    def toggle(self, mark: Mark) -> Outcome:
        """Whether the informant denies the theme, the one mark that is to be settled; or waiting for the outcome."""
        stop = self.desk.route.stop
        if stop is None or not self.desk.is_disputed(stop) or mark is not Mark.CONTRARY:
            return Outcome()
        self._denied[stop] = mark not in self._marks_of(stop)
        settled = self.desk.at(stop).decision
        return self._again() if settled and settled.verdict in CODED else Outcome()

    def explain(self, text: str) -> Outcome:
        """Why: kept with the outcome, or waiting for it."""
        stop = self.desk.route.stop
        if stop is None:
            return Outcome()
        self._notes[stop] = text
        return self._again()

    def drop(self) -> bool:
        """Nothing is taken back but what was settled."""
        return False

    def _again(self) -> Outcome:
        """Settle it as it was settled, with what is said of it now."""
        settled = self.desk.item.decision if self.desk.item else None
        if settled is None:
            return Outcome()
        return self.decide(settled.verdict, Span(settled.anchor.start, settled.anchor.end))

    def _marks_of(self, stop: Stop) -> tuple[Mark, ...]:
        marks = frozenset(self.desk.marks_if_coded(stop))
        denied = self._denied.get(stop, Mark.CONTRARY in marks)
        return tuple(mark for mark in Mark if (denied if mark is Mark.CONTRARY else mark in marks))


def _in_order(marks: frozenset[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in Mark if mark in marks)
