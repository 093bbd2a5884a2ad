"""Disagreements between coders, and the word that settles them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model.coding import Decision, DecisionLog, Mark, Verdict
from qualcode.model.text import Span
from qualcode.review.anchors import locate, make_anchor
from qualcode.review.library import Item, Library
from qualcode.review.queue import Stop
from qualcode.review.resolve import Disagreement
from qualcode.review.session import Session
from qualcode.review.standing import ADJUDICATION, CODED, Target, joined_marks
from qualcode.review.view import Notebook, View, stop_of


class Adjudication(View):
    """Someone settling disagreements. Whatever writes has been kept once its method returns."""

    actions = frozenset(
        ["accept", "reject", "contrary", "undo", "trim", "memo", "next", "previous", "open", "jump", "search"]
    ) | {"down", "up", "theme", "help", "quit"}
    """What can be done here, by the names of its keys."""
    settles = True

    def __init__(
        self,
        log: DecisionLog,
        library: Library,
        notebook: Notebook,
        disagreements: Iterable[Disagreement],
        *,
        coder: str,
    ) -> None:
        found = [each for each in disagreements if each.target.segment_id in library.segments]
        places = {segment_id: place for place, segment_id in enumerate(library.segments)}
        found.sort(key=lambda each: (places[each.target.segment_id], each.target.code_id))
        self._log = log
        self._found = {Stop(each.target.segment_id, each.target.code_id): each for each in found}
        self._settled: dict[Stop, Decision] = {}
        self._made: list[Decision] = []
        self._notes: dict[Stop, str] = {}
        self._denied: dict[Stop, bool] = {}
        super().__init__(Session(log, library, coder=coder), notebook, list(self._found))

    def is_open(self, stop: Stop) -> bool:
        """Whether it is still to be settled."""
        return stop in self._found and stop not in self._settled

    def at(self, stop: Stop) -> Item:
        """The code on the passage of a stop, with the outcome."""
        return replace(super().at(stop), decision=self._settled.get(stop))

    @property
    def stances(self) -> tuple[Decision, ...]:
        """What the coders decided, by coder."""
        found = self._found.get(self.route.stop) if self.route.stop else None
        return found.decisions if found else ()

    @property
    def reopened(self) -> bool:
        """It was settled once, and someone changed their mind since."""
        found = self._found.get(self.route.stop) if self.route.stop else None
        return bool(found and found.reopened)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks it has, or will have if it is settled as coded: those of all who coded it."""
        stop, said = self.route.stop, self.item.decision if self.item else None
        if stop is None or stop not in self._found:
            return super().marks
        return () if said and said.verdict not in CODED else self._marks_of(stop)

    def _marks_of(self, stop: Stop) -> tuple[Mark, ...]:
        marks = joined_marks(each.marks for each in self._found[stop].decisions if each.verdict in CODED)
        denied = self._denied.get(stop, Mark.CONTRARY in marks)
        return tuple(mark for mark in Mark if (denied if mark is Mark.CONTRARY else mark in marks))

    @property
    def note(self) -> str:
        """Why it is settled so."""
        stop = self.route.stop
        return self._notes.get(stop, "") if stop else ""

    def decide(self, verdict: Verdict) -> tuple[Decision, ...]:
        """Coded, or not coded: what counts from now on, whatever the coders said."""
        return self._settle(verdict, None)

    def trim(self, span: Span) -> tuple[Decision, ...]:
        """Coded, and no more than a stretch of it is quoted."""
        return self._settle(Verdict.ACCEPT, span)

    def explain(self, text: str) -> tuple[Decision, ...]:
        """Why: kept with the outcome, or waiting for it."""
        stop, said = self.route.stop, self.item.decision if self.item else None
        if stop is None:
            return ()
        self._notes[stop] = text
        if said is None:
            return ()
        return self._settle(said.verdict, Span(said.anchor.start, said.anchor.end))

    def toggle(self, mark: Mark) -> tuple[Decision, ...]:
        """Whether the informant denies the theme, the one mark that is to be settled; or waiting for the outcome."""
        stop, said = self.route.stop, self.item.decision if self.item else None
        if stop not in self._found or mark is not Mark.CONTRARY:
            return ()
        self._denied[stop] = mark not in self._marks_of(stop)
        if said is None or said.verdict not in CODED:
            return ()
        return self._settle(said.verdict, Span(said.anchor.start, said.anchor.end))

    def undo(self) -> tuple[Decision, ...]:
        """Leave the last one open again; of this sitting."""
        undone = {decision.undoes for decision in self._made}
        last = next((d for d in reversed(self._made) if not d.undoes and d.id not in undone), None)
        if last is None:
            return ()
        taken_back = replace(_anew(last), verdict=Verdict.WITHDRAW, supersedes=(), undoes=last.id, marks=(), note="")
        made = self._keep(taken_back)
        self.go(stop_of(last))
        return made

    def _settle(self, verdict: Verdict, span: Span | None) -> tuple[Decision, ...]:
        stop = self.route.stop
        if stop is None or stop not in self._found:
            return ()
        self.have_read()
        stances = self._found[stop].decisions
        span = span or self._agreed_stretch(stances)
        return self._keep(
            outcome(
                self._found[stop],
                self.session.library,
                verdict,
                coder=self.session.coder,
                marks=self._marks_of(stop),
                note=self.note,
                span=span,
            )
        )

    def _agreed_stretch(self, stances: Iterable[Decision]) -> Span | None:
        """The stretch of whoever coded it first."""
        for decision in stances:
            place = locate(decision.anchor, self.document)
            if decision.verdict in CODED and place.counts:
                return Span(place.start, place.end)
        return None

    def _keep(self, decision: Decision) -> tuple[Decision, ...]:
        kept = self._log.append(decision)
        self._made.append(kept)
        if kept.undoes:
            self._settled.pop(stop_of(kept), None)
        else:
            self._settled[stop_of(kept)] = kept
        return self.made((kept,))


def outcome(
    disagreement: Disagreement,
    library: Library,
    verdict: Verdict,
    *,
    coder: str,
    marks: Sequence[Mark] = (),
    note: str = "",
    span: Span | None = None,
) -> Decision:
    """The decision that settles a disagreement. It lists what it settles, and is not a coder's decision."""
    target: Target = disagreement.target
    document, segment = library.documents[target.document_id], library.segments[target.segment_id]
    return Decision(
        id=str(uuid.uuid4()),
        writer="",
        sequence=0,
        decided_at="",
        coder=coder,
        code_id=target.code_id,
        verdict=verdict,
        anchor=make_anchor(document, segment, start=span.start if span else None, end=span.end if span else None),
        marks=tuple(marks) if verdict in CODED else (),
        origin=ADJUDICATION,
        codebook_sha256=library.codebook.sha256,
        supersedes=tuple(decision.id for decision in disagreement.decisions),
        note=note,
    )


def _anew(decision: Decision) -> Decision:
    return replace(decision, id=str(uuid.uuid4()), writer="", sequence=0, decided_at="")
