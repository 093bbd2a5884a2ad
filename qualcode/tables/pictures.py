"""What charts draw, taken from the tables they stand beside."""

from __future__ import annotations

from qualcode.model.table import Chart, Figure, Table
from qualcode.tables.spec import Measure


def prevalence_chart(table: Table, *, levels: int = 1) -> Chart:
    """The share of each group's informants who raised a theme, from a `frequencies` table."""
    places = [
        place
        for place, column in enumerate(table.columns)
        if column.key.endswith(f".{Measure.INFORMANTS}") and not column.key.startswith("total.")
    ]
    rows = [row for row in table.rows if row.depth < levels and not row.total]
    columns = tuple(table.columns[place].label for place in places)
    values, shown = [], []
    for row in rows:
        figures = [cell for place in places if isinstance(cell := row.cells[place], Figure)]
        values.append(
            tuple(figure.value / figure.of if figure.value is not None and figure.of else None for figure in figures)
        )
        shown.append(tuple(figure.shown for figure in figures))
    names = tuple(str(row.cells[0]) for row in rows)
    said = [
        f"{name}: " + ", ".join(f"{column} {text}" for column, text in zip(columns, texts, strict=True))
        for name, texts in zip(names, shown, strict=True)
    ]
    return Chart(
        name="chart",
        kind="dots",
        title=f"Who raised what. {table.title}",
        beside=table.name,
        alt="Informants of each group who raised each theme. " + "; ".join(said) + ".",
        rows=names,
        columns=columns,
        values=tuple(values),
        shown=tuple(shown),
        axis="Theme",
        basis=table.basis,
    )
