"""How far a share found by rules is from the true one, told from a sample in which both are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from statistics import NormalDist

from qualcode.model.nouns import dataclass
from qualcode.statistics.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A group of people: what the rules found of all, and what a sample shows they missed and found wrongly."""

    n_all: int
    found: int
    """Of all, whom the rules found."""
    n: int
    """Of all, whom the sample holds."""
    missed: int
    """Of the sample, who raised it and whom the rules did not find."""
    false: int
    """Of the sample, whom the rules found and who did not raise it."""

    @property
    def share(self) -> float:
        """The share of all: what the rules found, and the mean difference in the sample."""
        return self.found / self.n_all + (self.missed - self.false) / self.n

    def interval(self, *, confidence: float = 0.95) -> Interval:
        """How far the share of all could be from that."""
        if self.n >= self.n_all:
            return Interval(self.share, self.share)
        # Of few people a sample tells more: as if it were drawn from many and that much larger.
        larger = (self.n_all - 1) / (self.n_all - self.n)
        low, high = paired(self.missed * larger, self.false * larger, self.n * larger, confidence=confidence)
        rules = self.found / self.n_all
        return Interval(max(0.0, rules + low), min(1.0, rules + high))


def paired(more: float, fewer: float, n: float, *, confidence: float = 0.95) -> Interval:
    """Score interval for the difference of two shares of the same people (Tango 1998).

    `more` of `n` are in the first share alone, `fewer` in the second alone. It stays honest where both are none.
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    middle = (more - fewer) / n

    def is_within(difference: float) -> bool:
        return abs(_score(more, fewer, n, difference)) <= z

    return Interval(_edge(is_within, middle, -1.0), _edge(is_within, middle, 1.0))


def _score(more: float, fewer: float, n: float, difference: float) -> float:
    """How many standard errors what was seen is from a difference."""
    a = 2 * n
    b = -more - fewer + (2 * n - more + fewer) * difference
    c = -fewer * difference * (1 - difference)
    only_fewer = (sqrt(max(b * b - 4 * a * c, 0.0)) - b) / (2 * a)
    variance = n * (2 * only_fewer + difference * (1 - difference))
    off = more - fewer - n * difference
    return 0.0 if abs(off) < 1e-12 else off / sqrt(variance) if variance > 0 else float("inf")


def _edge(is_within: Callable[[float], bool], inside: float, outside: float) -> float:
    """The last value within, by halves."""
    if is_within(outside):
        return outside
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if is_within(middle) else (inside, middle)
    return inside


def of_all(strata: Sequence[Stratum], *, confidence: float = 0.95) -> tuple[float, Interval]:
    """The share over several groups, each as large as it is, with its interval (the variance estimates recovered)."""
    total = sum(stratum.n_all for stratum in strata)
    share, below, above = 0.0, 0.0, 0.0
    for stratum in strata:
        weight = stratum.n_all / total
        own, (low, high) = stratum.share, stratum.interval(confidence=confidence)
        share += weight * own
        below += (weight * max(own - low, 0.0)) ** 2
        above += (weight * max(high - own, 0.0)) ** 2
    return share, Interval(max(0.0, share - sqrt(below)), min(1.0, share + sqrt(above)))
