"""Finding in a Word file the tables that a report wrote there, and writing what is so today in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from qualcode.model.bookmarks import Mark
from qualcode.model.harmless import visible
from qualcode.model.nouns import dataclass
from qualcode.model.table import Figure, Table
from qualcode.model.told import Way
from qualcode.reports.docx_maker import Maker
from qualcode.reports.docx_tables import grid_texts, joined_cells, table_parts
from qualcode.reports.marked_text import BREAKS, text_of, write_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 1440 / 2.54
"""Of a centimetre."""


CELL = "cell renewed"


class Change(NamedTuple):
    """What became of a cell or a row."""

    what: str
    where: str
    was: str
    now: str


@dataclass(slots=True)
class MarkedTable:
    """A table of a file, or one part of a wide one, as a report once wrote it."""

    mark: Mark
    start: Any
    """Its bookmark."""
    element: Any
    part: int = 0
    n_parts: int = 1

    @property
    def texts(self) -> list[list[str]]:
        """What stands in its cells, row by row."""
        return [[_text(cell) for cell in row.iterfind(f"{W}tc")] for row in self.element.iterfind(f"{W}tr")]

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has typed in it."""
        return self.mark.is_untouched(joined_cells(self.texts))

    def holds(self, element: Any) -> bool:
        """Whether something stands in it."""
        return any(ancestor is self.element for ancestor in element.iterancestors())


def find_tables(document: Any) -> list[MarkedTable]:
    """Find the tables that a report wrote, in the order of the text."""
    found: list[MarkedTable] = []
    for start in document.element.body.iter(f"{W}bookmarkStart"):
        mark = Mark.read(start.get(f"{W}name") or "")
        grid = next(start.iterancestors(f"{W}tbl"), None)
        if mark is not None and mark.kind == "T" and grid is not None:
            found.append(MarkedTable(mark, start, grid))
    for each in found:
        same = [other for other in found if other.mark.id == each.mark.id]
        each.part, each.n_parts = same.index(each), len(same)
    return found


def renew_table(marked: MarkedTable, table: Table, maker: Maker) -> list[Change] | None:
    """Write today's cells into a table in which nobody has typed: cell by cell, anew where rows or columns differ.

    Returns what changed; None where the table has another number of parts today, and stays as it is.
    """
    room = _room_at(marked.element)
    parts = table_parts(table, room)
    if len(parts) != marked.n_parts:
        return None
    places = parts[marked.part]
    was, now = marked.texts, [[visible(text) for text in row] for row in grid_texts(table, places)]
    changes = [*_compared(was, now, table)]
    if _is_same_form(was, now, table):
        _write_cells(marked, now, table, places)
    elif _flat(was) != _flat(now):
        made = maker.grid(table, places, room)
        marked.element.getparent().replace(marked.element, made._tbl)
        marked.element = made._tbl
    return changes


def add_note(after: Any, note: str, key: str, maker: Maker) -> Any:
    """Write a note under a table, behind another element. Returns its paragraph."""
    paragraph = maker.note(note, key)._p
    after.addnext(paragraph)
    return paragraph


def compared_with(marked: MarkedTable, table: Table) -> Iterator[Change]:
    """Say of a table in which somebody typed which rows it has that are not there today, and which it lacks."""
    heads = [_by_head(texts, table) for texts in (marked.texts, grid_texts(table, range(len(table.columns))))]
    old, new = (dict.fromkeys(head for head, _ in found) for found in heads)
    if marked.n_parts == 1:
        yield from (Change("row that is not in the table", head, "", "") for head in new if head not in old)
        yield from (Change("row no longer there", head, "", "") for head in old if head not in new)


def _compared(was: Sequence[Sequence[str]], now: Sequence[Sequence[str]], table: Table) -> Iterator[Change]:
    """Say which rows came and went and which cells have other words, by the words at the head of row and column."""
    old, new = _by_head(was, table), _by_head(now, table)
    labels = now[len(now) - len(table.rows) - 1]
    for head, row in new.items():
        if head not in old:
            yield Change("row added", head[0], "", "; ".join(row[table.lead :]))
    for head, row in old.items():
        today = new.get(head)
        if today is None:
            yield Change("row left out", head[0], "; ".join(row[table.lead :]), "")
        elif len(today) == len(row) == len(labels):
            for label, before, after in zip(labels, row, today, strict=True):
                if before.split() != after.split():
                    yield Change(CELL, f"{head[0]}, {label}", before, after)


def _by_head(texts: Sequence[Sequence[str]], table: Table) -> dict[tuple[str, int], Sequence[str]]:
    """Rows by the words at their head, and how often these stood above."""
    found: dict[tuple[str, int], Sequence[str]] = {}
    for row in texts:
        head = " · ".join(text for text in row[: table.lead] if text)
        nth = sum(known == head for known, _ in found)
        found[head, nth] = row
    return found


def _flat(texts: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row] for row in texts]


def _is_same_form(was: Sequence[Sequence[str]], now: Sequence[Sequence[str]], table: Table) -> bool:
    """Whether both have the same rows and as many columns."""
    heads = [[row[: table.lead] for row in texts[len(now) - len(table.rows) :]] for texts in (was, now)]
    shapes = [[len(row) for row in texts] for texts in (was, now)]
    return shapes[0] == shapes[1] and heads[0] == heads[1]


def _write_cells(marked: MarkedTable, now: Sequence[Sequence[str]], table: Table, places: Sequence[int]) -> None:
    rows = [*marked.element.iterfind(f"{W}tr")]
    n_above = len(now) - len(table.rows)
    for place, (row, texts) in enumerate(zip(rows, now, strict=True)):
        for column, (cell, words) in enumerate(zip(row.iterfind(f"{W}tc"), texts, strict=True)):
            if " ".join(_text(cell).split()) == " ".join(words.split()):
                continue
            _write_cell(cell, words)
            value = table.rows[place - n_above].cells[places[column]] if place >= n_above else ""
            if isinstance(value, Figure):
                _mark_anew(cell, value, words)
    marked.mark = Mark.of(marked.mark.id, joined_cells(now), marked.mark.number)
    marked.start.set(f"{W}name", marked.mark.name)


def _write_cell(cell: Any, words: str) -> None:
    """Put other words into a cell, in the look of the first of the old ones."""
    texts = [element for paragraph in cell.iterfind(f"{W}p") for element in _written(paragraph)]
    if not texts:
        paragraph = next(cell.iterfind(f"{W}p"))
        run = paragraph.makeelement(f"{W}r")
        texts = [run.makeelement(f"{W}t")]
        paragraph.append(run)
        run.append(texts[0])
    write_lines(texts, words)


def _mark_anew(cell: Any, figure: Figure, words: str) -> None:
    for start in cell.iter(f"{W}bookmarkStart"):
        mark = Mark.read(start.get(f"{W}name") or "")
        if mark is not None and mark.way is Way.CELL:
            start.set(f"{W}name", Mark.of(figure.id, words, mark.number, Way.CELL).name)


def _text(cell: Any) -> str:
    """The words of a cell, a line for each paragraph and break."""
    return "\n".join("".join(map(text_of, _written(paragraph))) for paragraph in cell.iterfind(f"{W}p"))


def _written(paragraph: Any) -> Iterator[Any]:
    return (element for element in paragraph.iter() if element.tag == f"{W}t" or element.tag in BREAKS)


def _room_at(element: Any) -> float:
    """Centimetres between the margins of the page that an element of the body stands on."""
    within = element.xpath("following-sibling::w:p/w:pPr/w:sectPr | following-sibling::w:sectPr")
    size, margins = within[0].find(f"{W}pgSz"), within[0].find(f"{W}pgMar")
    taken = sum(int(float(margins.get(f"{W}{side}"))) for side in ("left", "right"))
    return float((int(size.get(f"{W}w")) - taken) / _TWIPS)
