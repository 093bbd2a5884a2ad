"""What lies before a coder: a passage and a code, and what was said of it. Knows no screen and no database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Protocol

from qualcode.model.codebook import Code
from qualcode.model.coding import Decision, Mark
from qualcode.model.document import Document, Segment, Turn
from qualcode.model.journal import About, Memo, ReadMark
from qualcode.model.text import Span
from qualcode.review.library import Item, is_informants, type_of, type_of_informant
from qualcode.review.pace import Pace
from qualcode.review.queue import Stop
from qualcode.review.route import Route, find_words
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
        self.route.settle(self.route.stops, self.is_open)
        self._resume()

    def is_open(self, stop: Stop) -> bool:
        """Whether the coder still has a stop to settle."""
        raise NotImplementedError

    @property
    def segment(self) -> Segment:
        """The passage before the coder; only where there is a stop."""
        stop = self.route.stop
        if stop is None:
            raise LookupError("an empty queue")
        return self.session.library.segments[stop.segment_id]

    @property
    def document(self) -> Document:
        """The interview it stands in."""
        return self.session.library.documents[self.segment.document_id]

    @property
    def turn(self) -> Turn:
        """Whose talk it is part of."""
        return next(turn for turn in self.document.turns if turn.ordinal == self.segment.turn)

    @property
    def informant_type(self) -> str:
        """The type of the informant who says it; empty where nobody is known to."""
        return type_of(self.session.library, self.segment)

    def passages_of_turn(self) -> list[Segment]:
        """The passages of the turn, in the order of the text."""
        here, segments = self.segment, self.session.library.segments.values()
        return [each for each in segments if each.document_id == here.document_id and each.turn == here.turn]

    def type_of_turn(self, turn: Turn) -> str:
        """The type of whoever speaks; empty for interviewers and where nobody is known."""
        return type_of_informant(self.session.library, turn.informant_id)

    @property
    def item(self) -> Item | None:
        """The code to be decided; None at a passage to read."""
        stop = self.route.stop
        return self.at(stop) if stop and stop.code_id else None

    @property
    def code(self) -> Code | None:
        """Its entry in the codebook; None where the codebook has none."""
        item = self.item
        with suppress(KeyError):
            return self.session.library.codebook.code(item.target.code_id) if item else None
        return None

    @property
    def others(self) -> list[Item]:
        """The other codes on the passage."""
        stop = self.route.stop
        on_passage = self.session.on_passage(self.segment.id)
        return [item for item in on_passage if stop is None or item.target.code_id != stop.code_id]

    @property
    def stances(self) -> tuple[Decision, ...]:
        """What the other coders said of the code on the passage."""
        return self.session.decisions_of_others(self.item.target) if self.item else ()

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The words that prompted the suggestion; of a code added by hand the stretch it was put on."""
        item = self.item
        if item is None:
            return ()
        if item.suggestion:
            return tuple(Span(piece.start, piece.end) for piece in item.suggestion.evidence)
        return (self.quoted,) if self.quoted else ()

    @property
    def quoted(self) -> Span | None:
        """The stretch that is quoted, where it is not the whole passage."""
        if self.item is None:
            return None
        span = self.session.stretch(self.item)
        return None if span == (self.segment.start, self.segment.end) else span

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on it."""
        item = self.item
        return item.decision.marks if item and item.decision and item.is_coded else ()

    @property
    def note(self) -> str:
        """Why, in the coder's words."""
        item = self.item
        return item.decision.note if item and item.decision else ""

    def memos(self) -> list[Memo]:
        """Memos on the passage, its interview and its code."""
        about = {(About.PASSAGE, self.segment.id), (About.DOCUMENT, self.document.id)}
        if self.item:
            about.add((About.CODE, self.item.target.code_id))
        return [memo for memo in self._memos if (memo.about, memo.target) in about]

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
            self.have_read()
            self.settle([stop])
        return self.route.step(step)

    def advance(self) -> bool:
        """To the next stop that is left; False where nothing is."""
        return self.route.advance(lambda stop: bool(stop.code_id) and self.at(stop).is_skipped)

    def go(self, stop: Stop) -> None:
        """To a stop, which is put in where the queue does not have it."""
        self.route.go(stop)

    def write_memo(self, about: About, text: str) -> None:
        """A memo on the passage, its interview or its code."""
        targets = {About.PASSAGE: self.segment.id, About.DOCUMENT: self.document.id, About.STUDY: ""}
        if self.item:
            targets[About.CODE] = self.item.target.code_id
        memo = Memo(
            id=str(uuid.uuid4()), coder=self.session.coder, about=about, text=text, target=targets.get(about, "")
        )
        self._memos.append(self._notebook.add_memo(memo))

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
        self.route.settle(stops, self.is_open)

    def made(self, decisions: tuple[Decision, ...], *, counts: bool = True) -> tuple[Decision, ...]:
        """Take note of decisions that were kept; those that only add a mark or a note do not count for the pace."""
        if decisions and counts:
            self.pace.tick()
        self.settle(stop_of(decision) for decision in decisions)
        return decisions

    def drop_unsaved(self) -> bool:
        """Take back what waits to be saved with a decision; whether there was anything."""
        return False

    def _resume(self) -> None:
        """Stand where the coder stopped: after the last decision, if it was made in this queue."""
        latest = self.session.latest
        if latest and (stop := stop_of(latest)) in self.route.stops:
            self.route.go(stop)
            self.advance()
        elif first := self.route.first(lambda stop: not (stop.code_id and self.at(stop).is_skipped)):
            self.route.go(first)

    def refresh(self) -> tuple[Decision, ...]:
        """Take in what others decided meanwhile, and return it."""
        newer = self.session.refresh()
        self.settle(stop_of(decision) for decision in newer)
        return newer

    def have_read(self) -> None:
        """The coder has read the passage before them."""
        if self.route.stop is None:
            return
        codebook, segment = self.session.library.codebook.sha256, self.segment
        mark = ReadMark(
            coder=self.session.coder,
            segment_id=segment.id,
            document_id=segment.document_id,
            document_sha256=self.document.sha256,
            codebook_sha256=codebook,
        )
        self.session.note_read([mark])
        self._unread[segment.id, codebook] = mark


def stop_of(decision: Decision) -> Stop:
    """Where a decision was made."""
    return Stop(decision.anchor.segment_id, decision.code_id)
