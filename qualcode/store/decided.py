"""Which documents were decided on, told without reading the decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from zlib import crc32

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Which documents were decided on, and how often: enough to tell where something was decided since."""

    count: int = 0
    newest: int = 0
    """The highest number of a decision."""
    states: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By document, a mark that changes with every decision: how many, and a sum over their ids.

    Not over their numbers: after a backup is put back, what is decided next has the numbers of what is gone.
    """

    def plus(self, rows: Iterable[tuple[str, int, str]]) -> Decided:
        """Add decisions, each as document, number and id."""
        count, newest, states = self.count, self.newest, dict(self.states)
        for document_id, sequence, id_ in rows:
            many, total = states.get(document_id, (0, 0))
            states[document_id] = (many + 1, total + crc32(id_.encode()))
            count, newest = count + 1, max(newest, sequence)
        return Decided(count=count, newest=newest, states=states)
