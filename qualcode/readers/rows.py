"""The rows of a table → blocks: a row per turn, a question beside its answer, or just cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qualcode.readers import times
from qualcode.readers.blocks import Block
from qualcode.readers.columns import Columns, columns_without_headings, find_columns, with_times_apart, without_counts
from qualcode.readers.question_tables import questions_and_answers
from qualcode.readers.speakers import label_words

_WORD = re.compile(r"[^\W\d_]{2}")


def rows_to_blocks(rows: Sequence[Sequence[str]]) -> list[Block]:
    """A table inside a document, read row by row; an empty line in a cell parts its paragraphs."""
    return cells_to_blocks([[[Block(text=text) for text in cell.split("\n\n")] for cell in row] for row in rows])


def cells_to_blocks(rows: Sequence[Sequence[Sequence[Block]]]) -> list[Block]:
    """A table inside a document, of cells that hold paragraphs, or tables that were understood already."""
    flat = [block for row in rows for cell in row for block in cell if block.text.strip()]
    if any(block.speaker is not None or block.question or block.aside for block in flat):
        return flat
    written = [["\n\n".join(block.text for block in cell).strip() for cell in row] for row in rows]
    understood = _understood([row for row in written if any(row)])
    return flat if understood is None else understood


def _understood(rows: list[list[str]]) -> list[Block] | None:
    """Turns, or questions with their answers; None for a table that is mere layout."""
    if not rows:
        return []
    cells, rows = rows, with_times_apart(rows)
    found = find_columns(rows)
    if found is not None:
        first, *others = turns_of_rows(rows[1:], found) or [Block(text="")]
        return [replace(first, unread=" ".join(rows[0])), *others]
    columns = columns_without_headings(rows)
    if columns is not None:
        return turns_of_rows(rows, columns)
    counted = without_counts(cells)
    if _people_head_the_columns(counted[0]):
        return [
            Block(text=cell, speaker=who.rstrip(":").strip())
            for row in counted[1:]
            for who, cell in zip(counted[0], row, strict=False)
            if cell
        ]
    return questions_and_answers(cells)


def turns_of_rows(rows: Sequence[Sequence[str]], columns: Columns) -> list[Block]:
    """A block per row; an empty speaker cell goes on with the speaker above, a row of one cell is a heading.

    What stands in the other columns is nobody's; numbers there are no words.
    """
    speaker, text, start = columns
    blocks, last = [], ""
    for row in rows:
        words = row[text].strip() if text < len(row) else ""
        named = row[speaker].strip().rstrip(":").strip() if speaker is not None and speaker < len(row) else ""
        if not words and [cell for cell in row if cell.strip()] and (len(row) == 1 or len(row) <= text):
            blocks.append(Block(text=" ".join(filter(None, map(str.strip, row))), heading=True))
            continue
        last = named or last
        if words:
            written = row[start].strip() if start is not None and start < len(row) else ""
            blocks.append(
                Block(text=words, speaker=last if speaker is not None else None, started_at=_seconds(written))
            )
        others = (cell.strip() for n, cell in enumerate(row) if n not in columns)
        blocks += [Block(text=cell, aside=True) for cell in others if _says_something(cell)]
    return blocks


def _says_something(cell: str) -> bool:
    return _WORD.search(cell) is not None and times.ALONE.match(cell) is None


def _seconds(written: str) -> float | None:
    if re.fullmatch(r"\d{1,6}(?:\.\d+)?", written):
        return float(written)
    return times.seconds(written) if written else None


def _people_head_the_columns(heading: Sequence[str]) -> bool:
    """`Interviewer | Respondent`: each has a column."""
    kinds = [label_words.kind(cell) if label_words.base(cell) not in label_words.WEAK else "" for cell in heading]
    return len(heading) > 1 and all(kinds) and "interviewer" in kinds and len(set(kinds)) > 1
