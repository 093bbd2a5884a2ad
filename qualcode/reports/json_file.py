"""Tables and reports as JSON: every figure with its value, denominator, id and what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from qualcode.files.write import write_whole
from qualcode.model.harmless import UNSEEN
from qualcode.model.plain import to_plain
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Report
from qualcode.model.table import Basis, Cell, Figure, Table
from qualcode.reports.markdown import banners
from qualcode.reports.pieces import plain_tables

FOR_THE_TEAM = ("verbatim", "document_id", "segment_id", "informant_id", "start", "end", "coding_id", "why")
"""What a quote says of where it stands."""


def write_json(table: Table, stream: TextIO) -> None:
    """One object: title, basis, columns, rows by column key, notes."""
    stream.write(dumped(table_as_dict(table)))


def write_json_report(report: Report, path: Path) -> None:
    """The whole report as one object."""
    team = report.audience is Audience.TEAM
    content = {
        "title": report.title,
        "date": report.date,
        "warnings": banners(report),
        **_basis(report.basis),
        "audience": report.audience.value,
        "introduction": list(report.introduction),
        "tables": [table_as_dict(table, specs=team) for table in (*report.tables, *plain_tables(report))],
        "quotes": [_quote(quote, team=team) for quote in report.quotes],
        "charts": [to_plain(chart) for chart in report.charts],
        "method": list(report.method),
    }
    write_whole(path, dumped(content).encode())


def dumped(value: Any) -> str:
    """JSON that people can read."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # What no file can hold, and what a terminal would obey, becomes the escape that JSON has for it.
    return UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def _quote(quote: Quote, *, team: bool) -> dict[str, Any]:
    kept = {key: value for key, value in to_plain(quote).items() if team or key not in FOR_THE_TEAM}
    return {**kept, "remark": quote.remark}


def table_as_dict(table: Table, *, specs: bool = True) -> dict[str, Any]:
    """The table in plain values; what a figure is (`specs`) may name interviews, and types too small to be named."""
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
                    column.key: cell_as_value(cell, specs=specs)
                    for column, cell in zip(table.columns, row.cells, strict=True)
                }
                | dict(row.facts),
            }
            for row in table.rows
        ],
        "notes": list(table.notes),
        **table.facts,
    }


def _basis(basis: Basis | None) -> dict[str, str]:
    if basis is None:
        return {}
    return {"basis": basis.value, "reviewed": basis.caveat or "reviewed"}


def cell_as_value(cell: Cell, *, specs: bool = True) -> str | int | float | dict[str, Any]:
    """A text or a plain number as it is; a figure with all that it holds."""
    if not isinstance(cell, Figure):
        return cell
    figure: dict[str, Any] = {"value": cell.value, "shown": cell.shown, "figure": cell.id}
    if specs:
        figure["spec"] = dict(cell.spec)
    if cell.of is not None:
        figure["of"] = cell.of
    if cell.n_open:
        figure["open"] = cell.n_open
    if cell.aside:
        figure["beside"] = cell.aside
    return figure
