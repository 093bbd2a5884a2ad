"""What of a project has no place in a study, counted while it is read; and colours as the codebook has them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import field

from qualcode.exchange.project import Dropped
from qualcode.model.nouns import dataclass

_SHOWN = 3
_COLOUR = re.compile(r"#(?:[0-9a-f]{2})?([0-9a-f]{6})")
_SHORT_COLOUR = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)")


@dataclass(slots=True)
class Tally:
    """What has no place in a study, counted while reading."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    places: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, what: str, place: str = "", count: int = 1) -> None:
        """Count something left behind, and where."""
        if not count:
            return
        self.counts[what] += count
        if place and len(self.places[what]) < _SHOWN:
            self.places[what][place] = None

    def dropped(self) -> tuple[Dropped, ...]:
        """What was counted, in the order it was met."""
        return tuple(Dropped(what=what, count=n, places=tuple(self.places[what])) for what, n in self.counts.items())


def colour(written: str | None) -> str | None:
    """A colour as `#rrggbb`, empty where there is none; None where it cannot be understood."""
    plain = (written or "").strip().lower().replace(" ", "")
    if not plain:
        return ""
    if short := _SHORT_COLOUR.fullmatch(plain):
        return "#" + "".join(2 * digit for digit in short.groups())
    if whole := _COLOUR.fullmatch(plain):
        return f"#{whole[1]}"
    if (rgb := _RGB.fullmatch(plain)) and all(int(part) < 256 for part in rgb.groups()):
        return "#" + "".join(f"{int(part):02x}" for part in rgb.groups())
    return None
