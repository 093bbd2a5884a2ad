"""The chapter of a report that shows who raised each theme, by type of informant."""

from __future__ import annotations

from dataclasses import replace

from qualcode.model.report import Audience, Chart
from qualcode.model.table import Cell, Figure, Rule, Table, titled
from qualcode.model.writing import Chapter, Paragraph, Piece
from qualcode.study.report.material import Material
from qualcode.tables.lines import lines_of, widest
from qualcode.tables.spec import Measure

MOST_DRAWN = 6
"""Themes of the figure."""


def themes_chapter(material: Material) -> Chapter:
    """Show who raised each theme: one table and one figure."""
    whole = replace(material.table("frequencies"), heading="")
    table = whole if material.audience is Audience.TEAM else _counts_alone(whole)
    named = (Piece(text="Table", refers_to="frequencies"),)
    chart, which = _drawn(material)
    if chart is None:
        lead = Paragraph(pieces=(*named, Piece(text=" counts who raised each theme.")))
        return Chapter(heading="Themes by informant type", blocks=(lead, table))
    draws = (Piece(text="Figure", refers_to=chart.name), Piece(text=" draws the "))
    lead = Paragraph(pieces=(*draws, Piece(text=which[0]), *named, Piece(text=which[1])))
    return Chapter(heading="Themes by informant type", blocks=(lead, chart, table))


def _drawn(material: Material) -> tuple[Chart | None, tuple[str, str]]:
    """The picture: themes on which groups differ, or where they hardly do the uppermost ones; and which, in words."""
    from qualcode.tables.chart_data import prevalence_chart

    table = material.table("frequencies")
    lines = lines_of(table)
    apart = {line.key for line in widest(lines, MOST_DRAWN)}
    if len(apart) < 2:
        dots = (chart for chart in material.charts if chart.beside == table.name and chart.kind == "dots")
        return next(dots, None), ("uppermost themes of ", ", which counts all.")
    drawn = prevalence_chart(table, keys=apart, intervals=material.intervals)
    named = replace(drawn, title=titled("Where types of informants differ most", material.results.basis))
    return named, ("themes of ", " on which types of informants differ most.")


def _counts_alone(table: Table) -> Table:
    """The table without what tells how much was said, and rules that the method states: these are in the workbook.

    That everybody raised some theme is not told either.
    """
    suffix = f".{Measure.INFORMANTS}"
    places = [place for place, column in enumerate(table.columns) if not place or column.key.endswith(suffix)]
    told = (row for row in table.rows if not (row.total and all(map(_is_whole, row.cells))))
    rows = (replace(row, cells=tuple(row.cells[place] for place in places)) for row in told)
    notes = (note for note in table.notes if not isinstance(note, Rule))
    return replace(table, notes=tuple(notes), columns=tuple(table.columns[place] for place in places), rows=tuple(rows))


def _is_whole(cell: Cell) -> bool:
    return not isinstance(cell, Figure) or cell.value == cell.of or cell.spec["measure"] != Measure.INFORMANTS
