"""A table as JSON: every figure with its value, denominator, id and what it is."""

from __future__ import annotations

import json
from typing import Any, TextIO

from qualcode.model.table import UNREVIEWED, Basis, Cell, Table


def write_json(table: Table, stream: TextIO) -> None:
    """One object: title, basis, columns, rows by column key, notes."""
    text = json.dumps(table_as_dict(table), ensure_ascii=False, indent=2)
    # Half a character, which no file can hold, becomes the escape that JSON has for it.
    stream.write(text.encode("utf-8", "backslashreplace").decode() + "\n")


def table_as_dict(table: Table) -> dict[str, Any]:
    """The table in plain values."""
    return {
        "name": table.name,
        "title": table.title,
        **_basis(table.basis),
        "columns": [
            {"key": column.key, "label": column.label, **({"group": column.group} if column.group else {})}
            for column in table.columns
        ],
        "rows": [
            {
                "key": row.key,
                "depth": row.depth,
                "cells": {
                    column.key: cell_as_value(cell) for column, cell in zip(table.columns, row.cells, strict=True)
                },
            }
            for row in table.rows
        ],
        "notes": list(table.notes),
    }


def _basis(basis: Basis | None) -> dict[str, str]:
    if basis is None:
        return {}
    return {"basis": basis.value, "reviewed": UNREVIEWED if basis is Basis.SUGGESTIONS else "reviewed"}


def cell_as_value(cell: Cell) -> str | dict[str, Any]:
    """A text as it is; a figure with all that it holds."""
    if isinstance(cell, str):
        return cell
    figure: dict[str, Any] = {"value": cell.value, "shown": cell.shown, "figure": cell.id, "spec": dict(cell.spec)}
    if cell.of is not None:
        figure["of"] = cell.of
    if cell.aside:
        figure["beside"] = cell.aside
    return figure
