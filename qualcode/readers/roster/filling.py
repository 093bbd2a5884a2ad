"""The types of informants, written into the list that people edit."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualcode.errors import RosterError
from qualcode.files.encoding import decode_list
from qualcode.files.more_rows import in_excel
from qualcode.files.source import Source, display_name, read_source
from qualcode.files.tables import EXCEL, delimiter_of, read_list
from qualcode.readers.roster.table import heading_row, match_headings


def with_types(path: Path, types: Mapping[str, str]) -> bytes:
    """The list's content with the types of informants, by their ids, in every row of theirs; all else stays.

    Raises RosterError where the list has no columns for them, ReadError where it cannot be read.
    """
    source = read_source(path)
    rows, lines, _ = read_list(source)
    at = heading_row(rows)
    columns = match_headings(rows[at]) if rows else {}
    if not {"informant_id", "informant_type"} <= columns.keys():
        raise RosterError(
            f"{display_name(path.name)}: no columns for informants and their types", hint="see docs/transcripts.md"
        )
    id_at, type_at = columns["informant_id"], columns["informant_type"]
    changed = {
        line: types[id_]
        for row, line in zip(rows[at + 1 :], lines[at + 1 :], strict=True)
        if (id_ := row[id_at].strip() if id_at < len(row) else "") in types
    }
    if path.suffix.lower() not in EXCEL:
        return _csv(source, rows, lines, changed, type_at)

    def fill(sheet: Any) -> None:
        for line, type_ in changed.items():
            sheet.cell(row=line, column=type_at + 1, value=type_)

    return in_excel(source.data, fill)


def _csv(source: Source, rows: list[list[str]], lines: list[int], changed: Mapping[int, str], column: int) -> bytes:
    text = decode_list(source, Counter())[0]
    delimiter = "\t" if source.path.suffix.lower() == ".tsv" else delimiter_of(text)
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter, lineterminator="\r\n" if "\r\n" in text else "\n")
    for row, line in zip(rows, lines, strict=True):
        cells = row + [""] * (column + 1 - len(row))
        cells[column] = changed.get(line, cells[column])
        writer.writerow(cells)
    return made.getvalue().encode("utf-8-sig")
