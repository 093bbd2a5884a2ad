"""A log in a list, and a small study to review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from qualcode.model.coding import Decision, Evidence, Flag, Suggestion
from qualcode.model.document import Document
from qualcode.model.hits import suggestion_id
from qualcode.model.journal import Memo, ReadMark
from qualcode.review.desk import Desk
from qualcode.review.library import Library
from qualcode.review.queue import Wanted
from qualcode.review.session import Session
from tests.make import make_codebook, make_document, make_roster, make_segments


class ListLog:
    """Decisions in a list."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self.kept = list(decisions)

    def append(self, decision: Decision) -> Decision:
        return self.append_all([decision])[0]

    def append_all(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        first = len(self.kept) + 1
        made = tuple(replace(d, writer="w", sequence=first + place) for place, d in enumerate(decisions))
        self.kept.extend(made)
        return made

    def append_after(
        self, number: int, make: Callable[[Sequence[Decision]], Sequence[Decision]], *, id: str = ""
    ) -> tuple[Decision, ...]:
        newer = [decision for decision in self.kept if decision.sequence > number or decision.id == id]
        return self.append_all(make(newer))

    def decisions(self, *, after: int = 0) -> list[Decision]:
        return [decision for decision in self.kept if decision.sequence > after]


class ListNotebook:
    """Memos and read marks in lists."""

    def __init__(self, memos: Sequence[Memo] = ()) -> None:
        self.written = list(memos)
        self.read: list[ReadMark] = []

    def add_memo(self, memo: Memo) -> Memo:
        self.written.append(memo)
        return memo

    def memos(self) -> list[Memo]:
        return list(self.written)

    def mark_read(self, marks: Iterable[ReadMark]) -> None:
        self.read.extend(marks)


def make_suggestion(
    document: Document, segment: int, code_id: str = "funding", *, rule: str = "money", flags: tuple[Flag, ...] = ()
) -> Suggestion:
    """A code proposed for a passage because of its first word."""
    passage = make_segments(document)[segment - 1]
    word = passage.text.split()[0]
    evidence = Evidence(
        code_id=code_id,
        segment_id=passage.id,
        start=passage.start,
        end=passage.start + len(word),
        text=word,
        suggester="keywords",
        rule=rule,
        form=word.lower(),
        flags=flags,
    )
    return Suggestion(
        id=suggestion_id(document.id, passage.id, code_id),
        document_id=document.id,
        segment_id=passage.id,
        code_id=code_id,
        evidence=(evidence,),
    )


DOCUMENTS = (
    make_document(("I", "How is the money?"), "Money is short.", "Donors left us.", "People leave.", id="kii-01"),
    make_document(("I", "And here?"), "Money came late.", "Staff are few.", id="kii-02", informant_id="i2"),
)
SUGGESTIONS = (
    make_suggestion(DOCUMENTS[0], 2),
    make_suggestion(DOCUMENTS[0], 3, "donors", rule="donor"),
    make_suggestion(DOCUMENTS[0], 4, "staff", rule="people"),
    make_suggestion(DOCUMENTS[1], 2, flags=(Flag.NEGATED,)),
    make_suggestion(DOCUMENTS[1], 3, "staff", rule="staff"),
)


def make_library(*, assigned: Sequence[tuple[str, str]] = ()) -> Library:
    """Two interviews, five suggestions of three codes."""
    return Library.of(
        [(document, make_segments(document)) for document in DOCUMENTS],
        SUGGESTIONS,
        make_codebook("funding", "funding/donors", "staff"),
        roster=make_roster(i1="UN agency", i2="CSO"),
        assigned=assigned,
    )


EVERYTHING = Wanted()


def make_desk(log: ListLog, coder: str = "amal", wanted: Wanted = EVERYTHING, *, blind: bool = False) -> Desk:
    """A coder at that study."""
    return Desk(Session(log, make_library(), coder=coder, blind=blind), ListNotebook(), wanted)
