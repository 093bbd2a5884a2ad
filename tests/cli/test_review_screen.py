"""The review screen in a terminal of its own, and what is refused before it opens."""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import struct
import sys
import time
from pathlib import Path

import pytest

from qualcode.cli.terminal import coder_name, open_study
from qualcode.model.coding import Decision, Verdict
from qualcode.settings import user_settings_path
from qualcode.store import Store
from tests.cli.conftest import ROOT, Command

fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))  # a pseudo-terminal


@pytest.fixture
def study(coded: Path) -> Path:
    """Three short interviews with suggestions."""
    return coded


class Terminal:
    """A program in a pseudo-terminal of 100 columns and 30 lines."""

    def __init__(self, *arguments: object) -> None:
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.environ |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
            os.execv(sys.executable, [sys.executable, "-m", "qualcode", *map(str, arguments)])
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.seen = ""

    def press(self, keys: str) -> None:
        """Once the screen is still, so that what is seen from here on is what the keys did."""
        while self._read():
            pass
        self.seen = ""
        os.write(self._terminal, keys.encode())

    def wait_for(self, words: str, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.seen:
            assert time.monotonic() < deadline, f"{words!r} did not appear"
            self._read()

    def ended(self) -> int:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            self._read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self._read():  # its last words
                    pass
                os.close(self._terminal)
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it did not end")

    def close(self) -> None:
        """As when the window is closed."""
        os.close(self._terminal)
        os.waitpid(self.pid, 0)

    def _read(self) -> bool:
        """Whether anything was painted within a tenth of a second."""
        ready, _, _ = select.select([self._terminal], [], [], 0.1)
        if not ready:
            return False
        try:
            self.seen += os.read(self._terminal, 65536).decode(errors="replace")
        except OSError:
            time.sleep(0.05)
            return False
        return True


def review(study: Path, *more: object) -> Terminal:
    terminal = Terminal("review", "--project", study, "--coder", "amal", *more)
    terminal.wait_for("quit")
    return terminal


def kept(study: Path) -> list[Decision]:
    with Store.open(study, read_only=True) as store:
        return list(store.log.decisions())


def test_a_decision_shown_as_saved_is_there_after_quitting(study: Path) -> None:
    terminal = review(study)
    terminal.press("a")
    terminal.wait_for("saved")
    terminal.press("q")

    assert terminal.ended() == 0
    assert [(decision.coder, decision.verdict) for decision in kept(study)] == [("amal", Verdict.ACCEPT)]
    assert "1 decision in this sitting" in terminal.seen
    with Store.open(study, read_only=True) as store:
        assert len(store.log.read_marks(coder="amal")) == 1


@pytest.mark.parametrize("end", ["kill", "hang up", "close", "ctrl-c"])
def test_however_it_ends_nothing_shown_as_saved_is_lost(study: Path, end: str) -> None:
    terminal = review(study)
    for n in range(1, 3):
        terminal.press("r")
        terminal.wait_for("saved")
        assert len(kept(study)) == n
    if end == "close":
        terminal.close()
    elif end == "ctrl-c":
        terminal.press("\x03")
        assert terminal.ended() in (0, 130)
    else:
        os.kill(terminal.pid, signal.SIGKILL if end == "kill" else signal.SIGHUP)
        terminal.ended()

    assert [decision.verdict for decision in kept(study)] == [Verdict.REJECT] * 2
    again = review(study)
    again.press("q")
    assert again.ended() == 0


def test_it_ends_with_its_terminal_where_nothing_else_would(study: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as under nohup
    try:
        terminal = review(study)
    finally:
        signal.signal(signal.SIGHUP, before)

    terminal.close()  # which waits for it


def test_while_another_program_writes_it_waits_and_says_so(study: Path) -> None:
    terminal = review(study)
    other = sqlite3.connect(study / "project.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    terminal.press("a")
    terminal.wait_for("another program is writing")
    other.execute("ROLLBACK")
    other.close()
    terminal.wait_for("saved: accepted")
    terminal.press("q")

    assert terminal.ended() == 0
    assert len(kept(study)) == 1


def test_two_reviewers_at_once_lose_and_double_nothing(study: Path) -> None:
    amal, omar = review(study), Terminal("review", "--project", study, "--coder", "omar", "--blind")
    omar.wait_for("quit")
    for _ in range(2):
        for terminal in (amal, omar):
            terminal.press("a")
        for terminal in (amal, omar):
            terminal.wait_for("saved")
    for terminal in (amal, omar):
        terminal.press("q")
        assert terminal.ended() == 0

    decisions = kept(study)
    assert sorted(decision.coder for decision in decisions) == ["amal", "amal", "omar", "omar"]
    assert len({decision.sequence for decision in decisions}) == 4


def test_disagreements_are_settled_on_the_same_screen(study: Path, qualcode: Command) -> None:
    with open_study(study) as opened:
        [first, *_] = opened.store.suggestions.of("amira")
    for coder, verdict in (("amal", "accept"), ("omar", "reject")):
        done = qualcode("decide", first.id, verdict, "--coder", coder, "--note", f"{coder} says", "--project", study)
        assert done.code == 0
    terminal = Terminal("adjudicate", "--project", study, "--coder", "lead")
    terminal.wait_for("omar says")
    terminal.press("a")
    terminal.wait_for("saved")
    terminal.press("q")

    assert terminal.ended() == 0
    assert kept(study)[-1].origin == "adjudication"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--order", "changed"), "changed since the codebook was edited"),
        (("--order", "recode"), "no code was split"),
        (("--code", "access", "--document", "carol"), "nothing fits"),
    ],
)
def test_an_empty_queue_is_said_without_opening_the_screen(study: Path, options: tuple[str, ...], why: str) -> None:
    terminal = Terminal("review", "--project", study, "--coder", "amal", *options)

    assert terminal.ended() == 0
    assert why in " ".join(terminal.seen.split())


def test_without_a_terminal_it_says_what_to_do_instead(study: Path, qualcode: Command) -> None:
    for command in ("review", "adjudicate"):
        done = qualcode(command, "--coder", "amal", "--project", study)

        assert (done.code, "needs a terminal" in done.err, "--to FILE.xlsx" in done.err) == (2, True, True)


def test_keys_that_cannot_be_used_are_named_with_the_file(study: Path, qualcode: Command) -> None:
    settings = study / "qualcode.toml"
    settings.write_text(settings.read_text() + '\n[review.keys]\nacept = "x"\n')
    done = qualcode("review", "--coder", "amal", "--project", study)

    assert done.code == 3
    assert "qualcode.toml: review.keys: acept is not something a key can do; did you mean accept?" in done.err


def test_the_coder_is_asked_once(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.cli.terminal.may_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda question: " Amal ")

    with open_study(study) as opened:
        assert coder_name("", opened) == "Amal"
    assert "Amal" in user_settings_path().read_text(encoding="utf-8")
    monkeypatch.setattr("typer.prompt", lambda question: pytest.fail("asked again"))
    with open_study(study) as opened:
        assert coder_name("", opened) == "Amal"
        assert coder_name("Omar", opened) == "Omar"
