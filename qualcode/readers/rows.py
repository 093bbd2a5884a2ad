"""The rows of a table → blocks: a row per turn, a question beside its answer, or just cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.model.naming import fold, words
from qualcode.readers import times
from qualcode.readers.blocks import Block
from qualcode.readers.question_tables import questions_and_answers
from qualcode.readers.speakers import label_words

SPEAKER = words(
    """
    speaker speakers name who participant role person voice label voicename speaker_name speaker_label talker
    interviewer interviewee respondent locuteur intervenant hablante sprecher المتحدث
    """
)
TEXT = words(
    """
    text transcript content words utterance speech turn sentence dialogue dialog statement message caption said texte
    paroles texto transcription line النص
    """
)
START = words(
    """
    start time timespan timestamp begin start_time starttime from timecode begin_time timelink offset début inicio
    zeit heure hora الوقت
    """
)
_NUMBERS = frozenset({"id", "no", "number", "end", "duration"})


def rows_to_blocks(rows: Sequence[Sequence[str]]) -> list[Block]:
    """A table inside a document, read row by row; an empty line in a cell parts its paragraphs."""
    return cells_to_blocks([[[Block(text=text) for text in cell.split("\n\n")] for cell in row] for row in rows])


def cells_to_blocks(rows: Sequence[Sequence[Sequence[Block]]]) -> list[Block]:
    """A table inside a document, of cells that hold paragraphs."""
    written = [["\n\n".join(block.text for block in cell).strip() for cell in row] for row in rows]
    understood = _understood([row for row in written if any(row)])
    if understood is not None:
        return understood
    return [block for row in rows for cell in row for block in cell if block.text.strip()]


def _understood(rows: list[list[str]]) -> list[Block] | None:
    """Turns, or questions with their answers; None for a table that is mere layout."""
    if not rows:
        return []
    found = find_columns(rows)
    if found is not None:
        return turns_of_rows(rows[1:], found)
    columns = columns_without_headings(rows)
    if columns is not None:
        return turns_of_rows(rows, columns)
    if _people_head_the_columns(rows[0]):
        return [
            Block(text=cell, speaker=who.rstrip(":").strip())
            for row in rows[1:]
            for who, cell in zip(rows[0], row, strict=False)
            if cell
        ]
    return questions_and_answers(rows)


class Columns(NamedTuple):
    """Which columns of a table hold what; the time and, where one person speaks, the speaker may be missing."""

    speaker: int | None
    text: int
    start: int | None


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table with headings, a row per turn: by what is written above them, else below."""
    names = [re.sub(r"[\s/|-]+", "_", fold(cell)) for cell in rows[0]]
    speaker, start = _column(names, SPEAKER), _column(names, START)
    text = _text_column(names, rows[1:], {speaker})
    if text is None and speaker is not None and _names_again(rows[1:], speaker):
        others = [n for n, name in enumerate(names) if n not in {speaker, start} and name and name not in _NUMBERS]
        asks = any(rows[0][n].rstrip().endswith(("?", "؟")) for n in others)
        text = None if asks else _wordiest(rows[1:], others)
    if text is None:
        return None
    if speaker is None:
        speaker = next((n for n in range(len(names)) if n not in {text, start} and _names_again(rows[1:], n)), None)
    if speaker is None and start is None and len([name for name in names if name]) > 1:
        return None
    return Columns(speaker, text, start)


def turns_of_rows(rows: Sequence[Sequence[str]], columns: Columns) -> list[Block]:
    """A block per row; an empty speaker cell goes on with the speaker above."""
    speaker, text, start = columns
    blocks, last = [], ""
    for row in rows:
        words = row[text].strip() if text < len(row) else ""
        named = row[speaker].strip().rstrip(":").strip() if speaker is not None and speaker < len(row) else ""
        last = named or last
        if words:
            written = row[start].strip() if start is not None and start < len(row) else ""
            blocks.append(
                Block(text=words, speaker=last if speaker is not None else None, started_at=_seconds(written))
            )
    return blocks


def _seconds(written: str) -> float | None:
    if re.fullmatch(r"\d{1,6}(?:\.\d+)?", written):
        return float(written)
    return times.seconds(written) if written else None


def _column(names: Sequence[str], wanted: frozenset[str]) -> int | None:
    for position, name in enumerate(names):
        if name in wanted:
            return position
    for position, name in enumerate(names):
        if any(part in wanted for part in name.split("_")):
            return position
    return None


def _text_column(names: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int | None]) -> int | None:
    """Of several headings that may stand over the words (`Turn`, `Text`), the one with the most words below it."""
    exact = [n for n, name in enumerate(names) if n not in taken and name in TEXT]
    parts = [n for n, name in enumerate(names) if n not in taken and TEXT & set(name.split("_"))]
    return _wordiest(rows, exact or parts, fewest=0)


def _wordiest(rows: Sequence[Sequence[str]], among: Sequence[int], *, fewest: float = 2.0) -> int | None:
    words = {n: sum(len(row[n].split()) for row in rows if n < len(row)) for n in among}
    best = max(among, key=lambda n: words[n], default=None)
    return best if best is not None and words[best] >= fewest * len(rows) else None


def _names_again(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether short names stand in a column, the same ones again and again."""
    cells = [fold(row[column]) for row in rows if column < len(row) and row[column].strip()]
    named = all(len(cell) <= 40 and cell[:1].isalpha() and not cell.endswith("?") for cell in cells)
    return bool(cells) and named and len(set(cells)) <= max(1, len(cells) * 0.5)


def columns_without_headings(rows: Sequence[Sequence[str]]) -> Columns | None:
    """A table without headings whose first column (after a time) names speakers, again and again."""
    width = len(rows[0])
    if width not in (2, 3) or any(len(row) != width for row in rows) or len(rows) < 2:
        return None
    start = next((n for n in range(width - 1) if all(not row[n] or times.ALONE.match(row[n]) for row in rows)), None)
    speaker = next((n for n in range(width - 1) if n != start), None)
    if speaker is None or (width == 3 and start is None):
        return None
    labels = [fold(row[speaker]) for row in rows if row[speaker]]
    short = all(len(label) <= 40 and not label.endswith("?") for label in labels)
    known = sum(1 for label in labels if label_words.kind(label))
    if labels and short and (known > len(labels) * 0.5 or (len(rows) > 3 and len(set(labels)) <= len(labels) * 0.5)):
        return Columns(speaker, width - 1, start)
    return None


def _people_head_the_columns(heading: Sequence[str]) -> bool:
    """`Interviewer | Respondent`: each has a column."""
    kinds = [label_words.kind(cell) if label_words.base(cell) not in label_words.WEAK else "" for cell in heading]
    return len(heading) > 1 and all(kinds) and "interviewer" in kinds and len(set(kinds)) > 1
