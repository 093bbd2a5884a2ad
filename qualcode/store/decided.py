"""Which documents were decided on, told without reading the decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Which documents were decided on, and how often: enough to tell where something was decided since."""

    count: int = 0
    newest: int = 0
    """The highest number of a decision."""
    states: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By document, a mark that changes with every decision: how many, and the sum of their numbers."""

    def plus(self, rows: Iterable[tuple[str, int]]) -> Decided:
        """Add decisions, each as document and number."""
        count, newest, states = self.count, self.newest, dict(self.states)
        for document_id, sequence in rows:
            many, total = states.get(document_id, (0, 0))
            states[document_id] = (many + 1, total + sequence)
            count, newest = count + 1, max(newest, sequence)
        return Decided(count=count, newest=newest, states=states)
