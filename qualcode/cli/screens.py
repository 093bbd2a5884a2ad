"""The review screen on an open study."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from qualcode.cli.terminal import may_ask
from qualcode.errors import ProjectError, UsageError
from qualcode.model.voice import Voice
from qualcode.model.wording import plural
from qualcode.review.queue import Wanted
from qualcode.study.codebook.changes import new_code
from qualcode.study.review.sessions import disputed_in, open_library, open_session, say_why_empty, understood
from qualcode.study.study import Study

if TYPE_CHECKING:
    from qualcode.review.adjudication import Adjudication
    from qualcode.review.desk import Desk


def review_on_screen(study: Study, coder: str, wanted: Wanted, *, blind: bool, suggestions: bool) -> None:
    """Open the screen for a coder, and say how it went."""
    from qualcode.review.desk import Desk
    from qualcode.review.wording import ORDERS

    expect_terminal(study)
    wanted = understood(study, wanted)
    session = open_session(study, coder, blind=blind, suggestions=suggestions)
    desk = Desk(session, study.store.log, wanted)
    if desk.route.stop is None:
        say_why_empty(session, wanted, study.voice)
        return
    order = ORDERS[wanted.order] + (", every passage" if wanted.whole else "")
    show(study, desk, order)
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
    )
    app.run()
    if app.failure is not None:
        raise app.failure


def say_how_it_went(desk: Desk | Adjudication, done: str, next_: str, voice: Voice) -> None:
    """What was done in this sitting, and what is left."""
    pace = f", {desk.pace.per_minute:.0f} a minute" if desk.pace.per_minute else ""
    voice.note(f"{plural(desk.pace.decided, 'decision')} in this sitting{pace}; {desk.route.left:,} left to be {done}")
    voice.note(next_)


def open_in_browser(study: Study, coder: str, *, blind: bool, suggestions: bool, port: int, browser: bool) -> None:
    """Serve the study to the browser of whoever asks, until they stop. Who decides may be said there."""
    from qualcode.study.review.coders import spelled
    from qualcode.web.room import Room
    from qualcode.web.serving import serve
    from qualcode.web.sessions import Visitor

    name = coder.strip() or study.settings.review.coder.strip()
    visitor = Visitor(coder=spelled(study, name) if name else "", blind=blind, suggestions=suggestions)
    serve(Room(study), visitor, port=port, browser=browser, voice=study.voice)
