"""The words of a report for a count: all, most, several, one, none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qualcode.model.people import INFORMANTS, People
from qualcode.model.wording import NUMBERS

SCALE: Mapping[str, float] = MappingProxyType(
    {"almost all": 0.9, "most": 0.6, "about half": 0.4, "several": 0.25, "some": 0.15, "few": 0.0}
)
"""Words for shares, each with the smallest share it is used for. `all`, and counts up to two, are themselves."""

FEWEST = 5
"""Below so many people a share says little: counts are given in words."""


def quantified(k: int, n: int, scale: Mapping[str, float] = MappingProxyType({})) -> str:
    """`k` of `n` as a report says it: `most`, `all three`, `two of three`, `none`."""
    if n == 0:
        return "nobody to count"
    if k == 0:
        return "none"
    if n < FEWEST:
        return _small(k, n)
    if k == n:
        return "all"
    if k <= 2:
        return NUMBERS[k]
    share = k / n
    words = sorted((scale or SCALE).items(), key=lambda entry: -entry[1])
    return next((word for word, least in words if share >= least), words[-1][0])


def _small(k: int, n: int) -> str:
    if k < n:
        return "one" if k == 1 else f"{NUMBERS[k]} of {NUMBERS[n]}"
    return {1: "the only one", 2: "both"}.get(n, f"all {NUMBERS[n]}")


def scale_note(scale: Mapping[str, float] = MappingProxyType({}), people: People = INFORMANTS) -> str:
    """The scale in a sentence, printed with every table that uses its words."""
    words = sorted((scale or SCALE).items(), key=lambda entry: -entry[1])
    steps = [f"{word} from {least:.0%}" if least else f"{word} below that" for word, least in words]
    return (
        f"Words for counts: all, {', '.join(steps)}; two, one and none as they are. "
        f"With fewer than {NUMBERS[FEWEST]} {people.person}s, counts in words."
    )
