"""The colours of codes: a theme's own, else one of a dozen that can be told apart, the same for all codes under it."""

from __future__ import annotations

import re

from qualcode.model.codebook import Codebook

PALETTE = (
    "#0b5a73", "#2f6f4f", "#6b4f2a", "#7a3b5e", "#2f5db0", "#8a5a00",
    "#5b4a9c", "#a0522d", "#3f6b00", "#9c2f3f", "#00707a", "#5f5f5f",
)  # fmt: skip
"""Each has a contrast of at least 4.5 to white; darker and lighter ones are mixed from them."""
_COLOUR = re.compile("#[0-9a-f]{6}", re.IGNORECASE)


def colours(codebook: Codebook) -> list[str]:
    """A colour for each code, in the order of the codebook."""
    found: dict[str, str] = {}
    tops = [code.id for code in codebook.codes if code.parent is None]
    for code in codebook.codes:
        own = code.colour if _COLOUR.fullmatch(code.colour) else ""
        usual = PALETTE[tops.index(code.id) % len(PALETTE)] if code.parent is None else found[code.parent]
        found[code.id] = own.lower() or usual
    return list(found.values())


def style_sheet(codebook: Codebook) -> str:
    """The colours as a style sheet: one class for each code, by its place."""
    return "\n".join(f".k{place}{{--hue:{colour}}}" for place, colour in enumerate(colours(codebook)))


def places(codebook: Codebook) -> dict[str, int]:
    """The place of each code in the codebook: its colours go by it."""
    return {code.id: place for place, code in enumerate(codebook.codes)}
