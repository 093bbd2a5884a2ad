"""Tables in a notebook: as a data frame to compute on, and as HTML to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from qualcode.model.harmless import visible
from qualcode.model.wording import text_of

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.model.table import Cell, Row, Table


def as_frame(table: Table) -> pd.DataFrame:
    """Lay a table out as a data frame: a row per row, indexed as `_index` says; a column per column, by its key."""
    import pandas as pd

    keys = [str(column.key) for column in table.columns]
    rows = [[_value(cell) for cell in row.cells] for row in table.rows]
    return pd.DataFrame(rows, columns=keys, index=pd.Index(_index(table), dtype=object))


def as_tidy_frame(table: Table) -> pd.DataFrame:
    """Lay a table out as a data frame with a row per number: row, column, value, of, open, shown, beside, figure."""
    import pandas as pd

    found = [line for name, row in zip(_index(table), table.rows, strict=True) for line in _numbers(table, row, name)]
    return pd.DataFrame(found, columns=["row", "column", "value", "of", "open", "shown", "beside", "figure"])


def _index(table: Table) -> list[str]:
    """A name for each row, no two alike: its key, with what else it is about, or its number, where rows share one."""
    names = [row.key for row in table.rows]
    if len({*names}) < len(names):
        also = (" · ".join(map(text_of, row.cells[1 : table.lead])) for row in table.rows)
        names = [f"{name} · {text}" if text else name for name, text in zip(names, also, strict=True)]
    shared = {name for name, times in Counter(names).items() if times > 1}
    nth: Counter[str] = Counter()
    for place, name in enumerate(names):
        if name in shared:
            nth[name] += 1
            names[place] = f"{name} · {nth[name]}" if name else str(nth[name])
    return names


def _numbers(table: Table, row: Row, name: str) -> Iterator[tuple[Any, ...]]:
    """The numbers of a row: figures, plain numbers, and those that stand in words."""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if isinstance(cell, int | float):
            yield name, str(column.key), cell, None, None, text_of(cell), "", ""
        elif not isinstance(cell, str):
            yield name, str(column.key), cell.value, cell.of, cell.n_open, cell.shown, cell.aside, cell.id
    for column_key, value in row.numbers:
        yield name, column_key, value, None, None, "", "", ""


def as_html(table: Table) -> str:
    """Write a table as HTML: title, headings, rows and notes."""
    head = "".join(f"<th>{_text(column.label)}</th>" for column in table.columns)
    body = "".join(f"<tr>{''.join(_cells(table, row))}</tr>" for row in table.rows)
    notes = "".join(f"<p><small>{_text(note)}</small></p>" for note in table.notes)
    caption = f"<caption>{_text(table.title)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


def _cells(table: Table, row: Row) -> list[str]:
    made = []
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        indent = "&emsp;" * row.depth if place == 0 else ""
        align = "right" if column.numeric else "start"
        made.append(f'<td dir="auto" style="text-align: {align}">{indent}{_text(text_of(cell))}</td>')
    return made


def _text(words: str) -> str:
    """Words as HTML shows them, control characters made visible and without power."""
    return escape(visible(words)).replace("\n", "<br>")


def _value(cell: Cell) -> Any:
    return cell if isinstance(cell, str | int | float) else cell.value
