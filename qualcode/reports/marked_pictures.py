"""Finding in a Word file the pictures that a report drew, and drawing them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qualcode.model.harmless import visible
from qualcode.model.report import Chart
from qualcode.reports.charts import draw_chart
from qualcode.reports.docx_parts import PICTURE

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def renew_pictures(document: Any, charts: Mapping[str, Chart]) -> Iterator[tuple[str, Chart | None]]:
    """Draw pictures again whose numbers are others today, and name each with its chart; without one where there is none
    any more, and the picture stays."""
    for said in document.element.body.iter(f"{_DRAWING}docPr"):
        name = said.get("name") or ""
        if not name.startswith(PICTURE):
            continue
        chart = charts.get(name.removeprefix(PICTURE))
        if chart is not None and said.get("descr") == visible(chart.alt):
            continue
        if chart is not None:
            _draw(document, said.getparent(), chart)
            said.set("descr", visible(chart.alt))
        yield said.get("title") or name.removeprefix(PICTURE), chart


def _draw(document: Any, frame: Any, chart: Chart) -> None:
    """Put the chart of today into a picture's frame, as wide as it was."""
    content = draw_chart(chart)
    [blip] = frame.iter(f"{_A}blip")
    document.part.related_parts[blip.get(f"{_R}embed")]._blob = content
    width, height = (int.from_bytes(content[place : place + 4], "big") for place in (16, 20))
    for extent in (*frame.iter(f"{_DRAWING}extent"), *frame.iter(f"{_A}ext")):
        if extent.get("cx") is not None:
            extent.set("cy", str(int(extent.get("cx")) * height // width))
