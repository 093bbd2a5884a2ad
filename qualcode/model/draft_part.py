"""What of a draft is checked."""

from __future__ import annotations

from enum import StrEnum


class DraftPart(StrEnum):
    """A kind of what a draft says of a study."""

    QUOTATIONS = "quotations"
    ATTRIBUTIONS = "attributions"
    COUNTS = "counts"
    FIGURES = "figures"
    PRIVACY = "privacy"
