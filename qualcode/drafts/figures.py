"""What became of the figures and quotes that a report wrote into a file on which somebody has gone on writing."""

from __future__ import annotations

from enum import StrEnum

from qualcode.drafts.forms import first_numbers
from qualcode.model.bookmarks import Mark
from qualcode.model.table import Figure
from qualcode.model.told import is_settled


class Standing(StrEnum):
    """What a marked stretch of a draft is today."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    TYPED_OVER = "typed over"
    GONE = "no longer there"
    TAKEN_OUT = "taken out of the text"


def standing(mark: Mark, words: str, today: str | None) -> Standing:
    """Say what marked words are, `today` being what would be written now; None where the study has it no more."""
    if not words.strip():
        return Standing.TAKEN_OUT
    if not mark.is_untouched(words):
        return Standing.TYPED_OVER
    if today is None:
        return Standing.GONE
    return Standing.UNCHANGED if words.split() == today.split() else Standing.MOVED


def contradicts(words: str, figure: Figure) -> bool:
    """Whether numbers that somebody typed over a figure are others than the figure's; words without numbers do not."""
    k, n = first_numbers(words)
    if k is None or not is_settled(figure):
        return False
    return k != figure.value or (n is not None and figure.of is not None and n != figure.of)
