"""Charts in Excel, drawn by Excel from numbers that stand on the same sheet."""

from __future__ import annotations

from typing import Any

from qualcode.model.harmless import visible
from qualcode.model.report import Chart
from qualcode.reports.xlsx_book import LINE_HEIGHT, Book

GREYS = ("#1F4E5F", "#8FB8C4", "#C98B2B", "#E9D3A4", "#5B5B5B", "#BDBDBD")
"""Dark and light in turn, so that neighbours differ in grey print."""

LONGEST_ALT = 2000
STACKED = ("bars", "diverging")


def add_chart(book: Book, chart: Chart, sheet: Any, top: int) -> int:
    """Numbers on a sheet, and what is drawn of them: bars, shades or lines. Returns the first free line."""
    sheet.write_string(top, 0, visible(chart.title), book.format(bold=True, font_size=12))
    top += 1
    for place, label in enumerate(("Theme" if chart.kind != "lines" else "Step", *chart.columns)):
        sheet.write_string(top, place, visible(label), book.header(numeric=place > 0))
    sheet.set_row(top, 2 * LINE_HEIGHT)
    number = {"dots": "0%", "lines": "0.##", **dict.fromkeys(STACKED, "0")}.get(chart.kind, "0.00")
    for line, (label, values) in enumerate(zip(chart.rows, chart.values, strict=True), start=top + 1):
        sheet.write_string(line, 0, visible(label), book.format())
        for place, value in enumerate(values, start=1):
            if value is not None:
                sheet.write_number(line, place, value, book.format(num_format=number))
    last = top + len(chart.rows)
    if chart.kind == "heat":
        shades = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#7FA3AE"}
        sheet.conditional_format(top + 1, 1, max(last, top + 1), max(len(chart.columns), 1), shades)
        sheet.write_string(last + 2, 0, visible(chart.axis), book.format(italic=True))
        return last + 5
    if not chart.columns:
        return last + 2
    drawn, height = _drawn(book, chart, sheet.get_name(), top)
    sheet.insert_chart(last + 2, 0, drawn, {"description": visible(chart.alt)[:LONGEST_ALT]})
    return last + 4 + int(height / PIXELS_OF_A_LINE)


PIXELS_OF_A_LINE = 20
"""Pixels of a line, by which a chart covers some."""


def _drawn(book: Book, chart: Chart, name: str, top: int) -> tuple[Any, int]:
    """Bars or lines over the numbers under the heading, and how high they are, in pixels."""
    last = top + len(chart.rows)
    stacked = chart.kind in STACKED
    bars = chart.kind == "dots" or stacked
    kind = {"type": "bar", "subtype": "percent_stacked"} if stacked else {"type": "bar" if bars else "line"}
    drawn = book.workbook.add_chart(kind)
    for place, label in enumerate(chart.columns, start=1):
        colour = {"color": GREYS[(place - 1) % len(GREYS)]}
        labels = [{"value": visible(row[place - 1])} for row in chart.shown]
        look = (
            {"fill": colour, "gap": 60} if bars else {"line": {**colour, "width": 2}, "marker": {"type": "automatic"}}
        )
        series = {
            "name": visible(label),
            "categories": [name, top + 1, 0, last, 0],
            "values": [name, top + 1, place, last, place],
            **look,
        }
        if bars and labels:
            series["data_labels"] = {"value": True, "custom": labels, "font": {"size": 8}}
        drawn.add_series(series)
    drawn.set_title({"name": visible(chart.title), "name_font": {"size": 12}})
    if stacked:
        drawn.set_x_axis({"name": visible(chart.axis), "num_format": "0%"})
        drawn.set_y_axis({"reverse": True})
    elif bars:
        drawn.set_x_axis({"min": 0, "max": 1, "name": "Share of the informants counted", "num_format": "0%"})
        drawn.set_y_axis({"reverse": True})
    else:
        drawn.set_y_axis({"min": 0, "name": visible(chart.axis)})
    drawn.set_legend({"position": "bottom"})
    lanes = 1 if stacked else max(1, len(chart.columns))
    height = 140 + 26 * len(chart.rows) * lanes if bars else 360
    drawn.set_size({"width": 820, "height": height})
    return drawn, height
