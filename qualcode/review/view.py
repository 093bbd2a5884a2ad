"""A coder on the way through a queue: where they stand, what is to be seen there. Knows no screen and no database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Protocol

from qualcode.errors import UsageError
from qualcode.model.codebook import Code
from qualcode.model.coding import Decision, Mark
from qualcode.model.document import Segment, Turn
from qualcode.model.journal import About, Memo, ReadMark
from qualcode.model.text import Span
from qualcode.review.library import Item, is_informants, types_of
from qualcode.review.look import Look
from qualcode.review.pace import Pace
from qualcode.review.queue import Stop
from qualcode.review.reading import marks_of, read_to
from qualcode.review.route import Route, find_words
from qualcode.review.seen import Outcome
from qualcode.review.session import Session
from qualcode.review.standing import Target


class Notebook(Protocol):
    """Where memos and read marks are kept."""

    def add_memo(self, memo: Memo) -> Memo:
        """Keep a memo."""

    def memos(self) -> Sequence[Memo]:
        """Every memo that counts, oldest first."""

    def mark_read(self, marks: Iterable[ReadMark]) -> None:
        """Note that passages were read."""


class View:
    """A coder at a queue: where they stand and what is to be seen there."""

    settles = False
    """Whether this is about what coders disagree on."""

    def __init__(self, session: Session, notebook: Notebook, stops: Sequence[Stop]) -> None:
        self.session = session
        self.pace = Pace()
        self.route = Route(stops)
        self._notebook = notebook
        self._memos = [memo for memo in notebook.memos() if not session.blind or memo.coder == session.coder]
        self._unread: dict[tuple[str, str], ReadMark] = {}
        self.settle(self.route.stops)
        if begins := self.beginning():
            self.route.go(begins)

    def is_open(self, stop: Stop) -> bool:
        """Whether the coder still has a stop to settle."""
        raise NotImplementedError

    @property
    def here(self) -> Look:
        """What is before the coder; only where there is a stop."""
        if self.route.stop is None:
            raise LookupError("an empty queue")
        return self.look(self.route.stop)

    @property
    def item(self) -> Item | None:
        """The code to be decided; None at a passage to read, and in an empty queue."""
        stop = self.route.stop
        return self.at(stop) if stop and stop.code_id else None

    def look(self, stop: Stop) -> Look:
        """Look at any stop, in the queue or not, without going there. UsageError where there is none such."""
        self.expect(stop)
        library = self.session.library
        segment = library.segments[stop.segment_id]
        item = self.at(stop) if stop.code_id else None
        span = self.session.stretch(item) if item else None
        quoted = None if span == (segment.start, segment.end) else span
        prompted = item.suggestion.evidence if item and item.suggestion else ()
        evidence = tuple(Span(piece.start, piece.end) for piece in prompted)
        return Look(
            stop=stop,
            document=library.documents[segment.document_id],
            segment=segment,
            informant_types=types_of(library, segment),
            item=item,
            code=self._code(stop.code_id),
            others=tuple(each for each in self.session.on_passage(segment.id) if each.target.code_id != stop.code_id),
            stances=self._stances(stop),
            evidence=evidence or ((quoted,) if quoted else ()),
            quoted=quoted,
            marks=self._marks(stop),
            note=self._note(stop),
            memos=tuple(self._memos_on(segment, stop.code_id)),
            seen=self.session.seen(stop.segment_id, stop.code_id),
        )

    def expect(self, stop: Stop) -> None:
        """Refuse a stop on no passage of the study, or on a code that neither the codebook nor the passage has."""
        if stop.segment_id not in self.session.library.segments:
            raise UsageError(
                f"{stop.segment_id}: no such passage", hint="it is written kii-03:128, interview and number"
            )
        if stop.code_id and self._code(stop.code_id) is None:
            there = self.session.on_passage(stop.segment_id)
            if all(item.target.code_id != stop.code_id for item in there):
                raise UsageError(f"{stop.code_id}: no such code", hint="`qualcode codebook show` lists them")

    def passages_of_turn(self, here: Segment) -> list[Segment]:
        """The passages of the turn that a passage is part of, in the order of the text."""
        segments = self.session.library.segments.values()
        return [each for each in segments if each.document_id == here.document_id and each.turn == here.turn]

    def types_of_turn(self, turn: Turn) -> tuple[str, ...]:
        """The types of whoever speaks; none for interviewers and where nobody is known."""
        return self.session.library.roster.types_of(turn.informants)

    def find(self, words: str) -> list[tuple[Segment, Span]]:
        """The informants' passages in which words stand, or the one that has them as its id."""
        library = self.session.library
        named = library.segments.get(words.strip())
        if named is not None and self.is_informants(named):
            return [(named, Span(named.start, named.start))]
        spoken = (segment.id for segment in library.segments.values() if self.is_informants(segment))
        return find_words(library, spoken, words)

    def is_informants(self, segment: Segment) -> bool:
        """Whether a passage is an informant's; only those are coded."""
        return is_informants(self.session.library, segment)

    def step(self, step: int) -> bool:
        """To the next or previous stop, decided or not; whoever goes on has read the passage."""
        stop = self.route.stop
        if step > 0 and stop is not None:
            self.have_read(stop)
        return self.route.step(step)

    def advance(self) -> bool:
        """To the next stop that is left; False where nothing is."""
        return self.route.advance()

    def go(self, stop: Stop) -> None:
        """To a stop, which is put in where the queue does not have it."""
        self.route.go(stop)

    def write_memo(self, about: About, text: str, *, at: Stop | None = None, id: str = "") -> None:
        """A memo on a passage, its interview or its code; on those before the coder unless a stop is named.

        What comes once more with that id, a UUID, is not written once more.
        """
        if id and any(memo.id == id for memo in self._memos):
            return
        look = self.look(at) if at else self.here
        targets = {About.PASSAGE: look.segment.id, About.DOCUMENT: look.document.id, About.CODE: look.stop.code_id}
        memo = Memo(
            id=id or str(uuid.uuid4()),
            coder=self.session.coder,
            about=about,
            text=text,
            target=targets.get(about, ""),
        )
        self._memos.append(self._notebook.add_memo(memo))

    def news(self) -> str:
        """What the desk has to say by itself, once; mostly nothing."""
        return ""

    def following(self, stop: Stop, *, wait: bool = True) -> Stop | None:  # noqa: ARG002
        """What is left after a stop, as somebody who decided there goes on; None where nothing is.

        What is still being chosen is waited for, unless nobody needs it yet.
        """
        return self.route.after(stop)

    def onward(self, stop: Stop, *, wait: bool = True) -> Stop | None:  # noqa: ARG002
        """The next stop after one, decided or not; None at the end. It is waited for as in `following`."""
        return self.route.beside(stop, 1)

    def close(self) -> None:
        """Keep what was read: nobody decides here any more."""
        self.keep_read()

    def keep_read(self) -> None:
        """Keep which passages were read since this was last done."""
        marks = dict(self._unread)
        self._notebook.mark_read(marks.values())
        for key in marks:
            self._unread.pop(key, None)

    def at(self, stop: Stop) -> Item:
        """The code on the passage of a stop that has a code."""
        segment = self.session.library.segments[stop.segment_id]
        return self.session.at(Target(segment.document_id, segment.id, stop.code_id))

    def settle(self, stops: Iterable[Stop]) -> None:
        """Look again at which of these stops are left."""
        self.route.settle(stops, self.is_open, self._is_skipped)

    def made(self, outcome: Outcome, *, counts: bool = True) -> Outcome:
        """Take note of what was kept; what only adds a mark or a note does not count for the pace."""
        if outcome.decisions and counts and not outcome.again:
            self.pace.tick()
        self.settle(map(stop_of, (*outcome.decisions, *self.session.untold)))
        return outcome

    def beginning(self) -> Stop | None:
        """Where the coder goes on: after the last decision, if it was made in this queue. Goes nowhere itself."""
        latest = self.session.latest
        if latest and (stop := stop_of(latest)) in self.route.stops:
            return self.route.after(stop) or stop
        return self.route.first(lambda stop: not self._is_skipped(stop))

    def _is_skipped(self, stop: Stop) -> bool:
        return bool(stop.code_id) and self.at(stop).is_skipped

    def _code(self, code_id: str) -> Code | None:
        with suppress(KeyError):
            return self.session.library.codebook.code(code_id) if code_id else None
        return None

    def _stances(self, stop: Stop) -> tuple[Decision, ...]:
        """What the other coders said."""
        return self.session.decisions_of_others(self.at(stop).target) if stop.code_id else ()

    def _marks(self, stop: Stop) -> tuple[Mark, ...]:
        """The marks on a code on a passage."""
        item = self.at(stop) if stop.code_id else None
        return item.decision.marks if item and item.decision and item.is_coded else ()

    def _note(self, stop: Stop) -> str:
        """Why, in the coder's words."""
        decision = self.at(stop).decision if stop.code_id else None
        return decision.note if decision else ""

    def _memos_on(self, segment: Segment, code_id: str) -> Iterator[Memo]:
        about = {(About.PASSAGE, segment.id), (About.DOCUMENT, segment.document_id)}
        about |= {(About.CODE, code_id)} if code_id else set()
        return (memo for memo in self._memos if (memo.about, memo.target) in about)

    def refresh(self) -> tuple[Decision, ...]:
        """Take in what others decided meanwhile, and return it."""
        newer = self.session.refresh()
        self.settle(map(stop_of, newer))
        return newer

    def have_read(self, stop: Stop) -> None:
        """The coder has read the passage of a stop."""
        segment = self.session.library.segments[stop.segment_id]
        self._note_read(marks_of([segment], self.session.library, coder=self.session.coder))
        self.settle([stop])

    def read_to(self, segment_id: str) -> None:
        """The coder says that they have read an interview down to a passage, and that passage."""
        self.expect(Stop(segment_id))
        self._note_read(read_to(segment_id, self.session.library, coder=self.session.coder))
        document_id = self.session.library.segments[segment_id].document_id
        segments = self.session.library.segments
        self.settle(stop for stop in self.route.stops if segments[stop.segment_id].document_id == document_id)

    def _note_read(self, marks: Sequence[ReadMark]) -> None:
        self.session.note_read(marks)
        self._unread.update({(mark.segment_id, mark.codebook_sha256): mark for mark in marks})


def stop_of(decision: Decision) -> Stop:
    """Where a decision was made."""
    return Stop(decision.anchor.segment_id, decision.code_id)
