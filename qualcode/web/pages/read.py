"""An interview as a page with a margin: the words, and beside them the codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from starlette.responses import FileResponse, Response

from qualcode.errors import UsageError
from qualcode.model.coding import Mark
from qualcode.model.nouns import dataclass
from qualcode.review.desk import Desk
from qualcode.review.painting import Layer
from qualcode.review.queue import Stop, Wanted
from qualcode.review.route import find_words
from qualcode.study.recordings import recording_files
from qualcode.study.translations import pairing_of, translation_files
from qualcode.web.answering import answered
from qualcode.web.card import MARKS, Other, card_of, other_code
from qualcode.web.colours import places
from qualcode.web.guard import PLAYED
from qualcode.web.pages.bearing import said_of_findings
from qualcode.web.queues import address
from qualcode.web.visit import Visit, first, see_other
from qualcode.web.words import Painter


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An interview in the list beside the page."""

    id: str
    types: str
    left: int
    """Suggestions the coder still has to decide."""


def first_interview(visit: Visit) -> Response:
    """To the interview the coder is in."""
    if not visit.visitor.coder:
        return see_other("/name")
    desk = visit.desk(Wanted())
    documents = desk.session.library.documents
    begins = desk.beginning()
    if not documents:
        return visit.page("unread.html", "read")
    id = desk.session.library.segments[begins.segment_id].document_id if begins else next(iter(documents))
    return see_other(address_of(id))


def interview(visit: Visit) -> Response:
    """One interview, whole."""
    if not visit.visitor.coder:
        return see_other("/name")
    desk, material = visit.desk(Wanted()), visit.material
    library = material.library
    id, words = visit.place("document"), first(visit.query, "find")
    document = library.documents.get(id)
    if document is None:
        visit.visitor.say(f"there is no interview {id}", is_error=True)
        return see_other("/read")
    own = [segment.id for segment in library.segments.values() if segment.document_id == id]
    found = find_words(library, own, words) if words else []
    painter = Painter(
        desk.session, material.by_turn, {each.id: each.informant_type for each in library.roster.informants}
    )
    translation = translation_files(visit.room.study).get(id)
    pairing = pairing_of(visit.room.study, document, translation) if translation else None
    return visit.page(
        "read.html",
        "read",
        document=document,
        types=material.types[id],
        interviews=list(_interviews(desk, visit)),
        turns=list(painter.whole(document, [Layer(span, "evidence", is_wanted=True) for _, span in found], pairing)),
        pairing=pairing,
        translator=visit.room.study.settings.translations.by,
        chips={segment_id: _chips(desk, segment_id) for segment_id in own},
        seen={each for each in own if library.codebook.sha256 in desk.session.codebooks_seen(each)},
        has_recording=id in recording_files(visit.room.study, [id], roster=library.roster),
        find=words,
        n_found=len(found),
        first_found=found[0][0].id if found else "",
        own_address=address_of(id),
    )


def recording(visit: Visit) -> Response:
    """The recording of an interview, which the browser plays from the second that the address names."""
    id = visit.place("document")
    path = recording_files(visit.room.study, [id]).get(id)
    if path is None:
        raise UsageError(
            f"{id}: its recording is not there",
            hint="put it into the folder recordings, called like the interview, or name it in the list of informants",
        )
    return FileResponse(path, headers=PLAYED)


def card(visit: Visit) -> Response:
    """A code on a passage, to be decided where it was read."""
    desk = visit.desk(Wanted())
    look = desk.look(Stop(visit.place("segment"), visit.place("code")))
    findings = said_of_findings(visit, look.segment.id)
    return visit.page(
        "card_page.html",
        "read",
        card=card_of(desk, look),
        marks=MARKS,
        findings=findings,
        written="",
        to=_back(visit),
    )


def read_to(visit: Visit) -> Response:
    """Whoever says so has read an interview down to a passage; who only scrolls has not."""
    desk, segment_id = visit.desk(Wanted()), first(visit.form, "segment")
    desk.read_to(segment_id)
    visit.room.keep_read(at_once=True)
    id = desk.session.library.segments[segment_id].document_id
    return answered(visit, f"✓ saved: read to {segment_id}", f"{address_of(id)}#{segment_id}", desk=desk)


def address_of(document_id: str) -> str:
    """Where an interview is read."""
    return address(Stop(document_id), page="read")


def _back(visit: Visit) -> str:
    return address_of(visit.place("segment").rpartition(":")[0])


def _interviews(desk: Desk, visit: Visit) -> Iterator[Interview]:
    library = desk.session.library
    left = Counter(
        library.segments[stop.segment_id].document_id for stop in desk.route.stops if desk.route.is_left(stop)
    )
    for id in library.documents:
        yield Interview(id=id, types=", ".join(visit.material.types[id]), left=left[id])


def _chips(desk: Desk, segment_id: str) -> list[tuple[Other, bool]]:
    """The codes on a passage, and whether each is a good quote; what was rejected stands there no more."""
    of = places(desk.session.library.codebook)
    chips = [(item, other_code(desk, item, of)) for item in desk.session.on_passage(segment_id)]
    return [
        (chip, bool(item.is_coded and item.decision and Mark.GOOD_QUOTE in item.decision.marks))
        for item, chip in chips
        if chip.sign != "✗"
    ]
