"""The review screen on an open study."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.terminal import Terminal, may_ask
from qualcode.errors import NoStudyError, ProjectError, UsageError
from qualcode.model.direction import holds_right_to_left
from qualcode.model.document import Segment
from qualcode.model.finding import Finding, Stance
from qualcode.model.voice import Voice
from qualcode.model.wording import plural
from qualcode.review.queue import Order, Wanted
from qualcode.study.codebook.changes import new_code
from qualcode.study.review.sessions import disputed_in, open_library, open_session, say_why_empty, understood
from qualcode.study.study import Study

EVERYTHING = Wanted()

if TYPE_CHECKING:
    from qualcode.review.adjudication import Adjudication
    from qualcode.review.desk import Desk
    from qualcode.tui.evidence import Marking
    from qualcode.tui.summing import Summing


def review_on_screen(study: Study, coder: str, wanted: Wanted, *, blind: bool, suggestions: bool) -> None:
    """Open the screen for a coder, and say how it went."""
    from qualcode.review.desk import Desk
    from qualcode.review.likely_desk import LikelyDesk
    from qualcode.review.wording import ORDERS
    from qualcode.study.review.guided import keep_likely_review
    from qualcode.study.review.rounds import rounds_for

    expect_terminal(study)
    wanted = understood(study, wanted)
    if wanted.order is Order.LIKELY and blind:
        raise UsageError(
            "what is worth reading first is learned from what others decided, too", hint="leave out --order or --blind"
        )
    session = open_session(study, coder, blind=blind, suggestions=suggestions)
    rounds = rounds_for(study, coder, wanted) if wanted.order is Order.LIKELY else None
    likely = LikelyDesk(session, study.store.log, wanted, rounds) if rounds else None
    desk = likely or Desk(session, study.store.log, wanted)
    if desk.route.stop is None:
        say_why_empty(session, wanted, study.voice)
        return
    say_what_the_terminal_cannot((each.text for each in session.library.documents.values()), study.voice)
    order = ORDERS[wanted.order] + (", every passage" if wanted.whole else "")
    try:
        show(study, desk, order)
    finally:
        if rounds and likely:
            rounds.close()
            keep_likely_review(study, coder, likely.n_read)
    say_how_it_went(
        desk,
        "decided",
        "`qualcode review` goes on where you stopped; `qualcode status` shows what is left",
        study.voice,
    )


def adjudicate_on_screen(study: Study, coder: str, *, code: str, document: str) -> None:
    """Open the screen on what coders disagree on, and say how it went."""
    from qualcode.review.adjudication import Adjudication

    expect_terminal(study)
    code = understood(study, Wanted(code_id=code, document_id=document)).code_id
    library = open_library(study)
    disputed = disputed_in(study, library, code=code, document=document)
    if not disputed:
        study.voice.note("coders disagree on nothing")
        return
    desk = Adjudication(study.store.log, library, study.store.log, disputed, coder=coder)
    show(study, desk, "what coders disagree on")
    say_how_it_went(desk, "settled", "`qualcode adjudicate` shows what is still disputed", study.voice)


def expect_terminal(study: Study) -> None:
    """Refuse before the screen is drawn what could not be shown or saved."""
    if not (may_ask() and sys.stdout.isatty()):
        raise UsageError(
            "the review screen needs a terminal",
            hint="without one: `qualcode review --to FILE.xlsx`, or `qualcode suggestions` and `qualcode decide`",
        )
    if study.store.read_only:
        raise ProjectError(
            f"{study.folder}: this study can only be read here, so decisions could not be saved",
            hint="ask for the right to write to its folder",
        )


def say_what_the_terminal_cannot(texts: Iterable[str], voice: Voice) -> None:
    """Say at a Windows terminal, which turns no letters, where interviews in Arabic can be read."""
    if sys.platform == "win32" and any(map(holds_right_to_left, texts)):
        voice.warn(
            "Windows terminals show Arabic and Hebrew letters one by one, from left to right",
            "`qualcode open` shows them well in the browser; `qualcode review --to sheet.xlsx` in Excel",
        )


def show(study: Study, desk: Desk | Adjudication, order: str) -> None:
    """The screen, until the coder stops."""
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
    app.run()
    if app.failure is not None:
        raise app.failure


def _marking(study: Study, coder: str) -> Marking | None:
    """How passages are marked for and against findings; None where the study has none."""
    from qualcode.study.results.bearing import findings_in, mark_of_coder, mark_passages
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


def open_in_browser(
    folder: Path | None,
    coder: str,
    wanted: Wanted = EVERYTHING,
    *,
    blind: bool = False,
    suggestions: bool = True,
    port: int = 0,
    browser: bool = True,
) -> None:
    """Serve a study to the browser of whoever asks, until they stop; where there is none, a page that makes one.

    Who decides may be said there. With a queue `wanted` it begins with the review, else where most is to be told.
    """
    from qualcode.settings import read_settings
    from qualcode.study.folder import find_study
    from qualcode.study.review.coders import spelled
    from qualcode.web.queues import address
    from qualcode.web.room import Room
    from qualcode.web.serving import serve
    from qualcode.web.sessions import Visitor

    try:
        room = Room(Study.open(find_study(folder), voice=Terminal()))
    except NoStudyError:
        room = None
    name = coder.strip() or read_settings(room.study.folder if room else None).review.coder.strip()
    visitor = Visitor(
        coder=spelled(room.study, name) if room and name else name,
        blind=blind,
        suggestions=suggestions,
        begins="/" if room is None or wanted == EVERYTHING else address(None, understood(room.study, wanted)),
    )
    serve(room, visitor, folder=folder or Path.cwd(), port=port, browser=browser, voice=Terminal())
