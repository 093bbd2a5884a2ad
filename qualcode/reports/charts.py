"""Charts as pictures: readable in grey, Arabic the right way round, the same bytes for the same numbers."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from qualcode.model.harmless import one_line
from qualcode.model.report import Chart

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
SHADES = ("#1b3a4b", "#c47f17", "#6a9fb5", "#8c2d19", "#5b5b5b", "#9a8c5f", "#2f6b3a", "#a0a0a0")
WIDTH = 6.3
"""Inches: the text width of a portrait page."""

TALLEST = 9.2
"""Inches: a picture and its caption stand on one page."""

LONGEST_LABEL = 44


@lru_cache(maxsize=16)
def draw_chart(chart: Chart) -> bytes:
    """The chart as a PNG. Those of the last report are kept: the next one mostly has them again."""
    from matplotlib import rc_context

    draw = {"dots": _dots, "heat": _heat, "lines": _lines, "bars": _bars, "diverging": _bars}[chart.kind]
    with rc_context({"font.family": "DejaVu Sans", "font.size": 8, "text.parse_math": False, "text.usetex": False}):
        figure = draw(chart)
        content = BytesIO()
        figure.savefig(content, format="png", dpi=200, metadata={"Software": None})
    return content.getvalue()


def _figure(height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, min(max(height, 1.6), TALLEST)), layout="constrained")
    axes = figure.subplots()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _label(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1] + "…"


def _under(chart: Chart, axes: Any, text: str) -> None:
    said = f"{text} ({chart.basis.caveat})" if chart.basis and chart.basis.caveat else text
    axes.set_xlabel(said)


def _dots(chart: Chart) -> Any:
    """Each group's share as a mark of its own shape, a lane per group so that none hides another."""
    lanes = max(len(chart.columns), 1)
    figure, axes = _figure(0.85 + len(chart.rows) * (0.14 * lanes + 0.08))
    for place, label in enumerate(chart.columns):
        offset = (place - (lanes - 1) / 2) * 0.8 / lanes
        found = [(row, values[place]) for row, values in enumerate(chart.values) if values[place] is not None]
        shares, heights = [share for _, share in found], [row + offset for row, _ in found]
        axes.hlines(heights, 0, shares, color="#c9c9c9", linewidth=0.8, zorder=1)
        axes.scatter(
            shares,
            heights,
            marker=MARKERS[place % len(MARKERS)],
            color=SHADES[place % len(SHADES)],
            s=26,
            label=_label(label),
            zorder=3,
            clip_on=False,
        )
        for (row, share), height in zip(found, heights, strict=True):
            if chart.intervals and (interval := chart.intervals[row][place]):
                axes.hlines(height, *interval, color=SHADES[place % len(SHADES)], linewidth=1.2, alpha=0.6, zorder=2)
            if chart.shown:
                # Beside the dot, or behind the interval that runs through that place.
                end = chart.intervals[row][place] if chart.intervals else None
                axes.annotate(
                    one_line(chart.shown[row][place]), (end[1] if end else share, height), (5, 0),
                    textcoords="offset points", va="center", fontsize=6, color="#333333", annotation_clip=False,
                )  # fmt: skip
    for row in range(1, len(chart.rows)):
        axes.axhline(row - 0.5, color="#ececec", linewidth=0.8, zorder=0)
    axes.set_yticks(range(len(chart.rows)), [_label(name) for name in chart.rows])
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    axes.set_xlim(-0.01, 1.0)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["none", "", "half", "", "all"])
    axes.tick_params(axis="y", length=0)
    _under(chart, axes, chart.axis)
    if chart.columns:
        figure.legend(loc="outside upper left", ncols=min(len(chart.columns), 3), frameon=False)
    return figure


def _heat(chart: Chart) -> Any:
    """Shares as shades of one colour, each with its number written in."""
    slanted = len(chart.columns) > 4
    figure, axes = _figure((2.2 if slanted else 0.8) + (0.2 if len(chart.rows) > 12 else 0.28) * len(chart.rows))
    top = max((value for row in chart.values for value in row if value is not None), default=1.0) or 1.0
    grid = [[float("nan") if value is None else value for value in row] for row in chart.values]
    axes.imshow(grid, cmap="Greys", vmin=0, vmax=top * 1.5, aspect="auto")
    small = 6.5 if len(chart.columns) <= 10 else 5
    for row, values in enumerate(chart.values):
        for place, value in enumerate(values):
            text = one_line(chart.shown[row][place]) if chart.shown else f"{value:g}" if value is not None else "–"
            dark = value is not None and value > 0.8 * top
            axes.text(place, row, text, ha="center", va="center", fontsize=small, color="white" if dark else "#222222")
    axes.set_xticks(
        range(len(chart.columns)), [_label(name).replace(" (n", "\n(n") for name in chart.columns], fontsize=small
    )
    if slanted:
        axes.tick_params(axis="x", rotation=40)
        for label in axes.get_xticklabels():
            label.set_horizontalalignment("right")
    axes.set_yticks(range(len(chart.rows)), [_label(name) for name in chart.rows], fontsize=small)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _under(chart, axes, chart.axis)
    return figure


def _lines(chart: Chart) -> Any:
    """A line per column over the rows, told apart by stroke and mark."""
    figure, axes = _figure(2.8)
    strokes = ("-", "--", ":", "-.")
    steps = range(1, len(chart.rows) + 1)
    for place, label in enumerate(chart.columns):
        heights = [float("nan") if values[place] is None else values[place] for values in chart.values]
        axes.plot(
            steps,
            heights,
            strokes[place % len(strokes)],
            marker=MARKERS[place % len(MARKERS)],
            markersize=4,
            color=SHADES[place % len(SHADES)],
            label=_label(label),
        )
    axes.set_xticks(list(steps) if len(chart.rows) <= 30 else list(steps)[:: len(chart.rows) // 15])
    axes.set_ylim(bottom=0)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.grid(axis="y", color="#ececec")
    _under(chart, axes, chart.axis)
    axes.legend(frameon=False, loc="lower right")
    return figure


STEPS = ("#1b3a4b", "#4d7f94", "#a9c7d3", "#e3c48d", "#c47f17", "#8c4a12")
"""From one end of a scale to the other: dark, light, dark, so that the ends differ from the middle in grey print."""


def _bars(chart: Chart) -> Any:
    """A bar per row, segments in the order of the scale with their counts; what is no step is grey, silence hatched."""
    figure, axes = _figure(1.0 + 0.34 * len(chart.rows))
    steps = len(chart.columns) - 2
    shares = [[(value or 0) / (sum(each or 0 for each in row) or 1) for value in row] for row in chart.values]
    reached = [0.0 if chart.kind == "bars" else -(sum(row[: steps // 2]) + row[steps // 2] / 2) for row in shares]
    for place, label in enumerate(chart.columns):
        colour, hatch = _segment(place, steps, len(chart.columns))
        widths = [row[place] for row in shares]
        if place >= steps and not any(widths):
            continue
        axes.barh(
            range(len(widths)), widths, left=reached, height=0.72, color=colour, hatch=hatch, edgecolor="#4a4a4a",
            linewidth=0.5, label=_label(label),
        )  # fmt: skip
        dark = colour in (STEPS[0], STEPS[1], STEPS[-1])
        for row, width in enumerate(widths):
            if width and chart.shown:
                axes.text(
                    reached[row] + width / 2, row, one_line(chart.shown[row][place]), ha="center", va="center",
                    fontsize=6.5, color="white" if dark else "#222222",
                    bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 1} if hatch else None,
                )  # fmt: skip
        reached = [before + width for before, width in zip(reached, widths, strict=True)]
    if chart.kind == "diverging":
        axes.axvline(0, color="#222222", linewidth=0.6, zorder=0)
    axes.set_yticks(range(len(chart.rows)), [_two_lines(name) for name in chart.rows], fontsize=7)
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    _under(chart, axes, chart.axis)
    figure.legend(loc="outside upper left", ncols=3, frameon=False)
    return figure


def _segment(place: int, steps: int, n: int) -> tuple[str, str]:
    """Colour and hatching of a column."""
    if place == n - 1:
        return "#ffffff", "////"
    if place == n - 2:
        return "#d5d5d5", ""
    return STEPS[round(place * (len(STEPS) - 1) / max(steps - 1, 1))], ""


def _two_lines(text: str) -> str:
    """A label over two lines, its middle left out where it is longer: its end says which group it is."""
    import textwrap

    line = one_line(text).replace(" = ", "\u00a0=\u00a0")
    if len(line) > 2 * LONGEST_LABEL - 8:
        begins, ends = line[: LONGEST_LABEL - 4].rpartition(" ")[0], line[-LONGEST_LABEL + 4 :].partition(" ")[2]
        line = f"{begins or line[: LONGEST_LABEL - 4]} … {ends}"
    return "\n".join(textwrap.wrap(line, LONGEST_LABEL))
