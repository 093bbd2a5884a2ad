"""Where decided words stand in a transcript that may have been corrected since."""

from __future__ import annotations

from enum import StrEnum

from qualcode.model.nouns import dataclass


class Found(StrEnum):
    """How surely decided words were found again; only the first two count silently, the rest are listed."""

    EXACT = "exact"
    MOVED = "moved"
    EDITED = "edited"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of the transcript as it is now."""

    found: Found
    start: int = 0
    end: int = 0

    @property
    def counts(self) -> bool:
        """Whether the words are the decided ones beyond doubt."""
        return self.found in (Found.EXACT, Found.MOVED)
