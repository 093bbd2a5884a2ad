"""What a process of joblib does for `benchmark_archive`: kept in a module of its own, so that it is loaded once."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any


@cache
def taught(path: str) -> Any:
    """What is to be done with an interview, unpacked once in a process."""
    return pickle.loads(Path(path).read_bytes())


def do_all(path: str, batch: Sequence[Any]) -> list[Any]:
    """Do it to several."""
    return [list(taught(path)(each)) for each in batch]
