"""Notes on a decision, a passage, an interview, a code or the study."""

from __future__ import annotations

import uuid

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.model.journal import About
from qualcode.review.queue import Stop
from qualcode.web.answering import answered, own_address
from qualcode.web.pages.deciding import Saying
from qualcode.web.queues import address, written
from qualcode.web.visit import Visit, first

ABOUT = {
    About.PASSAGE: "the passage",
    About.DOCUMENT: "the interview",
    About.CODE: "the code",
    About.STUDY: "the study",
}


def ask_memo(visit: Visit) -> Response:
    """A note of some lines, and what it is on."""
    look = visit.desk().look(Stop(visit.place("segment"), visit.place("code")))
    about = {each: words for each, words in ABOUT.items() if look.stop.code_id or each is not About.CODE}
    return visit.page(
        "memo.html", "review", look=look, about=about, written=written(visit.wanted), id=str(uuid.uuid4())
    )


def keep_memo(visit: Visit) -> Response:
    """Keep it."""
    saying = Saying(visit)
    about = first(visit.form, "about")
    if about not in [each.value for each in ABOUT]:
        raise UsageError("a note on what?", hint=f"there are: {', '.join(ABOUT)}")
    text = visit.form.get("text", "").replace("\r\n", "\n").strip()
    if text:
        saying.desk.write_memo(About(about), text, at=saying.stop, id=saying.id)
    said = f"✓ saved: a note on {ABOUT[About(about)]}" if text else ""
    where = own_address(first(visit.form, "to"), address(saying.stop, saying.wanted))
    return answered(visit, said, where, desk=saying.desk)
