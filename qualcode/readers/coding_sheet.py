"""A coding sheet that comes back from Excel or LibreOffice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from qualcode.errors import ReadError
from qualcode.files.source import Source
from qualcode.model.plain import from_plain
from qualcode.model.sheet import HEADINGS, Answer, Kind, Sheet, SheetRow, split_marks
from qualcode.readers.filled_in import read_filled_in

NEEDED = ("id", "text", "written", "suggested", "passage", "decision")


def read_coding_sheet(path: Path) -> Sheet:
    """The rows as they are now, in the order they stand in; ReadError where it is no coding sheet."""
    source, sheets, facts = read_filled_in(path)
    try:
        kind = Kind(facts["kind"])
        rows, lines = sheets[kind.value.capitalize()]
        numbers = {name: int(facts[name]) for name in ("sequence", "n_rows")}
        words = {name: facts[name] for name in ("id", "study", "coder", "codebook_sha256")}
    except (KeyError, ValueError):
        raise _unknown(source) from None
    found = tuple(_rows(source, kind, rows, lines))
    return Sheet(kind=kind, rows=found, seal=facts.get("seal", ""), **words, **numbers)  # type: ignore[arg-type]


def _unknown(source: Source) -> ReadError:
    return source.error(
        "is no coding sheet, or its pages were renamed", hint="write one with `qualcode review --to FILE.xlsx`"
    )


def _rows(source: Source, kind: Kind, rows: list[list[str]], lines: list[int]) -> Iterator[SheetRow]:
    names = {heading: name for name, heading in HEADINGS[kind].items()}
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(rows[0] if rows else []):
        name = names.get(cell.strip()) or names.get(cell.strip().rstrip(" 0123456789"))
        if name:
            places.setdefault(name, []).append(place)
    if any(name not in places for name in NEEDED):
        raise _unknown(source)
    for row, line in zip(rows[1:], lines[1:], strict=True):
        cells = {name: [row[place] if place < len(row) else "" for place in found] for name, found in places.items()}
        yield _row(source, cells, line)


def _row(source: Source, cells: Mapping[str, list[str]], line: int) -> SheetRow:
    def cell(name: str) -> str:
        return next(iter(cells.get(name, [])), "").strip()

    try:
        written = from_plain(Answer, json.loads(cell("written") or "{}"))
    except (ValueError, TypeError, RecursionError):
        raise source.error(
            f"row {line}: its hidden cells were changed", hint="delete the row; write a new sheet"
        ) from None
    text_sha256, _, seal = cell("text").partition("-")
    return SheetRow(
        id=cell("id"),
        text_sha256=text_sha256,
        seal=seal,
        passage=cell("passage"),
        code=cell("code"),
        suggested=tuple(cell("suggested").split()),
        segment_id=cell("where"),
        answer=Answer(
            verdict=cell("decision"),
            codes=tuple(code.strip() for code in cells.get("codes", []) if code.strip()),
            marks=split_marks(cell("mark")),
            note=cell("note"),
            supports=split_marks(cell("supports")) if "supports" in cells else written.supports,
            opposes=split_marks(cell("opposes")) if "opposes" in cells else written.opposes,
        ),
        written=written,
        line=line,
    )
