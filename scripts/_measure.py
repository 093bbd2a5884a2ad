"""What the scripts share: where the repository is, their options, and what a command costs."""

from __future__ import annotations

import argparse
import os
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


def qualcode(*arguments: object, silent: bool = False) -> Cost:
    """Run a command of qualcode in a process of its own, its results unseen and, if silent, its notes too."""
    return run([sys.executable, "-m", "qualcode", *map(str, arguments)], silent=silent)


def run(command: Sequence[str], *, silent: bool = False) -> Cost:
    """Run a program from the repository's folder; its failure ends the script."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL if silent else None
    )
    _, status, usage = os.wait4(process.pid, 0)
    passed = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, passed, megabytes(usage))


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
