"""The review screen on an open study."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.cli._reviewing import open_library, open_session
from qualcode.cli._say import Voice, counted, may_ask
from qualcode.cli._study import Study
from qualcode.cli._wanted import say_why_empty, understood
from qualcode.errors import CodebookError, ProjectError, UsageError
from qualcode.model.codebook import Code, Codebook
from qualcode.review.queue import Wanted

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
    desk = Desk(session, study.project, wanted)
    if desk.route.stop is None:
        say_why_empty(session, wanted)
        return
    order = ORDERS[wanted.order] + (", every passage" if wanted.whole else "")
    show(study, desk, order)
    say_how_it_went(
        desk, "decided", "`qualcode review` goes on where you stopped; `qualcode status` shows what is left"
    )


def adjudicate_on_screen(study: Study, coder: str, *, code: str, document: str) -> None:
    """Open the screen on what coders disagree on, and say how it went."""
    from qualcode.review.adjudication import Adjudication
    from qualcode.review.reanchor import reanchored
    from qualcode.review.resolve import resolve

    expect_terminal(study)
    code = understood(study, Wanted(code_id=code, document_id=document)).code_id
    library = open_library(study)
    found = resolve(
        reanchored(study.project.decisions(), library.documents, library.segments),
        library.documents.values(),
        codebook=library.codebook,
        redirects=library.redirects,
    ).disputed
    family = library.codebook.family(code) if code else frozenset()
    disputed = [
        each
        for each in found
        if (not code or each.target.code_id in family) and document in ("", each.target.document_id)
    ]
    if not disputed:
        Voice().note("coders disagree on nothing that both decided")
        return
    desk = Adjudication(study.project, library, study.project, disputed, coder=coder)
    show(study, desk, "what coders disagree on")
    say_how_it_went(desk, "settled", "`qualcode adjudicate` shows what is still disputed")


def expect_terminal(study: Study) -> None:
    """Refuse before the screen is drawn what could not be shown or saved."""
    if not (may_ask() and sys.stdout.isatty()):
        raise UsageError(
            "the review screen needs a terminal",
            hint="without one: `qualcode review --to FILE.xlsx`, or `qualcode suggestions` and `qualcode decide`",
        )
    if study.project.read_only:
        raise ProjectError(
            f"{study.folder}: this study can only be read here, so decisions could not be saved",
            hint="ask for the right to write to its folder",
        )


def show(study: Study, desk: Desk | Adjudication, order: str) -> None:
    """The screen, until the coder stops."""
    from qualcode.review.keys import read_keys
    from qualcode.review.screen.app import ReviewApp

    review = study.settings.review
    app = ReviewApp(
        desk, order=order, keys=read_keys(review.keys), light=review.theme == "light", make_code=code_maker(study)
    )
    app.run()
    if app.failure is not None:
        raise app.failure


def code_maker(study: Study) -> Callable[[str, str | None], tuple[Codebook, str]]:
    """Writes a new code into the study's codebook file, and keeps and records it."""

    def make(name: str, parent: str | None) -> tuple[Codebook, str]:
        from qualcode.cli._codebook_edits import change_codebook
        from qualcode.readers.codebooks.edit import add_code
        from qualcode.readers.naming import slug

        code = Code(id=slug(name).replace("-", "_"), name=name, parent=parent)
        if any(each.id == code.id or each.name.casefold() == name.casefold() for each in study.codebook().codes):
            raise CodebookError(f"there is a code {code.id} already", hint="choose it from the list, or another name")
        change_codebook(study, lambda text: add_code(text, code))
        return study.codebook(), code.id

    return make


def say_how_it_went(desk: Desk | Adjudication, done: str, next_: str) -> None:
    """What was done in this sitting, and what is left."""
    pace = f", {desk.pace.per_minute:.0f} a minute" if desk.pace.per_minute else ""
    voice = Voice()
    voice.note(f"{counted(desk.pace.decided, 'decision')} in this sitting{pace}; {desk.route.left:,} left to be {done}")
    voice.note(next_)
