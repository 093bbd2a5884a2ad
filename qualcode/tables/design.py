"""What a comparison of two groups can show, by their sizes."""

from __future__ import annotations

from qualcode.statistics.exact import detectable

LARGEST_ENUMERATED = 60
"""Groups up to this size are tried out in full to say what the design can show."""


def design_sentence(n: int, other_n: int) -> str:
    """What a comparison of this size can show, in a sentence."""
    possible = detectable(n, other_n)
    if possible.n_telling == 0:
        return (
            f"With {n} against {other_n}, not even all against none would differ at the 5% level (Fisher, two-sided)."
        )
    return (
        f"With {n} against {other_n}, {possible.n_telling} of the {possible.n_tables} possible tables would differ at "
        "the 5% level (Fisher, two-sided): read differences as leads to follow in the quotes, not as findings "
        "about others."
    )
