"""How likely something is, in words that nobody takes for more than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.wording import are, plural

if TYPE_CHECKING:
    from qualcode.review.order import Missing

_SHARES = ((0.2, "1 in 5"), (0.25, "1 in 4"), (0.33, "1 in 3"), (0.4, "2 in 5"), (0.5, "1 in 2"), (0.6, "3 in 5"))
"""Below, nothing is said; what is more sure is right less often than it seems, so that words stop at two in three."""


def said_of(chance: float) -> str:
    """Say how many of the suggestions that are as likely were right: `about 2 in 5`; empty for very few."""
    if chance < 0.15:
        return ""
    if chance >= 0.635:
        return "about 2 in 3"
    return "about " + min(_SHARES, key=lambda share: abs(share[0] - chance))[1]


def said_of_missing(missing: Missing) -> str:
    """Say how many pairs of informant and theme are probably still to be found."""
    expected, upper = round(missing.expected), max(round(missing.upper), round(missing.expected))
    if not upper:
        return "No more informant–theme pairs are expected in what nobody read."
    most = f"in what nobody read (probably no more than {upper:,})"
    if not expected:
        return f"Hardly any more informant–theme pairs are expected {most}."
    return f"About {plural(expected, 'more informant–theme pair')} {are(expected)} expected {most}."


def said_of_stopping(missing: Missing, share: float) -> str:
    """Say that reading may stop, and by what."""
    if missing.chance_of_less is None:
        return (
            f"Reading may stop: probably {share:.0%} of these pairs or more are found. "
            "That is an estimate and no proof; `qualcode audit --pairs` checks it on passages drawn at random."
        )
    return (
        f"Reading may stop: so little that is new came lately that less than {share:.0%} found is unlikely "
        f"(p = {max(missing.chance_of_less, 0.001):.3f}, hypergeometric test of Callaghan and Müller-Hansen 2020)."
    )
