"""A table with a row per informant and a column per question → an interview per row."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from qualcode.model.naming import fold, words
from qualcode.readers.blocks import Block

_ID = words(
    """
    id _id informant_id respondent_id participant_id interviewee_id respondent participant informant interviewee name
    code uuid _uuid index no number respondent_no kii ki case case_id submission_id response_id
    """
)
_LONG_ANSWER = 40
_MOST_NAMED, _LONGEST_HEADING = 8, 50


def answers_by_row(rows: Sequence[Sequence[str]]) -> tuple[list[tuple[str, list[Block]]], str]:
    """Each row's name with its questions and answers, and a note on the columns; nothing for tables of other kinds."""
    heading, answers = rows[0], rows[1:]
    if not answers or len(heading) < 2:
        return [], ""
    named = _id_column(heading, answers)
    asked = [n for n, cell in enumerate(heading) if n != named and cell.strip() and _is_question(cell, answers, n)]
    if not asked:
        return [], ""
    parts = []
    for number, row in enumerate(answers, start=1):
        name = row[named].strip() if named is not None and named < len(row) else ""
        blocks: list[Block] = []
        for n in asked:
            answer = row[n].strip() if n < len(row) else ""
            if answer:
                blocks += [Block(text=heading[n].strip(), question=True), Block(text=answer)]
        if blocks:
            parts.append((name or f"row {number + 1}", blocks))
    left = [n for n, cell in enumerate(heading) if n not in asked and n != named and cell.strip()]
    note = f"a row per informant, answers under {_headings(heading, asked)}"
    return parts, note + (f"; left out: {_headings(heading, left)}" if left else "")


def _headings(heading: Sequence[str], columns: Sequence[int]) -> str:
    """The headings of some columns, cut short where they are many or long."""
    shown = [textwrap.shorten(heading[n].strip(), _LONGEST_HEADING, placeholder=" …") for n in columns[:_MOST_NAMED]]
    more = len(columns) - len(shown)
    return ", ".join(f"'{cell}'" for cell in shown) + (f" and {more} more" if more else "")


def _id_column(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> int | None:
    """The column that names the informant: by its heading, else the first whose short values are all different."""
    for n, cell in enumerate(heading):
        if re.sub(r"[\s-]+", "_", fold(cell)) in _ID and _distinct(rows, n):
            return n
    return next(
        (
            n
            for n in range(len(heading))
            if len(rows) > 1 and _distinct(rows, n) and not heading[n].strip().endswith("?")
        ),
        None,
    )


def _distinct(rows: Sequence[Sequence[str]], n: int) -> bool:
    values = [row[n].strip() if n < len(row) else "" for row in rows]
    return all(values) and len(set(values)) == len(values) and max(map(len, values)) <= 60


def _is_question(cell: str, rows: Sequence[Sequence[str]], n: int) -> bool:
    """A heading that asks, or under which people have written sentences."""
    values = [row[n].strip() for row in rows if n < len(row) and row[n].strip()]
    if not values or all(re.fullmatch(r"[\d.,:/ -]*", value) for value in values):
        return False
    long = sum(1 for value in values if len(value) > _LONG_ANSWER or len(value.split()) > 5)
    asks = cell.strip().endswith(("?", "؟")) or len(cell.split()) >= 5 or bool(re.match(r"Q\d", cell.strip()))
    return long >= max(1, len(values) * 0.3) or (asks and any(len(value.split()) > 2 for value in values))
