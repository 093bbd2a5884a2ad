"""The study as pages: which address leads to what, and what happens when something goes wrong."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from qualcode.errors import BusyError, QualcodeError, UsageError, frames_of
from qualcode.files.held import refusal
from qualcode.study.keeping.projects.receiving import ReceivedProject
from qualcode.study.reading.receiving import NAMES, Kind, Receiving
from qualcode.web.drawing import KINDS, compressed, draw, static_files, static_hash
from qualcode.web.guard import ENTER, Guard
from qualcode.web.pages import (
    bearing,
    deciding,
    finding,
    framework,
    interviews,
    noting,
    picking,
    projects,
    quotes,
    read,
    report,
    review,
    ruling,
    settings,
    start,
    survey,
    themes,
)
from qualcode.web.room import Room
from qualcode.web.sessions import Sessions, TooManyError
from qualcode.web.visit import House, Visit, frozen

PROJECT = "project"
"""The kind of file that is no part of the study yet."""
LIMIT = 65_536
"""Bytes a form may have."""
FIELDS = 200

ROUTES: dict[str, Callable[[Visit], Response]] = {
    "GET /": start.first_page,
    "POST /start": start.make_study,
    "GET /interviews": interviews.interviews,
    "POST /interviews": interviews.read_files,
    "POST /labels": interviews.say_labels,
    "POST /informants": interviews.say_types,
    "GET /work": interviews.progress,
    "POST /stop": interviews.stop_work,
    "GET /review": review.queue,
    "GET /review/{segment}": review.stop,
    "GET /review/{segment}/{code}": review.stop,
    "POST /decide": deciding.decide,
    "GET /read": read.first_interview,
    "GET /read/{document}": read.interview,
    "POST /read-to": read.read_to,
    "GET /recording/{document}": read.recording,
    "GET /card/{segment}/{code}": read.card,
    "GET /beside/{segment}": finding.beside,
    "GET /beside/{segment}/{code}": finding.beside,
    "GET /jump": finding.jump,
    "GET /find": finding.find,
    "GET /memo/{segment}": noting.ask_memo,
    "GET /memo/{segment}/{code}": noting.ask_memo,
    "POST /memo": noting.keep_memo,
    "GET /bearing/{segment}": bearing.ask_bearing,
    "GET /bearing/{segment}/{code}": bearing.ask_bearing,
    "POST /bearing": bearing.keep_bearing,
    "GET /rule/{segment}/{code}": ruling.ask_rule,
    "POST /rule": ruling.decide_rule,
    "GET /code/{segment}": picking.ask_code,
    "GET /code/{segment}/{code}": picking.ask_code,
    "POST /code": picking.make_code,
    "GET /themes": themes.themes,
    "GET /figure/{id}": themes.figure,
    "GET /project": projects.look,
    "POST /project": projects.take,
    "POST /project/leave": projects.leave,
    "POST /project/write": projects.write,
    "GET /survey": survey.survey,
    "GET /framework": framework.framework,
    "POST /framework": framework.write,
    "GET /quotes": quotes.quotes,
    "POST /quote": quotes.change,
    "GET /report": report.report,
    "POST /report": report.write,
    "GET /report/{name}": report.download,
    "POST /privacy": report.settle,
    "POST /names": report.say_names,
    "POST /finding": report.write_finding,
    "GET /pick/{segment}": picking.pick,
    "GET /pick/{segment}/{code}": picking.pick,
    "GET /colours/{hash}.css": settings.colours,
    "GET /keys": settings.keys,
    "POST /settings": settings.change,
    "GET /name": settings.ask_name,
    "POST /name": settings.keep_name,
    "GET /since": settings.since,
}
"""A page each: a function in `web/pages/`. None that is got changes anything."""


def create_app(
    room: Room | None,
    sessions: Sessions,
    *,
    hosts: frozenset[str],
    cookie: str,
    folder: Path | None = None,
    entered: Callable[[], None] = lambda: None,
) -> Guard:
    """Serve a study, or the making of one in a folder, under these addresses alone, to who has a cookie of that name.

    `entered` is called once somebody was let in.
    """
    house = House(room, folder or Path.cwd())
    routes = [
        Route(path, _endpoint(page, house, sessions, cookie), methods=[method])
        for line, page in ROUTES.items()
        for method, path in [line.split()]
    ]
    routes += [
        Route("/static/{hash}/{name}", _static),
        Route("/upload/{kind}", _upload(house, sessions, cookie), methods=["POST"]),
        Route(ENTER, _enter(sessions, cookie, entered), methods=["POST"]),
    ]
    unknown = _refused("There is no such page", "Go back to the study.", 404)
    app = Starlette(routes=routes, exception_handlers={404: lambda *_: unknown, 405: lambda *_: unknown})
    return Guard(app, hosts=hosts, close=house.close)


def _endpoint(
    page: Callable[[Visit], Response], house: House, sessions: Sessions, cookie: str
) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        visitor = sessions.visitor(request.cookies.get(cookie, ""))
        if visitor is None:
            return _refused("Open the study again", "Start it with `qualcode open`, or by its own link.", 403)
        form = QueryParams()
        if request.method == "POST":
            body = await _body(request)
            if body is None:
                return _refused("Too much", "More was sent than a form may hold.", 413)
            try:
                form = QueryParams(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
            except ValueError:
                return _refused("Not a form", "What was sent cannot be read.", 400)
        return await run_in_threadpool(_made, page, Visit(request, house, visitor, form))

    return answer


def _made(page: Callable[[Visit], Response], visit: Visit) -> Response:
    """A page, or what went wrong with it; one at a time, since all share an open study."""
    try:
        if visit.house.room is None:
            return page(visit)
        with visit.house.room.lock:
            return page(visit)
    except Exception as error:
        if told := _told(error):
            return _failed(visit, told)
        # A bug: frames only, for messages and values may be interview text.
        id = secrets.token_hex(4)
        print(f"Error {id}: a bug in qualcode ({type(error).__name__})", *frames_of(error), sep="\n  ", file=sys.stderr)
        says = f"This is a bug in qualcode, number {id} in the window it was started from."
        return _refused("Something went wrong", says + " Nothing that was called saved is lost.", 500)


def _told(error: Exception) -> QualcodeError | None:
    """What a person can put right; None for a bug."""
    if isinstance(error, QualcodeError):
        return error
    return refusal(error) if isinstance(error, OSError) else None


def _failed(visit: Visit, error: QualcodeError) -> Response:
    status = 404 if isinstance(error, UsageError) and visit.request.method == "GET" else 409
    status = 503 if isinstance(error, BusyError) else status
    if visit.is_ours:
        return HTMLResponse(draw("said.html", said=f"NOT SAVED. {error.message}: {error.hint}", is_error=True), status)
    return visit.page("failed.html", "", status=status, message=error.message, hint=error.hint)


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is too much, of which no more is read."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LIMIT:
            return None
    return bytes(body)


def _upload(house: House, sessions: Sessions, cookie: str) -> Callable[[Request], object]:
    """Take in one file, as it comes: its bytes are the whole of what is sent."""

    async def receive(request: Request) -> Response:
        is_known = sessions.visitor(request.cookies.get(cookie, "")) is not None
        try:
            if is_known and request.path_params["kind"] == PROJECT:
                await _bring(house, request)
                return Response(status_code=204)
            if not is_known or house.room is None:
                return PlainTextResponse("Open the study again.", 403)
            kind = Kind(request.path_params["kind"])
            with Receiving(house.room.study, kind, request.query_params.get("name", "")) as file:
                async for chunk in request.stream():
                    file.write(chunk)
                await run_in_threadpool(file.keep)
            if file.kind is not kind:
                return PlainTextResponse(f", as {NAMES[file.kind]}")
        except (QualcodeError, OSError, ValueError) as error:
            told = _told(error)
            return PlainTextResponse(f"{told.message} ({told.hint})" if told else "nothing of the kind", 409)
        return Response(status_code=204)

    return receive


async def _bring(house: House, request: Request) -> None:
    """Take in another program's project, and read it; one that cannot be read leaves nothing behind."""
    project = ReceivedProject(request.query_params.get("name", ""))
    try:
        async for chunk in request.stream():
            project.write(chunk)
        await run_in_threadpool(project.read)
    except BaseException:
        project.discard()
        raise
    house.bring(project)


def _enter(sessions: Sessions, cookie: str, entered: Callable[[], None]) -> Callable[[Request], object]:
    async def enter(request: Request) -> Response:
        body = await _body(request) or b""
        try:
            given = sessions.enter(dict(parse_qsl(body.decode(errors="replace"))).get("key", ""))
        except TooManyError:
            return _refused("Too many tries", "Wait a minute.", 429)
        if given is None:
            return _refused("This link was used before", "Start `qualcode open` again.", 403)
        entered()
        begins = sessions.visitor(given)
        # A redirect would be part of a way that began elsewhere, on which the browser keeps the cookie back.
        answer = HTMLResponse(draw("entered.html", begins=begins.begins if begins else "/"))
        answer.set_cookie(cookie, given, httponly=True, samesite="strict", path="/")
        return answer

    return enter


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    content = static_files().get(name)
    if content is None or request.path_params["hash"] != static_hash():
        return PlainTextResponse("There is no such file.", 404)
    kind = KINDS[f".{name.rpartition('.')[2]}"]
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return frozen(content, kind)
    return frozen(compressed()[name], kind, **{"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})


def _refused(title: str, says: str, status: int) -> Response:
    return HTMLResponse(draw("refused.html", title=escape(title), says=says), status)
