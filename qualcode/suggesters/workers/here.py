"""The work done in this process."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.document import Passages
from qualcode.model.hits import PackedHits
from qualcode.suggesters.work import Work


def find_here(waiting: Iterator[Passages], work: Work, n_workers: int = 1) -> Iterator[PackedHits]:  # noqa: ARG001
    """Find in one document after the other."""
    for passages in waiting:
        yield from work.packed(passages)
