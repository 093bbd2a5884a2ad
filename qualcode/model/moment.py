"""A place in the recording of an interview: when it is said, and in which file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from urllib.parse import quote

from qualcode.model.nouns import dataclass

Times = Sequence[tuple[int, float]]
"""Where turns begin, in code points of the text, and when, in seconds; in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something is said: the time of its turn, or of the last one before it that has a time."""

    seconds: float
    recording: str = ""
    """The file, from the study's folder; empty where it is not known."""

    @property
    def clock(self) -> str:
        """`00:14:32`."""
        whole = int(self.seconds)
        return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"

    def link(self, base: str = "") -> str:
        """Where a player starts: `recordings/kii-01.mp3#t=872`, after the way to the study's folder; else empty."""
        return f"{base}{quote(self.recording)}#t={int(self.seconds)}" if self.recording else ""


def moment_at(times: Times, place: int, recording: str = "") -> Moment | None:
    """Find when something is said; None where no turn before it has a time."""
    found = bisect_right(times, place, key=lambda each: each[0])
    return Moment(seconds=times[found - 1][1], recording=recording) if found else None
