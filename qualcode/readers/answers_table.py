"""A table with a row per informant and a column per question → an interview per row."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.model.naming import fold
from qualcode.readers.answer_columns import interviews_by_column
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.question_tables import ANSWER, QUESTION
from qualcode.readers.survey_columns import (
    asks_to_choose,
    has_few_words,
    headings_and_answers,
    id_column,
    is_open_question,
)

_MOST_NAMED, _LONGEST_HEADING = 8, 50
_INFORMANT = frozenset({"respondent", "participant", "informant", "interviewee", "interview"})
_CLOSED_AT_LEAST = 3


class Answers(NamedTuple):
    """The interviews in a survey."""

    parts: list[tuple[str, list[Block]]]
    """Each row's name with its questions and answers."""
    facts: dict[str, list[str]]
    """By that name, what the other columns say of the informant, as `Sex: f`."""
    headings: list[str]
    note: str
    is_closed: bool
    """It asks to choose among options, and what people wrote themselves is a few words: no interviews."""


def answers_by_row(rows: Sequence[Sequence[str]]) -> Answers | None:
    """The interviews of a table with a row per informant; None for tables of other kinds."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    heading, answers = headings_and_answers(rows)
    named = id_column(heading, answers)
    others = [n for n, cell in enumerate(heading) if n != named and cell]
    asked = [n for n in others if is_open_question(heading[n], answers, n)]
    closed = [n for n in others if n not in asked and asks_to_choose(heading[n], answers, n)]
    is_closed = len(closed) > max(_CLOSED_AT_LEAST, len(asked)) and has_few_words(answers, asked)
    if not asked and not is_closed:
        return None
    left = [n for n in others if n not in asked]
    parts, facts = [], {}
    for number, row in enumerate(answers, start=2):
        name = row[named].strip() if named is not None and named < len(row) else f"row {number}"
        blocks: list[Block] = []
        for n in asked:
            answer = row[n].strip() if n < len(row) else ""
            if answer:
                blocks += [Block(text=heading[n], question=True), Block(text=answer)]
        if blocks:
            parts.append((name, blocks))
            facts[name] = [_fact(heading[n], row[n]) for n in left if n < len(row) and row[n].strip()]
    note = f"a row per informant, answers under {_headings(heading, asked)}"
    note += f"; left out: {_headings(heading, left)}" if left else ""
    return Answers(parts, facts, [*rows[0], *heading], note, is_closed)


def questions_by_row(rows: Sequence[Sequence[str]]) -> Reading | None:
    """A table with a row per question: under headings such as `question` and `answer` one interview, or one for each
    informant that a further column names, or who has a column; None for tables of other kinds."""
    heads = [fold(cell) for cell in rows[0]]
    asked = next((n for n, head in enumerate(heads) if head in QUESTION), None)
    answer = next((n for n, head in enumerate(heads) if head in ANSWER), None)
    if asked is None or len(rows) < 2:
        return None
    if answer is None:
        return interviews_by_column(rows, asked)
    named = next((n for n, head in enumerate(heads) if n not in (asked, answer) and _names_informants(head)), None)
    found: dict[str, list[Block]] = {}
    for row in rows[1:]:
        cells = [row[n].strip() if n is not None and n < len(row) else "" for n in (named, asked, answer)]
        blocks = found.setdefault(cells[0], [])
        blocks += [Block(text=cells[1], question=True)] if cells[1] else []
        blocks += [Block(text=cells[2])] if cells[2] else []
    parts = [(name, blocks) for name, blocks in found.items() if blocks]
    headings = [*rows[0], *(name for name, blocks in parts for _ in blocks)]
    if len(parts) == 1:
        return Reading(blocks=parts[0][1], notes=[], accounted=headings)
    return Reading(parts=parts, notes=[], accounted=headings) if parts else None


def _names_informants(heading: str) -> bool:
    first, *rest = re.split(r"[\W_]+", heading)
    return first in _INFORMANT and set(rest) <= {"id", "code", "no"}


def _fact(heading: str, cell: str) -> str:
    return f"{' '.join(heading.split())}: {' '.join(cell.split())}"


def _headings(heading: Sequence[str], columns: Sequence[int]) -> str:
    """The headings of some columns, cut short where they are many or long."""
    shown = [textwrap.shorten(heading[n], _LONGEST_HEADING, placeholder=" …") for n in columns[:_MOST_NAMED]]
    more = len(columns) - len(shown)
    return ", ".join(f"'{cell}'" for cell in shown) + (f" and {more} more" if more else "")
