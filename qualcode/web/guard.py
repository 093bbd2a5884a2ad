"""What is looked at before a page is: whether the request is for us, from our own pages, from somebody let in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer Chromium sends `Origin: null` along with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
PLAYED = {"Content-Security-Policy": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'"}
"""Of a recording, which the browser shows in a page of its own with its own buttons."""
ENTER = "/enter"

log = logging.getLogger("qualcode.web")


class Guard:
    """Refuses what does not come from our own pages; sees to the headers of every answer, and to the log."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], close: Callable[[], None] = lambda: None) -> None:
        """`hosts` are the only addresses under which this server answers, port included; `close` ends what is open."""
        self._app = app
        self._hosts = hosts
        self.close = close

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        begun = perf_counter()
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.update({name: value for name, value in HEADERS.items() if name not in headers})
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, answer)
        # The pattern alone: an address names interviews, and a key may stand in it.
        pattern = getattr(scope.get("route"), "path", "-")
        log.info("%s %s %d %.0f ms", scope["method"], pattern, status, 1000 * (perf_counter() - begun))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return PlainTextResponse("This server answers under its own address only.", 421)
        changes = scope["method"] not in ("GET", "HEAD")
        if scope["path"] != ENTER and not (_may_change(headers, self._hosts) if changes else _may_read(headers)):
            return PlainTextResponse("This can only be asked by the study's own pages.", 403)
        return None


def _may_change(headers: Mapping[str, str], hosts: frozenset[str]) -> bool:
    """Whether one of our own pages asks, or the person themselves."""
    site = headers.get("sec-fetch-site", "")
    if site:
        return site in ("same-origin", "none")
    return headers.get("origin", "") in {f"http://{host}" for host in hosts}


def _may_read(headers: Mapping[str, str]) -> bool:
    """Whether another site does not build our page into its own: going to it is allowed."""
    if headers.get("sec-fetch-site", "") in ("same-origin", "none", ""):
        return True
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
