"""The script that compares an import with the truth."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "compare_speakers"
TALK = "Moderator: How is it?\nAmina: It is slow.\nAnd why is that?\nAmina: No road.\n"
TRUTH = """
label = '^(?P<label>Moderator|Amina): '
who = { Moderator = "interviewer", Amina = "informant" }
[files."one.txt"]
begins = { 3 = "Moderator" }
[left_out]
"three.txt" = "no labels"
"""


def test_the_words_of_a_turn_whose_label_is_missing_are_named_by_number(tmp_path: Path) -> None:
    for name, text in {"one.txt": TALK, "two.txt": TALK * 2, "three.txt": TALK, "truth.toml": TRUTH}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path / "truth.toml"), "--places"], capture_output=True, text=True
    )

    rows = [line.split() for line in done.stdout.splitlines()]
    assert ["one.txt", "12", "4", "0", "0", "0", "sure"] in rows
    assert ["two.txt", "24", "0", "0", "0", "0", "sure"] in rows
    assert "word 7: 4 of Moderator (interviewer) → amina (informant)" in done.stdout
    assert "left out: three.txt: no labels" in done.stdout
    assert (done.returncode, "slow" in done.stdout) == (1, False)
