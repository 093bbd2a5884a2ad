"""Passages that deny a theme: other programs have no mark for it, so they stand under a code of their own there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.exchange.project import ForeignCode
from qualcode.model.coding import CONTRARY_ENDING

DEFINITION = "Passages that deny the theme above: qualcode's mark “contrary”."
NOT_QUOTED = "[do not quote]"
"""Begins the note of a coding that must not be quoted."""


def contrary_codes(codes: Sequence[ForeignCode]) -> Mapping[str, str]:
    """The ids of such codes, each with that of the theme it denies."""
    names = {code.id: code.name for code in codes}
    return {
        code.id: code.parent
        for code in codes
        if code.definition == DEFINITION and code.name == names.get(code.parent, "") + CONTRARY_ENDING
    }


def without_contrary(codes: Sequence[ForeignCode]) -> list[ForeignCode]:
    """All other codes."""
    marks = contrary_codes(codes)
    return [code for code in codes if code.id not in marks]
