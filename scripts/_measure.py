"""What the scripts share: where the repository is, their options, and what a command costs."""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are kept compiled after their first use, as they are wherever qualcode is installed."""


class Cost(NamedTuple):
    """Seconds of the processor, seconds that passed, and the most memory held, in MB."""

    processor: float
    passed: float
    megabytes: float = 0.0

    def less(self, base: Cost) -> Cost:
        """Take off the seconds of something that was part of this."""
        return self._replace(processor=self.processor - base.processor, passed=self.passed - base.passed)


def options(about: str | None) -> argparse.ArgumentParser:
    """Begin the options of a script, whose docstring is its help."""
    return argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)


def qualcode(*arguments: object, silent: bool = False, weigh: bool = False, program: Path | None = None) -> Cost:
    """Run a command of qualcode in a process of its own, its results unseen and, if silent, its notes too.

    `program` is that of another checkout, in place of this one's.
    """
    own = [sys.executable, "-m", "qualcode"] if program is None else [str(program)]
    return run([*own, *map(str, arguments)], silent=silent, weigh=weigh)


def run(command: Sequence[str], *, silent: bool = False, to: Path | None = None, weigh: bool = False) -> Cost:
    """Run a program from the repository's folder; its failure ends the script.

    `to` is a file for what it prints. `weigh` adds up, many times a second, the memory of the program and of all it
    started, what they share counted once, where the system tells that; it takes time from the program.
    """
    with (to or Path(os.devnull)).open("wb") as out:
        started = time.perf_counter()
        said = subprocess.DEVNULL if silent else None
        process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=out, stderr=said)
        together = _weighed(process.pid) if weigh else 0.0
        _, status, usage = os.wait4(process.pid, 0)
        passed = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, passed, together or megabytes(usage))


def _weighed(pid: int) -> float:
    """The most memory that a program and all it started have held together until it ended, in MB; 0 if not known."""
    most = 0.0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        most = max(most, sum(map(_share, [pid, *_started_by(pid)])))
        time.sleep(0.01)
    return most


def _started_by(pid: int) -> list[int]:
    """The processes that a process started, and those that these did."""
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [each for child in map(int, own) for each in (child, *_started_by(child))]


def _share(pid: int) -> float:
    """A process's memory in MB, its part of what it shares with others."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0.0
    return int(found[1]) / 1e3 if found else 0.0


def in_turn(times: int, *measures: Callable[[], Cost]) -> list[Cost]:
    """Take medians of several measurements made in turn, so that a noisy machine is noisy for all."""
    found: list[list[Cost]] = [[] for _ in measures]
    for _ in range(times):
        for kept, measure in zip(found, measures, strict=True):
            kept.append(measure())
    return list(map(median, found))


def median(costs: Sequence[Cost]) -> Cost:
    """Take the median of each part of several costs."""
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def megabytes(usage: resource.struct_rusage) -> float:
    """The most memory a process has held."""
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
