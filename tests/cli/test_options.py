"""Options that every command understands alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.cli._app import COMMANDS
from tests.cli.conftest import Command


@pytest.mark.parametrize("command", [name for section in COMMANDS.values() for name in section])
def test_every_command_can_be_quiet_and_ask_nothing(command: str, qualcode: Command) -> None:
    words = [command, "check"] if command == "codebook" else [command]

    shown = qualcode(*words, "--help").out

    assert "--quiet" in shown
    assert "--no-input" in shown


def test_quiet_holds_for_one_command_and_not_for_the_next(small: Path, qualcode: Command) -> None:
    quiet = qualcode("import", small / "transcripts", "--project", small, "--quiet")
    again = qualcode("import", small / "transcripts", "--project", small)

    assert quiet.err == ""
    assert again.err != ""
