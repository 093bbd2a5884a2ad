"""What led coders besides the codebook's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """Which ways suggested codes besides the rules, and what became of it."""

    ways: tuple[str, ...] = ()
    """Suggesters that guess and were asked: `learned`."""
    n_answered: int = 0
    """What they alone proposed and somebody accepted or rejected, codes on passages."""
    n_accepted: int = 0
    n_read: Mapping[str, int] = field(default_factory=dict)
    """By coder, passages read on the screen in the order of what is most worth reading."""

    def __bool__(self) -> bool:
        return bool(self.ways or self.n_answered or self.n_read)
