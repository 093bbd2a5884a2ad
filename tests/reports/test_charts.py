"""Charts: the same bytes for the same numbers, and the same numbers in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from qualcode.model.report import Chart
from qualcode.reports import charts
from qualcode.reports.charts import draw_chart
from qualcode.reports.terminal_chart import write_chart
from qualcode.tables.chart_data import REACH, heat_map, prevalence_chart
from tests.reports.report import HOSTILE, make_report
from tests.tables.test_frames import figure, table_of


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


def test_a_line_reaches_to_where_a_share_would_be_had_all_who_were_not_asked_raised_the_theme() -> None:
    groups = (figure(3, 4), figure(1, 4, aside="1 contrary, 2 not asked"), figure(0, 4, aside="4 not asked"))
    table = table_of(("Boiling", 0, groups, figure(4, 12)))
    asked, wilson = prevalence_chart(table), prevalence_chart(table, intervals=True)

    assert asked.intervals == ((None, (0.25, 0.75), (0.0, 1.0)),)
    assert "Lines: to where a share would be" in asked.reading
    assert (asked.lines, wilson.lines) == (REACH, "95% intervals (Wilson)")
    assert None not in wilson.intervals[0]
    assert draw_chart(asked) != draw_chart(replace(asked, intervals=()))


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


def test_a_long_label_leaves_whole_words_out_of_its_middle() -> None:
    label = (
        "Are organisations seen as neutral and credible with international organisations, and with others? (CSO, n = 9)"
    )

    lines = charts._two_lines(label).replace("\u00a0", " ").split("\n")

    words = " ".join(lines).split()
    assert set(words) - {"…"} <= set(label.split())
    assert (words[0], words[-1], len(lines)) == ("Are", "9)", 2)
    assert charts._two_lines("Ready? (CSO, n = 9)") == "Ready? (CSO, n\u00a0=\u00a09)"
