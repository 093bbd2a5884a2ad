"""How far coders agree on each code, on the passages all of them have read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from qualcode.agreement.coefficients import COEFFICIENTS, Patterns
from qualcode.model.nouns import dataclass

RULES = "rules"
"""The name of the codebook's rules where they stand in a coder's place."""
DENIED = "denied"
"""The rating of a code put on a passage as denied there: another one than that it is raised."""
DRAWS = 1000
"""Samples of informants drawn for an interval."""


Rating = bool | str
"""Whether a code is on a passage; `DENIED` where it is, as denied."""
Pattern = tuple[Rating | None, ...]
"""A rating per coder, None of one who has not looked."""
_Found = dict[tuple[str, ...], Counter[Pattern]]
"""By the informants who say a passage, alone or together, how passages were rated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rater:
    """A coder, or the rules in a coder's place."""

    name: str
    said: Mapping[tuple[str, str], Rating]
    """By segment id and code id: coded, or looked at and not coded."""
    read: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of each segment read to the end the codes that existed then: one that was not put there was not found there."""
    saw_suggestions: bool = False
    """Whether suggestions were before them while they coded."""

    def rating(self, segment_id: str, code_id: str) -> Rating | None:
        """Whether the code is on the passage; None where this coder has not looked."""
        said = self.said.get((segment_id, code_id))
        if said is None and code_id in self.read.get(segment_id, ()):
            return False
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A coefficient with its 95 % interval over informants."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on one code, or on all."""

    code_id: str
    """Empty for all codes together."""
    n_passages: int
    """Looked at by at least two coders."""
    n_informants: int
    raw: Mapping[Pattern, int]
    """How many passages were rated so, a rating per coder."""
    prevalence: float
    """Share of ratings that put the code on a passage."""
    estimates: Mapping[str, Estimate] = field(default_factory=dict)
    """By the name of the coefficient: percent, kappa, alpha, ac1."""

    @property
    def n_agreed(self) -> int:
        """Passages on which all who looked said the same."""
        return sum(
            n for pattern, n in self.raw.items() if len({rating for rating in pattern if rating is not None}) == 1
        )


def compare(
    raters: Sequence[Rater],
    code_ids: Sequence[str],
    informants: Mapping[str, tuple[str, ...]],
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> list[Agreement]:
    """Agreement of each code and, first, of all together. `informants` maps each passage to whose words it holds."""
    by_code = {code_id: _patterns(raters, code_id, informants) for code_id in code_ids}
    together: _Found = {}
    for found in by_code.values():
        for people, patterns in found.items():
            together.setdefault(people, Counter()).update(patterns)
    everything = {"": together, **by_code}
    return [_agreement(code_id, found, draws, seed) for code_id, found in everything.items()]


def _patterns(raters: Sequence[Rater], code_id: str, informants: Mapping[str, tuple[str, ...]]) -> _Found:
    found: _Found = {}
    for segment_id, people in informants.items():
        pattern = tuple(rater.rating(segment_id, code_id) for rater in raters)
        if sum(rating is not None for rating in pattern) > 1:
            found.setdefault(people, Counter())[pattern] += 1
    return found


def _apart(found: _Found) -> list[Counter[Pattern]]:
    """What was said of the passages of each informant; of several, where they say some together."""
    groups: list[tuple[set[str], Counter[Pattern]]] = []
    for people, patterns in found.items():
        members, counted = set(people), Counter(patterns)
        for group in [group for group in groups if not members.isdisjoint(group[0])]:
            groups.remove(group)
            members |= group[0]
            counted += group[1]
        groups.append((members, counted))
    return [counted for _, counted in groups]


def _agreement(code_id: str, found: _Found, draws: int, seed: int) -> Agreement:
    raw = sum(found.values(), Counter[Pattern]())
    ratings = [bool(rating) for pattern, n in raw.items() for rating in pattern * n if rating is not None]
    return Agreement(
        code_id=code_id,
        n_passages=raw.total(),
        n_informants=len({person for people in found for person in people}),
        raw=dict(sorted(raw.items(), key=str)),
        prevalence=sum(ratings) / len(ratings) if ratings else 0.0,
        estimates=_estimates(_apart(found), raw, draws, seed) if raw else {},
    )


def _estimates(parts: Sequence[Counter[Pattern]], raw: Patterns, draws: int, seed: int) -> dict[str, Estimate]:
    samples = list(_resampled(parts, list(raw), draws, seed)) if draws and len(parts) > 1 else []
    made = {}
    for name, coefficient in COEFFICIENTS.items():
        drawn = sorted(value for sample in samples if (value := coefficient(sample)) is not None)
        enough = len(drawn) >= 0.5 * draws > 0
        made[name] = Estimate(
            value=coefficient(raw),
            low=drawn[int(0.025 * len(drawn))] if enough else None,
            high=drawn[min(len(drawn) - 1, int(0.975 * len(drawn)))] if enough else None,
        )
    return made


def _resampled(
    parts: Sequence[Counter[Pattern]],
    patterns: Sequence[Pattern],
    draws: int,
    seed: int,
) -> Iterable[Patterns]:
    """Counts of bootstrap samples: informants are drawn anew, with replacement, those who speak together at once."""
    import numpy as np

    counts = np.array([[part[pattern] for pattern in patterns] for part in parts])
    chosen = np.random.default_rng(seed).multinomial(len(parts), [1 / len(parts)] * len(parts), size=draws)
    for row in chosen @ counts:
        yield {pattern: int(n) for pattern, n in zip(patterns, row, strict=True) if n}
