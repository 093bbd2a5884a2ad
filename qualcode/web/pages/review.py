"""The review: a passage, the code that is proposed for it, and what can be said of it."""

from __future__ import annotations

from starlette.responses import Response

from qualcode.model.keys import KEYS
from qualcode.review.desk import Desk
from qualcode.review.queue import Order, Stop
from qualcode.review.wording import ORDERS as NAMES
from qualcode.review.wording import path_of
from qualcode.web.card import MARKS, card_of
from qualcode.web.pages.bearing import said_of_findings
from qualcode.web.queues import address, written
from qualcode.web.visit import Visit, see_other
from qualcode.web.words import Painter


def queue(visit: Visit) -> Response:
    """To where the coder goes on in a queue."""
    if not visit.visitor.coder:
        return see_other("/name")
    desk = visit.desk()
    begins = desk.beginning()
    if begins is None:
        return visit.page("empty.html", "review", queue=_queue(visit, desk), desk=desk)
    return see_other(address(begins, visit.wanted))


def stop(visit: Visit) -> Response:
    """A stop of a queue."""
    if not visit.visitor.coder:
        return see_other("/name")
    desk, wanted = visit.desk(), visit.wanted
    here = Stop(visit.place("segment"), visit.place("code"))
    look = desk.look(here)
    material = visit.material
    roster = material.library.roster
    painter = Painter(desk.session, material.by_turn, {each.id: each.informant_type for each in roster.informants})
    following, onward = desk.following(here, wait=False), desk.onward(here, wait=False)
    back = desk.route.beside(here, -1)
    return visit.page(
        "review.html",
        "review",
        desk=desk,
        queue=_queue(visit, desk),
        written=written(wanted),
        card=card_of(desk, look),
        marks=MARKS,
        findings=said_of_findings(visit, look.segment.id),
        turns=list(painter.around(look)),
        following=address(following, wanted) if following and following != here else "",
        onward=address(onward, wanted) if onward else "",
        back=address(back, wanted) if back else "",
        here_address=address(here, wanted),
        actions=KEYS,
    )


def _queue(visit: Visit, desk: Desk) -> dict[str, object]:
    """What the line of filters shows: each choice with its name, and whether it is the one."""
    library, wanted = desk.session.library, desk.wanted
    # What is likely is learned from the others, whom a blind coder does not see.
    orders = [(order.value, NAMES[order]) for order in Order if order is not Order.LIKELY or not visit.visitor.blind]
    return {
        "left": desk.route.left,
        "total": len(desk.route.stops),
        "selects": [
            ("order", "Way through", wanted.order.value, orders),
            ("code", "Theme", wanted.code_id, [("", "All themes"), *_codes(desk)]),
            (
                "type",
                "Type",
                wanted.informant_type,
                [("", "All types"), *((t, t) for t in library.roster.informant_types)],
            ),
            (
                "document",
                "Interview",
                wanted.document_id,
                [("", "All interviews"), *((d, d) for d in library.documents)],
            ),
        ],
        "whole": wanted.whole,
        "size": wanted.size,
        "seed": wanted.seed,
        "is_sample": wanted.order is Order.SAMPLE,
        "in_rounds": wanted.order is Order.LIKELY,
    }


def _codes(desk: Desk) -> list[tuple[str, str]]:
    codebook = desk.session.library.codebook
    return [(code.id, path_of(codebook, code.id)) for code in codebook.codes]
