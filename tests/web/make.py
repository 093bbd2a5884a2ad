"""A study served to tests: through calls, or on a port for a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from threading import Thread
from time import sleep

import httpx2
import uvicorn
from starlette.testclient import TestClient

from qualcode.study.study import Study
from qualcode.web.app import create_app
from qualcode.web.guard import Guard
from qualcode.web.room import Room
from qualcode.web.serving import HERE, listen
from qualcode.web.sessions import Sessions, Visitor

HOST = "127.0.0.1:8000"
COOKIE = "qualcode-8000"
OWN = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a request that one of our own pages makes."""


class Pages:
    """Somebody at a study's pages, by calls."""

    def __init__(self, app: Guard, sessions: Sessions, coder: str = "Amal", **visitor: object) -> None:
        self.visitor = Visitor(coder=coder, **visitor)  # type: ignore[arg-type]
        self.client = TestClient(app, base_url=f"http://{HOST}", headers=OWN)
        assert self.client.post("/enter", data={"key": sessions.invite(self.visitor)}).status_code == 200

    def get(self, address: str) -> httpx2.Response:
        """A page, where it leads to."""
        return self.client.get(address)

    def press(self, page: httpx2.Response, action: str, **said: object) -> httpx2.Response:
        """Press a button of the form on a page, which was filled in like this."""
        form = fields(page.text) | {"action": action} | said
        return self.client.post("/decide", data=form)


@contextmanager
def served(study: Study) -> Iterator[tuple[Guard, Sessions]]:
    """An app that serves a study to whoever its sessions let in."""
    sessions = Sessions()
    yield create_app(Room(study), sessions, hosts=frozenset({HOST}), cookie=COOKIE), sessions


@contextmanager
def on_a_port(folder: Path | None, coder: str = "Amal") -> Iterator[tuple[str, dict[str, str]]]:
    """Serve a study as `qualcode open` does: its address, and the cookie of somebody let in."""
    socket = listen()
    number = socket.getsockname()[1]
    sessions = Sessions()
    room = Room(Study.open(folder)) if folder else None
    app = create_app(room, sessions, hosts=frozenset({f"{HERE}:{number}"}), cookie=f"qualcode-{number}")
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = Thread(target=lambda: server.run(sockets=[socket]), daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    address = f"http://{HERE}:{number}"
    cookie = sessions.enter(sessions.invite(Visitor(coder=coder))) or ""
    try:
        yield address, {"name": f"qualcode-{number}", "value": cookie, "url": address}
    finally:
        server.should_exit = True
        thread.join()
        socket.close()
        app.close()


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the first form that is sent to be decided."""
    form = page[page.index('action="/decide"') :]
    form = form[: form.index("</form>")]
    found = re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found}
