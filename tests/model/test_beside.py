"""What stands beside a count, in words and as marks."""

from __future__ import annotations

import pytest

from qualcode.model.beside import beside_notes, marked
from qualcode.model.table import Column, Figure, Row, Table


def table_of(*asides: str, notes: tuple[str, ...] = ()) -> Table:
    rows = tuple(
        Row(cells=(f"Theme {place}", Figure(spec={}, value=2, of=3, shown="2 of 3", aside=aside)))
        for place, aside in enumerate(asides)
    )
    columns = (Column(key="theme", label="Theme"), Column(key="n", label="n"))
    return Table(name="t", title="T", columns=columns, rows=rows, notes=(*beside_notes(rows), *notes))


@pytest.mark.parametrize(
    ("aside", "shown"),
    [
        ("1 not asked", "2 of 3 (1*)"),
        ("2 contrary, 14 not asked", "2 of 3 (2 contrary, 14*)"),
        ("1 disputed, 3 not asked", "2 of 3 (1 disputed, 3*)"),
        ("", "2 of 3"),
        ("3 of 3", "2 of 3 (3 of 3)"),
        ("single source", "2 of 3 (single source)"),
    ],
)
def test_what_stands_beside_a_figure_becomes_a_short_mark(aside: str, shown: str) -> None:
    [row] = marked(table_of(aside)).rows

    assert str(row.cells[1]) == shown


def test_the_marks_that_occur_are_explained_once_in_place_of_the_words() -> None:
    table = table_of("1 not asked", "2 not asked, 1 contrary", notes=("Further.",))

    assert table.notes[0].startswith("Not asked: ")
    explained, further = marked(table).notes
    assert explained.replace("\u00a0", " ").startswith("* not asked: ")
    assert ". Contrary: " in explained.replace("\u00a0", " ")
    assert "‡" not in explained
    assert further == "Further."


def test_a_table_without_anything_beside_its_figures_stays_as_it_is() -> None:
    table = table_of("", notes=("Further.",))

    assert marked(table) == table
    assert table.notes == ("Further.",)
