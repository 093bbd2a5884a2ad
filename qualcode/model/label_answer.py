"""What a person may say of a speaker's label, in the settings, at the screen or in a spreadsheet."""

from __future__ import annotations

from enum import StrEnum

from qualcode.model.naming import fold


class LabelAnswer(StrEnum):
    """What a label stands for; besides these an informant's id, or `same as` another label."""

    INTERVIEWER = "interviewer"
    INFORMANT = "informant"
    OTHER = "other"
    """Somebody who neither asks nor is asked."""
    BOTH = "both"
    """Several at once: nobody's words."""
    EACH = "each"
    """Several at once: the words of each of those named."""
    NOT_A_LABEL = "not a label"
    """Words before a colon: they go back to whoever speaks there."""


MAY_BE = f"{', '.join(LabelAnswer)}, same as another label, or an informant's id"
"""What may be said of a label, for hints."""
_SAME_AS = "same as "


def same_as(said: str) -> str:
    """The label that another one is the same person as: `same as Dana` names `Dana`; else empty."""
    folded = " ".join(said.split())
    return folded[len(_SAME_AS) :].strip() if folded.casefold().startswith(_SAME_AS) else ""


def is_no_label(said: str) -> bool:
    """Whether it says that there is no label at all."""
    return fold(said) == LabelAnswer.NOT_A_LABEL
