"""A form in a document: a question beside its answer, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.model.naming import fold, words
from qualcode.readers.blocks import Block
from qualcode.readers.speakers import label_words

QUESTION = words("question questions q item prompt pregunta preguntas frage fragen السؤال الأسئلة")
ANSWER = words(
    """
    answer answers response responses reply notes note respuesta respuestas réponse réponses antwort antworten
    الجواب الإجابة
    """
)
_NUMBER = re.compile(r"[Qq]?\d{0,2}(?:[.)]\d{0,2})*\s?[a-z]?[.)]?")
_LONGEST_KEY, _LONGEST_VALUE = 5, 12
"""In words: `Date of the interview | 3 May`."""


def questions_and_answers(rows: Sequence[Sequence[str]]) -> list[Block] | None:
    """Questions with the answers beside them; None where the table is no such form.

    A first column of numbers is left out, a row of one cell is a heading. Of more than two columns those are answers
    that are headed so; what stands in the others is nobody's.
    """
    rows = _without_numbers(rows)
    width = max(map(len, rows))
    whole = [row for row in rows if len(row) == width]
    if width < 2 or len(whole) <= len(rows) * 0.5 or any(len(row) not in (1, width) for row in rows):
        return None
    heads = [_first_word(cell) for cell in whole[0]]
    asked = next((n for n, head in enumerate(heads) if head in QUESTION), None)
    answers = [n for n, cell in enumerate(whole[0]) if n != asked and _is_answer(cell)]
    if asked is None or not answers:
        if width > 2:
            return None
        headed = bool(answers) or asked == 0
        asked, answers = 0, [1]
    else:
        headed = True
    if sum(any(map(str.isalpha, row[asked])) for row in whole[headed:]) <= len(whole[headed:]) * 0.5:
        return None
    return [block for row in rows if not (headed and row is whole[0]) for block in _row(row, whole[0], asked, answers)]


def _row(row: Sequence[str], heads: Sequence[str], asked: int, answers: Sequence[int]) -> Iterator[Block]:
    if len(row) == 1:
        yield Block(text=row[0], heading=True)
        return
    about = len(row) == 2 and _is_about_the_interview(*row)
    cells = [asked, *(n for n in range(len(row)) if n != asked)]
    for n in cells:
        if not row[n]:
            continue
        if about or n not in {asked, *answers}:
            yield Block(text=row[n], aside=True)
        elif n == asked:
            yield Block(text=row[n], question=True)
        else:
            named = label_words.kind(heads[n]) == "informant" and _first_word(heads[n]) not in ANSWER
            yield Block(text=row[n], speaker=heads[n] if named else None)


def _is_about_the_interview(key: str, value: str) -> bool:
    """`Organisation | Jisr`, `Date: | 3 May`: a form's head, no question."""
    if key.rstrip().endswith(("?", "؟")) or len(key.split()) > _LONGEST_KEY or len(value.split()) > _LONGEST_VALUE:
        return False
    return _first_word(key) in label_words.METADATA


def _is_answer(cell: str) -> bool:
    return _first_word(cell) in ANSWER or label_words.kind(cell) == "informant"


def _first_word(cell: str) -> str:
    return fold(cell).split(" ")[0].strip(":")


def _without_numbers(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rows without a first column that only counts them."""
    counted = [row[0] for row in rows[1:] or rows if len(row) > 2]
    is_count = sum(map(bool, counted)) > 0 and all(_NUMBER.fullmatch(cell) for cell in counted)
    return [row[1:] if is_count and len(row) > 2 else row for row in rows]
