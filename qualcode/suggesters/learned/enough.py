"""From when on there is enough to learn a theme from, told without loading what learns it."""

from __future__ import annotations

from qualcode.model.coding import Judged

ENOUGH_CODED, ENOUGH_DOCUMENTS, ENOUGH_READ = 5, 2, 20
"""Codings, documents they are in, and passages read without the theme from which it is proposed."""


def is_enough(judged: Judged) -> bool:
    """Whether enough was decided on a theme to propose it elsewhere."""
    documents = {segment_id.rpartition(":")[0] for segment_id in judged.coded}
    without = (judged.read | judged.rejected) - judged.coded
    few = len(judged.coded) < ENOUGH_CODED or len(documents) < ENOUGH_DOCUMENTS
    return not few and len(without) >= ENOUGH_READ
