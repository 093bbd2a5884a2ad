"""A table of codings made elsewhere → rows: who put which code on which passage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from qualcode.files.source import read_source
from qualcode.files.tables import read_list
from qualcode.model.naming import fold, words
from qualcode.model.sheet import CodingRow, split_marks

HEADINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "document": words(
            """
    document transcript interview file document_name documents file_name filename media media_title media_name source
    source_name fid_name nom_du_document
            """
        ),
        "segment": words("segment passage segment_id passage_id paragraph"),
        "code": words(
            """
    code theme code_id coding codes code_name codename tag tags node node_name codes_applied codes_applied_combined
            """
        ),
        "coder": words(
            "coder coded_by created_by coder_name author owner user username coder_initials excerpt_creator"
        ),
        "quote": words(
            """
    quote text words coded_segment extract quotation quotation_content content seltext coded_text selected_text excerpt
    excerpt_copy coded_segments segment_text highlight reference citation
            """
        ),
        "mark": frozenset(["mark", "marks"]),
        "note": frozenset(["note", "memo", "comment", "notes", "comments"]),
    }
)


def read_codings(path: Path, *, coder: str = "") -> list[CodingRow]:
    """The rows in the order of the file; `coder` where the table names none. ReadError where it is no such table."""
    source = read_source(path)
    rows, lines, _ = read_list(source)
    places: dict[str, int] = {}
    for place, heading in enumerate(rows[0] if rows else []):
        name = re.sub(r"[\W_]+", "_", fold(heading)).strip("_")
        for column, known in HEADINGS.items():
            if name in known:
                places.setdefault(column, place)
    missing = [name for name in ("document", "code") if name not in places]
    if not {"segment", "quote"} & places.keys():
        missing.append("segment")
    if "coder" not in places and not coder:
        missing.append("coder")
    if missing:
        raise source.error(
            f"no column for {' nor '.join(missing)}",
            hint=f"a table of codings has the headings {', '.join(HEADINGS)}; --coder names the coder for all rows",
        )

    def cell(row: list[str], name: str) -> str:
        place = places.get(name, len(row))
        return row[place].strip() if place < len(row) else ""

    return [
        CodingRow(
            document=cell(row, "document"),
            segment=cell(row, "segment"),
            code=cell(row, "code"),
            coder=cell(row, "coder") or coder,
            quote=cell(row, "quote"),
            marks=split_marks(cell(row, "mark")),
            note=cell(row, "note"),
            line=line,
        )
        for row, line in zip(rows[1:], lines[1:], strict=True)
    ]


def reading_notes(path: Path) -> list[str]:
    """What somebody should check after a table of codings was read: how its letters were understood."""
    return read_list(read_source(path))[2]
