"""Which column of a table holds what: who speaks, what was said, when; by the headings, else by what stands below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from qualcode.model.naming import fold, words
from qualcode.readers import times
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.labels import is_name, read_head

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
BESIDE = words(
    """
    code codes coding codings theme themes thème thèmes tema temas category categories kategorie tag tags keyword
    keywords comment comments commentaire comentario kommentar note notes memo memos remark remarks remarque
    observation observations annotation annotations analysis analyse interpretation reflection reflections الرمز
    الرموز ملاحظات ملاحظة
    """
)
"""Headings over what somebody wrote beside the talk: nobody says it."""
_NUMBERS = frozenset({"id", "no", "number", "end", "duration"})
_COUNT = re.compile(r"[^\W\d_]{0,2}\s?\d{1,6}(?:[.,:]\d{1,6})?[.)]?|#|")
_SENTENCE = re.compile(r"[.!…][\"'”’)]*\s*\Z")
_LONGEST_LABEL = 40
_FIRST_ROWS = 3
_WHO = r"[^\W\d_][^\n\d:]{0,38}?"
_NAME_AND_TIME = re.compile(
    rf"\s*(?:(?P<who>{_WHO})\s*[,:;–—-]?\s+(?P<at>{times.TIME})|(?P<before>{times.TIME})\s*[,;–—-]?\s+(?P<later>{_WHO}))\s*:?\s*"
)
_MARKS = frozenset({"colon", "alone", "timed", "bracket", "tab"})


class Columns(NamedTuple):
    """Which columns of a table hold what; the time and, where one person speaks, the speaker may be missing."""

    speaker: int | None
    text: int
    start: int | None


def with_times_apart(rows: list[list[str]]) -> list[list[str]]:
    """The rows with a column more, where one column holds both who speaks and when: `Dana 00:01:02`."""
    width = max(map(len, rows))
    for n in range(width):
        cells = [row[n] for row in rows if n < len(row) == width and row[n].strip()]
        if not any(map(_NAME_AND_TIME.fullmatch, cells[:_FIRST_ROWS])):
            continue
        n_timed = sum(1 for cell in cells if _NAME_AND_TIME.fullmatch(cell))
        if n_timed > 1 and n_timed >= len(cells) - 1:
            parted = [_parted(row, n) if len(row) == width else row for row in rows]
            return parted if _NAME_AND_TIME.fullmatch(rows[0][n]) else [[*rows[0], "time"], *parted[1:]]
    return rows


def _parted(row: list[str], n: int) -> list[str]:
    found = _NAME_AND_TIME.fullmatch(row[n])
    who, when = (found["who"] or found["later"], found["at"] or found["before"]) if found else (row[n], "")
    return [*row[:n], who, *row[n + 1 :], when]


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table with headings, a row per turn: by what is written above them, else below."""
    names = [re.sub(r"[\s/|-]+", "_", fold(cell)) for cell in rows[0]]
    speaker, start = _column(names, SPEAKER), _column(names, START)
    if speaker is not None and _comes_again(rows, speaker):
        return None  # the first row is a turn itself: `Interviewer | How?`
    text = _text_column(names, rows[1:], {speaker})
    if text is None and speaker is not None and _names_again(rows[1:], speaker):
        free = [n for n, name in enumerate(names) if n not in {speaker, start} and name and name not in _NUMBERS]
        others = [n for n in free if names[n] not in BESIDE] or free
        asks = any(rows[0][n].rstrip().endswith(("?", "؟")) for n in others)
        text = None if asks else _wordiest(rows[1:], others)
        if text is not None and label_words.kind(rows[0][speaker]) and _SENTENCE.search(rows[0][text]):
            return None
    if text is None:
        return None
    labelled = _begins_with_labels(rows[1:], text)
    if speaker is None and not labelled:
        among = [n for n in range(len(names)) if n not in {text, start} and names[n] not in BESIDE]
        speaker = next((n for n in among if _names_again(rows[1:], n)), None)
    if speaker is None and start is None and not labelled:
        others = [n for n, name in enumerate(names) if n != text and name]
        if any(names[n] not in BESIDE | _NUMBERS for n in others):
            return None
    return Columns(speaker, text, start)


def columns_without_headings(rows: Sequence[Sequence[str]]) -> Columns | None:
    """A table without headings in which a column names speakers again and again, or the words begin with labels.

    Numbers and times beside them do no harm, nor does a column of codes or remarks.
    """
    width = Counter(map(len, rows)).most_common(1)[0][0]
    whole = [row for row in rows if len(row) == width]
    if width < 2 or len(whole) < 2 or any(len(row) not in (1, width) for row in rows) or len(whole) <= len(rows) * 0.5:
        return None
    columns = [[row[n] for row in whole] for n in range(width)]
    start = next((n for n, cells in enumerate(columns) if any(cells) and all(map(_is_time, cells))), None)
    counts = {n for n, cells in enumerate(columns) if all(map(_COUNT.fullmatch, cells))}
    free = [n for n in range(width) if n != start and n not in counts]
    labelled = [n for n in free if _begins_with_labels(whole, n)]
    if labelled and (len(free) > 1 or len(free) < width):
        return Columns(None, labelled[0], start)
    speaker = next((n for n in free if _names_speakers(columns[n])), None)
    known = speaker is not None and any(map(label_words.kind, columns[speaker]))
    text = _wordiest(whole, [n for n in free if n != speaker], fewest=0.0 if known else 2.0)
    return None if speaker is None or text is None else Columns(speaker, text, start)


def names_speakers(rows: Sequence[Sequence[str]], columns: Columns) -> bool:
    """Whether a table without headings says by words such as `Interviewer`, or by labels in the cells, who speaks."""
    if columns.speaker is None:
        return True
    n_of = Counter(fold(row[columns.speaker]) for row in rows if columns.speaker < len(row))
    return any(n > 1 and label_words.kind(label) == "interviewer" for label, n in n_of.items())


def without_counts(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows without the columns that hold nothing, or only numbers, below their headings."""
    width = max(map(len, rows))
    kept = [
        n for n in range(width) if not all(_COUNT.fullmatch(row[n]) for row in rows[1:] or rows if len(row) > max(n, 1))
    ]
    return [[row[n] for n in kept if n < len(row)] if len(row) > 1 else list(row) for row in rows]


def _is_time(cell: str) -> bool:
    return not cell or times.ALONE.match(cell) is not None


def _comes_again(rows: Sequence[Sequence[str]], n: int) -> bool:
    """Whether the first row says in a column what further rows say there."""
    first = fold(rows[0][n])
    return bool(label_words.kind(first)) and any(fold(row[n]) == first for row in rows[1:] if n < len(row))


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
    named = all(len(cell) <= _LONGEST_LABEL and cell[:1].isalpha() and not cell.endswith("?") for cell in cells)
    return bool(cells) and named and len(set(cells)) <= max(1, len(cells) * 0.5)


def _names_speakers(cells: Sequence[str]) -> bool:
    """Whether a column without a heading names speakers: by the words for them, else because names come again."""
    labels = [fold(cell) for cell in cells if cell.strip()]
    if len(labels) < len(cells) * 0.3 or any(
        len(each) > _LONGEST_LABEL or each.endswith(("?", "؟")) for each in labels
    ):
        return False
    known = sum(1 for label in labels if label_words.kind(label))
    if known == len(labels) * 0.5 and all(_is_person(cell.strip()) for cell in cells if cell.strip()):
        return any(label_words.kind(label) == "interviewer" for label in labels)
    again = len(labels) > 3 and 1 < len(set(labels)) <= len(labels) * 0.5
    return known > len(labels) * 0.5 or again


def _is_person(cell: str) -> bool:
    """`Interviewer`, `Amina`, and not the `Place` of a form's head."""
    return bool(label_words.kind(cell)) or (is_name(cell) and fold(cell).split(" ")[0] not in label_words.METADATA)


def _begins_with_labels(rows: Sequence[Sequence[str]], n: int) -> bool:
    """Whether the words of a column begin with the labels of those who say them."""
    cells = [row[n] for row in rows if n < len(row) and row[n].strip()]
    heads = [head for cell in cells if (head := read_head(cell.lstrip().split("\n", 1)[0])) and head.shape in _MARKS]
    n_of = Counter(fold(head.label) for head in heads)
    told = sum(1 for head in heads if n_of[fold(head.label)] > 1 or label_words.kind(head.label))
    return len(cells) > 1 and told > len(cells) * 0.5 and len(n_of) > 1
