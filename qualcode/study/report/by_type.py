"""The chapter of a report that shows who raised each theme, by type of informant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.model.codebook import Codebook
from qualcode.model.report import Audience, Chart
from qualcode.model.table import Cell, Figure, Row, Rule, Table, titled
from qualcode.model.writing import Chapter, Paragraph, Piece
from qualcode.study.report.asked import unasked_note
from qualcode.study.report.material import Material
from qualcode.tables.evidence import question_order
from qualcode.tables.lines import lines_of, widest
from qualcode.tables.spec import Measure

MOST_DRAWN = 6
"""Themes of the figure."""


def themes_chapter(material: Material) -> Chapter:
    """Show who raised each theme, in one table and one figure."""
    whole = replace(material.table("frequencies"), heading="")
    is_for_team = material.audience is Audience.TEAM
    table = by_question(whole if is_for_team else _counts_alone(whole), material.results.codebook)
    table = replace(table, notes=(*table.notes, *unasked_note(material.results)))
    named = (Piece(text="Table", refers_to="frequencies"),)
    chart, which = _drawn(material)
    if chart is None:
        lead = Paragraph(pieces=(*named, Piece(text=f" counts who raised each theme{_order(material)}.")))
        return Chapter(heading="Themes by informant type", blocks=(lead, table))
    draws = (Piece(text="Figure", refers_to=chart.name), Piece(text=" draws the "))
    lead = Paragraph(pieces=(*draws, Piece(text=which[0]), *named, Piece(text=which[1])))
    return Chapter(heading="Themes by informant type", blocks=(lead, chart, table))


def _order(material: Material) -> str:
    named = any(code.question for code in material.results.codebook.codes)
    return ", in the order of the evaluation questions" if named else ""


def by_question(table: Table, codebook: Codebook) -> Table:
    """The table with its uppermost themes in the order of the evaluation questions they answer, which are named."""
    own = {code.id: code.question for code in codebook.codes}
    if not any(own.values()):
        return table

    def question(rows: Sequence[Row]) -> str:
        return min((own.get(row.key, "") for row in rows), key=question_order)

    families = sorted(_families(table.rows), key=lambda rows: (rows[0].total, question_order(question(rows))))
    return replace(table, rows=tuple(row for rows in families for row in _named(rows, own)))


def _families(rows: Sequence[Row]) -> Iterator[list[Row]]:
    found: list[Row] = []
    for row in rows:
        if found and not row.depth:
            yield found
            found = []
        found.append(row)
    if found:
        yield found


def _named(rows: Sequence[Row], own: dict[str, str]) -> Iterator[Row]:
    """Each theme that answers another question than the one above it, with that question behind its name."""
    said: list[str] = []
    for row in rows:
        question = own.get(row.key, "")
        above = next((each for each in reversed(said[: row.depth]) if each), "")
        said[row.depth :] = [question]
        new = f" ({question})" if question and question != above else ""
        yield replace(row, cells=(f"{row.cells[0]}{new}", *row.cells[1:]))


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
