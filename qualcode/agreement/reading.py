"""What the numbers mean, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.agreement.compare import Agreement, Rater

RARE = 0.1
CERTAIN = 0.67
"""Krippendorff's lowest value for tentative conclusions."""


def read_agreement(found: Agreement, raters: Sequence[Rater], *, prompted: bool = False) -> str:
    """One sentence on one code; of chance only where no suggestions `prompted` the coders."""
    if not found.n_passages:
        return "no passage that two coders have looked at"
    if len(found.raw) == 1 and not any(rating for pattern in found.raw for rating in pattern):
        return "nobody used the code on these passages: nothing to measure"
    alpha, ac1 = found.estimates["alpha"].value, found.estimates["ac1"].value
    if alpha is None:
        return "all ratings are the same: chance-corrected figures say nothing"
    if alpha >= 0.8:
        return "high agreement" if prompted else "agreement well beyond chance"
    if alpha >= CERTAIN:
        return "agreement good enough for tentative conclusions"
    if ac1 is not None and ac1 >= 0.8 and min(found.prevalence, 1 - found.prevalence) < RARE:
        return _of_a_rare_code(found) + _direction(found, raters)
    if alpha > 0:
        return f"agreement too low to rely on: sharpen the definition, then adjudicate{_direction(found, raters)}"
    little = "little agreement" if prompted else "no agreement beyond chance"
    return f"{little}: coders understand the code differently{_direction(found, raters)}"


def _of_a_rare_code(found: Agreement) -> str:
    """Why kappa and alpha are low though coders seldom differ: what tells is the few passages that matter."""
    rare = found.prevalence < 0.5
    both = sum(n for pattern, n in found.raw.items() if set(pattern) - {None} == {rare})
    said = found.n_passages - found.n_agreed + both
    kind, what = ("a rare code", "with it") if rare else ("a code nearly everywhere", "without it")
    if 2 * both < said:
        return f"{kind}, and of {said:,} passages {what} coders agree on {both:,} only: sharpen the definition"
    return f"{kind}, so kappa falls easily: of {said:,} passages {what} coders agree on {both:,}; read the others"


def _direction(found: Agreement, raters: Sequence[Rater]) -> str:
    """Who codes much more than the other, where there are two."""
    if len(raters) != 2:
        return ""
    one = sum(n for pattern, n in found.raw.items() if pattern == (True, False))
    other = sum(n for pattern, n in found.raw.items() if pattern == (False, True))
    if one + other < 4 or max(one, other) < 3 * min(one, other):
        return ""
    more = raters[0] if one > other else raters[1]
    return f" ({more.name} uses it more widely)"
