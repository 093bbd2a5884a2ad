"""Which words set one body of text apart from another."""

from __future__ import annotations

from collections.abc import Mapping
from math import log, sqrt

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyness:
    """How much more a word belongs to the first body of text than to the second."""

    word: str
    n_here: int
    n_elsewhere: int
    log_odds: float
    """Of the word here against elsewhere, each with the prior's counts added."""
    z: float
    """The log-odds over their standard deviation: 1.96 and above is seldom chance."""


def log_odds(here: Mapping[str, int], elsewhere: Mapping[str, int], prior: Mapping[str, float]) -> list[Keyness]:
    """Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' words").

    `prior` holds pseudo-counts of every word that occurs: how it would be used if the two did not differ. Rare words
    need more to stand out. Sorted by z, highest first.
    """
    n_here, n_elsewhere, weight = sum(here.values()), sum(elsewhere.values()), sum(prior.values())

    def odds(count: float, total: int, expected: float) -> float:
        return (count + expected) / (total + weight - count - expected)

    found = []
    for word, expected in prior.items():
        one, other = here.get(word, 0), elsewhere.get(word, 0)
        difference = log(odds(one, n_here, expected)) - log(odds(other, n_elsewhere, expected))
        z = difference / sqrt(1 / (one + expected) + 1 / (other + expected))
        found.append(Keyness(word=word, n_here=one, n_elsewhere=other, log_odds=difference, z=z))
    return sorted(found, key=lambda keyness: (-keyness.z, keyness.word))


def scaled_prior(counts: Mapping[str, int], weight: float) -> dict[str, float]:
    """Pseudo-counts that sum to `weight` words, in the proportions of a body of text."""
    total = sum(counts.values())
    return {word: weight * count / total for word, count in counts.items()}
