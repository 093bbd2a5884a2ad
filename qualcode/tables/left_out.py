"""What the files of interviews hold and their texts do not: page headers, and lines that nobody says."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model.document import Document
from qualcode.model.table import Row, Table, listing


def left_out_table(documents: Iterable[Document]) -> Table:
    """List every line that reading left out, in the order of each file."""
    return listing(
        "left_out",
        "Left out",
        ("Document", "Line"),
        (
            Row(cells=(document.id, " ".join(line.split())), key=f"{document.id}:{number}")
            for document in documents
            for number, line in enumerate(document.left_out, start=1)
        ),
        wide=("Line",),
        notes=("These lines are coded, counted and quoted nowhere.",),
    )
