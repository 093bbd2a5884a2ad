"""A report as one page that needs nothing else: opens from a folder, a mail or a phone, and asks no server."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.files.write import write_whole
from qualcode.model.beside import marked
from qualcode.model.harmless import one_line, visible
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.report import Audience, Chart, Report
from qualcode.model.table import Column, Figure, Table
from qualcode.model.wording import text_of
from qualcode.model.writing import Chapter, Paragraph
from qualcode.reports.markdown import banners
from qualcode.reports.pieces import day_in_words, numbered, unbroken

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).parent / "templates"


def write_html(report: Report, path: Path) -> None:
    """Theme table, chart, quotes with filters; every figure opens the quotes behind it."""
    write_whole(path, render_html(report).encode())


def render_html(report: Report, template: str = "report.html") -> str:
    """The page as text: a report, or with `alone.html` its tables alone."""
    numbers = numbered(report.chapters) if template == "report.html" else {}
    report = replace(report, chapters=tuple(_with_marks(report.chapters)))
    style, script = (_read(name) for name in ("report.css", "report.js"))
    return (
        _environment()
        .get_template(template)
        .render(
            report=report,
            title=one_line(report.title),
            banners=banners(report),
            tables=list(tables_in(report)),
            kind_of=lambda block: type(block).__name__,
            places=[place for place, chapter in enumerate(report.chapters) if chapter.level < 3],
            numbers={name: f"{kind}\u00a0{number}" for name, (kind, number) in numbers.items()},
            anchors={name: f"{ANCHORS[kind]}-{slug(name)}" for name, (kind, _) in numbers.items()},
            slug=slug,
            said={table.name: {figure.id: str(figure) for figure in table.figures()} for table in tables_in(report)},
            day_in_words=day_in_words,
            headings=headings,
            unbroken=unbroken,
            lanes=lanes,
            segments=segments,
            cells=cells,
            drawn=drawn,
            themes=list(themes(report)),
            types=list(dict.fromkeys(quote.informant_type for quote in report.quotes)),
            text_of=text_of,
            is_figure=lambda cell: isinstance(cell, Figure),
            client=report.audience is Audience.CLIENT,
            # Escaped by hand below: the browser reads a script element as it stands.
            data=_markup(_as_json(_behind(report))),
            style=_markup(style),
            script=_markup(script),
            policy=_policy(style, script),
        )
    )


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_harmless,
    )


ANCHORS = {"Table": "table", "Figure": "chart"}


def slug(name: str) -> str:
    """A name as an anchor: letters and digits, parted by hyphens."""
    return "-".join(re.findall(r"\w+", name))


def tables_in(report: Report) -> Iterator[Table]:
    """The tables of a report's chapters."""
    return (block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Table))


def _with_marks(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    for chapter in chapters:
        blocks = (marked(block) if isinstance(block, Table) else block for block in chapter.blocks)
        yield replace(chapter, blocks=tuple(blocks))


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  our own style and script, and JSON without `<`


def _harmless(value: Any) -> Any:
    from markupsafe import Markup

    return visible(text_of(value)) if isinstance(value, str | Figure) and not isinstance(value, Markup) else value


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and nothing runs but the page's own style and script."""
    own = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _behind(report: Report) -> dict[str, Any]:
    """Passages once, and for each figure their places: what the page shows when a figure is opened."""
    names = {code.id: code.name for code in report.codebook.codes} if report.codebook else {}
    places: dict[tuple[str, ...], int] = {}
    figures = {}
    shown = {figure.id for table in tables_in(report) for figure in table.figures()} | _told_in(report)
    for figure_id, passages in report.passages.items():
        if figure_id not in shown:
            continue
        listed = []
        for passage in passages:
            theme = names.get(passage.code_id, passage.code_id)
            said = tuple(visible(part) for part in (passage.text, passage.attribution, passage.where, theme))
            listed.append(places.setdefault(said, len(places)))
        figures[figure_id] = listed
    return {"passages": [list(said) for said in places], "figures": figures}


def _told_in(report: Report) -> set[str]:
    """Ids of the figures that the sentences of a report tell."""
    blocks = (block for chapter in report.chapters for block in chapter.blocks if isinstance(block, Paragraph))
    return {piece.figure for block in blocks for piece in block.pieces if piece.figure}


def headings(columns: tuple[Column, ...]) -> list[tuple[str, int]]:
    """Group headings with the number of columns under each; empty where a table has none."""
    found: list[tuple[str, int]] = []
    for column in columns:
        if found and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1] + 1)
        else:
            found.append((column.group, 1))
    return found if any(label for label, _ in found) else []


@dataclass(frozen=True, slots=True)
class Lane:
    """A group's dot under a theme."""

    label: str
    place: float | None
    """From 0, on the left, to 100."""
    shown: str
    shade: int
    interval: tuple[float, float] | None = None
    """Where its line begins and ends."""


def lanes(chart: Chart, place: int) -> list[Lane]:
    """The dots of one theme."""
    intervals = chart.intervals[place] if chart.intervals else (None,) * len(chart.columns)
    lines = [None if found is None else (round(100 * found[0], 1), round(100 * found[1], 1)) for found in intervals]
    return [
        Lane(label, None if value is None else round(100 * value, 1), shown, shade % 4, lines[shade])
        for shade, (label, value, shown) in enumerate(
            zip(chart.columns, chart.values[place], chart.shown[place], strict=True)
        )
    ]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, in hundredths of it."""

    start: float
    width: float
    shown: str
    said: str
    shade: float
    """How dark, from 0 to 1; none for those who gave no answer."""


def segments(chart: Chart, place: int) -> list[Segment]:
    """A bar of answers on a scale."""
    values = [value or 0 for value in chart.values[place]]
    whole, steps, start, found = sum(values) or 1, len(values) - 2, 0.0, []
    for column, (label, value) in enumerate(zip(chart.columns, values, strict=True)):
        width = 100 * value / whole
        shade = 0.85 - 0.7 * column / max(steps - 1, 1) if column < steps else 0.08 if column == steps else 0.0
        if value:
            said = f"{label}: {value:g}"
            found.append(Segment(round(start, 1), round(width, 1), chart.shown[place][column], said, round(shade, 2)))
        start += width
    return found


def cells(chart: Chart, place: int) -> list[tuple[str, int]]:
    """A row of a heat map: what is said in each cell, and how dark it is, from 0 to 5."""
    top = max((value for row in chart.values for value in row if value is not None), default=1) or 1
    values = chart.values[place]
    shown = chart.shown[place] if chart.shown else ["–" if value is None else f"{value:g}" for value in values]
    return [(text, round(5 * (value or 0) / top)) for text, value in zip(shown, values, strict=True)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines over steps, in the units of a picture 600 by 200."""

    lines: tuple[tuple[str, str], ...]
    """Name and points."""
    top: float
    last: str
    """What the last step is called."""


def drawn(chart: Chart) -> Drawing:
    """A chart of lines as points."""
    top = max((value for row in chart.values for value in row if value is not None), default=1) or 1
    step = 580 / max(len(chart.rows) - 1, 1)
    lines = []
    for column, label in enumerate(chart.columns):
        heights = [(place, row[column]) for place, row in enumerate(chart.values)]
        points = (
            f"{10 + place * step:.1f},{190 - 180 * value / top:.1f}" for place, value in heights if value is not None
        )
        lines.append((label, " ".join(points)))
    return Drawing(tuple(lines), top, chart.rows[-1] if chart.rows else "")


@dataclass(frozen=True, slots=True)
class Theme:
    """Quotes under one theme."""

    name: str
    quotes: tuple[Quote, ...]


def themes(report: Report) -> Iterator[Theme]:
    """Quotes by theme, in the order of the report."""
    for name in dict.fromkeys(quote.theme for quote in report.quotes):
        yield Theme(name, tuple(quote for quote in report.quotes if quote.theme == name))
