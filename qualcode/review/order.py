"""In which order unread passages are worth reading, and how much is probably still in those nobody read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qualcode.model.nouns import dataclass
from qualcode.review.queue import SOON, Goal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

DRAWN_EVERY = 10
"""Of so many passages that are shown one is drawn at random, and not because it is likely."""
CONFIDENT = 1.64
"""Standard deviations above what is expected that are exceeded once in twenty times."""
TESTED = 0.05
"""The chance of having found less than is asked for, below which a test lets reading stop."""
LAST = 80
"""Passages read last, which tell whether more is found than was expected, or less."""
_DRAWN_LAST = np.iinfo(np.uint64).max


class Pick(NamedTuple):
    """A passage to be read next."""

    place: int
    """Among the passages of the study."""
    expected: float
    """How much new it is expected to bring: pairs of informant and theme, or codings."""
    drawn: bool
    """Whether it was drawn at random."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reading of a study is: a row per passage, a column per theme."""

    chances: Numbers
    """How likely each passage is to have each theme, passages × themes; 0 for a passage of hardly a word."""
    scores: Numbers
    """What the passages of a theme are put in order by, passages × themes."""
    passages: Places
    """Of each pair of a passage and an informant who says it, alone or together, the place of the passage."""
    informants: Places
    """Of each such pair the number of the informant."""
    found: NDArray[np.bool_]
    """Informants × themes: whether the theme is coded anywhere in what they say."""
    unread: Places
    """Passages nobody has read, in the order of the study."""
    lots: NDArray[np.uint64]
    """A number per passage that it is drawn by; the highest there is for passages of hardly a word."""

    @property
    def n_read(self) -> int:
        """How many passages somebody has read."""
        return len(self.chances) - len(self.unread)


def pick(progress: Progress, size: int, *, goal: Goal = Goal.INFORMANTS) -> list[Pick]:
    """Choose the passages to read next, best first; one in ten is drawn at random, by its lot.

    Best is what is expected to show most themes for informants who are not known to raise them: with each choice these
    become less open for its informants. For codings it is the highest score on any theme.
    """
    unread = progress.unread
    open_ = 1.0 - progress.found
    chances, lots = progress.chances[unread], progress.lots[unread]
    place_of = np.full(len(progress.chances), -1)
    place_of[unread] = np.arange(len(unread))
    is_unread = place_of[progress.passages] >= 0
    at, who = place_of[progress.passages[is_unread]], progress.informants[is_unread]
    left = np.ones(len(unread), dtype=bool)
    worth = np.zeros(len(unread))
    np.add.at(worth, at, (chances[at] * open_[who]).sum(axis=1))
    value = progress.scores[unread].max(axis=1, initial=-np.inf)
    found = []
    for place in range(min(size, len(unread))):
        drawn = (progress.n_read + place) % DRAWN_EVERY == DRAWN_EVERY - 1 and bool((left & (lots < _DRAWN_LAST)).any())
        if drawn:
            chosen = int(np.argmin(np.where(left, lots, _DRAWN_LAST)))
        else:
            best = np.round(worth, 9) if goal is Goal.INFORMANTS else value
            chosen = int(np.argmax(np.where(left, best, -np.inf)))
        expected = worth[chosen] if goal is Goal.INFORMANTS else chances[chosen].sum()
        found.append(Pick(int(unread[chosen]), float(expected), drawn))
        left[chosen] = False
        people = who[at == chosen]
        open_[people] *= 1 - chances[chosen]
        same = np.isin(at, at[np.isin(who, people)])
        worth[at[same]] = 0.0
        np.add.at(worth, at[same], (chances[at[same]] * open_[who[same]]).sum(axis=1))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is probably still in passages nobody has read, as pairs of informant and theme."""

    n_found: int
    expected: float
    upper: float
    """What is probably not exceeded: nineteen times in twenty, where pairs come independently."""
    n_read: int
    n_passages: int
    likeliest: tuple[tuple[int, int, float], ...]
    """Informant, theme and chance of each open pair, likeliest first."""
    chance_of_less: float | None = None
    """Where it was tested: the chance that less was found than is asked for."""

    @property
    def is_told(self) -> bool:
        """Whether enough is read for the estimate to mean something: a fifth of the passages."""
        return self.n_read >= SOON * self.n_passages

    def may_stop(self, share: float) -> bool:
        """Whether probably at least that share of the pairs is found.

        Never said before a fifth is read, nor before the passages read last are as many as the estimate is held
        against, or half of a small study.
        """
        if not self.is_told or self.n_read < min(LAST, self.n_passages / 2):
            return False
        if self.chance_of_less is not None:
            return self.chance_of_less < TESTED
        return self.n_found >= share * (self.n_found + self.upper)


def missing(progress: Progress, *, factor: float = 1.0) -> Missing:
    """Estimate how many pairs of informant and theme are in the passages nobody has read.

    Of each open pair that is 1 - Π(1 - factor × chance) over the informant's unread passages; `factor` says how much
    more was found than expected lately. The upper bound is 1.64 standard deviations above, taking pairs as independent.
    """
    nothing = np.zeros(progress.found.shape)
    unread = np.isin(progress.passages, progress.unread)
    none_of_it = np.log1p(-np.clip(factor * progress.chances[progress.passages[unread]], 0, 0.999))
    np.add.at(nothing, progress.informants[unread], none_of_it)
    chance = np.where(progress.found, 0.0, -np.expm1(nothing))
    expected = float(chance.sum())
    spread = float(np.sqrt((chance * (1 - chance)).sum()))
    order = np.argsort(-np.round(chance, 9), axis=None, kind="stable")[: int((chance > 0).sum())]
    n_themes = max(chance.shape[1], 1)
    pairs = ((int(at // n_themes), int(at % n_themes), float(chance.flat[at])) for at in order)
    return Missing(
        n_found=int(progress.found.sum()),
        expected=expected,
        upper=expected + CONFIDENT * spread,
        n_read=progress.n_read,
        n_passages=len(progress.chances),
        likeliest=tuple(pairs),
    )


def surprise(chances: Numbers, coded: NDArray[np.bool_]) -> float:
    """How many times as much was found as expected: (codings + 1) / (expected + 1), of passages read last."""
    return float((coded.sum() + 1) / (chances.sum() + 1))
