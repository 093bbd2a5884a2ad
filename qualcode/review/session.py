"""A coder at work: what is next, what was decided, and how to take it back. Knows no screen and no database."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import Decision, DecisionLog, Mark, Suggestion, Verdict
from qualcode.model.document import Document, Segment
from qualcode.model.hits import suggestion_id
from qualcode.model.informant import Roster
from qualcode.review.anchors import make_anchor
from qualcode.review.resolve import speaker_of
from qualcode.review.standing import ADJUDICATION, DECIDED, Target, sort_out, target_of_decision, waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What there is to review, in the order of documents and of the text."""

    documents: Mapping[str, Document]
    segments: Mapping[str, Segment]
    suggestions: tuple[Suggestion, ...]
    codebook: Codebook
    roster: Roster = field(default_factory=Roster)
    assigned: frozenset[tuple[str, str]] = frozenset()
    """Coder and document of every document that was given to several coders, each to decide alone."""
    redirects: tuple[Redirect, ...] = ()
    """What became of codes since decisions were made."""

    @classmethod
    def of(
        cls,
        segmented: Iterable[tuple[Document, Sequence[Segment]]],
        suggestions: Iterable[Suggestion],
        codebook: Codebook,
        *,
        roster: Roster | None = None,
        assigned: Iterable[tuple[str, str]] = (),
        redirects: Iterable[Redirect] = (),
    ) -> Library:
        """From transcripts with their passages."""
        pairs = list(segmented)
        return cls(
            documents={document.id: document for document, _ in pairs},
            segments={segment.id: segment for _, segments in pairs for segment in segments},
            suggestions=tuple(suggestions),
            codebook=codebook,
            roster=roster or Roster(),
            assigned=frozenset(assigned),
            redirects=tuple(redirects),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A code on a passage, to be decided."""

    target: Target
    segment: Segment
    suggestion: Suggestion | None = None
    """None for a code that a coder added by hand."""
    decision: Decision | None = None
    """This coder's latest word on it."""
    recodes: Decision | None = None
    """What someone coded here with a code that was split; this is one of its parts."""

    @property
    def is_decided(self) -> bool:
        """Whether this coder accepted, rejected or added it."""
        return self.decision is not None and self.decision.verdict in DECIDED

    @property
    def is_changed(self) -> bool:
        """Whether the rules found other evidence since this coder decided."""
        seen = self.decision.evidence_sha256 if self.decision else ""
        return bool(seen and self.suggestion and seen != evidence_sha256(self.suggestion))


class Word(NamedTuple):
    """What a coder says of a code on a passage, before it is kept."""

    item: Item
    verdict: Verdict
    marks: tuple[Mark, ...] = ()
    note: str = ""


class Session:
    """One coder's review. Every decision is kept before the method returns."""

    def __init__(self, log: DecisionLog, library: Library, *, coder: str) -> None:
        self.library = library
        self.coder = coder
        self._log = log
        self._own: list[Decision] = []
        self._history: dict[Target, list[Decision]] = {}
        self._latest: dict[Target, dict[str, Decision]] = {}
        self._by_target = {target_of(suggestion): suggestion for suggestion in library.suggestions}
        self._by_id = {suggestion.id: target_of(suggestion) for suggestion in library.suggestions}
        standings = sort_out(log.decisions(), codebook=library.codebook, redirects=library.redirects)
        for decision in standings.current:
            self._note(decision)
        self._recode: dict[Target, tuple[Decision, tuple[str, ...]]] = {}
        for decision in standings.recode:
            for part in (parts := standings.parts[decision.id]):
                target = target_of_decision(decision)._replace(code_id=part)
                if target.segment_id in library.segments:
                    self._recode[target] = decision, parts
                    self._by_id.setdefault(suggestion_id(*target), target)

    def item(self, id: str) -> Item:
        """The suggestion of that id, with what this coder said of it; KeyError where there is none."""
        return self._item(self._by_id[id])

    def at(self, target: Target) -> Item:
        """A code on a passage, proposed or not, with what this coder said of it."""
        return self._item(target)

    def items(self) -> list[Item]:
        """Suggestions, codes this coder added by hand, and parts of split codes, in the order of the text."""
        added = [
            target
            for target, by_coder in self._latest.items()
            if target not in self._by_target
            and target.segment_id in self.library.segments
            and self.coder in by_coder
            and by_coder[self.coder].verdict in DECIDED
        ]
        places = {document_id: place for place, document_id in enumerate(self.library.documents)}
        parts = [
            target
            for target, (decision, several) in self._recode.items()
            if target not in self._by_target and target not in added and self._waits(decision, several)
        ]
        items = [self._item(target) for target in (*self._by_target, *added, *parts)]
        return sorted(
            items, key=lambda item: (places[item.target.document_id], item.segment.start, item.target.code_id)
        )

    def is_open(self, item: Item) -> bool:
        """Whether this coder has it to decide: nobody did, or each coder decides the document alone."""
        others = self._latest.get(item.target, {})
        if item.is_decided:
            return False
        alone = (self.coder, item.target.document_id) in self.library.assigned
        return alone or not any(decision.verdict in DECIDED for decision in others.values())

    def decisions_of_others(self, target: Target) -> tuple[Decision, ...]:
        """What the other coders said last of a code on a passage, by coder."""
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
        return self._keep([self._make(item, verdict, marks=marks, note=note, start=start, end=end)])[0]

    def decide_all(self, items: Iterable[Item], verdict: Verdict) -> tuple[Decision, ...]:
        """The same word on several suggestions, taken back by one undo."""
        batch = str(uuid.uuid4())
        return self._keep([replace(self._make(item, verdict), batch=batch) for item in items])

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
        return self._keep([self._make(item, Verdict.ADD, marks=marks, note=note, start=start, end=end)])[0]

    def recode(self, item: Item, code_id: str) -> tuple[Decision, ...]:
        """Another code instead: the suggestion is rejected and the code added, in one go."""
        other = self._item(Target(item.target.document_id, item.target.segment_id, code_id))
        batch = str(uuid.uuid4())
        made = [self._make(item, Verdict.REJECT), self._make(other, Verdict.ADD)]
        return self._keep([replace(decision, batch=batch) for decision in made])

    def keep_each(self, words: Iterable[Word], *, batch: str = "") -> tuple[Decision, ...]:
        """Several decisions in one go, each of its own kind, taken back by one undo."""
        batch = batch or str(uuid.uuid4())
        made = [self._make(word.item, word.verdict, marks=word.marks, note=word.note) for word in words]
        return self._keep([replace(decision, batch=batch) for decision in made])

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
            supersedes=(history[-1].id,),
            undoes=decision.id,
            batch="",
        )

    def _make(
        self,
        item: Item,
        verdict: Verdict,
        *,
        marks: Sequence[Mark] = (),
        note: str = "",
        start: int | None = None,
        end: int | None = None,
    ) -> Decision:
        document = self.library.documents[item.target.document_id]
        latest = self._latest.get(item.target, {}).get(self.coder)
        return Decision(
            id=str(uuid.uuid4()),
            writer="",
            sequence=0,
            decided_at="",
            coder=self.coder,
            code_id=item.target.code_id,
            verdict=verdict,
            anchor=make_anchor(document, item.segment, start=start, end=end),
            marks=tuple(marks),
            origin=item.suggestion.id if item.suggestion else "",
            evidence_sha256=evidence_sha256(item.suggestion) if item.suggestion else "",
            codebook_sha256=self.library.codebook.sha256,
            supersedes=(latest.id,) if latest else (),
            note=note,
        )

    def _keep(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        kept = self._log.append_all(decisions)
        for decision in kept:
            self._note(decision)
        return kept

    def _note(self, decision: Decision) -> None:
        if decision.origin == ADJUDICATION:
            return
        self._latest.setdefault(target_of_decision(decision), {})[decision.coder] = decision
        if decision.coder == self.coder:
            self._own.append(decision)
            self._history.setdefault(target_of_decision(decision), []).append(decision)

    def _waits(self, decision: Decision, parts: tuple[str, ...]) -> bool:
        verdicts = {
            target: {coder: said.verdict for coder, said in by_coder.items()}
            for part in parts
            if (by_coder := self._latest.get(target := target_of_decision(decision)._replace(code_id=part)))
        }
        return waits(target_of_decision(decision), parts, verdicts)

    def _item(self, target: Target) -> Item:
        decision, parts = self._recode.get(target, (None, ()))
        return Item(
            target=target,
            segment=self.library.segments[target.segment_id],
            suggestion=self._by_target.get(target),
            decision=self._latest.get(target, {}).get(self.coder),
            recodes=decision if decision and self._waits(decision, parts) else None,
        )


def target_of(suggestion: Suggestion) -> Target:
    """The code and passage a suggestion is about."""
    return Target(suggestion.document_id, suggestion.segment_id, suggestion.code_id)


def evidence_sha256(suggestion: Suggestion) -> str:
    """Changes when the rules find something else in the passage."""
    seen = [(piece.rule, piece.text, piece.start - suggestion.evidence[0].start) for piece in suggestion.evidence]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def type_of(library: Library, segment: Segment) -> str:
    """The type of the informant whose words a passage holds; empty where it is nobody's."""
    document = library.documents[segment.document_id]
    speaker = speaker_of(document, segment.start, segment.end)
    found = (informant.informant_type for informant in library.roster.informants if informant.id == speaker)
    return next(found, "")
