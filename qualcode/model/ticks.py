"""A list to tick: rows a person answers at the screen or in a spreadsheet, each with one of a few answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from qualcode.model.nouns import dataclass
from qualcode.model.sheet import seal_of

HIDDEN = ("Id", "Check", "As written")
"""Headings of the hidden cells of a spreadsheet, by which a row is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickRow:
    """A row: what it is about, what it shows, and what a person answers."""

    id: str
    """Hidden: of what the row is about."""
    shown: tuple[str, ...]
    """A cell per column of the list."""
    answer: str = ""
    written: str = ""
    """Hidden: what stood there as the answer when the list was written."""
    mark: str = ""
    """Hidden: `mark_of` what the row showed; a row whose cells were torn apart is noticed."""
    hidden: tuple[str, ...] = ()
    """What stood there as the answers to all that is asked of the row, as it came back."""
    seal: str = ""
    """Hidden: what the study's secret makes of the hidden cells."""
    line: int = 0
    """In the file, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickList:
    """A list to tick as written, or as it came back."""

    kind: str
    """What is ticked: `labels`, `quotes`; the name of its page."""
    id: str
    study: str
    columns: tuple[str, ...]
    """Headings of what a row shows; the first says what it is about."""
    question: str
    """Heading of the answers."""
    answers: tuple[str, ...]
    """What may be chosen."""
    rows: tuple[TickRow, ...]
    n_rows: int
    """How many were written."""
    help: tuple[str, ...] = ()
    """Sentences on how to fill it in."""
    is_open: bool = False
    """Whether other answers than those to choose from may be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that is not taken in, and why."""

    line: int
    about: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What a list that came back says anew."""

    answers: dict[str, str]
    """By id of the row; empty where an answer was taken back."""
    changed: tuple[TickRow, ...]
    refused: tuple[Refused, ...]
    n_unchanged: int
    n_deleted: int
    """Rows that were written and did not come back: they stay as they are."""


def as_written(ticks: TickList) -> str:
    """The heading over what stood as the answer in a list beside another."""
    return f"{HIDDEN[-1]}: {ticks.question}"


def mark_of(shown: tuple[str, ...]) -> str:
    """A hash of what a row is about, however a spreadsheet breaks and spaces it."""
    return hashlib.sha256("".join(shown[0].split()).encode()).hexdigest()[:16] if shown else ""


def seal_row(secret: str, list_id: str, row_id: str, mark: str, written: Sequence[str]) -> str:
    """The seal of a row's hidden cells: whose row it is, what it showed, and what stood there as its answers."""
    return seal_of(secret, list_id, row_id, mark, *(" ".join(text.split()) for text in written))


def take_in_ticks(
    came_back: TickList, today: TickList, read: Callable[[str], str], *, secrets: Sequence[str] = ()
) -> Ticked:
    """Find what a list changes; `today` is the list as it would be written now, `secrets` those of the study.

    `read` gives the meaning of an answer, and raises ValueError with the reason where it has none. A row that was added
    by hand, torn apart, copied with another answer, or is of nothing any more is refused; the others are taken in.
    """
    known = {row.id: row for row in today.rows}
    alike = str.casefold if today.answers else str
    """Answers to choose from are the same in any case of their letters; words that are printed are not."""
    copies: dict[str, list[TickRow]] = {}
    refused = []
    for row in came_back.rows:
        if row.id:
            copies.setdefault(row.id, []).append(row)
        elif row.answer:
            refused.append(_refuse(row, "the row was added by hand: answer in a row of the list"))
    answers: dict[str, str] = {}
    changed = []
    n_refused = 0
    for id_, rows in copies.items():
        filled = [row for row in rows if row.answer != row.written]
        today_row = known.get(id_)
        if not filled or (today_row and all(alike(row.answer) == alike(today_row.written) for row in filled)):
            continue
        why = _why_not(filled, today_row, alike) or _why_unsealed(filled, came_back.id, secrets)
        if not why:
            try:
                answers[id_] = read(filled[0].answer)
            except ValueError as error:
                why = str(error)
        if why:
            n_refused += 1
            refused += [_refuse(row, why) for row in filled]
        else:
            changed.append(filled[0])
    return Ticked(
        answers=answers,
        changed=tuple(changed),
        refused=tuple(sorted(refused, key=lambda row: row.line)),
        n_unchanged=len(copies) - len(changed) - n_refused,
        n_deleted=max(0, came_back.n_rows - len(copies)),
    )


def _refuse(row: TickRow, why: str) -> Refused:
    return Refused(line=row.line, about=row.shown[0] if row.shown else "", why=why)


def _why_unsealed(filled: list[TickRow], list_id: str, secrets: Sequence[str]) -> str:
    """Why the hidden cells of rows cannot be trusted; empty where they can, or nobody has a secret."""
    for row in filled:
        seals = [seal_row(secret, list_id, row.id, row.mark, row.hidden) for secret in secrets]
        if secrets and row.seal not in seals:
            return "its hidden cells are not as they were written: write a new list"
    return ""


def _why_not(filled: list[TickRow], today: TickRow | None, alike: Callable[[str], str]) -> str:
    """Why rows with one id that were filled in cannot be taken in; empty where they can."""
    if any(alike(row.answer) != alike(filled[0].answer) for row in filled):
        lines = ", ".join(str(row.line) for row in filled)
        return f"rows {lines} are copies of one row and say different things: leave one of them"
    if any(mark_of(row.shown) != row.mark for row in filled):
        return "the row shows something else than it was written for (cells were sorted apart, or edited)"
    if today is None:
        return "there is nothing of the kind in the study any more: write a new list"
    if alike(filled[0].written) != alike(today.written):
        return f"answered otherwise since the list was written ({today.written or 'taken back'}): write a new list"
    return ""
