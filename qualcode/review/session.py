"""A coder at work: what is next, what was decided, and how to take it back. Knows no screen and no database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Decision, DecisionLog, Mark, Verdict
from qualcode.model.document import Segment
from qualcode.model.hits import suggestion_id
from qualcode.model.journal import ReadMark
from qualcode.model.text import Span
from qualcode.review.anchors import locate
from qualcode.review.library import Item, Library, reading_order, target_of
from qualcode.review.reanchor import is_current, reanchored
from qualcode.review.standing import (
    ADJUDICATION,
    CODED,
    DECIDED,
    Standings,
    Target,
    not_replaced,
    sort_out,
    target_of_decision,
    waits,
)
from qualcode.review.words import Word, make_decision


class Session:
    """One coder's review. Every decision is kept before the method returns."""

    def __init__(
        self, log: DecisionLog, library: Library, *, coder: str, blind: bool = False, read: Iterable[ReadMark] = ()
    ) -> None:
        """`blind` keeps what the other coders decided out of sight; `read` is what this coder has read."""
        self.library = library
        self.coder = coder
        self.blind = blind
        self._log = log
        self._number = 0
        self._known: set[str] = set()
        self._seen: dict[str, set[str]] = {}
        self._on_passage: dict[str, set[Target]] = {}
        self._own: list[Decision] = []
        self._history: dict[Target, list[Decision]] = {}
        self._latest: dict[Target, dict[str, Decision]] = {}
        self._by_target = {target_of(suggestion): suggestion for suggestion in library.suggestions}
        self._by_id = {suggestion.id: target_of(suggestion) for suggestion in library.suggestions}
        for target in self._by_target:
            self._on_passage.setdefault(target.segment_id, set()).add(target)
        self.note_read(mark for mark in read if mark.coder == coder)
        _, standings = self._newer()
        self._recode: dict[Target, tuple[Decision, tuple[str, ...]]] = {}
        for decision in standings.recode:
            for part in (parts := standings.parts[decision.id]):
                target = target_of_decision(decision)._replace(code_id=part)
                if target.segment_id in library.segments:
                    self._recode[target] = decision, parts
                    self._on_passage.setdefault(target.segment_id, set()).add(target)
                    self._by_id.setdefault(suggestion_id(*target), target)

    def item(self, id: str) -> Item:
        """The suggestion of that id, with what this coder said of it; KeyError where there is none."""
        return self._item(self._by_id[id])

    def at(self, target: Target) -> Item:
        """A code on a passage, proposed or not, with what this coder said of it."""
        return self._item(target)

    def refresh(self) -> tuple[Decision, ...]:
        """Take in what was decided elsewhere meanwhile; returns what was new."""
        return self._newer()[0]

    def on_passage(self, segment_id: str) -> list[Item]:
        """Every code that is proposed for a passage or was put on it, in the order of the codebook."""
        items = [self._item(target) for target in self._on_passage.get(segment_id, ())]
        return sorted((item for item in items if self._is_there(item)), key=reading_order(self.library))

    def _is_there(self, item: Item) -> bool:
        mine = item.suggestion or item.recodes or item.is_decided or item.in_doubt
        return bool(mine) or any(decision.verdict in CODED for decision in self.decisions_of_others(item.target))

    def stretch(self, item: Item) -> Span:
        """What is quoted of a coded passage: all of it, unless this coder trimmed it."""
        whole = Span(item.segment.start, item.segment.end)
        if item.decision is None or not item.is_coded:
            return whole
        place = locate(item.decision.anchor, self.library.documents[item.target.document_id])
        return Span(place.start, place.end) if place.counts else whole

    def codebooks_seen(self, segment_id: str) -> frozenset[str]:
        """The codebooks this coder went through a passage with, reading or deciding."""
        return frozenset(self._seen.get(segment_id, ()))

    def use_codebook(self, codebook: Codebook) -> None:
        """Go on with a codebook that has a new code."""
        self.library = replace(self.library, codebook=codebook)

    def note_read(self, marks: Iterable[ReadMark]) -> None:
        """Remember what this coder has read."""
        for mark in marks:
            self._seen.setdefault(mark.segment_id, set()).add(mark.codebook_sha256)

    def knows(self, decision_id: str) -> bool:
        """Whether a decision of that id is kept already."""
        return decision_id in self._known

    def words_on(self, target: Target) -> Sequence[Decision]:
        """What this coder said of a code on a passage, oldest first."""
        return self._history.get(target, ())

    @property
    def latest(self) -> Decision | None:
        """What this coder decided last."""
        return self._own[-1] if self._own else None

    def items(self) -> list[Item]:
        """Suggestions, codes added by hand, parts of split codes: as in the text, on a passage as in the codebook."""
        added = [
            target
            for target, by_coder in self._latest.items()
            if target not in self._by_target
            and target.segment_id in self.library.segments
            and self.coder in by_coder
            and by_coder[self.coder].verdict in DECIDED
        ]
        parts = [
            target
            for target, (decision, several) in self._recode.items()
            if target not in self._by_target and target not in added and self._waits(decision, several)
        ]
        items = [self._item(target) for target in (*self._by_target, *added, *parts)]
        return sorted(items, key=reading_order(self.library))

    def is_open(self, item: Item) -> bool:
        """Whether this coder has it to decide: nobody did, or each coder decides alone."""
        others = self._latest.get(item.target, {})
        if item.is_decided:
            return False
        alone = self.blind or (self.coder, item.target.document_id) in self.library.assigned
        documents = self.library.documents
        return alone or not any(d.verdict in DECIDED and is_current(d, documents) for d in others.values())

    def decisions_of_others(self, target: Target) -> tuple[Decision, ...]:
        """What the other coders said last of a code on a passage, by coder; nothing where each decides blind."""
        if self.blind:
            return ()
        found = self._latest.get(target, {})
        return tuple(decision for coder, decision in sorted(found.items()) if coder != self.coder)

    def decide(
        self,
        item: Item,
        verdict: Verdict,
        *,
        marks: Sequence[Mark] = (),
        note: str = "",
        start: int | None = None,
        end: int | None = None,
    ) -> Decision:
        """Accept, reject, skip or withdraw; `start` and `end` trim what is quoted."""
        whole = item.segment
        span = Span(whole.start if start is None else start, whole.end if end is None else end)
        return self._keep([self._make(Word(item, verdict, tuple(marks), note, span))])[0]

    def decide_all(self, items: Iterable[Item], verdict: Verdict) -> tuple[Decision, ...]:
        """The same word on several suggestions, taken back by one undo."""
        batch = str(uuid.uuid4())
        return self._keep([self._make(Word(item, verdict), batch=batch) for item in items])

    def add(
        self,
        segment: Segment,
        code_id: str,
        *,
        start: int | None = None,
        end: int | None = None,
        marks: Sequence[Mark] = (),
        note: str = "",
    ) -> Decision:
        """Code a passage, or a stretch that begins in it, by hand."""
        item = self._item(Target(segment.document_id, segment.id, code_id))
        return self.decide(item, Verdict.ADD, marks=marks, note=note, start=start, end=end)

    def recode(self, item: Item, code_id: str, *, marks: Sequence[Mark] = (), note: str = "") -> tuple[Decision, ...]:
        """Another code instead: the suggestion is rejected and the code added, in one go.

        What was said of the passage and its words goes along; contrary was said of the code that is rejected.
        """
        other = self._item(Target(item.target.document_id, item.target.segment_id, code_id))
        said = (item.decision.marks if item.decision and item.is_coded else ()) + tuple(marks)
        along = tuple(mark for mark in Mark if mark in said and mark is not Mark.CONTRARY)
        return self.keep_each([Word(item, Verdict.REJECT), Word(other, Verdict.ADD, along, note)])

    def keep_each(self, words: Iterable[Word], *, batch: str = "") -> tuple[Decision, ...]:
        """Several decisions in one go, each of its own kind, taken back by one undo."""
        batch = batch or str(uuid.uuid4())
        return self._keep([self._make(word, batch=batch) for word in words])

    def mark(self, items: Iterable[Item], mark: Mark, *, on: bool) -> tuple[Decision, ...]:
        """Put a mark on codings, or take it off; all of it is taken back by one undo."""
        words = []
        for item in items:
            if item.decision is not None and item.is_coded:
                marks = tuple(each for each in Mark if (on if each is mark else each in item.decision.marks))
                words.append(Word(item, item.decision.verdict, marks, item.decision.note, self.stretch(item)))
        return self.keep_each(words)

    def undo(self) -> tuple[Decision, ...]:
        """Take back the last decision, or all that were made in one go; empty where nothing is left to take back."""
        undone = {decision.undoes for decision in self._own}
        last = next((d for d in reversed(self._own) if not d.undoes and d.id not in undone), None)
        if last is None:
            return ()
        batch = [d for d in self._own if d.batch == last.batch] if last.batch else [last]
        return self._keep([self._restored(decision) for decision in batch])

    def _restored(self, decision: Decision) -> Decision:
        """What this coder had said before, said once more."""
        history = self._history[target_of_decision(decision)]
        place = next(place for place, older in enumerate(history) if older.id == decision.id)
        withdrawn = replace(decision, verdict=Verdict.WITHDRAW, marks=(), note="")
        base = history[place - 1] if place else withdrawn
        return replace(
            base,
            id=str(uuid.uuid4()),
            writer="",
            sequence=0,
            decided_at="",
            supersedes=tuple(older.id for older in not_replaced(history)),
            undoes=decision.id,
            batch="",
        )

    def _make(self, word: Word, *, batch: str = "") -> Decision:
        replaces = not_replaced(self.words_on(word.item.target))
        return make_decision(word, self.library, coder=self.coder, replaces=replaces, batch=batch)

    def _keep(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        kept = self._log.append_all(decisions)
        for decision in kept:
            self._note(decision)
        return kept

    def _newer(self) -> tuple[tuple[Decision, ...], Standings]:
        """Decisions not seen yet, as they are to be read with the codebook of today."""
        decisions = [each for each in self._log.decisions(after=self._number) if each.id not in self._known]
        now = reanchored(decisions, self.library.documents, self.library.segments)
        standings = sort_out(now, codebook=self.library.codebook, redirects=self.library.redirects)
        for decision in standings.current:
            self._note(decision)
        self._known.update(decision.id for decision in decisions)
        self._number = max((decision.sequence for decision in decisions), default=self._number)
        return tuple(standings.current), standings

    def _note(self, decision: Decision) -> None:
        self._known.add(decision.id)
        if decision.origin == ADJUDICATION:
            return
        target = target_of_decision(decision)
        self._latest.setdefault(target, {})[decision.coder] = decision
        if decision.coder == self.coder or not self.blind:
            self._on_passage.setdefault(target.segment_id, set()).add(target)
        if decision.coder == self.coder:
            self._seen.setdefault(target.segment_id, set()).add(decision.codebook_sha256)
            self._own.append(decision)
            self._history.setdefault(target, []).append(decision)

    def _waits(self, decision: Decision, parts: tuple[str, ...]) -> bool:
        verdicts = {
            target: {coder: said.verdict for coder, said in by_coder.items()}
            for part in parts
            if (by_coder := self._latest.get(target := target_of_decision(decision)._replace(code_id=part)))
        }
        return waits(target_of_decision(decision), parts, verdicts)

    def _item(self, target: Target) -> Item:
        own = self._latest.get(target, {}).get(self.coder)
        decision, parts = self._recode.get(target, (None, ()))
        return Item(
            target=target,
            segment=self.library.segments[target.segment_id],
            suggestion=self._by_target.get(target),
            decision=own,
            in_doubt=own is not None and not is_current(own, self.library.documents),
            recodes=decision if decision and self._waits(decision, parts) else None,
        )
