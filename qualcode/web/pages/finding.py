"""Elsewhere in the study: an interview or a code by name, words that were said, the passage above or below."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import Response

from qualcode.review.desk import Desk
from qualcode.review.queue import Stop
from qualcode.review.wording import path_of
from qualcode.web.queues import address, written
from qualcode.web.visit import Visit, first, see_other
from qualcode.web.words import excerpt


def jump(visit: Visit) -> Response:
    """Interviews and codes, each with what is left of it in the queue."""
    desk = visit.desk()
    return visit.page("jump.html", "review", choices=list(_choices(visit, desk)))


def find(visit: Visit) -> Response:
    """The informants' words, or a passage by its id."""
    desk, words = visit.desk(), first(visit.query, "words")
    found = [
        (
            address(_stop(desk, segment.id), visit.wanted),
            segment.id,
            excerpt(segment, span),
        )
        for segment, span in (desk.find(words) if words else [])
    ]
    return visit.page("find.html", "review", words=words, found=found, written=written(visit.wanted))


def beside(visit: Visit) -> Response:
    """To what the informants say above or below a passage, in the queue or not."""
    here = Stop(visit.place("segment"), visit.place("code"))
    by = -1 if visit.query.get("by") == "-1" else 1
    there = visit.desk().beside(by, at=here)
    if there is None:
        visit.visitor.say("the informants say nothing " + ("after this" if by > 0 else "before this"))
    return see_other(address(there or here, visit.wanted))


def _choices(visit: Visit, desk: Desk) -> Iterator[tuple[str, str, int]]:
    """Where each leads to, its name, and how much of it is left."""
    library, types = desk.session.library, visit.material.types
    of_document: dict[str, list[Stop]] = {}
    of_code: dict[str, list[Stop]] = {}
    for stop in desk.route.stops:
        of_document.setdefault(library.segments[stop.segment_id].document_id, []).append(stop)
        of_code.setdefault(stop.code_id, []).append(stop)
    names = {id: " · ".join([id, *types[id]]) for id in library.documents}
    paths = {code.id: path_of(library.codebook, code.id) for code in library.codebook.codes}
    for names_of, stops in ((names, of_document), (paths, of_code)):
        for id, name in names_of.items():
            if id in stops:
                open_ = [stop for stop in stops[id] if desk.route.is_left(stop)]
                yield address((open_ or stops[id])[0], visit.wanted), name, len(open_)


def _stop(desk: Desk, segment_id: str) -> Stop:
    return desk.route.first(lambda stop: stop.segment_id == segment_id) or Stop(segment_id)
