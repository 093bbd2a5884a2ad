"""A list to tick that comes back from Excel or LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qualcode.errors import ReadError
from qualcode.files.source import Source
from qualcode.model.ticks import HIDDEN, TickList, TickRow, as_written
from qualcode.readers.filled_in import read_filled_in


def read_tick_list(path: Path, like: TickList) -> TickList:
    """Read the rows as they are now; `like` is the list as it would be written today, of the kind that is wanted.

    Raises ReadError where the file is no such list.
    """
    source, sheets, facts = read_filled_in(path)
    try:
        rows, lines = sheets[like.kind.capitalize()]
        if facts["kind"] != like.kind:
            raise _unknown(source, like)
        return replace(
            like,
            id=facts["id"],
            study=facts["study"],
            n_rows=int(facts["n_rows"]),
            rows=tuple(_rows(source, like, rows, lines)),
        )
    except (KeyError, ValueError):
        raise _unknown(source, like) from None


def _unknown(source: Source, like: TickList) -> ReadError:
    return source.error(
        f"is no list of {like.kind}, or its pages were renamed", hint="write a new one with --to FILE.xlsx"
    )


def _rows(source: Source, like: TickList, rows: list[list[str]], lines: list[int]) -> list[TickRow]:
    headings = [cell.strip() for cell in rows[0]] if rows else []
    written = as_written(like) if as_written(like) in headings else HIDDEN[-1]
    wanted = (*HIDDEN, written, *like.columns, like.question)
    if any(heading not in headings for heading in (*HIDDEN, like.columns[0], like.question)):
        raise _unknown(source, like)
    places = {heading: headings.index(heading) for heading in wanted if heading in headings}

    def cell(row: list[str], heading: str) -> str:
        place = places.get(heading, len(row))
        return row[place].strip() if place < len(row) else ""

    hidden = [place for place, heading in enumerate(headings) if heading.startswith(HIDDEN[-1])]
    return [
        TickRow(
            id=cell(row, "Id"),
            mark=cell(row, "Check").partition("-")[0],
            seal=cell(row, "Check").partition("-")[2],
            hidden=tuple(row[place].strip() if place < len(row) else "" for place in hidden),
            written=cell(row, written),
            shown=tuple(cell(row, heading) for heading in like.columns),
            answer=" ".join(cell(row, like.question).split()),
            line=line,
        )
        for row, line in zip(rows[1:], lines[1:], strict=True)
        if any(row)
    ]
