"""What is answered once something was done: a line for our own script, or the next page, which tells it."""

from __future__ import annotations

from starlette.responses import Response

from qualcode.review.desk import Desk
from qualcode.review.queue import Wanted
from qualcode.web.visit import Visit, see_other


def answered(visit: Visit, said: str, where: str, *, desk: Desk | None = None, is_error: bool = False) -> Response:
    """Tell what was done and go on to an address of ours; `desk` is where it was done."""
    if not visit.is_ours:
        visit.visitor.say(said, is_error=is_error)
        return see_other(where)
    everything = visit.desk(Wanted())
    desk = desk or everything
    return visit.part(
        "said.html",
        said=said,
        is_error=is_error,
        goes_to=where,
        left=desk.route.left,
        total=len(desk.route.stops),
        all_left=everything.route.left,
        newest=desk.session.newest,
    )


def own_address(given: str, otherwise: str = "/") -> str:
    """An address of ours, whatever was sent."""
    return given if given.startswith("/") and not given.startswith(("//", "/\\")) else otherwise
