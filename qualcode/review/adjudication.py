"""Disagreements between coders, and the word that settles them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model.coding import Decision, DecisionLog, Mark, Verdict
from qualcode.model.text import Span
from qualcode.review.anchors import locate, make_anchor
from qualcode.review.library import Item, Library
from qualcode.review.look import Look
from qualcode.review.queue import Stop
from qualcode.review.resolve import Disagreement
from qualcode.review.seen import Outcome
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
        self._found = {Stop(each.target.segment_id, each.target.code_id): each for each in found}
        self._settled: dict[Stop, Decision] = {}
        self._made: list[Decision] = []
        super().__init__(Session(log, library, coder=coder), notebook, list(self._found))

    def is_open(self, stop: Stop) -> bool:
        """Whether it is still to be settled."""
        return stop in self._found and stop not in self._settled

    def at(self, stop: Stop) -> Item:
        """The code on the passage of a stop, with the outcome."""
        return replace(super().at(stop), decision=self._settled.get(stop))

    def look(self, stop: Stop) -> Look:
        """Look at any stop, and at who read its passage without putting the code on it."""
        found = self._found.get(stop)
        return replace(super().look(stop), read_by=found.read_by if found else ())

    @property
    def reopened(self) -> bool:
        """It was settled once, and someone changed their mind since."""
        found = self._found.get(self.route.stop) if self.route.stop else None
        return bool(found and found.reopened)

    def decide(
        self,
        verdict: Verdict,
        *,
        at: Stop | None = None,
        marks: Iterable[Mark] | None = None,
        note: str | None = None,
        span: Span | None = None,
        id: str = "",
    ) -> Outcome:
        """Coded, or not coded: what counts from now on, whatever the coders said.

        Of the `marks` it is to have, one is to be settled: whether the informant denies the theme. The others are those
        of all who coded it. Without `span` the stretch of whoever coded it first is quoted.
        """
        stop = at or self.route.stop
        if stop is None or stop not in self._found:
            return Outcome()
        self.have_read(stop)
        joined, disagreement = self.marks_if_coded(stop), self._found[stop]
        denied = Mark.CONTRARY in (joined if marks is None else marks)
        made = outcome(
            disagreement,
            self.session.library,
            verdict,
            coder=self.session.coder,
            marks=[mark for mark in Mark if (denied if mark is Mark.CONTRARY else mark in joined)],
            note=self._note(stop) if note is None else note,
            span=span or self._agreed_stretch(disagreement),
        )
        return self._keep(made, id)

    def marks_if_coded(self, stop: Stop) -> tuple[Mark, ...]:
        """The marks of all who coded it."""
        stances = self._found[stop].decisions if stop in self._found else ()
        return joined_marks(each.marks for each in stances if each.verdict in CODED)

    def is_disputed(self, stop: Stop) -> bool:
        """Whether coders differ there, or did when this was opened."""
        return stop in self._found

    def undo(self) -> Outcome:
        """Leave the last one open again; of this sitting."""
        undone = {decision.undoes for decision in self._made}
        last = next((d for d in reversed(self._made) if not d.undoes and d.id not in undone), None)
        if last is None:
            return Outcome()
        taken_back = replace(_anew(last), verdict=Verdict.WITHDRAW, supersedes=(), undoes=last.id, marks=(), note="")
        kept = self._keep(taken_back)
        self.go(stop_of(last))
        return kept

    def _stances(self, stop: Stop) -> tuple[Decision, ...]:
        """What the coders decided, by coder."""
        found = self._found.get(stop)
        return found.decisions if found else ()

    def _marks(self, stop: Stop) -> tuple[Mark, ...]:
        """The marks it has, or will have if it is settled as coded: those of all who coded it."""
        settled = self._settled.get(stop)
        if settled or stop not in self._found:
            return settled.marks if settled else super()._marks(stop)
        return self.marks_if_coded(stop)

    def _agreed_stretch(self, disagreement: Disagreement) -> Span | None:
        """The stretch of whoever coded it first."""
        document = self.session.library.documents[disagreement.target.document_id]
        for decision in disagreement.decisions:
            place = locate(decision.anchor, document)
            if decision.verdict in CODED and place.counts:
                return Span(place.start, place.end)
        return None

    def _keep(self, decision: Decision, id: str = "") -> Outcome:
        outcome = self.session.settle(decision, id=id)
        for kept in () if outcome.again else outcome.decisions:
            self._made.append(kept)
            if kept.undoes:
                self._settled.pop(stop_of(kept), None)
            else:
                self._settled[stop_of(kept)] = kept
        return self.made(outcome)


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
