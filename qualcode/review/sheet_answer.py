"""What a coder wrote into a row of a sheet: the decision, the codes, the marks."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model.coding import Mark, Verdict
from qualcode.model.harmless import one_line
from qualcode.model.sheet import Answer, find_code, find_mark
from qualcode.review.session import Session

VERDICTS = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT, "skip": Verdict.SKIP}
MEANT = {"yes": "accept", "no": "reject"}
SHORT = 24
"""Characters of a cell that are shown; in a longer one there may be words of an interview."""


class RefusedRowError(Exception):
    """Why a row cannot be read."""


def read_answer(answer: Answer, session: Session, known: Sequence[str]) -> tuple[str, list[str], tuple[Mark, ...]]:
    """The decision, ids of the codes, and the marks of a row."""
    written = " ".join(answer.verdict.split()).casefold()
    if written in MEANT and MEANT[written] in known:
        written = MEANT[written]
    if written and written not in known:
        raise RefusedRowError(f"{shown_cell(answer.verdict)}: write {_or(known)}, or leave the cell empty")
    marks = set()
    for mark in answer.marks:
        try:
            marks.add(find_mark(mark))
        except ValueError:
            raise RefusedRowError(f"{shown_cell(mark)}: the mark is not one of {', '.join(Mark)}") from None
    codes = list(dict.fromkeys(code_of(code, session) for code in answer.codes))
    return written, codes, tuple(mark for mark in Mark if mark in marks)


def expect_answer(answer: Answer, written: str, codes: Sequence[str], marks: Sequence[Mark]) -> None:
    """A note and a mark are of something."""
    if answer.note and not (written or codes):
        raise RefusedRowError("a note needs a decision or a code")
    if marks and written != "accept" and not codes:
        raise RefusedRowError("a mark needs an accepted code")


def code_of(written: str, session: Session) -> str:
    """The id of a code that stands in a cell."""
    try:
        return find_code(written, session.library.codebook)
    except KeyError:
        raise RefusedRowError(f"{shown_cell(written)} is not in the codebook: choose a code from the list") from None


def shown_cell(cell: str) -> str:
    """A cell for a message, as long as it is too short for an informant's words."""
    text = one_line(cell)
    return f"'{text}'" if len(text) <= SHORT else "a cell of this row"


def _or(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
