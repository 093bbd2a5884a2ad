"""A table as a transcript: a row per turn, or a row per informant."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.files.tables import EXCEL, read_rows, visible_sheets
from qualcode.model.naming import fold
from qualcode.model.wording import plural
from qualcode.readers.answers_table import answers_by_row, questions_by_row
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.columns import columns_without_headings, find_columns, names_speakers, with_times_apart
from qualcode.readers.rows import rows_to_blocks, turns_of_rows
from qualcode.readers.survey_columns import is_of_a_survey

_TAG = re.compile(r"</?(?:em|i|b|u|strong|span|p|div|font|sup|sub)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_HIGHEST = 8
"""Rows above which the headings of a table stand, title and all."""
_LONGEST_HEADING = 4
_FEW = 4
_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>", re.IGNORECASE)
_HTML = re.compile(
    rf"&(?:#\d{{1,7}}|#x[0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}});|{_TAG.pattern}|{_BREAK.pattern}", re.IGNORECASE
)


def read_table(source: Source, options: ReadOptions) -> Reading:
    """A row per turn, under headings such as speaker and text, or without headings; or a row per informant."""
    if source.path.suffix.lower() in EXCEL:
        sheets = visible_sheets(source)
    else:
        rows, _lines, notes = read_rows(source, options)
        sheets = [("", rows, notes)] if rows else []
    if not sheets:
        raise source.error("holds no rows", hint="ask for the file again, or leave it out")
    readings = [(rows, notes, _understood(source, rows)) for _title, rows, notes in sheets]
    understood = [each for each in readings if each[2] is not None]
    rows, notes, reading = (understood or readings)[0]
    if reading is None:
        raise source.error(
            f"has no column that could hold what was said (columns: {len(rows[0])})",
            hint="head the columns `speaker` and `text`, in a survey each column of answers with its question",
        )
    if further := [each for _, _, each in understood[1:] if each is not None and len(each.blocks) > _FEW]:
        reading.doubts.append(f"not read: {plural(len(further), 'further sheet')} that could hold an interview")
    _tidy_cells(reading)
    reading.notes += notes
    reading.letters = "\n".join(_TAG.sub("", html.unescape(cell)) for row in rows for cell in row)
    return reading


def _understood(source: Source, rows: list[list[str]]) -> Reading | None:
    above, rows = _without_title(rows)
    if {"type", "name"} <= set(map(fold, rows[0])) and any(fold(cell).startswith("label") for cell in rows[0]):
        raise source.error("is the form of a survey (XLSForm), not its answers", hint="import the table of answers")
    reading = questions_by_row(rows) or _of_turns(rows) or _of_answers(source, rows)
    if reading is None:
        reading = Reading(blocks=rows_to_blocks(rows), notes=[])
        if not any(block.speaker or block.question for block in reading.blocks):
            return None
    reading.left_out = [*above, *reading.left_out]
    return reading


def _tidy_cells(reading: Reading) -> None:
    n = sum(1 for blocks in (reading.blocks, *(blocks for _, blocks in reading.parts)) for b in blocks if _is_html(b))
    reading.blocks = [_without_html(block) for block in reading.blocks]
    reading.parts = [(name, [_without_html(block) for block in blocks]) for name, blocks in reading.parts]
    reading.notes += phrases({"cells with HTML turned into plain text": n})


def _of_turns(rows: list[list[str]]) -> Reading | None:
    """A row per turn; what stands in further columns is left out."""
    if is_of_a_survey(rows[0]):
        return None
    rows = with_times_apart(rows)
    found = find_columns(rows)
    unheaded = columns_without_headings(rows) if found is None else None
    if unheaded is not None and unheaded.start is None and not names_speakers(rows, unheaded):
        unheaded = None
    columns = found or unheaded
    if columns is None:
        return None
    blocks = turns_of_rows(rows[1:] if found is not None else rows, columns)
    beside = [block.text for block in blocks if block.aside]
    blocks = [block for block in blocks if not block.aside]
    # Times, numbers and single signs are told nowhere, and nobody misses them.
    passed_over = [cell for row in rows for n, cell in enumerate(row) if n not in (columns.speaker, columns.text)]
    headings = rows[0] if found is not None else []
    return Reading(blocks=blocks, notes=[], left_out=beside, accounted=[*headings, *passed_over])


def _of_answers(source: Source, rows: list[list[str]]) -> Reading | None:
    """A row per informant."""
    found = answers_by_row(rows)
    if found is None:
        return None
    if found.is_closed:
        raise source.error(
            "is a survey of closed answers (options and numbers), not interviews",
            hint="`qualcode survey import` counts it, with its form; open answers can be a table of their own",
        )
    return Reading(
        parts=found.parts,
        notes=[found.note],
        facts=found.facts,
        accounted=[*found.headings, *(fact for facts in found.facts.values() for fact in facts)],
    )


def _without_title(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """What stands above the headings of a table, such as its title and date, and the rows from the headings on."""
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    usual, start = max(map(len, filled)), 0
    if len(filled[0]) < max(3, usual):
        start = next((n for n in range(min(_HIGHEST, len(rows) - 1)) if _are_headings(rows[n:], filled[n])), 0)
    if not start and usual > 1:
        start = next((n for n, cells in enumerate(filled[:_HIGHEST]) if len(cells) > 1), 0)
    return [" ".join(cells) for cells in filled[:start] if cells], rows[start:]


def _are_headings(rows: list[list[str]], cells: list[str]) -> bool:
    """Whether the first of some rows heads columns of who speaks and what was said."""
    short = len(cells) > 1 and all(len(cell.split()) <= _LONGEST_HEADING for cell in cells)
    found = find_columns(rows) if short else None
    return found is not None and found.speaker is not None


def _is_html(block: Block) -> bool:
    return _HTML.search(block.text) is not None


def _without_html(block: Block) -> Block:
    """Programs that keep talk as web pages leave `&amp;` and `<em>` in the cells; what only looks like a tag stays."""
    if not _is_html(block):
        return block
    return replace(block, text=html.unescape(_TAG.sub("", _BREAK.sub("\n", block.text))))
