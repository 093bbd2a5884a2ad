"""A table of codings made elsewhere → rows: who put which code on which passage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.files.source import read_source
from qualcode.files.tables import read_list
from qualcode.model.nouns import dataclass
from qualcode.model.sheet import CodingRow, split_marks
from qualcode.readers.coding_columns import HEADINGS, applied_columns, find_columns, guess_columns, is_yes


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingTable:
    """A table of codings as it was understood."""

    rows: tuple[CodingRow, ...]
    """In the order of the file."""
    notes: tuple[str, ...] = ()
    """What somebody should check: how its letters were understood, which columns were told by what stands in them."""


def read_codings(
    path: Path, *, coder: str = "", documents: Collection[str] = (), codes: Collection[str] = ()
) -> CodingTable:
    """Read the rows of a table of codings; `coder` made those that name none.

    `documents` and `codes` are the names the study knows, by which columns without a known heading are told. ReadError
    where it is no such table.
    """
    source = read_source(path)
    rows, lines, notes = read_list(source)
    headings, body = (rows[0], rows[1:]) if rows else ([], [])
    places = find_columns(headings, body)
    applied = applied_columns(headings)
    missing = _missing(places, applied, coder)
    if missing:
        guessed = guess_columns(body, [*places.values(), *applied], documents=documents, codes=codes)
        guessed = {name: place for name, place in guessed.items() if name in missing or name == "quote"}
        places = {**guessed, **places}
        notes += [f"{path.name}: column “{headings[place]}” is taken for the {name}" for name, place in guessed.items()]
        missing = _missing(places, applied, coder)
    if missing:
        raise source.error(
            f"no column for {' nor '.join(missing)}",
            hint=f"a table of codings has the headings {', '.join(HEADINGS)}; --coder names the coder for all rows",
        )
    numbered = list(zip(body, lines[1:], strict=True))
    found = [each for row, line in numbered for each in _codings(row, line, places, applied, coder)]
    return CodingTable(rows=tuple(found), notes=tuple(notes))


def _missing(places: Mapping[str, int], applied: Mapping[int, str], coder: str) -> list[str]:
    missing = [] if "document" in places else ["document"]
    missing += [] if "code" in places or applied else ["code"]
    missing += [] if {"segment", "quote"} & places.keys() else ["segment"]
    return missing + ([] if "coder" in places or coder else ["coder"])


def _codings(
    row: Sequence[str], line: int, places: Mapping[str, int], applied: Mapping[int, str], coder: str
) -> Iterator[CodingRow]:
    """The codings of a row: one, or one for each column of a code that says yes."""

    def cell(name: str) -> str:
        place = places.get(name, len(row))
        return row[place].strip() if place < len(row) else ""

    read = CodingRow(
        document=cell("document"),
        segment=cell("segment"),
        code=cell("code"),
        coder=cell("coder") or coder,
        quote=cell("quote"),
        marks=split_marks(cell("mark")),
        note=cell("note"),
        line=line,
    )
    said = [name for place, name in applied.items() if place < len(row) and is_yes(row[place])]
    if said and not read.code:
        yield from (replace(read, code=name) for name in said)
    else:
        yield read
