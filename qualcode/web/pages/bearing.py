"""The passage speaks for a finding, or against it."""

from __future__ import annotations

from starlette.responses import Response

from qualcode.errors import UsageError
from qualcode.model.finding import Finding, Stance
from qualcode.review.queue import Stop
from qualcode.study.review.bearing import finding_named, findings_in, informants_passage, mark_of_coder, mark_passages
from qualcode.web.answering import answered, own_address
from qualcode.web.pages.deciding import Saying
from qualcode.web.queues import address, written
from qualcode.web.visit import Visit, first


def ask_bearing(visit: Visit) -> Response:
    """The findings, each with what somebody said of the passage."""
    look = visit.desk().look(Stop(visit.place("segment"), visit.place("code")))
    marked = mark_of_coder(visit.room.study, visit.visitor.coder)
    findings: list[tuple[Finding, Stance]] = [
        (each, marked.get((each.id, look.segment.id), Stance.NEITHER)) for each in findings_in(visit.room.study)
    ]
    return visit.page(
        "bearing.html", "review", look=look, findings=findings, stances=list(Stance), written=written(visit.wanted)
    )


def keep_bearing(visit: Visit) -> Response:
    """Keep what the passage says of a finding."""
    saying, study = Saying(visit), visit.room.study
    if not visit.visitor.coder:
        raise UsageError("who says so?", hint="say your name first")
    stance, _, id = first(visit.form, "says").partition(" ")
    if stance not in {*Stance}:
        raise UsageError("nothing that a passage can say of a finding", hint=f"there are: {', '.join(Stance)}")
    about, passage = finding_named(study, id), informants_passage(study, saying.stop.segment_id)
    mark_passages(study, visit.visitor.coder, about, [(passage, Stance(stance))])
    words = "neither for nor against" if stance == Stance.NEITHER else stance
    where = own_address(first(visit.form, "to"), address(saying.stop, saying.wanted))
    return answered(visit, f"✓ saved: {words} {about.id}", where, desk=saying.desk)


def said_of_findings(visit: Visit, segment_id: str) -> list[str] | None:
    """What somebody marked of a passage: `for F1`. None where the study has no findings."""
    study = visit.room.study
    if not (study.folder / study.settings.study.findings).is_file():
        return None
    marked = mark_of_coder(study, visit.visitor.coder)
    return [
        f"{stance} {id}"
        for (id, passage), stance in sorted(marked.items())
        if passage == segment_id and stance is not Stance.NEITHER
    ]
