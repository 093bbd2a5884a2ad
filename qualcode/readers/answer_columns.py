"""A table with the questions in one column and answers in several → an interview per column, or one of all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qualcode.model.naming import fold, words
from qualcode.model.wording import listed
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.columns import BESIDE
from qualcode.readers.question_tables import ANSWER
from qualcode.readers.speakers import label_words

_CODE = re.compile(
    r"(?P<of>[^\W\d_]*(?:[-_ .][^\W\d_]+){0,2}?)[-_ .#]{0,2}(?:(?P<number>\d{1,4})[^\W\d_]?|(?<![^\W_])[A-Z])(?![^\W_])"
)
_INTERVIEW = words("interview entretien entrevista case household person fgd المقابلة مقابلة")
_LONGEST_CAPITALS = 4


def interviews_by_column(rows: Sequence[Sequence[str]], asked: int) -> Reading | None:
    """Under `Question | KII 1 | KII 2` an interview for each column of words, under `Question | Answer (Arabic) | ...`
    one; None where no questions stand there.

    What is a guess is doubted by the numbers of its columns, since their headings may be names.
    """
    said = [row for row in rows[1:] if asked < len(row) and row[asked].strip()]
    if sum(row[asked].strip().endswith(("?", "؟")) for row in said) * 2 < max(1, len(said)):
        return None
    heads = [cell.strip() for cell in rows[0]]
    wordy = [n for n in range(len(heads)) if n != asked and fold(heads[n]) not in BESIDE and _has_words(said, n)]
    known = [n for n in wordy if _heads_an_informant(heads[n])]
    answers = [n for n in wordy if _first_word(heads[n]) in ANSWER and not _has_digit(heads[n])]
    guessed = [n for n in wordy if not _is_beside(heads[n])]
    taken = known if len(known) > 1 else answers or guessed
    if not taken or len(wordy) < 2:
        return None
    doubts = []
    if taken is answers and len(taken) > 1:
        doubts.append(f"read as the answers of one informant: {_columns(taken)}")
    if taken is guessed and len(taken) > 1:
        doubts.append(f"read as an informant each, though no code heads them: {_columns(taken)}")
    if passed_over := [n for n in wordy if n not in taken]:
        doubts.append(f"not read, since no informant heads it: {_columns(passed_over)}")
    reading = Reading(notes=[], doubts=doubts, accounted=list(rows[0]))
    others = [n for n in range(len(heads)) if n not in (asked, *taken)]
    reading.left_out = [cell for n in others for cell in _cells(said, n) if any(map(str.isalpha, cell))]
    if taken is answers or len(taken) == 1:
        reading.blocks = list(_interview(said, asked, taken))
    else:
        names = _names(heads)
        reading.parts = [(names[n], list(_interview(said, asked, [n]))) for n in taken]
    return reading


def _interview(rows: Sequence[Sequence[str]], asked: int, columns: Sequence[int]) -> Iterator[Block]:
    for row in rows:
        if answers := [row[n].strip() for n in columns if n < len(row) and row[n].strip()]:
            yield Block(text=row[asked].strip(), question=True)
            yield from (Block(text=answer) for answer in answers)


def _cells(rows: Sequence[Sequence[str]], n: int) -> list[str]:
    return [row[n].strip() for row in rows if n < len(row) and row[n].strip()]


def _has_words(rows: Sequence[Sequence[str]], n: int) -> bool:
    return sum(len(cell.split()) for cell in _cells(rows, n)) > len(rows)


def _heads_an_informant(heading: str) -> bool:
    """Whether a heading begins with the code of an informant: `KII 1`, `Respondent B`, `CSO-03 (by telephone)`, `4`."""
    found = _CODE.match(heading)
    if found is None or _first_word(heading) in ANSWER:
        return False
    return _is_of_informants(found["of"]) if found["of"] else found.end() == len(heading)


def _is_of_informants(kind: str) -> bool:
    first, *further = re.split(r"[-_ .]+", kind)
    if all(
        len(word) <= _LONGEST_CAPITALS and word == word.upper() != word.lower() for word in (first, *further) if word
    ):
        return True
    is_known = fold(first) in _INTERVIEW or label_words.kind(kind) == "informant"
    return is_known and not any(map(_is_capitalised, further))


def _names(heads: Sequence[str]) -> list[str]:
    """What the interviews are called: by their heading where it is a code, which says nothing of who a person is."""
    found = [_CODE.fullmatch(head) for head in heads]
    n_of = Counter(fold(code["of"]) for code in found if code and code["number"])
    return [
        head if code and (_heads_an_informant(head) or _is_counted(code, n_of)) else f"column {n}"
        for n, (head, code) in enumerate(zip(heads, found, strict=True), start=1)
    ]


def _is_counted(code: re.Match[str], n_of: Counter[str]) -> bool:
    """`Round 1` beside `Round 2`, not `Basim 34`."""
    return bool(code["number"]) and n_of[fold(code["of"])] > 1 and sum(map(_is_capitalised, code["of"].split())) < 2


def _is_beside(heading: str) -> bool:
    """Whether somebody of the team writes below it: `Interviewer comments`, `Team remarks`."""
    own = fold(heading).split()
    return not _has_digit(heading) and (label_words.kind(heading) == "interviewer" or not BESIDE.isdisjoint(own))


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()


def _has_digit(heading: str) -> bool:
    return any(map(str.isdigit, heading))


def _first_word(heading: str) -> str:
    return re.split(r"[\W_]+", fold(heading))[0]


def _columns(columns: Sequence[int]) -> str:
    return f"column{'s' if len(columns) > 1 else ''} {listed(str(n + 1) for n in columns)}"
