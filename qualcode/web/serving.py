"""The server of one person's study, on their own machine alone, and the way into it."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import webbrowser
from collections.abc import Callable
from html import escape
from pathlib import Path

from qualcode.errors import UsageError
from qualcode.files.held import replace_file
from qualcode.files.process import private_folder
from qualcode.model.voice import SILENT, Voice
from qualcode.web.app import create_app
from qualcode.web.guard import ENTER
from qualcode.web.room import Room
from qualcode.web.sessions import Sessions, Visitor

HERE = "127.0.0.1"
DOOR = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>qualcode</title>
<form method="post" action="{address}"><input type="hidden" name="key" value="{key}">
<button>Open the study</button></form>
<script>document.forms[0].submit()</script></html>
"""
"""A page of the person's own, which nobody else of the machine can read: no key stands in a list of processes."""


class Door:
    """A file that leads whoever may read it to the study. Each key in it works once; then it has another."""

    def __init__(self, address: str, invite: Callable[[], str]) -> None:
        self._address, self._invite = address, invite
        self._folder = private_folder()
        self.path = self._folder / "open.html"

    def write(self) -> None:
        """Write a new key into it."""
        page = DOOR.format(address=escape(self._address), key=escape(self._invite()))
        new = self._folder / f"{secrets.token_hex(4)}.html"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(page)
        replace_file(new, self.path)

    def open(self) -> bool:
        """Open it in the person's browser; whether there is one."""
        return webbrowser.open(self.path.as_uri())

    def remove(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._folder, ignore_errors=True)


def listen(port: int = 0) -> socket.socket:
    """Take a port of this machine, which cannot be reached from outside; any that is free without one named."""
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere another program could take the port from us by this
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind((HERE, port))
        server.listen()  # whoever comes before the server is up waits
    except OSError:
        server.close()
        raise UsageError(f"port {port} is taken", hint="leave out --port, and a free one is found") from None
    return server


def serve(
    room: Room | None,
    visitor: Visitor,
    *,
    folder: Path,
    port: int = 0,
    browser: bool = True,
    voice: Voice = SILENT,
) -> None:
    """Show a study in the browser until somebody stops the server, by ctrl+c; what was decided is kept.

    Without one, pages that make one in `folder`.
    """
    import uvicorn

    server = listen(port)
    number = server.getsockname()[1]
    sessions = Sessions()
    door = Door(f"http://{HERE}:{number}{ENTER}", lambda: sessions.invite(visitor))
    app = create_app(
        room,
        sessions,
        hosts=frozenset({f"{HERE}:{number}", f"localhost:{number}"}),
        cookie=f"qualcode-{number}",  # cookies know no ports
        folder=folder,
        entered=door.write,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended so, it cleans up as after ctrl+c
    try:
        door.write()
        if not (browser and door.open()):
            voice.note(f"open this file in a browser: {door.path}")
        voice.note(
            f"{room.study.name if room else 'qualcode'} is open in the browser, on this machine alone; ctrl+c stops"
        )
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False)
        uvicorn.Server(config).run(sockets=[server])
    finally:
        door.remove()
        server.close()
        app.close()
