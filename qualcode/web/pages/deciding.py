"""What is done with a code on a passage, once a button or a key says so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from urllib.parse import parse_qs

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.model.coding import Mark, Verdict
from qualcode.model.harmless import one_for_one
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span
from qualcode.review.desk import Desk
from qualcode.review.queue import Stop, Wanted
from qualcode.review.seen import Fate, Outcome, Seen
from qualcode.review.view import stop_of
from qualcode.review.wording import marked, saved, taken_back
from qualcode.web.answering import answered, own_address
from qualcode.web.queues import address, read_wanted
from qualcode.web.visit import Visit, first

DONE = "✓ Nothing is left in this queue; all of it is saved."


@dataclass
class Saying:
    """What somebody says of a code on a passage, as a form sends it."""

    visit: Visit

    @cached_property
    def wanted(self) -> Wanted:
        """The queue they are in."""
        given = parse_qs(self.visit.form.get("queue", ""))
        return read_wanted({key: values[0] for key, values in given.items()}, given.get("informant", ()))

    @cached_property
    def desk(self) -> Desk:
        """Where it is kept."""
        return self.visit.desk(self.wanted)

    @cached_property
    def stop(self) -> Stop:
        """On what."""
        return Stop(first(self.visit.form, "segment"), first(self.visit.form, "code"))

    @property
    def other(self) -> str:
        """The code that is picked."""
        return first(self.visit.form, "other")

    @property
    def note(self) -> str:
        """Why."""
        return self.visit.form.get("note", "").replace("\r\n", "\n").strip()

    @property
    def id(self) -> str:
        """Its own, so that it is kept once."""
        return first(self.visit.form, "id")

    @property
    def marks(self) -> list[Mark]:
        """All that are ticked."""
        return [mark for mark in Mark if mark.value in self.visit.form.getlist("marks")]

    @cached_property
    def seen(self) -> Seen | None:
        """What they saw."""
        line = self.visit.form.get("seen", "")
        try:
            return Seen.read(line) if line else None
        except ValueError:
            raise UsageError("what was sent is not what this page showed", hint="load the page again") from None

    @cached_property
    def span(self) -> Span | None:
        """The stretch that is selected, by places or by sentences; its words have to be those that stand there."""
        form = self.visit.form
        if sentences := form.getlist("sentence"):
            bounds = [_numbers(*each.split("-", 1)) for each in sentences]
            return Span(min(start for start, _ in bounds), max(end for _, end in bounds))
        if not form.get("start"):
            return None
        span = Span(*_numbers(form.get("start", ""), form.get("end", "")))
        look = self.desk.look(self.stop)
        if _letters(one_for_one(span.within(look.document.text))) != _letters(form.get("text", "")):
            raise UsageError("the words that were selected stand somewhere else now", hint="select them again")
        return span


def decide(visit: Visit) -> Response:
    """Do it, say so, and go on."""
    saying = Saying(visit)
    action = ACTIONS.get(first(visit.form, "action"))
    if action is None:
        raise UsageError("nothing that can be done here", hint=f"there are: {', '.join(ACTIONS)}")
    if not visit.visitor.coder:
        raise UsageError("who decides?", hint="say your name first")
    said, goes_to, outcome = action(saying)
    visit.room.keep_read()
    asks_again = outcome.fate is Fate.ASK_AGAIN
    if goes_to is None and not asks_again and not saying.desk.route.left:
        said = f"{said}. {DONE}" if said else DONE
    said = ". ".join(filter(None, (said, saying.desk.news())))
    back = saying.stop if asks_again else goes_to or saying.stop
    where = own_address(first(visit.form, "to"), address(back, saying.wanted))
    return answered(visit, said, where, desk=saying.desk, is_error=asks_again)


Done = tuple[str, Stop | None, Outcome]
"""What is said of it, where to go, and what became of it."""


def _verdict(verdict: Verdict) -> Callable[[Saying], Done]:
    def act(saying: Saying) -> Done:
        outcome = saying.desk.decide(
            verdict, at=saying.stop, marks=saying.marks, note=saying.note, id=saying.id, seen=saying.seen
        )
        return _went_on(saying, outcome)

    return act


def _trim(saying: Saying) -> Done:
    if saying.span is None:
        raise UsageError("no words are selected", hint="select the words that are to be quoted")
    outcome = saying.desk.trim(saying.span, at=saying.stop, id=saying.id, seen=saying.seen)
    return _went_on(saying, outcome)


def _instead(saying: Saying) -> Done:
    outcome = saying.desk.instead(
        saying.other, at=saying.stop, marks=saying.marks, note=saying.note, id=saying.id, seen=saying.seen
    )
    return _went_on(saying, outcome)


def _add(saying: Saying) -> Done:
    outcome = saying.desk.add(
        saying.other, saying.span, at=saying.stop, marks=saying.marks, note=saying.note, id=saying.id
    )
    return saved(outcome, saying.desk.session.library), saying.stop, outcome


def _mark(saying: Saying) -> Done:
    """A mark, on or off, on what is coded already; else it waits in its box for the decision."""
    mark = next((each for each in Mark if each.value == first(saying.visit.form, "mark")), None)
    if mark is None:
        raise UsageError("there is no such mark", hint=f"there are: {', '.join(Mark)}")
    on = mark in saying.marks
    outcome = saying.desk.mark(mark, on=on, at=saying.stop)
    return marked(mark, on=on, outcome=outcome), saying.stop, outcome


def _star(saying: Saying) -> Done:
    """A good quote, or one no more; what is only proposed is accepted with it."""
    marks = {*saying.desk.look(saying.stop).marks} ^ {Mark.GOOD_QUOTE}
    outcome = saying.desk.decide(
        Verdict.ACCEPT, at=saying.stop, marks=marks, note=saying.note, id=saying.id, seen=saying.seen
    )
    return saved(outcome, saying.desk.session.library), saying.stop, outcome


def _note(saying: Saying) -> Done:
    outcome = saying.desk.explain(saying.note, at=saying.stop)
    return "✓ saved: a note on the decision" if outcome.decisions else "", saying.stop, outcome


def _next(saying: Saying) -> Done:
    """On without deciding: whoever goes on has read the passage."""
    saying.desk.expect(saying.stop)
    saying.desk.have_read(saying.stop)
    onward = saying.desk.onward(saying.stop)
    return "" if onward else "this is the last one", onward or saying.stop, Outcome()


def _undo(saying: Saying) -> Done:
    outcome = saying.desk.undo(id=saying.id)
    said = taken_back(outcome, saying.desk.session.library.codebook)
    return said, stop_of(outcome.decisions[0]) if outcome.decisions else saying.stop, outcome


def _went_on(saying: Saying, outcome: Outcome) -> Done:
    return saved(outcome, saying.desk.session.library), saying.desk.following(saying.stop), outcome


ACTIONS: dict[str, Callable[[Saying], Done]] = {
    "accept": _verdict(Verdict.ACCEPT),
    "reject": _verdict(Verdict.REJECT),
    "skip": _verdict(Verdict.SKIP),
    "trim": _trim,
    "instead": _instead,
    "add": _add,
    "mark": _mark,
    "star": _star,
    "note": _note,
    "next": _next,
    "undo": _undo,
}
"""By the name of the button."""


def _letters(text: str) -> str:
    """A text without white space: what stands between two passages is not part of the page."""
    return "".join(text.split())


def _numbers(start: str, end: str) -> tuple[int, int]:
    with suppress(ValueError):
        return int(start), int(end)
    raise UsageError("no words are selected", hint="select them again")
