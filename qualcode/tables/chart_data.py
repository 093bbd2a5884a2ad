"""What charts draw, taken from the tables they stand beside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from qualcode.model.report import Chart
from qualcode.model.table import Figure, Row, Table
from qualcode.statistics.intervals import wilson
from qualcode.tables.lines import unasked
from qualcode.tables.spec import Measure

SHARE = "Share of the informants counted in the group"
READING = "Each mark is the share of one group’s informants who raised the theme, from none to all."
WILSON, REACH = "95% intervals (Wilson)", "to where a share would be had all who were not asked raised the theme, too"


def prevalence_chart(table: Table, *, keys: Collection[str] = (), intervals: bool = False) -> Chart:
    """The share of each group's informants who raised a theme, as dots; with Wilson's intervals on request.

    Of the themes with these `keys`, else of the uppermost ones.
    """
    places = _group_places(table)
    rows = [row for row in table.rows if (row.key in keys if keys else not row.depth) and not row.total]
    figures = [_figures(row, places) for row in rows]
    unasked_too = not intervals and any(unasked(figure) for found in figures for figure in found)
    ends = [[*map(_interval if intervals else _reach, found)] for found in figures]
    return Chart(
        name="chart",
        kind="dots",
        title=f"Who raised each theme{_rest(table)}",
        beside=table.name,
        alt=_alt("Informants of each group who raised each theme.", table, rows, places),
        rows=_names(rows),
        columns=tuple(table.columns[place].label for place in places),
        values=tuple(tuple(map(_share, found)) for found in figures),
        shown=tuple(tuple(map(str, found)) for found in figures),
        intervals=tuple(map(tuple, ends)) if intervals or unasked_too else (),
        lines=WILSON if intervals else REACH if unasked_too else "",
        axis=f"{SHARE}; lines: {WILSON}" if intervals else SHARE,
        reading=f"{READING} Lines: {REACH}." if unasked_too else READING,
        basis=table.basis,
    )


def heat_map(table: Table) -> Chart:
    """Every theme, sub-themes too, by group: darker where more of the group raised it."""
    places = _group_places(table)
    rows = [row for row in table.rows if not row.total]
    figures = [_figures(row, places) for row in rows]
    return Chart(
        name="heat map",
        kind="heat",
        title=f"Themes and sub-themes{_rest(table)}",
        beside=table.name,
        alt=_alt("Share of each group's informants who raised each theme and sub-theme.", table, rows, places),
        rows=tuple("› " * row.depth + name for row, name in zip(rows, _names(rows), strict=True)),
        columns=tuple(table.columns[place].label for place in places),
        values=tuple(tuple(map(_share, found)) for found in figures),
        shown=tuple(tuple(figure.shown for figure in found) for found in figures),
        axis="Darker: a larger share of the group",
        basis=table.basis,
    )


def together_chart(table: Table) -> Chart:
    """Themes against themes, from a `cooccurrence` table: darker where more passages hold both."""
    place = _place(table, Measure.TOGETHER)
    counts: dict[tuple[str, str], Figure] = {}
    for row in table.rows:
        figure = row.cells[place]
        if isinstance(figure, Figure):
            first, second = str(row.cells[0]), str(row.cells[1])
            counts[first, second] = counts[second, first] = figure
    names = tuple(dict.fromkeys(first for first, _ in counts))
    said = [f"{row.cells[0]} with {row.cells[1]}: {row.cells[place]}" for row in table.rows]
    return Chart(
        name="together chart",
        kind="heat",
        title=f"How often themes meet{_rest(table)}",
        beside=table.name,
        alt=f"How often two themes appear together. {'; '.join(said)}.",
        rows=names,
        columns=names,
        values=tuple(tuple(_count(counts.get((row, column))) for column in names) for row in names),
        shown=tuple(
            tuple("" if row == column else _shown(counts.get((row, column))) for column in names) for row in names
        ),
        axis=f"Darker: more {table.columns[place].label[:1].lower()}{table.columns[place].label[1:]}",
        basis=table.basis,
    )


def saturation_chart(table: Table) -> Chart:
    """New codes, and codes so far, interview by interview, from a `saturation` table."""
    places = [_place(table, "n_new"), _place(table, "n_known")]
    figures = [_figures(row, places) for row in table.rows]
    labels = tuple(table.columns[place].label for place in places)
    last = figures[-1][-1].shown if figures else "0"
    return Chart(
        name="saturation chart",
        kind="lines",
        title=table.title.replace("New codes", "New codes and codes so far", 1),
        beside=table.name,
        alt=f"{labels[0]} and {labels[1].lower()} over {len(figures)} interviews, in the order of the table; "
        f"{last} codes in the end.",
        rows=tuple(str(number) for number in range(1, len(figures) + 1)),
        columns=labels,
        values=tuple(tuple(map(_count, found)) for found in figures),
        axis="Interviews, in the order of the table",
        basis=table.basis,
    )


def _rest(table: Table) -> str:
    """What a table of themes says behind that word: `, by informant type`."""
    rest = table.title.removeprefix("Themes")
    return f",{rest}" if rest.startswith(" by ") else rest


def _place(table: Table, key: str) -> int:
    return next(place for place, column in enumerate(table.columns) if column.key == key)


def _count(figure: Figure | None) -> float | None:
    return None if figure is None or figure.value is None else float(figure.value)


def _shown(figure: Figure | None) -> str:
    return "0" if figure is None else figure.shown


def _group_places(table: Table) -> list[int]:
    """The columns that count a group's informants, the total left out."""
    return [
        place
        for place, column in enumerate(table.columns)
        if column.key.endswith(f".{Measure.INFORMANTS}") and not column.key.startswith("total.")
    ]


def _figures(row: Row, places: Sequence[int]) -> list[Figure]:
    return [cell for place in places if isinstance(cell := row.cells[place], Figure)]


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(str(row.cells[0]) for row in rows)


def _share(figure: Figure) -> float | None:
    """The part of a group; None of nobody, and while somebody is open."""
    return figure.value / figure.of if figure.value is not None and figure.of and not figure.n_open else None


def _interval(figure: Figure) -> tuple[float, float] | None:
    if figure.value is None or not figure.of or figure.n_open:
        return None
    low, high = wilson(int(figure.value), figure.of)
    return low, high


def _reach(figure: Figure) -> tuple[float, float] | None:
    """From the share to what it would be had all who were not asked raised the theme; None where all were."""
    share, n = _share(figure), unasked(figure)
    return (share, share + n / figure.of) if share is not None and figure.of and n else None


def _alt(lead: str, table: Table, rows: Sequence[Row], places: Sequence[int]) -> str:
    """The picture in words: each theme with every group's figure."""
    said = [
        f"{row.cells[0]}: " + ", ".join(f"{table.columns[place].label} {row.cells[place]}" for place in places)
        for row in rows
    ]
    return f"{lead} {'; '.join(said)}."


def charts_of(table: Table, *, intervals: bool = False) -> Iterator[Chart]:
    """What can be drawn of a table: dots and a heat map of shares, themes together, saturation."""
    if table.name == "cooccurrence":
        yield together_chart(table)
    elif table.name == "saturation":
        yield saturation_chart(table)
    else:
        yield prevalence_chart(table, intervals=intervals)
        if any(row.depth for row in table.rows):
            yield heat_map(table)
