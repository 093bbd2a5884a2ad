"""Charts in the terminal: the same numbers as in the pictures, in letters that every terminal has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from qualcode.model.harmless import one_line
from qualcode.model.report import Chart
from qualcode.reports.terminal import PLAIN_WIDTH
from qualcode.reports.terminal_grid import PlainConsole

TRACK = 40
"""Letters from none to all."""

LONGEST_LABEL = 32
SHADES = " ░▒▓█"


def write_chart(chart: Chart, stream: TextIO) -> None:
    """Print title and picture."""
    console = PlainConsole(stream, None if stream.isatty() else PLAIN_WIDTH)
    console.print(Text(one_line(chart.title), style="bold"))
    draw = {"dots": _dots, "heat": _heat, "lines": _lines}[chart.kind]
    for line in draw(chart):
        console.print(line, no_wrap=True, overflow="crop")


def _dots(chart: Chart) -> Iterator[Text]:
    """A lane per group under each theme, its dot at the share of the group."""
    labels = _width(chart.columns) + 2
    if chart.lines:
        yield Text(f"lines: {chart.lines}", style="dim")
    yield Text(f"{'':{labels}} {'none':<{TRACK // 2 - 1}}{'half':<{TRACK // 2 - 2}}all", style="dim")
    for row, name in enumerate(chart.rows):
        yield Text(one_line(name), style="bold")
        for place, column in enumerate(chart.columns):
            shown = one_line(chart.shown[row][place]) if chart.shown else ""
            line = Text(f"  {_label(column, labels - 2)} ")
            interval = chart.intervals[row][place] if chart.intervals else None
            line.append(_track(chart.values[row][place], interval), style="cyan")
            yield line.append(f" {shown}")


def _track(share: float | None, interval: tuple[float, float] | None = None) -> str:
    """A dot at the share, on a line from none; with an interval, on a line as long as that."""
    if share is None:
        return " " * TRACK
    at, first, last = (min(round(each * (TRACK - 1)), TRACK - 1) for each in (share, *(interval or (0.0, share))))
    line = "".join("─" if first <= place <= last else " " for place in range(TRACK))
    return f"{line[:at]}●{line[at + 1 :]}"


def _heat(chart: Chart) -> Iterator[Text]:
    """A cell per theme and group, darker where more; the number beside it."""
    labels = _width(chart.rows)
    top = max((value for row in chart.values for value in row if value is not None), default=1) or 1
    shown = [
        [one_line(chart.shown[row][place]) if chart.shown else f"{value or 0:g}" for place, value in enumerate(values)]
        for row, values in enumerate(chart.values)
    ]
    widths = [
        max(5, *(cell_len(row[place]) + 3 for row in shown), min(cell_len(one_line(column)), 18)) if shown else 5
        for place, column in enumerate(chart.columns)
    ]
    heading = "  ".join(_label(column, width) for column, width in zip(chart.columns, widths, strict=True))
    yield Text(f"{'':{labels}}  {heading}", style="dim")
    for name, values, texts in zip(chart.rows, chart.values, shown, strict=True):
        line = Text(f"{_label(name, labels)}  ")
        for value, text, width in zip(values, texts, widths, strict=True):
            shade = SHADES[0 if not value else max(1, min(round(value / top * 4), 4))] * 2
            line.append(shade, style="cyan").append(f" {_label(text, width - 3)}  ")
        yield line


def _lines(chart: Chart) -> Iterator[Text]:
    """A bar per step and column."""
    labels, columns = _width(chart.rows), _width(chart.columns)
    top = max((value for row in chart.values for value in row if value is not None), default=1) or 1
    for name, values in zip(chart.rows, chart.values, strict=True):
        for place, (column, value) in enumerate(zip(chart.columns, values, strict=True)):
            line = Text(f"{_label(name if place == 0 else '', labels)}  {_label(column, columns)} ")
            line.append("█" * round((value or 0) / top * TRACK), style="cyan")
            yield line.append("" if value is None else f" {value:g}")


def _width(names: Sequence[str]) -> int:
    return min(max((cell_len(one_line(name)) for name in names), default=1), LONGEST_LABEL)


def _label(text: str, width: int) -> str:
    """A label on so many places, cut with a mark where it is longer."""
    line = one_line(text)
    return set_cell_size(line, width) if cell_len(line) <= width else set_cell_size(line, width - 1) + "…"
