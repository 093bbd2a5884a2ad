"""A sitting at the review screen, on an open study."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from qualcode.model.direction import holds_right_to_left
from qualcode.model.document import Segment
from qualcode.model.finding import Finding, Stance
from qualcode.model.voice import Voice
from qualcode.model.wording import plural
from qualcode.review.queue import Wanted
from qualcode.study.codebook.changes import new_code
from qualcode.study.review.sessions import disputed_in, open_library, say_why_empty, understood

if TYPE_CHECKING:
    from qualcode.review.adjudication import Adjudication
    from qualcode.review.desk import Desk
    from qualcode.study.study import Study
    from qualcode.tui.evidence import Marking
    from qualcode.tui.summing import Summing


def review_on_screen(study: Study, coder: str, wanted: Wanted, *, blind: bool, suggestions: bool) -> None:
    """Open the screen for a coder, and say how it went."""
    from qualcode.review.wording import ORDERS
    from qualcode.study.review.desks import leave_desk, open_desk

    desk = open_desk(study, coder, wanted, blind=blind, suggestions=suggestions)
    session, wanted = desk.session, desk.wanted
    if desk.route.stop is None:
        say_why_empty(session, wanted, study.voice)
        return
    say_what_the_terminal_cannot((each.text for each in session.library.documents.values()), study.voice)
    order = ORDERS[wanted.order] + (", every passage" if wanted.whole else "")
    try:
        show(study, desk, order)
    finally:
        leave_desk(study, desk)
    say_how_it_went(
        desk,
        "decided",
        "`qualcode review` goes on where you stopped; `qualcode status` shows what is left",
        study.voice,
    )


def adjudicate_on_screen(study: Study, coder: str, *, code: str, document: str) -> None:
    """Open the screen on what coders disagree on, and say how it went."""
    from qualcode.review.adjudication import Adjudication

    code = understood(study, Wanted(code_id=code, document_id=document)).code_id
    library = open_library(study)
    disputed = disputed_in(study, library, code=code, document=document)
    if not disputed:
        study.voice.note("coders disagree on nothing")
        return
    desk = Adjudication(study.store.log, library, study.store.log, disputed, coder=coder)
    show(study, desk, "what coders disagree on")
    say_how_it_went(desk, "settled", "`qualcode adjudicate` shows what is still disputed", study.voice)


def say_what_the_terminal_cannot(texts: Iterable[str], voice: Voice) -> None:
    """Say at a Windows terminal, which turns no letters, where interviews in Arabic can be read."""
    if sys.platform == "win32" and any(map(holds_right_to_left, texts)):
        voice.warn(
            "Windows terminals show Arabic and Hebrew letters one by one, from left to right",
            "`qualcode open` shows them well in the browser; `qualcode review --to sheet.xlsx` in Excel",
        )


def show(study: Study, desk: Desk | Adjudication, order: str) -> None:
    """The screen, until the coder stops, or the terminal is gone."""
    from qualcode.model.keys import read_keys
    from qualcode.tui.app import ReviewApp

    review = study.settings.review
    app = ReviewApp(
        desk,
        order=order,
        keys=read_keys(review.keys),
        light=review.theme == "light",
        make_code=partial(new_code, study),
        marking=_marking(study, desk.session.coder),
        summing=_summing(study, desk.session.coder, blind=desk.session.blind),
    )
    if hasattr(signal, "SIGHUP"):  # which `nohup` has ignored: a screen would go on for ever without its terminal
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    app.run()
    if app.failure is not None:
        raise app.failure


def _marking(study: Study, coder: str) -> Marking | None:
    """How passages are marked for and against findings; None where the study has none."""
    from qualcode.study.review.bearing import findings_in, mark_of_coder, mark_passages
    from qualcode.tui.evidence import Marking

    if not (study.folder / study.settings.study.findings).is_file():
        return None
    marked = mark_of_coder(study, coder)

    def keep(segment: Segment, finding: Finding, stance: Stance) -> None:
        mark_passages(study, coder, finding, [(segment, stance)])
        marked[finding.id, segment.id] = stance

    return Marking(
        findings=findings_in(study),
        said=lambda segment, finding: marked.get((finding.id, segment.id), Stance.NEITHER),
        keep=keep,
    )


def _summing(study: Study, coder: str, *, blind: bool) -> Summing:
    """How cells of the framework matrix are found and written; who is blind is not shown the others' summaries."""
    from qualcode.study.results.framework import box_named, write_summary
    from qualcode.tui.summing import Summing

    alone = coder if blind else ""
    return Summing(
        box=lambda informant, code_id: box_named(study, study.results(), informant, code_id, alone=alone),
        keep=lambda box, text: write_summary(study, box, text, coder=coder),
    )


def say_how_it_went(desk: Desk | Adjudication, done: str, next_: str, voice: Voice) -> None:
    """What was done in this sitting, and what is left."""
    pace = f", {desk.pace.per_minute:.0f} a minute" if desk.pace.per_minute else ""
    voice.note(f"{plural(desk.pace.decided, 'decision')} in this sitting{pace}; {desk.route.left:,} left to be {done}")
    voice.note(next_)
