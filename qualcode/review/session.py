"""A coder at work: what is next, what was decided, and how to take it back. Knows no screen and no database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.errors import UsageError
from qualcode.model.coding import Decision, Mark, Verdict
from qualcode.model.document import Segment
from qualcode.model.text import Span
from qualcode.review.ledger import named
from qualcode.review.library import Item
from qualcode.review.overview import Overview
from qualcode.review.seen import Changed, Outcome, Seen
from qualcode.review.standing import DECIDED, Target, target_of_decision
from qualcode.review.words import Request, Word, make_decision, taken_back


class Session(Overview):
    """One coder's review. Every decision is kept before the method returns.

    What is said may have an `id`, a UUID given by whoever asks for it: what comes once more with that id is not kept
    once more, in whatever process it came first.
    """

    def decide(
        self,
        item: Item,
        verdict: Verdict,
        *,
        marks: Sequence[Mark] = (),
        note: str = "",
        start: int | None = None,
        end: int | None = None,
        id: str = "",
    ) -> Decision:
        """Accept, reject, skip or withdraw; `start` and `end` trim what is quoted."""
        whole = item.segment
        span = Span(whole.start if start is None else start, whole.end if end is None else end)
        word = Word(item, verdict, tuple(marks), note, span)
        return self.say([word], request=Request.of(id, word)).decisions[0]

    def decide_all(self, items: Iterable[Item], verdict: Verdict, *, id: str = "") -> tuple[Decision, ...]:
        """The same word on several suggestions, taken back by one undo."""
        return self.keep_each([Word(item, verdict) for item in items], id=id)

    def add(
        self,
        segment: Segment,
        code_id: str,
        *,
        start: int | None = None,
        end: int | None = None,
        marks: Sequence[Mark] = (),
        note: str = "",
        id: str = "",
    ) -> Decision:
        """Code a passage, or a stretch that begins in it, by hand."""
        item = self._item(Target(segment.document_id, segment.id, code_id))
        return self.decide(item, Verdict.ADD, marks=marks, note=note, start=start, end=end, id=id)

    def recode(
        self, item: Item, code_id: str, *, marks: Sequence[Mark] = (), note: str = "", id: str = ""
    ) -> tuple[Decision, ...]:
        """Another code instead: the suggestion is rejected and the code added, in one go."""
        words = self.recoded(item, code_id, marks=marks, note=note)
        request = Request.of(id, words[0], instead=code_id)
        return self.say(words, batch=str(uuid.uuid4()), request=request).decisions

    def recoded(self, item: Item, code_id: str, *, marks: Sequence[Mark] = (), note: str = "") -> list[Word]:
        """What putting another code in place of one says.

        What was said of the passage and its words goes along; contrary was said of the code that is rejected.
        """
        other = self._item(item.target._replace(code_id=code_id))
        said = (item.decision.marks if item.decision and item.is_coded else ()) + tuple(marks)
        along = tuple(mark for mark in Mark if mark in said and mark is not Mark.CONTRARY)
        return [Word(item, Verdict.REJECT), Word(other, Verdict.ADD, along, note)]

    def keep_each(self, words: Iterable[Word], *, batch: str = "", id: str = "") -> tuple[Decision, ...]:
        """Several decisions in one go, each of its own kind, taken back by one undo."""
        several = list(words)
        request = Request.of(id, several[0]) if several else None
        return self.say(several, batch=batch or str(uuid.uuid4()), request=request).decisions

    def mark(self, items: Iterable[Item], mark: Mark, *, on: bool) -> tuple[Decision, ...]:
        """Put a mark on codings, or take it off; all of it is taken back by one undo."""
        return self.keep_each(self.marked(items, **{"on" if on else "off": [mark]}))

    def marked(self, items: Iterable[Item], *, on: Iterable[Mark] = (), off: Iterable[Mark] = ()) -> list[Word]:
        """What putting marks on codings and taking others off says: the same as before with other marks."""
        words = []
        for item in items:
            if item.decision is not None and item.is_coded:
                marks = {*item.decision.marks, *on}.difference(off)
                kept = tuple(mark for mark in Mark if mark in marks)
                words.append(Word(item, item.decision.verdict, kept, item.decision.note, self.stretch(item)))
        return words

    def say(
        self, words: Sequence[Word], *, batch: str = "", request: Request | None = None, seen: Seen | None = None
    ) -> Outcome:
        """Keep what the coder says of codes on passages: all of it, or nothing.

        The first word is what the coder decided on, the others follow from it. What came with the same `request` before
        is not kept again. Where something else is there than what they have `seen`, nothing is kept; what somebody else
        decided meanwhile stands beside it.
        """
        found = Outcome()

        def make() -> Sequence[Decision]:
            nonlocal found
            if before := self._kept(request):
                found = before
                return ()
            changed = self._changed(seen, words)
            found = Outcome(changed=changed, beside=() if changed else self._beside(seen, words))
            return () if changed else named((self._make(word, batch) for word in words), request.id if request else "")

        kept = self._ledger.keep(make, id=request.id if request else "") if words else ()
        return replace(found, decisions=kept) if kept else found

    def settle(self, decision: Decision, *, id: str = "") -> Outcome:
        """Keep the outcome of a dispute, which is nobody's own word."""
        found = Outcome()
        said = (frozenset(decision.marks), decision.note, Span(decision.anchor.start, decision.anchor.end))
        request = Request(id, target_of_decision(decision), decision.verdict, *said) if id else None

        def make() -> Sequence[Decision]:
            nonlocal found
            found = self._kept(request) or found
            return () if found.decisions else named([decision], id)

        kept = self._ledger.keep(make, id=id)
        return replace(found, decisions=kept) if kept else found

    def kept(self, request: Request | None) -> Outcome | None:
        """What was kept when the same request came before; None where it is new. UsageError for another with its id."""
        if request:
            self._ledger.catch_up()
        return self._kept(request)

    def undo(self, *, id: str = "") -> tuple[Decision, ...]:
        """Take back the last decision, or all that were made in one go; empty where nothing is left to take back."""
        before: tuple[Decision, ...] = ()

        def make() -> Sequence[Decision]:
            nonlocal before
            before = self._ledger.kept_under(id)
            if before and not (before[0].undoes and before[0].coder == self.coder):
                raise _of_another(id)
            return () if before else named(self._last_taken_back(), id)

        return self._ledger.keep(make, id=id) or before

    def _last_taken_back(self) -> Sequence[Decision]:
        own = self._ledger.own
        undone = {decision.undoes for decision in own}
        last = next((d for d in reversed(own) if not d.undoes and d.id not in undone), None)
        if last is None:
            return ()
        batch = [d for d in own if d.batch == last.batch] if last.batch else [last]
        return [taken_back(each, self.words_on(target_of_decision(each))) for each in batch]

    def _make(self, word: Word, batch: str = "") -> Decision:
        history = self.words_on(word.item.target)
        return make_decision(word, self.library, coder=self.coder, history=history, batch=batch)

    def _kept(self, request: Request | None) -> Outcome | None:
        kept = self._ledger.kept_under(request.id) if request else ()
        if request is None or not kept:
            return None
        if not request.was_for(kept, self.coder):
            raise _of_another(request.id)
        return Outcome(decisions=kept, again=True)

    def _changed(self, seen: Seen | None, words: Sequence[Word]) -> Changed | None:
        """Why the coder has to look again before what they say is kept."""
        if seen is None:
            return None
        if seen.segment_id not in self.library.segments:
            return Changed.WORDS
        now = self.seen(seen.segment_id, seen.code_id)
        if now.text_sha256 != seen.text_sha256:
            return Changed.WORDS
        said = [self.words_on(word.item.target) for word in words if _is_of(word, seen)]
        if said and now.evidence_sha256 != seen.evidence_sha256:
            return Changed.EVIDENCE
        return Changed.DECISION if any(own and own[-1].id not in seen.decisions for own in said) else None

    def _beside(self, seen: Seen | None, words: Sequence[Word]) -> tuple[Decision, ...]:
        """What others decided on the same since it was shown."""
        if seen is None:
            return ()
        others = [each for word in words if _is_of(word, seen) for each in self.decisions_of_others(word.item.target)]
        return tuple(each for each in others if each.id not in seen.decisions and each.verdict in DECIDED)


def _is_of(word: Word, seen: Seen) -> bool:
    return (word.item.target.segment_id, word.item.target.code_id) == (seen.segment_id, seen.code_id)


def _of_another(id: str) -> UsageError:
    return UsageError(f"{id}: this is the id of another decision", hint="give every decision an id of its own")
