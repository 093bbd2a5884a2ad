"""Charts: the same bytes for the same numbers, and the same numbers in the terminal."""

from __future__ import annotations

import io

import pytest

from qualcode.model.report import Chart
from qualcode.reports.charts import draw_chart
from qualcode.reports.terminal_chart import write_chart
from qualcode.tables.chart_data import heat_map, prevalence_chart
from tests.reports.report import HOSTILE, make_report


def chart(kind: str, texts: tuple[str, ...] = ("Funding", "Access")) -> Chart:
    return Chart(
        name="chart",
        kind=kind,
        title=texts[0],
        alt="What it shows.",
        rows=texts,
        columns=("CSO (n = 3)", texts[-1][:80]),
        values=tuple((0.5, None) for _ in texts),
        shown=tuple(("1 of 2", "–") for _ in texts),
    )


KINDS = ("dots", "heat", "lines")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_numbers_give_the_same_picture(kind: str) -> None:
    once = draw_chart(chart(kind))
    draw_chart.cache_clear()

    assert draw_chart(chart(kind)) == once


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_labels_are_drawn_as_words(kind: str) -> None:
    texts = tuple(text[:200] for text in HOSTILE)
    stream = io.StringIO()

    write_chart(chart(kind, texts), stream)

    assert draw_chart(chart(kind, texts)).startswith(b"\x89PNG")
    assert not any(letter in stream.getvalue() for letter in "\x00\x07\x1b\u202e\x85")


def test_dots_and_heat_say_what_the_table_says() -> None:
    table = make_report().tables[0]

    for made in (prevalence_chart(table), heat_map(table)):
        stream = io.StringIO()
        write_chart(made, stream)
        figures = {shown for row in made.shown for shown in row}
        assert all(shown in stream.getvalue() for shown in figures)
        assert all(shown in made.alt for shown in figures)


def test_intervals_are_drawn_on_request_only() -> None:
    table = make_report().tables[0]

    assert prevalence_chart(table).intervals == ()
    assert all(
        interval is None or interval[0] <= value <= interval[1]
        for values, intervals in zip(
            prevalence_chart(table).values, prevalence_chart(table, intervals=True).intervals, strict=True
        )
        for value, interval in zip(values, intervals, strict=True)
        if value is not None
    )


def test_a_heat_map_holds_every_theme_and_sub_theme() -> None:
    table = make_report().tables[0]

    assert len(heat_map(table).rows) == sum(not row.total for row in table.rows)
