"""Whether enough was found to stop reading, tested and not estimated."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor


def chance_of_less(found: Sequence[bool], n_passages: int, share: float) -> float:
    """The chance of having found this little lately if less than `share` of all there is to find were found.

    `found` says of each passage read, in the order of reading, whether it held what is looked for. What was read from
    any moment on is taken as a random sample of what was unread then, which is cautious where likely passages come
    first; of all moments the one that says most counts (Callaghan and Müller-Hansen, 2020, Systematic Reviews 9:273).
    """
    from scipy.stats import hypergeom

    n_read, n_found = len(found), sum(found)
    if n_read >= n_passages:
        return 0.0
    left, drawn, seen, least = [], [], [], []
    before = 0
    for place, is_found in enumerate(found):
        left.append(n_passages - place)
        drawn.append(n_read - place)
        seen.append(n_found - before)
        least.append(min(floor(n_found / share - before + 1), n_passages - place))
        before += is_found
    return float(hypergeom.cdf(seen, left, least, drawn).min()) if left else 1.0
