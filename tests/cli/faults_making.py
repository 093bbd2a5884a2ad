"""Commands that make a study or an archive, spoilt at one of their acts, and given again."""

from __future__ import annotations

import hashlib
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.cli.faults import Kept, Prepare, attempt, said
from tests.store.acts import Fault
from tests.study.make import write_small_study

MADE = "made"
GIVEN = ["--informants", "informants.csv", "--codebook", "codebook.yaml"]


def _archive(folder: Path) -> None:
    assert attempt(folder, ["archive", "transcripts", *GIVEN, "--out", "whole"])[0] == 0


def _nothing(folder: Path) -> None:
    """The files of a small study are all it takes."""


MAKING: Mapping[str, tuple[Sequence[str], Prepare]] = {
    "init": (["--no-input", "--name", "Small study"], _nothing),
    "run": (["transcripts", *GIVEN, "--no-input"], _nothing),
    "archive": (["transcripts", *GIVEN], _nothing),
    "sample": (["whole", "--size", "2"], _archive),
    "demo": ([], _nothing),
}
"""What each is given, besides where it makes something; and what is there before."""


@dataclass(frozen=True)
class Making:
    """A command, the folder it is given in, and what it leaves there when nothing happens."""

    name: str
    words: tuple[str, ...]
    folder: Path
    n_acts: int
    code: int
    again: int
    """How it ends where all is made already."""
    once: tuple[Any, ...]
    twice: tuple[Any, ...]

    @property
    def command(self) -> str:
        """Which command it is: each is given in one way."""
        return self.name


def making(name: str, folder: Path) -> Making:
    """Give it twice in a folder with the files of a small study."""
    arguments, prepare = MAKING[name]
    begun = folder / f"before {name}"
    (begun / "transcripts").mkdir(parents=True)
    write_small_study(begun)
    prepare(begun)
    to = [MADE] if name in ("init", "demo") else ["--out", MADE]
    words = (name, *to, *arguments)
    after = Path(shutil.copytree(begun, folder / name))
    code, n_acts = attempt(after, words)
    assert code in (0, 6), (words, code)
    once = _left(after)
    again = attempt(after, words)[0]
    return Making(name, words, begun, n_acts, code, again, once, _left(after))


def wrong_after_making(step: Making, fault: Fault, n: int, folder: Path) -> list[str]:
    """What is not as it has to be after a fault at the n-th act, and once the command was given again."""
    shutil.copytree(step.folder, folder)
    try:
        return list(_wrong_in(step, folder, fault, n))
    finally:
        shutil.rmtree(folder)


def _wrong_in(step: Making, folder: Path, fault: Fault, n: int) -> Iterator[str]:
    code, _ = attempt(folder, step.words, fault, n)
    if code == -signal.SIGALRM:
        yield "hung"
    if code in (1, 70):
        yield f"a bug, {code}"
    if code in (0, step.code) and _left(folder) not in (step.once, step.twice):
        yield "acknowledged and not made"
    if (folder / MADE / "project.db").exists() and said(["check", "--project", str(folder / MADE)])[0]:
        yield "not whole"
    again, _ = attempt(folder, step.words)
    if again not in (step.code, step.again):
        yield f"given again ends with {again}"
    ended = _left(folder)
    if ended not in (step.once, step.twice):
        yield f"half: given again leaves other things: {_differing(ended, step.once)}"


def _left(folder: Path) -> tuple[Any, ...]:
    """All files in the folder; of a study in it what Kept tells, of anything else the bytes."""
    made = folder / MADE
    is_study = (made / "project.db").exists()
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (is_study and path.is_relative_to(made))
    }
    if not is_study:
        return files, None
    kept = Kept.of(made)
    return files, replace(kept, rows={**kept.rows, "runs": 0})  # one for every time anything was begun


def _differing(ended: tuple[Any, ...], once: tuple[Any, ...]) -> str:
    files = {name for name in {*ended[0], *once[0]} if ended[0].get(name) != once[0].get(name)}
    if ended[1] is None or once[1] is None:
        return f"{sorted(files)}"
    parts = ("records", "rows", "files", "figures")
    return f"{sorted(files)} {[part for part in parts if getattr(ended[1], part) != getattr(once[1], part)]}"
