"""Which code, and on which words: a list to choose from, with what is chosen sent to where it is decided."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.model.harmless import one_for_one
from qualcode.model.text import Span
from qualcode.review.desk import Desk
from qualcode.review.look import Look
from qualcode.review.queue import Stop
from qualcode.review.wording import code_name, name_of, path_of
from qualcode.study.codebook.changes import new_code
from qualcode.web.answering import answered, own_address
from qualcode.web.colours import places
from qualcode.web.pages.deciding import Saying
from qualcode.web.queues import address, written
from qualcode.web.visit import Visit, first

TITLES = {
    "instead": "Which code instead?",
    "add": "One more code",
    "trim": "Accept, and quote only which words?",
}


def pick(visit: Visit) -> Response:
    """The codes, and the sentences of the passage where a stretch of it may be chosen."""
    for_ = visit.query.get("for", "instead")
    if for_ not in TITLES:
        raise UsageError(f"{for_}: nothing is picked for that", hint=f"there are: {', '.join(TITLES)}")
    desk = visit.desk()
    look = desk.look(Stop(visit.place("segment"), visit.place("code")))
    return visit.page(
        "pick.html",
        "review",
        title=TITLES[for_],
        action=for_,
        look=look,
        id=str(uuid.uuid4()),
        written=written(visit.wanted),
        codes=[] if for_ == "trim" else list(_codes(desk)),
        sentences=[] if for_ == "instead" else list(_sentences(desk, look, whole_turn=for_ == "add")),
    )


def ask_code(visit: Visit) -> Response:
    """What a new code is called, and where it belongs."""
    desk = visit.desk()
    look = desk.look(Stop(visit.place("segment"), visit.place("code")))
    codes, id = list(_codes(desk)), str(uuid.uuid4())
    return visit.page("new_code.html", "review", look=look, id=id, codes=codes, written=written(visit.wanted))


def make_code(visit: Visit) -> Response:
    """Make a code that the codebook does not have yet, and put it on the passage."""
    saying, name = Saying(visit), first(visit.form, "name")
    if not name:
        raise UsageError("what is the new code called?", hint="give it a name")
    _, code_id = new_code(visit.room.study, name, first(visit.form, "parent") or None)
    visit.room.renew()
    desk = visit.desk(saying.wanted)
    outcome = desk.add(code_id, at=saying.stop, id=saying.id)
    said = f"✓ saved: a new code, {name_of(outcome.decisions[0], desk.session.library.codebook)}"
    where = own_address(first(visit.form, "to"), address(saying.stop, saying.wanted))
    return answered(visit, said, where, desk=desk)


def _codes(desk: Desk) -> Iterator[tuple[str, str, str, int, str]]:
    """Of each code its id, the names above it, its own name, the place of its colour, and what it means."""
    codebook = desk.session.library.codebook
    of = places(codebook)
    for code in codebook.codes:
        name = code_name(codebook, code.id)
        above = path_of(codebook, code.id).removesuffix(name)
        yield code.id, above, name, of[code.id], code.definition


def _sentences(desk: Desk, look: Look, *, whole_turn: bool) -> Iterator[tuple[Span, str, bool]]:
    """Sentences, each with its words and whether it is ticked."""
    for segment in desk.passages_of_turn(look.segment) if whole_turn else [look.segment]:
        for span in segment.sentences or (Span(segment.start, segment.end),):
            words = one_for_one(span.within(look.document.text))
            yield span, words, whole_turn and segment.id == look.segment.id
