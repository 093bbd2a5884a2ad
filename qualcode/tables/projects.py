"""What became of another program's project: what was kept, what was here, what has no place in a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from qualcode.model.table import Row, Table, listing

_BECOMES = (
    ("interviews", "texts", "interviews, read into the study"),
    ("interviews here already", "texts", "interviews that were here already"),
    ("texts without words", "texts", "left out: without words"),
    ("codes", "codes", "added to the codebook"),
    ("codes here already", "codes", "codes that were here already"),
    ("contrary", "codes", "the mark *contrary* on passages of the theme above"),
    ("informants", "cases", "rows of the list of informants"),
    ("cases without an interview", "cases", "left out: no interview is said to be theirs"),
    ("variables", "variables", "columns of the list of informants"),
    ("codings", "codings", "decisions on the passages they cover"),
    ("notes", "notes", "memos"),
    ("notes here already", "notes", "memos that were here already"),
    ("notes on what is not here", "notes", "left out: what they are on is not here"),
)
"""What is kept of a project: how it is counted, what it is called, and what becomes of it."""


def taken_table(
    title: str,
    kept: Mapping[str, int],
    *,
    unplaced: Iterable[str] = (),
    dropped: Iterable[tuple[str, int, Sequence[str]]] = (),
    notes: Sequence[str] = (),
) -> Table:
    """List what became of a project: what is kept (by the names in `_BECOMES`), and what is not.

    `unplaced` has the reason for each coding without a place; `dropped` what has no place in a study, how often, and
    where.
    """
    rows = [(name, kept.get(what, 0), becomes) for what, name, becomes in _BECOMES]
    rows += [("codings", n, f"not placed: {why}") for why, n in Counter(unplaced).items()]
    for what, n, places in dropped:
        where = f" (at {', '.join(places)}{' …' if n > len(places) else ''})" if places else ""
        rows.append((what, n, f"left out: no place in a study{where}"))
    cells = [Row(cells=row, key=f"{row[0]} · {row[2]}") for row in rows if row[1]]
    headings = ("What", "How many", "What becomes of it")
    return listing("project", title, headings, cells, numeric=("How many",), wide=headings[2:], notes=tuple(notes))


def readings_table(readings: Iterable[tuple[str, Sequence[str]]]) -> Table:
    """List the first selections as they read by each way of counting positions, for a person to see which is right."""
    rows = [
        Row(cells=(name, f"“{' '.join(words.split())}”"), key=f"{name} · {number}")
        for name, shown in readings
        for number, words in enumerate(shown, start=1)
    ]
    return listing(
        "readings",
        "How are positions counted? In one of these ways whole words are coded",
        ("--counting", "Selection"),
        rows,
        wide=("Selection",),
    )
