"""What was learned of one passage, taken apart: what in it speaks for a theme, and which passages are like it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from qualcode.suggesters.learned.evidence import Words, blocks_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qualcode.suggesters.learned import Learned

MOST = 10
"""Words named for a theme, and against it."""
LIKE_CODED, LIKE_READ = 2, 1
"""Passages named that are most like this one: coded, and read without the theme."""


def explain_learned(learned: Learned, code_id: str, segment_id: str) -> Iterator[str]:
    """Say of a theme what its words, what was asked and what is said around add, and which passages are like it."""
    likely, learner = learned.likely[code_id], learned.learner
    fitted = likely.fitted
    if fitted is None:
        yield f"learned, {code_id}: nothing to learn from yet."
        return
    place = learner.wording.ids.index(segment_id)
    blocks = blocks_of(learner.features, fitted, place)
    own, asked, around = blocks.sums
    yield (
        f"learned, {code_id}: its words add {own:+.1f}, what was asked {asked:+.1f}, what is said around {around:+.1f} "
        "(log-odds)."
    )
    passages = learned.read[learner.wording.documents[place]]
    words = Words.of(passages, [passages.ordinals.index(int(segment_id.rpartition(":")[2]))])
    columns, added = blocks.own
    for side, strength in (("for", added), ("against", -added)):
        _, forms = words.strongest(learner.features, columns, strength, most=MOST)
        if forms:
            yield f"learned, {code_id}: {side} it speak {', '.join(forms)}."
    alike = learner.features.alike(place)
    for kind, places, most in (
        ("coded", likely.lesson.coded, LIKE_CODED),
        ("read without it", likely.lesson.without, LIKE_READ),
    ):
        if named := _nearest(alike, places[places != place], most):
            passages_like = ", ".join(f"{learner.wording.ids[each]} ({alike[each]:.2f})" for each in named)
            yield f"learned, {code_id}: most like it among those {kind}: {passages_like}."


def _nearest(alike: NDArray[np.float64], places: NDArray[np.int64], most: int) -> list[int]:
    order = np.argsort(-np.round(alike[places], 9), kind="stable")[:most]
    return [int(each) for each in places[order] if alike[each] > 0]
