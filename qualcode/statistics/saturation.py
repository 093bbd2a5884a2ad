"""When interviews stop bringing new themes: base size, run length and threshold (Guest, Namey and Chen 2020)."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)

SEED = 20200505
"""Of every shuffle, so that the same study gives the same figures."""


class Run(NamedTuple):
    """What some interviews in a row add to the base."""

    first: int
    """Place of its first interview, from 1."""
    last: int
    n_new: int
    n_base: int

    @property
    def share(self) -> float:
        """New information: new themes of the run over the themes of the base."""
        return self.n_new / self.n_base if self.n_base else 0.0


def new_themes(interviews: Sequence[AbstractSet[T]]) -> list[frozenset[T]]:
    """For each interview in order, the themes that none before it raised."""
    seen: set[T] = set()
    found = []
    for themes in interviews:
        found.append(frozenset(themes - seen))
        seen |= themes
    return found


def runs(new: Sequence[int], *, base: int, length: int) -> Iterator[Run]:
    """Every run after the base, each beginning one interview later than the one before it."""
    n_base = sum(new[:base])
    for first in range(base, len(new) - length + 1):
        yield Run(first + 1, first + length, sum(new[first : first + length]), n_base)


def saturated_at(new: Sequence[int], *, base: int = 4, length: int = 2, threshold: float = 0.05) -> Run | None:
    """The first run that adds no more than the threshold; None where none does."""
    if not sum(new[:base]):
        return None
    return next((run for run in runs(new, base=base, length=length) if run.share <= threshold), None)


class Shuffled(NamedTuple):
    """What other orders of the same interviews would have shown."""

    mean: tuple[float, ...]
    """Themes known after so many interviews."""
    low: tuple[int, ...]
    """The 5th percentile: in 95% of the orders at least so many are known."""
    high: tuple[int, ...]
    n_saturated: int
    """Orders in which the rule was met."""
    n_orders: int


def shuffled(
    interviews: Sequence[AbstractSet[T]],
    *,
    base: int = 4,
    length: int = 2,
    threshold: float = 0.05,
    orders: int = 1_000,
    seed: int = SEED,
) -> Shuffled:
    """The same interviews in many seeded orders."""
    chance = random.Random(seed)  # noqa: S311 – no secret: the same draws every time
    places = list(range(len(interviews)))
    curves: list[list[int]] = []
    n_saturated = 0
    for _ in range(orders):
        chance.shuffle(places)
        new = [len(themes) for themes in new_themes([interviews[place] for place in places])]
        n_saturated += saturated_at(new, base=base, length=length, threshold=threshold) is not None
        known = 0
        curves.append([known := known + n for n in new])
    columns = [sorted(column) for column in zip(*curves, strict=True)]
    return Shuffled(
        mean=tuple(sum(column) / orders for column in columns),
        low=tuple(column[int(0.05 * (orders - 1))] for column in columns),
        high=tuple(column[int(0.95 * (orders - 1))] for column in columns),
        n_saturated=n_saturated,
        n_orders=orders,
    )
