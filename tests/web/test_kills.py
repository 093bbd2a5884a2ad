"""A server may be killed at any moment: what it called saved is there, once."""

from __future__ import annotations

import shutil
from pathlib import Path

from qualcode.web.sessions import Sessions
from tests.web.kills import kill_while_deciding, lost_or_doubled, make_writers


def test_what_was_called_saved_outlives_the_server(coded_once: Path, tmp_path: Path) -> None:
    study, sessions = Path(shutil.copytree(coded_once, tmp_path / "study")), Sessions()
    writers = make_writers(study, sessions, seed=1)

    for seed in range(3):
        kill_while_deciding(study, writers, sessions, seed)

    assert sum(len(writer.acknowledged) for writer in writers) >= 3
    assert lost_or_doubled(study, writers) == []
