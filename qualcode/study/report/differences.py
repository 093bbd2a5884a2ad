"""When types of informants are called different, and on which themes they look so and are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.model.writing import Block, Paragraph, Piece, joined
from qualcode.tables.lines import Line, leaves


def when_they_differ(lines: Sequence[Line]) -> str:
    """When types are called different."""
    unasked = any(line.some_not_asked for line in lines)
    whatever = ", whatever those would have said who were not asked" if unasked else ""
    return (
        f"Types of informants are called different only where three people or more make the difference{whatever}. "
        "Groups of this size prove nothing beyond the people interviewed."
    )


def too_few_to_tell(lines: Sequence[Line]) -> Iterator[Block]:
    """Name, among the limits, the themes on which groups look apart and are too small to be called so."""
    if few := [line for line in leaves(lines) if line.is_too_few]:
        named = joined((Piece(text=line.name, theme=True),) for line in few)
        unasked = any(line.some_not_asked for line in few)
        who = "one or two people" + (", or what those would have said who were not asked," if unasked else "")
        lead = f"On these themes shares of the groups look different, but {who} could make them alike: "
        yield Paragraph(pieces=(Piece(text=lead), *named, Piece(text=".")))
