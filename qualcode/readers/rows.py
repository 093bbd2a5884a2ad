"""The rows of a table → blocks: a row per turn, a question beside its answer, or just cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.readers import times
from qualcode.readers.blocks import Block
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.label_words import fold, words

SPEAKER = words(
    """
    speaker speakers name who participant role person voice label voicename speaker_name speaker_label locuteur
    intervenant hablante sprecher المتحدث
    """
)
TEXT = words(
    """
    text transcript content words utterance speech turn sentence dialogue dialog statement message caption texte
    paroles texto transcription line النص
    """
)
START = words(
    """
    start time timestamp begin start_time starttime from timecode begin_time timelink offset début inicio الوقت
    """
)
QUESTION = words("question questions q item prompt pregunta frage السؤال")
ANSWER = words(
    """
    answer answers response responses reply notes note respuesta réponse antwort الجواب الإجابة
    """
)


def rows_to_blocks(rows: Sequence[Sequence[str]]) -> list[Block]:
    """A table inside a document, read row by row."""
    rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return []
    found = find_columns(rows[0])
    if found is not None:
        return turns_of_rows(rows[1:], *found)
    columns = _speaker_columns(rows)
    if columns is not None:
        return turns_of_rows(rows, *columns)
    if all(len(row) == 2 for row in rows):
        asked = _names_questions(rows[0])
        return [block for row in rows[1 if asked else 0 :] for block in _question_and_answer(row)]
    return [Block(text=cell) for row in rows for cell in row if cell]


def find_columns(heading: Sequence[str]) -> tuple[int | None, int, int | None] | None:
    """Which columns hold speaker, text and time, by their headings."""
    names = [re.sub(r"[\s-]+", "_", fold(cell)) for cell in heading]
    text = _column(names, TEXT)
    speaker = _column(names, SPEAKER)
    if text is None or (
        speaker is None and len([name for name in names if name]) > 1 and _column(names, START) is None
    ):
        return None
    return speaker, text, _column(names, START)


def turns_of_rows(rows: Sequence[Sequence[str]], speaker: int | None, text: int, start: int | None) -> list[Block]:
    """A block per row; an empty speaker cell goes on with the speaker above."""
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


def _speaker_columns(rows: Sequence[Sequence[str]]) -> tuple[int | None, int, int | None] | None:
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
        return speaker, width - 1, start
    return None


def _names_questions(row: Sequence[str]) -> bool:
    return fold(row[0]).split(" ")[0] in QUESTION or fold(row[1]).split(" ")[0] in ANSWER


def _question_and_answer(row: Sequence[str]) -> list[Block]:
    asked, answered = row
    return [block for block in (Block(text=asked, question=True), Block(text=answered)) if block.text]
