"""How quickly a coder decides."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

PAUSE = 120.0
"""Seconds after which a coder was away, and the time does not count."""

WINDOW = 30
"""Decisions the pace is taken over."""


class Pace:
    """Decisions per minute over the last decisions of this sitting, pauses left out."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self._gaps: deque[float] = deque(maxlen=WINDOW)
        self.decided = 0
        """In this sitting."""

    def tick(self) -> None:
        """A decision was made."""
        now = self._clock()
        self._gaps.append(min(now - self._last, PAUSE))
        self._last = now
        self.decided += 1

    @property
    def per_minute(self) -> float:
        """0 until there is something to tell a pace from."""
        seconds = sum(self._gaps)
        return 60 * len(self._gaps) / seconds if len(self._gaps) > 2 and seconds else 0.0
