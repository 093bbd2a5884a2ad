"""The server of one person's machine: where it listens, how it is entered, what it leaves behind."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from qualcode.errors import UsageError
from qualcode.web.guard import ENTER
from qualcode.web.serving import HERE, Door, listen


@pytest.fixture(scope="module")
def opened(coded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[psutil.Process, Path]]:
    """`qualcode open` at work, and the file that leads into it."""
    study = Path(shutil.copytree(coded_once, tmp_path_factory.mktemp("opened") / "study"))
    command = [sys.executable, "-m", "qualcode", "open", str(study), "--no-browser", "--coder", "amal"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        door = next(found[1] for line in process.stderr if (found := re.search(r"browser: (\S+)", line)))
        yield psutil.Process(process.pid), Path(door)
        process.terminate()
    assert not Path(door).parent.exists()


def key_and_port(door: Path) -> tuple[str, int]:
    page = door.read_text("utf-8")
    found = re.search(r'action="http://127.0.0.1:(\d+)/enter".*?value="([^"]+)"', page, re.DOTALL)
    assert found, page
    return found[2], int(found[1])


def test_it_listens_on_this_machine_alone_and_its_key_is_the_persons_own(opened: tuple[psutil.Process, Path]) -> None:
    process, door = opened
    key, port = key_and_port(door)

    addresses = {each.laddr for each in process.net_connections() if each.status == psutil.CONN_LISTEN}

    assert addresses == {(HERE, port)}
    assert stat.S_IMODE(door.stat().st_mode) == 0o600
    assert stat.S_IMODE(door.parent.stat().st_mode) == 0o700
    assert not [word for each in psutil.process_iter(["cmdline"]) for word in each.info["cmdline"] or () if key in word]


def test_the_file_leads_in_again_and_each_key_once(opened: tuple[psutil.Process, Path]) -> None:
    _, door = opened
    answers = []
    for key, port in (key_and_port(door),) * 2:
        connection = HTTPConnection(HERE, port, timeout=10)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", ENTER, urlencode({"key": key}), headers)
        answers.append(connection.getresponse().status)
        connection.close()

    assert answers == [200, 403]
    assert key_and_port(door)[0] != key


def test_a_port_that_is_taken_is_named() -> None:
    taken = listen()

    with pytest.raises(UsageError, match="is taken"):
        listen(taken.getsockname()[1])

    taken.close()


def test_a_door_leaves_nothing_behind() -> None:
    door = Door("http://127.0.0.1:1/enter", lambda: "a key & more")
    door.write()
    door.write()

    assert [path.name for path in door.path.parent.iterdir()] == ["open.html"]
    assert "a key &amp; more" in door.path.read_text("utf-8")
    door.remove()
    assert not door.path.parent.exists()
