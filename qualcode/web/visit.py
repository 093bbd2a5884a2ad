"""A request for a page: who asks, of which study, and what they sent along."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from qualcode.errors import ProjectError, QualcodeError, UsageError
from qualcode.model.keys import read_browser_keys
from qualcode.model.nouns import dataclass
from qualcode.model.people import INFORMANTS
from qualcode.model.table import Table
from qualcode.review.desk import Desk
from qualcode.review.queue import Wanted
from qualcode.study.keeping.projects.receiving import ReceivedProject
from qualcode.study.study import Study
from qualcode.web.colours import style_sheet
from qualcode.web.drawing import draw
from qualcode.web.queues import read_wanted
from qualcode.web.room import Material, Room
from qualcode.web.sessions import Visitor
from qualcode.web.work import Work

PAGES = {"read": "Read", "review": "Review", "themes": "Themes", "quotes": "Quotes", "report": "Report"}
"""What stands on top of every page, by address."""


FOR_EVER = "private, max-age=31536000, immutable"


class House:
    """What is served: the study that is open, if there is one yet."""

    def __init__(self, room: Room | None, folder: Path) -> None:
        """`folder` is where a study may be made while none is open."""
        self.room = room
        self.folder = folder
        self.work: Work | None = None
        self.brought: ReceivedProject | None = None

    def begin(self, title: str, do: Callable[[Study], Table | None], *, page: str) -> None:
        """Do what takes long beside the pages, told of on one of them. UsageError while another is being done."""
        if self.room is None or (self.work and self.work.is_running):
            raise UsageError("something else is being done", hint="wait until it is finished, or stop it")
        self.work = Work(title, self.room.study.folder, do, self.room.reopen, page=page)
        self.work.start()

    def bring(self, project: ReceivedProject) -> None:
        """Keep another program's project until somebody says what becomes of it, in place of an earlier one."""
        self.let_go()
        self.brought = project

    def let_go(self) -> None:
        """Take away the project that was brought."""
        if self.brought:
            self.brought.discard()
        self.brought = None

    def close(self) -> None:
        """Let go of the study."""
        self.let_go()
        if self.work:
            self.work.stop()
            self.work.join()
        if self.room:
            self.room.close()


@dataclass
class Visit:
    """A request, once it is known to be somebody's."""

    request: Request
    house: House
    visitor: Visitor
    form: QueryParams = field(default_factory=QueryParams)
    """What was sent along with it."""

    @property
    def room(self) -> Room:
        """The study; ProjectError where none is open."""
        if self.house.room is None:
            raise ProjectError("no study is open here", hint="begin at the first page")
        return self.house.room

    @property
    def query(self) -> QueryParams:
        """What stands behind the `?`."""
        return self.request.query_params

    @property
    def is_ours(self) -> bool:
        """Whether our own script asks, which wants what changed and not the whole page."""
        return self.request.headers.get("x-qualcode") == "1"

    def place(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params.get(name, ""))

    @cached_property
    def wanted(self) -> Wanted:
        """The queue that the address names."""
        return read_wanted(self.query, self.query.getlist("informant"))

    def desk(self, wanted: Wanted | None = None) -> Desk:
        """The coder's desk in the queue that the address names."""
        return self.room.desk(self.visitor, self.wanted if wanted is None else wanted)

    @property
    def material(self) -> Material:
        """What there is to review."""
        return self.room.material(suggestions=self.visitor.suggestions)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The key of each action, as the study's settings have it."""
        return read_browser_keys(self.house.room.study.settings.review.keys if self.house.room else {})

    def page(self, template: str, here: str, *, status: int = 200, **values: object) -> Response:
        """Draw a page; `here` is which of `PAGES` it belongs to."""
        said, is_error = self.visitor.told()
        frame = {
            "visitor": self.visitor,
            "here": here,
            "pages": PAGES if self.house.room else {},
            "said": said,
            "is_error": is_error,
            "called": self.house.room.study.people if self.house.room else INFORMANTS,
            "study": self.house.room.study.name if self.house.room else "qualcode",
            "colours": "",
            "left": 0,
            "newest": 0,
            "generation": 0,
            "keys": self.keys,
            "all_keys": json.dumps({} if self.visitor.keys_off else self.keys),
            "to": first(self.query, "to"),
        }
        if self.house.room:
            frame |= self._of_study(self.house.room)
        return HTMLResponse(draw(template, **(frame | values)), status)

    def part(self, template: str, **values: object) -> Response:
        """Draw a part of a page, for our own script."""
        return HTMLResponse(draw(template, **({"visitor": self.visitor} | values)))

    def _of_study(self, room: Room) -> dict[str, object]:
        frame: dict[str, object] = {"generation": room.generation}
        with suppress(QualcodeError):  # nothing was read into it yet
            desk = room.desk(self.visitor)
            frame |= {"left": desk.route.left, "newest": desk.session.newest}
            frame["colours"] = short_hash(style_sheet(desk.session.library.codebook))
        return frame


def short_hash(text: str) -> str:
    """Part of an address that is another one once the text is."""
    return sha256(text.encode()).hexdigest()[:12]


def see_other(address: str) -> Response:
    """Go there, after something was done."""
    return RedirectResponse(address, 303)


def frozen(content: bytes | str, kind: str, **headers: str) -> Response:
    """What never changes at its address."""
    return Response(content, media_type=kind, headers={"Cache-Control": FOR_EVER} | headers)


def first(values: Mapping[str, str], name: str) -> str:
    """What was given under a name, without white space around it."""
    return values.get(name, "").strip()
