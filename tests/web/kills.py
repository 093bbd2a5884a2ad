"""A server that is killed while five people decide."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import socket
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

from qualcode.review.queue import Stop
from qualcode.study.study import Study
from qualcode.web.sessions import Sessions, Visitor

CODERS = ("Amal", "Basim", "Carol", "Dana", "Emin")
COOKIE = "qualcode-kill"
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.web.kills", "uvicorn", "qualcode.web.app", "qualcode.web.room"])


def serve(folder: Path, listening: socket.socket, sessions: Sessions, host: str) -> None:
    """What the process does that is killed."""
    import uvicorn

    from qualcode.web.app import create_app
    from qualcode.web.room import Room

    app = create_app(Room(Study.open(folder)), sessions, hosts=frozenset({host}), cookie=COOKIE)
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
    uvicorn.Server(config).run(sockets=[listening])


@dataclass
class Writer:
    """Somebody who decides as fast as they are answered, and sends again what was not answered."""

    coder: str
    cookie: str
    stops: Sequence[Stop]
    lot: random.Random
    acknowledged: set[str] = field(default_factory=set)
    waiting: dict[str, str] = field(default_factory=dict)

    def write(self, host: str) -> None:
        """Until the server is gone."""
        connection = HTTPConnection(host, timeout=5)
        headers = {
            "Cookie": f"{COOKIE}={self.cookie}",
            "Sec-Fetch-Site": "same-origin",
            "X-Qualcode": "1",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            while True:
                if not self.waiting:
                    stop = self.lot.choice(self.stops)
                    action = self.lot.choice(["accept", "reject"])
                    # A mark that changes each time, so that there is always something to keep.
                    said = {"segment": stop.segment_id, "code": stop.code_id, "action": action, "id": str(uuid.uuid4())}
                    self.waiting = said | {"note": f"{self.lot.random()}"}
                connection.request("POST", "/decide", urlencode(self.waiting), headers)
                answer = connection.getresponse()
                told = answer.read().decode()
                assert answer.status == 200, told
                assert "✓ saved" in told, told
                self.acknowledged.add(self.waiting["id"])
                self.waiting = {}
        except (OSError, HTTPException):
            connection.close()


def make_writers(folder: Path, sessions: Sessions, seed: int) -> list[Writer]:
    """Five, each let in."""
    with Study.open(folder, read_only=True) as study:
        stops = [stop for stop in study.review("Nobody").route.stops if stop.code_id]
    return [
        Writer(coder, sessions.enter(sessions.invite(Visitor(coder=coder))) or "", stops, random.Random(seed + place))
        for place, coder in enumerate(CODERS)
    ]


def kill_while_deciding(folder: Path, writers: Sequence[Writer], sessions: Sessions, seed: int) -> None:
    """One life of a server, ended somewhere."""
    listening = socket.create_server(("127.0.0.1", 0))
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    server = CONTEXT.Process(target=serve, args=(folder, listening, sessions, host))
    server.start()
    listening.close()
    threads = [Thread(target=writer.write, args=(host,)) for writer in writers]
    before = sum(len(writer.acknowledged) for writer in writers)
    for thread in threads:
        thread.start()
    until = time.monotonic() + 20
    while sum(len(writer.acknowledged) for writer in writers) == before and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(random.Random(seed).random() * 0.3)
    assert server.pid
    os.kill(server.pid, signal.SIGKILL)
    server.join()
    for thread in threads:
        thread.join()


def lost_or_doubled(folder: Path, writers: Sequence[Writer]) -> list[str]:
    """Ids of decisions that were acknowledged and are not there once; the study is whole."""
    with Study.open(folder) as study:
        kept = [decision.id for decision in study.store.log.decisions()]
    acknowledged = {id for writer in writers for id in writer.acknowledged}
    asked = acknowledged | {writer.waiting["id"] for writer in writers if writer.waiting}
    return sorted((acknowledged - set(kept)) | (set(kept) - asked) | {id for id in kept if kept.count(id) > 1})
