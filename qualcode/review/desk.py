"""A coder deciding: accept, reject, another code, a mark, a note, and all of it back again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.errors import UsageError
from qualcode.model.coding import PRIVATE, Mark, Verdict
from qualcode.model.document import Segment
from qualcode.model.keys import KEYS
from qualcode.model.text import Span
from qualcode.review.library import Item
from qualcode.review.look import Look
from qualcode.review.queue import Order, Stop, Wanted, hits_of_rule, passages, stops
from qualcode.review.seen import Fate, Outcome, Seen
from qualcode.review.session import Session
from qualcode.review.standing import CODED, Target
from qualcode.review.view import Notebook, View, stop_of
from qualcode.review.words import Request, Word


class Desk(View):
    """A coder deciding. Whatever writes has been kept once its method returns.

    It is decided on what is before the coder, or `at` any other stop, without going there. What has an `id`, a UUID, is
    kept once however often it comes. Where the coder has `seen` (`Look.seen`) something else than is there now, nothing
    is kept.
    """

    actions = frozenset(KEYS)
    """What can be done here, by the names of its keys."""

    def __init__(self, session: Session, notebook: Notebook, wanted: Wanted) -> None:
        self.wanted = wanted
        super().__init__(session, notebook, self.way(session))

    def way(self, session: Session) -> list[Stop]:
        """The stops there are at first, in their order."""
        return stops(session, self.wanted)

    def is_open(self, stop: Stop) -> bool:
        """Whether the coder still has it to decide, or to read."""
        if not stop.code_id:
            return not self.session.codebooks_seen(stop.segment_id)
        item = self.at(stop)
        if self.wanted.order is Order.CHANGED and item.is_changed:
            return True
        return bool(item.suggestion or item.recodes) and self.session.is_open(item)

    def decide(
        self,
        verdict: Verdict,
        *,
        at: Stop | None = None,
        marks: Iterable[Mark] | None = None,
        note: str | None = None,
        span: Span | None = None,
        id: str = "",
        seen: Seen | None = None,
    ) -> Outcome:
        """Accept, reject or skip a code on a passage. A passage without a code has been read, no more.

        `marks` are all it is to have, `span` is what is quoted; what is not given stays as it is. A mark that is about
        the passage and not the code comes to every code on it.
        """
        stop = self._stop(at)
        given = None if marks is None else frozenset(marks)
        request = Request(id, self._target(stop), verdict, given, note, span) if id and stop and stop.code_id else None
        if before := self.session.kept(request):
            return before
        look = self._looked_at(stop)
        if look is None or look.item is None:
            if look:
                self.have_read(look.stop)
            return Outcome()
        has, coded = frozenset(look.marks) if given is None else given, verdict in CODED
        if coded:
            self._expect_codable(look, span)
        word = Word(
            look.item,
            _in_force(verdict, look.item),
            _in_order(has if coded else ()),
            look.note if note is None else note,
            span or (self.session.stretch(look.item) if coded else None),
        )
        if _is_said(word):
            self.have_read(look.stop)
            return Outcome()
        on, off = has.difference(look.marks).intersection(PRIVATE), {*look.marks}.difference(has).intersection(PRIVATE)
        others = [item for item in look.others if item.is_coded]
        words = [word, *(each for each in self.session.marked(others, on=on, off=off) if not _is_said(each))]
        outcome = self._say(words, request, seen, look)
        return outcome if coded or others else replace(outcome, unsaved=_in_order(on))

    def trim(self, span: Span, *, at: Stop | None = None, id: str = "", seen: Seen | None = None) -> Outcome:
        """Accept it, and quote no more than a stretch of the passage."""
        return self.decide(Verdict.ACCEPT, at=at, span=span, id=id, seen=seen)

    def instead(
        self,
        code_id: str,
        *,
        at: Stop | None = None,
        marks: Iterable[Mark] = (),
        note: str = "",
        id: str = "",
        seen: Seen | None = None,
    ) -> Outcome:
        """Another code instead of the one proposed; where none is proposed, that code.

        The marks of the code that it takes the place of go along, and so do those given.
        """
        stop, given = self._stop(at), frozenset(marks)
        if stop is None or not stop.code_id:
            return self.add(code_id, at=at, marks=given.intersection(PRIVATE), note=note, id=id, seen=seen)
        if code_id == stop.code_id:
            has = given.union(self._marks(stop))
            return self.decide(Verdict.ACCEPT, at=stop, marks=has, note=note or None, id=id, seen=seen)
        request = Request(id, self._target(stop), Verdict.REJECT, instead=code_id) if id else None
        if before := self.session.kept(request):
            return before
        look = self.look(stop)
        other = Stop(look.stop.segment_id, code_id)
        self.expect(other)
        self._expect_codable(look)
        along = _in_order(given | self._private_marks(look.stop.segment_id))
        words = self.session.recoded(self.at(stop), code_id, marks=along, note=note)
        outcome = self._say(words, request, seen, look)
        return self._put_in(other, look, outcome)

    def add(
        self,
        code_id: str,
        span: Span | None = None,
        *,
        at: Stop | None = None,
        marks: Iterable[Mark] = (),
        note: str = "",
        id: str = "",
        seen: Seen | None = None,
    ) -> Outcome:
        """One more code on the passage, or on a stretch that begins in it or in another passage of its turn."""
        look = self._looked_at(at)
        if look is None:
            return Outcome()
        self._expect_codable(look, span)
        segment = self._beginning(span, look.segment) if span else look.segment
        stop, given = Stop(segment.id, code_id), frozenset(marks)
        self.expect(stop)
        stretch = span or Span(segment.start, segment.end)
        request = Request(id, self._target(stop), Verdict.ADD, given, note, stretch) if id else None
        if before := self.session.kept(request):
            return before
        has = _in_order(given | self._private_marks(segment.id))
        outcome = self._say([Word(self.at(stop), Verdict.ADD, has, note, stretch)], request, seen, look)
        return self._put_in(stop, look, outcome)

    def mark(self, mark: Mark, *, on: bool, at: Stop | None = None) -> Outcome:
        """Put a mark on what is coded, or take it off; what is about the passage is so for every code on it."""
        look = self._looked_at(at)
        if look is None:
            return Outcome()
        concerned = [look.item, *(look.others if mark in PRIVATE else ())]
        coded = [item for item in concerned if item and item.is_coded]
        words = self.session.marked(coded, **{"on" if on else "off": [mark]})
        return self.made(self.session.say(words, batch=str(uuid.uuid4())), counts=False)

    def explain(self, text: str, *, at: Stop | None = None) -> Outcome:
        """Why it was decided so."""
        look = self._looked_at(at)
        if look is None or look.item is None or not (look.item.is_decided and look.item.decision):
            return Outcome()
        said = look.item.decision
        word = Word(look.item, said.verdict, said.marks, text, self.session.stretch(look.item))
        return self.made(self.session.say([word]), counts=False)

    def hits(self, rule: str, *, at: Stop | None = None) -> list[Item]:
        """What a rule alone proposes for the code before the coder, as far as it is undecided."""
        stop = at or self.route.stop
        return hits_of_rule(self.session, rule, code_id=stop.code_id) if stop and stop.code_id else []

    def decide_hits(self, items: Sequence[Item], verdict: Verdict, *, id: str = "") -> Outcome:
        """The same word on all of a rule's hits."""
        request = Request(id, None, verdict) if id else None
        words = [Word(item, verdict) for item in items]
        before = self.session.kept(request)
        return before or self.made(self.session.say(words, batch=str(uuid.uuid4()), request=request))

    def go_beside(self, by: int) -> bool:
        """To what the informants say before or after the passage, in the queue or not; False at either end."""
        beside = self.beside(by)
        if beside is not None:
            self.go(beside)
        return beside is not None

    def beside(self, by: int, *, at: Stop | None = None) -> Stop | None:
        """Where the informants say something before or after the passage, in the queue or not; None at either end."""
        stop = at or self.route.stop
        if stop is None:
            return None
        segments = self.session.library.segments
        here = segments[stop.segment_id]
        spoken = [segments[id] for id in passages(self.session, Wanted(document_id=here.document_id))]
        beyond = [each for each in spoken if (each.start - here.start) * by > 0]
        if not beyond:
            return None
        nearest = min(beyond, key=lambda each: abs(each.start - here.start)).id
        return self.route.first(lambda stop: stop.segment_id == nearest) or Stop(nearest)

    def undo(self, *, id: str = "") -> Outcome:
        """Take back the last step, and go where it was made."""
        outcome = Outcome(decisions=self.session.undo(id=id))
        if outcome.decisions:
            self.settle(map(stop_of, outcome.decisions))
            self.go(stop_of(outcome.decisions[0]))
        return outcome

    def _say(self, words: Sequence[Word], request: Request | None, seen: Seen | None, look: Look) -> Outcome:
        batch = str(uuid.uuid4()) if len(words) > 1 else ""
        outcome = self.session.say(words, batch=batch, request=request, seen=seen)
        if outcome.fate is not Fate.ASK_AGAIN:
            self.have_read(look.stop)
        return self.made(outcome)

    def _put_in(self, stop: Stop, look: Look, outcome: Outcome) -> Outcome:
        if outcome.decisions:
            self.route.put_in(stop, after=look.stop)
        return outcome

    def _marks(self, stop: Stop) -> tuple[Mark, ...]:
        return _in_order(self._private_marks(stop.segment_id).union(super()._marks(stop)))

    def _private_marks(self, segment_id: str) -> frozenset[Mark]:
        """What was said of the passage under another code holds under every code."""
        coded = (item for item in self.session.on_passage(segment_id) if item.is_coded)
        said = {mark for item in coded if item.decision for mark in item.decision.marks}
        return frozenset(said.intersection(PRIVATE))

    def _stop(self, at: Stop | None) -> Stop | None:
        """The stop that is meant; UsageError where the study has none such."""
        stop = at or self.route.stop
        if stop:
            self.expect(stop)
        return stop

    def _looked_at(self, at: Stop | None) -> Look | None:
        stop = at or self.route.stop
        return self.look(stop) if stop else None

    def _target(self, stop: Stop) -> Target:
        return Target(self.session.library.segments[stop.segment_id].document_id, stop.segment_id, stop.code_id)

    def _expect_codable(self, look: Look, span: Span | None = None) -> None:
        """Refuse to code what no informant says, and a stretch that one person does not say there."""
        if not self.is_informants(look.segment):
            raise UsageError(
                f"{look.segment.id}: only what informants say is coded",
                hint="`qualcode roles` puts right who speaks where",
            )
        if span and not look.turn.start <= span.start < span.end <= look.turn.end:
            raise UsageError(
                f"{look.segment.id}: the words picked out are not within what one person says there",
                hint="pick out words of that person alone",
            )

    def _beginning(self, span: Span, here: Segment) -> Segment:
        within = self.passages_of_turn(here)
        return next((each for each in within if each.start <= span.start < each.end), here)


def _in_force(verdict: Verdict, item: Item) -> Verdict:
    """What a verdict means where no rule proposes the code: it is added, or taken off again."""
    if verdict is Verdict.ACCEPT and item.suggestion is None:
        return Verdict.ADD
    return Verdict.WITHDRAW if verdict is Verdict.REJECT and item.suggestion is None and item.is_coded else verdict


def _is_said(word: Word) -> bool:
    """Whether the coder's last word is just that already, on what is there now."""
    said, item = word.item.decision, word.item
    if said is None or item.is_changed or item.in_doubt:
        return False
    span = word.span or Span(item.segment.start, item.segment.end)
    same = (said.verdict, {*said.marks}, said.note) == (word.verdict, {*word.marks}, word.note)
    return same and (word.verdict not in CODED or span == (said.anchor.start, said.anchor.end))


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    has = frozenset(marks)
    return tuple(mark for mark in Mark if mark in has)
