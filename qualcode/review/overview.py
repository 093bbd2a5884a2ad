"""What there is to decide for one coder, and what was said of it until now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Decision, DecisionLog, Suggestion
from qualcode.model.hits import suggestion_id
from qualcode.model.journal import ReadMark
from qualcode.model.short_id import short_sha256
from qualcode.model.text import Span
from qualcode.review.anchors import locate
from qualcode.review.ledger import Ledger
from qualcode.review.library import Item, Library, evidence_sha256, reading_order, target_of, without_guesses
from qualcode.review.reanchor import is_current
from qualcode.review.seen import Seen
from qualcode.review.standing import CODED, DECIDED, Target, target_of_decision, waits


class Overview:
    """A study as one coder may see it: what is proposed, what they said of it, what others said, what is left."""

    def __init__(
        self, log: DecisionLog, library: Library, *, coder: str, blind: bool = False, read: Iterable[ReadMark] = ()
    ) -> None:
        """`blind` keeps what the other coders decided out of sight; `read` is what this coder has read."""
        self.coder = coder
        self.blind = blind
        self._ledger = Ledger(log, library, coder=coder, blind=blind)
        self._read: dict[str, set[str]] = {}
        self._proposed: dict[str, set[Target]] = {}
        self._by_target = {target_of(suggestion): suggestion for suggestion in self._proposed_to(library)}
        self._by_id = {suggestion.id: target for target, suggestion in self._by_target.items()}
        for target in self._by_target:
            self._proposed.setdefault(target.segment_id, set()).add(target)
        self.note_read(mark for mark in read if mark.coder == coder)
        standings = self._ledger.catch_up()
        self._ledger.tell()
        self._recode: dict[Target, tuple[Decision, tuple[str, ...]]] = {}
        for decision in standings.recode:
            for part in (parts := standings.parts[decision.id]):
                target = target_of_decision(decision)._replace(code_id=part)
                if target.segment_id in library.segments:
                    self._recode[target] = decision, parts
                    self._proposed.setdefault(target.segment_id, set()).add(target)
                    self._by_id.setdefault(suggestion_id(*target), target)

    def _proposed_to(self, library: Library) -> Iterator[Suggestion]:
        """What this coder is shown: where they decide alone nothing that was learned from what others decided."""
        for suggestion in library.suggestions:
            alone = self.blind or (self.coder, suggestion.document_id) in library.assigned
            if shown := without_guesses(suggestion) if alone else suggestion:
                yield shown

    @property
    def library(self) -> Library:
        """What there is to review."""
        return self._ledger.library

    @property
    def newest(self) -> int:
        """The number of the newest decision that was taken in."""
        return self._ledger.number

    def item(self, id: str) -> Item:
        """The suggestion of that id, with what this coder said of it; KeyError where there is none."""
        return self._item(self._by_id[id])

    def at(self, target: Target) -> Item:
        """A code on a passage, proposed or not, with what this coder said of it."""
        return self._item(target)

    def refresh(self) -> tuple[Decision, ...]:
        """Take in what was decided elsewhere meanwhile; returns what was new."""
        self._ledger.catch_up()
        return self._ledger.tell()

    @property
    def untold(self) -> tuple[Decision, ...]:
        """What was decided elsewhere and came to light while something was kept; `refresh` returns it, too."""
        return tuple(self._ledger.untold)

    def on_passage(self, segment_id: str) -> list[Item]:
        """Every code that is proposed for a passage or was put on it, in the order of the codebook."""
        decided = self._ledger.on_passage.get(segment_id, set())
        items = [self._item(target) for target in decided | self._proposed.get(segment_id, set())]
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
        return frozenset(self._read.get(segment_id, set()) | self._ledger.codebooks.get(segment_id, set()))

    def use_codebook(self, codebook: Codebook) -> None:
        """Go on with a codebook that has a new code."""
        self._ledger.library = replace(self.library, codebook=codebook)

    def note_read(self, marks: Iterable[ReadMark]) -> None:
        """Remember what this coder has read."""
        for mark in marks:
            self._read.setdefault(mark.segment_id, set()).add(mark.codebook_sha256)

    def knows(self, decision_id: str) -> bool:
        """Whether a decision of that id is kept already."""
        return self._ledger.knows(decision_id)

    def words_on(self, target: Target) -> Sequence[Decision]:
        """What this coder said of a code on a passage, oldest first."""
        return self._ledger.history.get(target, ())

    @property
    def latest(self) -> Decision | None:
        """What this coder decided last."""
        return self._ledger.own[-1] if self._ledger.own else None

    def items(self) -> list[Item]:
        """Suggestions, codes added by hand, parts of split codes: as in the text, on a passage as in the codebook."""
        added = [
            target
            for target, by_coder in self._ledger.latest.items()
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
        others = self._ledger.latest.get(item.target, {})
        if item.is_decided:
            return False
        alone = self.blind or (self.coder, item.target.document_id) in self.library.assigned
        documents = self.library.documents
        return alone or not any(d.verdict in DECIDED and is_current(d, documents) for d in others.values())

    def decisions_of_others(self, target: Target) -> tuple[Decision, ...]:
        """What the other coders said last of a code on a passage, by coder; nothing where each decides blind."""
        if self.blind:
            return ()
        found = self._ledger.latest.get(target, {})
        return tuple(decision for coder, decision in sorted(found.items()) if coder != self.coder)

    def seen(self, segment_id: str, code_id: str = "") -> Seen:
        """What this coder is shown of a passage and a code, to be sent along with what they decide on it."""
        segment = self.library.segments[segment_id]
        shown = Seen(segment_id=segment_id, code_id=code_id, text_sha256=short_sha256(segment.text))
        if not code_id:
            return shown
        item = self._item(Target(segment.document_id, segment_id, code_id))
        last = ([item.decision] if item.decision else []) + list(self.decisions_of_others(item.target))
        evidence = evidence_sha256(item.suggestion) if item.suggestion else ""
        return replace(shown, evidence_sha256=evidence, decisions=tuple(decision.id for decision in last))

    def _waits(self, decision: Decision, parts: tuple[str, ...]) -> bool:
        verdicts = {
            target: {coder: said.verdict for coder, said in by_coder.items()}
            for part in parts
            if (by_coder := self._ledger.latest.get(target := target_of_decision(decision)._replace(code_id=part)))
        }
        return waits(target_of_decision(decision), parts, verdicts)

    def _item(self, target: Target) -> Item:
        own = self._ledger.latest.get(target, {}).get(self.coder)
        decision, parts = self._recode.get(target, (None, ()))
        return Item(
            target=target,
            segment=self.library.segments[target.segment_id],
            suggestion=self._by_target.get(target),
            decision=own,
            in_doubt=own is not None and not is_current(own, self.library.documents),
            recodes=decision if decision and self._waits(decision, parts) else None,
        )
