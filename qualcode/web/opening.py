"""The study in the browser of whoever asks for it."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import NoStudyError
from qualcode.model.voice import Voice
from qualcode.review.queue import Wanted
from qualcode.settings import read_settings
from qualcode.study.folder import find_study
from qualcode.study.review.coders import spelled
from qualcode.study.review.sessions import understood
from qualcode.study.study import Study
from qualcode.web.queues import address
from qualcode.web.room import Room
from qualcode.web.serving import serve
from qualcode.web.sessions import Visitor

EVERYTHING = Wanted()


def open_in_browser(
    folder: Path | None,
    coder: str = "",
    wanted: Wanted = EVERYTHING,
    *,
    voice: Voice,
    blind: bool = False,
    suggestions: bool = True,
    port: int = 0,
    browser: bool = True,
) -> None:
    """Serve a study to the browser of whoever asks, until they stop; where there is none, a page that makes one.

    Who decides may be said there. With a queue `wanted` it begins with the review, else where most is to be told.
    """
    try:
        room = Room(Study.open(find_study(folder), voice=voice))
    except NoStudyError:
        room = None
    name = coder.strip() or read_settings(room.study.folder if room else None).review.coder.strip()
    visitor = Visitor(
        coder=spelled(room.study, name) if room and name else name,
        blind=blind,
        suggestions=suggestions,
        begins="/" if room is None or wanted == EVERYTHING else address(None, understood(room.study, wanted)),
    )
    serve(room, visitor, folder=folder or Path.cwd(), port=port, browser=browser, voice=voice)
