"""A table as CSV: a number, its denominator and its id side by side."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from qualcode.model.harmless import defused
from qualcode.model.table import Cell, Column, Figure, Row, Table


def write_csv(table: Table, stream: TextIO) -> None:
    """One line per row. Numbers are numbers, text is defused, the last column is the basis, where there is one."""
    parts = [_parts(table, place) for place in range(len(table.columns))]
    basis = [table.basis.caveat or "reviewed codings"] if table.basis else []
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*(defused(name) for name in _heading(table.columns, parts)), *(["basis"] if basis else [])])
    for row in table.rows:
        writer.writerow([*_line(row, parts), *basis])


def _parts(table: Table, place: int) -> tuple[str, ...]:
    """What a column needs: the value, and where its figures have them denominator, how many are open, aside and id."""
    figures = [row.cells[place] for row in table.rows if isinstance(row.cells[place], Figure)]
    if not figures:
        return ("",)
    has_of = any(isinstance(figure, Figure) and figure.of is not None for figure in figures)
    has_open = any(isinstance(figure, Figure) and figure.n_open for figure in figures)
    has_aside = any(isinstance(figure, Figure) and figure.aside for figure in figures)
    return (
        "",
        *(["of"] if has_of else []),
        *(["open"] if has_open else []),
        *(["beside"] if has_aside else []),
        "figure",
    )


def _heading(columns: tuple[Column, ...], parts: list[tuple[str, ...]]) -> Iterator[str]:
    for column, names in zip(columns, parts, strict=True):
        for name in names:
            yield f"{column.label}: {name}" if name else column.label


def _line(row: Row, parts: list[tuple[str, ...]]) -> Iterator[str | int | float]:
    for cell, names in zip(row.cells, parts, strict=True):
        for name in names:
            yield _part(cell, name)


def _part(cell: Cell, name: str) -> str | int | float:
    if not isinstance(cell, Figure):
        return "" if name else defused(cell) if isinstance(cell, str) else cell
    values = {"": cell.value, "of": cell.of, "open": cell.n_open, "beside": defused(cell.aside), "figure": cell.id}
    value = values[name]
    return "" if value is None else value
