"""A table as plain text is what would be drawn in a terminal without colours."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.table import Column, Figure, Row, Table
from qualcode.reports import TABLE_WRITERS
from qualcode.reports.terminal import draw_terminal, write_terminal

LETTERS = "ab -(n=3)…\u00a0\u200d\ufe0f\t\n\x1b[/]éßاللغة۳한국漢字🙂👩\u0301\u064b"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=60) | st.text(max_size=20)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of one to nine columns, with figures, sub-themes and running text."""
    n = draw(st.integers(1, 9))
    columns = tuple(
        Column(key=f"c{place}", label=draw(TEXTS), numeric=draw(st.booleans()), wide=draw(st.booleans()))
        for place in range(n)
    )
    cells = TEXTS | st.integers(0, 99).map(lambda k: Figure(value=k, of=99, spec={"k": str(k)}))
    rows = draw(
        st.lists(
            st.builds(
                lambda cells, depth, total: Row(cells=tuple(cells), depth=depth, total=total),
                st.lists(cells, min_size=n, max_size=n),
                st.integers(0, 3),
                st.booleans(),
            ),
            max_size=5,
        )
    )
    return Table(name="t", title=draw(TEXTS), columns=columns, rows=tuple(rows), notes=tuple(draw(st.lists(TEXTS))))


@given(tables())
def test_plain_text_is_what_a_terminal_without_colours_would_show(table: Table) -> None:
    plain, drawn = io.StringIO(), io.StringIO()

    write_terminal(table, plain)
    draw_terminal(table, drawn)

    assert plain.getvalue() == drawn.getvalue()


def test_colours_come_where_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    column = Column(key="n", label="N", numeric=True)
    table = Table(name="t", title="Title", columns=(column,), rows=(Row(cells=(Figure(value=3, of=4, spec={}),)),))
    monkeypatch.setenv("FORCE_COLOR", "1")
    stream = io.StringIO()

    write_terminal(table, stream)

    assert "\x1b[" in stream.getvalue()


@pytest.mark.parametrize("format", sorted(TABLE_WRITERS))
def test_a_table_loads_no_report_writer_and_nothing_that_draws(format: str) -> None:
    script = f"""
import io, sys
from qualcode.model.table import Column, Row, Table
from qualcode.reports import TABLE_WRITERS
TABLE_WRITERS[{format!r}](Table(name="t", title="T", columns=(Column(key="a", label="A"),), rows=()), io.StringIO())
print(sorted({{"docx", "xlsxwriter", "jinja2", "matplotlib", "rich.console"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
