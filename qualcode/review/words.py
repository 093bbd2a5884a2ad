"""What a coder says of a code on a passage, and the decision that keeps it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qualcode.model.coding import PRIVATE, Decision, Mark, Verdict
from qualcode.model.text import Span
from qualcode.review.anchors import make_anchor
from qualcode.review.library import Item, Library, evidence_sha256
from qualcode.review.standing import CODED, Target, joined_marks, replaced_by_next, target_of_decision


class Word(NamedTuple):
    """What a coder says of a code on a passage, before it is kept."""

    item: Item
    verdict: Verdict
    marks: tuple[Mark, ...] = ()
    note: str = ""
    span: Span | None = None
    """What is quoted of it; None for the whole passage."""
    id: str = ""
    """The decision's own, where the same words may come in again; empty for a new one."""


_SAME = {Verdict.ADD: Verdict.ACCEPT, Verdict.WITHDRAW: Verdict.REJECT}


class Request(NamedTuple):
    """What came with an id, to tell whether the same has come before; None for what was left as it is."""

    id: str
    """A UUID."""
    target: Target | None
    """None for all that a rule proposes."""
    verdict: Verdict
    marks: frozenset[Mark] | None = None
    note: str | None = None
    span: Span | None = None
    instead: str = ""
    """The code that was put in the place of this one."""

    @classmethod
    def of(cls, id: str, word: Word, *, instead: str = "") -> Request | None:
        """What came with an id, said in full; None where it has none."""
        said = (frozenset(word.marks), word.note, word.span)
        return cls(id, word.item.target, word.verdict, *said, instead) if id else None

    def was_for(self, kept: Sequence[Decision], coder: str) -> bool:
        """Whether those decisions were made for this.

        Accepted and added is the same, and so is rejected and withdrawn: which of the two is kept depends on what was
        there before. What is private in a passage may have come to the marks.
        """
        first, *more = kept
        is_theirs = (first.coder, first.undoes) == (coder, "")
        verdict, asked = (_SAME.get(verdict, verdict) for verdict in (first.verdict, self.verdict))
        is_said = verdict == asked and self.note in (None, first.note) and self._are_marks_of(first)
        is_on_words = self.span in (None, Span(first.anchor.start, first.anchor.end))
        return is_theirs and is_said and is_on_words and self._is_place_of(kept) and self._are_codes_of(more)

    def _is_place_of(self, kept: Sequence[Decision]) -> bool:
        if self.target is None:
            return bool(kept[0].batch)
        return self.target == target_of_decision(kept[0]) and len({each.anchor.segment_id for each in kept}) == 1

    def _are_codes_of(self, more: Sequence[Decision]) -> bool:
        """Whether another code was put in the place of the first just where that was asked for."""
        if self.instead:
            return self.instead in [each.code_id for each in more]
        return self.target is None or all(each.verdict is not Verdict.ADD or each.supersedes for each in more)

    def _are_marks_of(self, kept: Decision) -> bool:
        if self.marks is None or kept.verdict not in CODED:
            return True
        return self.marks <= {*kept.marks} and {*kept.marks} - self.marks <= {*PRIVATE}


def joined(one: Word, other: Word) -> Word:
    """Two rows that put one code on one passage: over the words of both, with the marks and notes of both."""
    span = (
        Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
        if one.span and other.span
        else None
    )
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return one._replace(marks=joined_marks([one.marks, other.marks]), note="; ".join(notes), span=span)


def make_decision(
    word: Word, library: Library, *, coder: str, history: Sequence[Decision], batch: str = ""
) -> Decision:
    """As it is kept, once it has its place in the study; `history` is all the coder said of it until now."""
    item = word.item
    start, end = word.span or (None, None)
    return Decision(
        id=word.id or str(uuid.uuid4()),
        writer="",
        sequence=0,
        decided_at="",
        coder=coder,
        code_id=item.target.code_id,
        verdict=word.verdict,
        anchor=make_anchor(library.documents[item.target.document_id], item.segment, start=start, end=end),
        marks=word.marks,
        origin=item.suggestion.id if item.suggestion else "",
        evidence_sha256=evidence_sha256(item.suggestion) if item.suggestion else "",
        codebook_sha256=library.codebook.sha256,
        supersedes=replaced_by_next(history),
        note=word.note,
        batch=batch,
    )


def taken_back(decision: Decision, history: Sequence[Decision]) -> Decision:
    """What the coder had said before a decision, said once more; `history` is all they said of the code and passage."""
    place = next(place for place, older in enumerate(history) if older.id == decision.id)
    withdrawn = replace(decision, verdict=Verdict.WITHDRAW, marks=(), note="")
    return replace(
        history[place - 1] if place else withdrawn,
        id=str(uuid.uuid4()),
        writer="",
        sequence=0,
        decided_at="",
        supersedes=replaced_by_next(history),
        undoes=decision.id,
        batch="",
    )
