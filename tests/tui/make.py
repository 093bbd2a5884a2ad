"""A review screen on a small study, driven by keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from qualcode.errors import QualcodeError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Decision, Evidence, Flag, Suggestion
from qualcode.model.document import Document
from qualcode.model.hits import suggestion_id
from qualcode.model.keys import read_keys
from qualcode.review.desk import Desk
from qualcode.review.library import Library
from qualcode.review.queue import Wanted
from qualcode.review.session import Session
from qualcode.segmenters import segment_document
from qualcode.tui.app import ReviewApp
from tests.make import make_codebook, make_document, make_roster
from tests.review.make import ListLog, ListNotebook

CODEBOOK = make_codebook(
    Code(
        id="funding",
        name="Funding",
        definition="Money the organisation has, lacks, seeks or loses.",
        include="donor priorities, short grants",
        exclude="salaries as a reason for leaving (use staff)",
    ),
    Code(id="gone", name="Donors leaving", parent="funding", definition="Donors who go, or said they would."),
    Code(id="staff", name="Staff", definition="Who comes, stays and leaves."),
)
TALK = (
    make_document(
        ("I", "How is the money?"),
        (
            "Amina",
            "There is no money [sic] for a year. Every grant ends in March! The donors left us, one after the other.",
        ),
        ("I", "And the people?"),
        ("Amina", "People leave. \x1b[31mThey go where the money is, and who could blame them?"),
        ("Amina", "We have a garden."),
        id="kii-01",
    ),
    make_document(
        ("I", "كيف التمويل؟"),
        ("ليلى", "لا يوجد تمويل كاف للعيادة. المانحون غادروا قبل سنة ولم يعد أحد يسأل عنا."),
        id="kii-02",
        informant_id="i2",
    ),
)


def propose(document: Document, words: str, code_id: str, *, rule: str, cue: str = "") -> Suggestion:
    """A code on the passage in which the words stand."""
    start = document.text.index(words)
    passage = next(each for each in segment_document(document) if each.start <= start < each.end)
    evidence = Evidence(
        code_id=code_id,
        segment_id=passage.id,
        start=start,
        end=start + len(words),
        text=words,
        suggester="keywords",
        rule=rule,
        form=words,
        flags=(Flag.NEGATED,) if cue else (),
        cue=cue,
    )
    return Suggestion(
        id=suggestion_id(document.id, passage.id, code_id),
        document_id=document.id,
        segment_id=passage.id,
        code_id=code_id,
        evidence=(evidence,),
    )


def make_library(*, assigned: tuple[tuple[str, str], ...] = ()) -> Library:
    """Two interviews, one of them Arabic, and five suggestions."""
    return Library.of(
        [(document, segment_document(document)) for document in TALK],
        [
            propose(TALK[0], "money [sic]", "funding", rule="money", cue="no"),
            propose(TALK[0], "donors left", "gone", rule="donor leav*"),
            propose(TALK[0], "money is", "funding", rule="money"),
            propose(TALK[0], "People leave", "staff", rule="leave"),
            propose(TALK[1], "تمويل كاف", "funding", rule="تمويل"),
        ],
        CODEBOOK,
        roster=make_roster(i1="UN agency", i2="CSO"),
        assigned=assigned,
    )


class FailingLog(ListLog):
    """Keeps nothing while something is wrong."""

    wrong: QualcodeError | None = None

    def append_all(self, decisions: Any) -> tuple[Decision, ...]:
        if self.wrong:
            raise self.wrong
        return super().append_all(decisions)


def make_code(name: str, parent: str | None) -> tuple[Codebook, str]:
    """As the command line would write it into the file."""
    code = Code(id=name.casefold(), name=name, parent=parent)
    return replace(CODEBOOK, codes=(*CODEBOOK.codes, code), sha256="e" * 64), code.id


def make_app(
    log: ListLog,
    notebook: ListNotebook | None = None,
    wanted: Wanted | None = None,
    *,
    coder: str = "amal",
    blind: bool = False,
    light: bool = False,
    keys: dict[str, str] | None = None,
) -> ReviewApp:
    """The screen, for a coder."""
    session = Session(log, make_library(), coder=coder, blind=blind)
    desk = Desk(session, notebook or ListNotebook(), wanted or Wanted())
    return ReviewApp(desk, order="interviews in order", keys=read_keys(keys or {}), light=light, make_code=make_code)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every key was worked off, a dialog waits for an answer, or a bug ended it."""
    app = pilot.app
    assert isinstance(app, ReviewApp)
    for _ in range(200):
        await pilot.pause()
        if app.board.is_idle or len(app.screen_stack) > 1 or app.board.is_picking or app.failure:
            break
        await asyncio.sleep(0.01)
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as a person would: each is answered before the next."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def drive(app: ReviewApp, script: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (120, 40)) -> None:
    """Run the screen without a terminal."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await script(pilot)

    asyncio.run(run())


def drive_keys(app: ReviewApp, *keys: str, size: tuple[int, int] = (120, 40)) -> None:
    """Press keys, and stop."""

    async def script(pilot: Pilot[None]) -> None:
        await press(pilot, *keys)

    drive(app, script, size)


def status(app: ReviewApp) -> str:
    """The line above the keys."""
    return str(app.board.query_one("#status").render())
