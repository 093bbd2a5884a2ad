"""A coder deciding: accept, reject, another code, a mark, a note, and all of it back again."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.coding import PRIVATE, Decision, Mark, Verdict
from qualcode.model.document import Segment
from qualcode.model.keys import KEYS
from qualcode.model.text import Span
from qualcode.review.library import Item
from qualcode.review.queue import Order, Stop, Wanted, hits_of_rule, passages, stops
from qualcode.review.session import Session
from qualcode.review.view import Notebook, View, stop_of

_NOTHING: tuple[frozenset[Mark], str] = (frozenset(), "")


class Desk(View):
    """A coder deciding. Whatever writes has been kept once its method returns."""

    actions = frozenset(KEYS)
    """What can be done here, by the names of its keys."""

    def __init__(self, session: Session, notebook: Notebook, wanted: Wanted) -> None:
        self.wanted = wanted
        self._waiting: dict[Stop, tuple[frozenset[Mark], str]] = {}
        self._unsaved: list[tuple[Stop, Stop, tuple[frozenset[Mark], str]]] = []
        super().__init__(session, notebook, stops(session, wanted))

    def is_open(self, stop: Stop) -> bool:
        """Whether the coder still has it to decide, or to read."""
        if not stop.code_id:
            return not self.session.codebooks_seen(stop.segment_id)
        item = self.at(stop)
        if self.wanted.order is Order.CHANGED and item.is_changed:
            return True
        return bool(item.suggestion or item.recodes) and self.session.is_open(item)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on it, those included that wait for the decision."""
        item = self.item
        coded = item.decision.marks if item and item.decision and item.is_coded else ()
        return _in_order(self._waiting_marks().union(coded))

    def unsaved_of_passage(self, segment_id: str) -> tuple[Mark, ...]:
        """The marks on a passage that are not stored yet, since no code is on it."""
        return _in_order(self._waiting.get(Stop(segment_id), _NOTHING)[0])

    @property
    def note(self) -> str:
        """Why, in the coder's words, the note included that waits for the decision."""
        stop, item = self.route.stop, self.item
        waiting = self._waiting.get(stop, _NOTHING)[1] if stop else ""
        return waiting or (item.decision.note if item and item.decision else "")

    def decide(self, verdict: Verdict) -> tuple[Decision, ...]:
        """Accept, reject or skip what is before the coder. A passage without a code has been read, no more."""
        stop, item = self.route.stop, self.item
        self.have_read()
        if stop is None or item is None:
            self.settle([stop] if stop else [])
            return ()
        if verdict is Verdict.REJECT and item.suggestion is None and item.is_coded:
            verdict = Verdict.WITHDRAW
        said = item.decision
        if said and said.verdict is verdict and not item.is_changed and stop not in self._waiting:
            return ()
        marks = self.marks if verdict in (Verdict.ACCEPT, Verdict.ADD) else ()
        if verdict is Verdict.ACCEPT and item.suggestion is None:
            verdict = Verdict.ADD
        made = self.session.decide(item, verdict, marks=marks, note=self.note)
        self._waiting.pop(stop, None)
        return self.made((made,))

    def trim(self, span: Span) -> tuple[Decision, ...]:
        """Accept it, and quote no more than a stretch of the passage."""
        stop, item = self.route.stop, self.item
        if stop is None or item is None:
            return ()
        verdict = Verdict.ACCEPT if item.suggestion else Verdict.ADD
        made = self.session.decide(item, verdict, marks=self.marks, note=self.note, start=span.start, end=span.end)
        self._waiting.pop(stop, None)
        return self.made((made,))

    def instead(self, code_id: str) -> tuple[Decision, ...]:
        """Another code instead of the one proposed; where none is proposed, that code."""
        stop, item = self.route.stop, self.item
        if stop is None or item is None:
            return self.add(code_id)
        if code_id == item.target.code_id:
            return self.decide(Verdict.ACCEPT)
        note = self._waiting.get(stop, _NOTHING)[1]
        made = self.session.recode(item, code_id, marks=_in_order(self._waiting_marks()), note=note)
        self._waiting.pop(stop, None)
        self.route.put_in(Stop(self.segment.id, code_id))
        return self.made(made)

    def add(self, code_id: str, span: Span | None = None) -> tuple[Decision, ...]:
        """One more code on the passage, or on a stretch that begins in it or in another passage of its turn."""
        segment = self._beginning(span) if span else self.segment
        whole = span is None or span == (segment.start, segment.end)
        start, end = (None, None) if span is None or whole else span
        made = self.session.add(segment, code_id, start=start, end=end, marks=_in_order(self._private_marks()))
        self.route.put_in(Stop(segment.id, code_id))
        return self.made((made,))

    def toggle(self, mark: Mark) -> tuple[Decision, ...]:
        """Put a mark on, or take it off. On what is not accepted yet it waits for the decision."""
        stop = self.route.stop
        if stop is None:
            return ()
        on = mark not in self.marks
        waits_at = Stop(stop.segment_id) if mark in PRIVATE else stop
        marks, note = self._waiting.get(waits_at, _NOTHING)
        concerned = self.session.on_passage(stop.segment_id) if mark in PRIVATE else [self.item]
        coded = [item for item in concerned if item and item.is_coded]
        if coded:
            made = self.made(self.session.mark(coded, mark, on=on), counts=False)
            self._wait(waits_at, marks - {mark}, note)
            return made
        self._put_off(stop, waits_at, marks | {mark} if on else marks - {mark}, note)
        return ()

    def explain(self, text: str) -> tuple[Decision, ...]:
        """Why: kept with the decision, or waiting for it."""
        stop, item = self.route.stop, self.item
        if stop is None:
            return ()
        if item and item.is_decided and item.decision:
            span = self.session.stretch(item)
            made = self.session.decide(
                item, item.decision.verdict, marks=item.decision.marks, note=text, start=span.start, end=span.end
            )
            return self.made((made,), counts=False)
        self._put_off(stop, stop, self._waiting.get(stop, _NOTHING)[0], text)
        return ()

    def hits(self, rule: str) -> list[Item]:
        """What a rule alone proposes for the code before the coder, as far as it is undecided."""
        return hits_of_rule(self.session, rule, code_id=self.item.target.code_id) if self.item else []

    def decide_hits(self, items: Sequence[Item], verdict: Verdict) -> tuple[Decision, ...]:
        """The same word on all of a rule's hits."""
        return self.made(self.session.decide_all(items, verdict))

    def go_beside(self, by: int) -> bool:
        """To what the informants say before or after the passage, in the queue or not; False at either end."""
        if self.route.stop is None:
            return False
        here = self.segment
        segments = self.session.library.segments
        spoken = [segments[id] for id in passages(self.session, Wanted(document_id=here.document_id))]
        beyond = [each for each in spoken if (each.start - here.start) * by > 0]
        if not beyond:
            return False
        nearest = min(beyond, key=lambda each: abs(each.start - here.start)).id
        self.go(self.route.first(lambda stop: stop.segment_id == nearest) or Stop(nearest))
        return True

    def undo(self) -> tuple[Decision, ...]:
        """Take back the last step, and go where it was made."""
        made = self.session.undo()
        if made:
            self.settle(stop_of(decision) for decision in made)
            self.go(stop_of(made[0]))
        return made

    def drop_unsaved(self) -> bool:
        """Take back the last mark or note that waits for its decision to be saved; whether there was one."""
        if not self._unsaved:
            return False
        stop, waits_at, (marks, note) = self._unsaved.pop()
        self._wait(waits_at, marks, note)
        self.go(stop)
        return True

    def made(self, decisions: tuple[Decision, ...], *, counts: bool = True) -> tuple[Decision, ...]:
        """Take note of decisions that were kept: from here on undo takes back these."""
        self._unsaved.clear()
        return super().made(decisions, counts=counts)

    def _put_off(self, stop: Stop, waits_at: Stop, marks: frozenset[Mark], note: str) -> None:
        self._unsaved.append((stop, waits_at, self._waiting.get(waits_at, _NOTHING)))
        self._wait(waits_at, marks, note)

    def _wait(self, stop: Stop, marks: frozenset[Mark], note: str) -> None:
        """Keep marks and a note until there is a decision they belong to."""
        if marks or note:
            self._waiting[stop] = (marks, note)
        else:
            self._waiting.pop(stop, None)

    def _waiting_marks(self) -> frozenset[Mark]:
        stop = self.route.stop
        waiting = self._waiting.get(stop, _NOTHING)[0] if stop else frozenset()
        return waiting | self._private_marks()

    def _private_marks(self) -> frozenset[Mark]:
        """What was said of the passage under another code holds under every code."""
        said = {
            mark
            for item in self.session.on_passage(self.segment.id)
            if item.is_coded and item.decision
            for mark in item.decision.marks
        }
        said |= self._waiting.get(Stop(self.segment.id), _NOTHING)[0]
        return frozenset(said.intersection(PRIVATE))

    def _beginning(self, span: Span) -> Segment:
        within = self.passages_of_turn()
        return next((each for each in within if each.start <= span.start < each.end), self.segment)


def _in_order(marks: frozenset[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in Mark if mark in marks)
