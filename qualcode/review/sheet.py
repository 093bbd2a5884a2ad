"""What a coder decided in a spreadsheet, back in as decisions, each row checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import reduce
from types import MappingProxyType

from qualcode.model.coding import PRIVATE, Decision, Mark, Verdict
from qualcode.model.document import Segment
from qualcode.model.finding import Stance
from qualcode.model.nouns import dataclass
from qualcode.model.sheet import Kind, Sheet, SheetRow, find_mark, shown_passage, text_sha256
from qualcode.review.library import Item
from qualcode.review.session import Session
from qualcode.review.sheet_answer import VERDICTS, RefusedRowError, code_of, expect_answer, read_answer
from qualcode.review.sheet_bearings import marks_of, torn_passages, with_known_findings
from qualcode.review.sheet_rows import READ, WITHOUT
from qualcode.review.standing import CODED, DECIDED, Target
from qualcode.review.words import Word, joined


@dataclass(slots=True)
class Taken:
    """What reading a sheet did, row by row."""

    words: list[Word] = field(default_factory=list)
    """What is decided anew."""
    changed: list[tuple[int, str, str]] = field(default_factory=list)
    """Line in the file, passage, and what became of it."""
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    """Line in the file, passage, and why."""
    n_unchanged: int = 0
    n_open: int = 0
    """Rows without a decision or a code."""
    n_deleted: int = 0
    """Rows that were written and did not come back: they stay as they are."""
    read: list[Segment] = field(default_factory=list)
    """Passages the coder has read to the end."""
    remarks: list[tuple[str, str]] = field(default_factory=list)
    """Passage and note, where a note belongs to no code."""
    bearings: list[tuple[Segment, str, Stance]] = field(default_factory=list)
    """What passages say of findings, by their ids."""


def take_in(
    sheet: Sheet,
    session: Session,
    *,
    secret: str = "",
    findings: Collection[str] = (),
    borne: Mapping[tuple[str, str], Stance] = MappingProxyType({}),
) -> Taken:
    """What the rows of a sheet change; `session` is that of the coder who filled it in. Nothing is kept yet.

    `findings` are the ids there are, `borne` what the coder marked before, by finding and passage.
    With the `secret` the sheet was sealed with, rows whose hidden cells are not as they were written are refused.
    """
    taken = Taken()
    if secret:
        changed = [row for row in sheet.rows if (row.id or row.seal) and not sheet.has_sealed(row, secret)]
        taken.refused += [
            (row.line, row.segment_id, "its hidden cells were changed: write a new sheet") for row in changed
        ]
        sheet = replace(sheet, rows=tuple(row for row in sheet.rows if row not in changed))
    copies: dict[str, list[SheetRow]] = {}
    for row in sheet.rows:
        if row.id:
            copies.setdefault(row.id, []).append(row)
        elif not row.answer.is_empty:
            taken.refused.append((row.line, "", "the row was added by hand: decide the passage in a row of its own"))
    read_row = _suggestion_words if sheet.kind is Kind.SUGGESTIONS else _passage_words
    found: list[tuple[SheetRow, list[Word]]] = []
    for rows in copies.values():
        try:
            row = _the_one(rows)
            row = with_known_findings(row, findings)
            found.append((row, read_row(sheet, row, session)))
        except RefusedRowError as why:
            taken.refused += [(row.line, row.segment_id, str(why)) for row in rows]
    said = _said([words for _, words in found])
    clear = []
    torn = torn_passages([row for row, _ in found])
    for row, words in found:
        if row.segment_id in torn and row.answer != row.written:
            taken.refused.append((row.line, row.segment_id, "two rows say opposite things of a finding"))
        elif any(len(said[word.item.target]) > 1 for word in words):
            taken.refused.append((row.line, row.segment_id, "two rows say opposite things of a code on this passage"))
        else:
            clear.append((row, words))
    told = _told(clear, doubtful={where for _, where, _ in taken.refused})
    for row, _ in clear:
        marks = [each for each in marks_of(row, session) if borne.get((each[1], each[0].id)) != each[2]]
        marks = [each for each in marks if each not in taken.bearings]
        taken.bearings += marks
        _note(taken, row, session, told[row.id], sheet.kind, [f"{stance} {id}" for _, id, stance in marks])
    taken.refused.sort()
    taken.n_deleted = max(0, sheet.n_rows - len(copies))
    return taken


def _said(rows: Iterable[Sequence[Word]]) -> dict[Target, set[bool]]:
    """Of each code on a passage whether the rows put it there, whether they refuse it, or both."""
    said: dict[Target, set[bool]] = {}
    for words in rows:
        for word in words:
            stances = said.setdefault(word.item.target, set())
            if word.verdict in DECIDED:
                stances.add(word.verdict in CODED)
    return said


def _told(found: Sequence[tuple[SheetRow, Sequence[Word]]], *, doubtful: Collection[str]) -> dict[str, list[Word]]:
    """What each row says where rows speak of one code on one passage: the code's own row is heard, else all together.

    A row that decides comes before one that does not, in whatever order they stand. On a doubtful passage, of which a
    row was refused, no other row takes a code back.
    """
    told: dict[str, list[Word]] = {row.id: [] for row, _ in found}
    speaking: dict[Target, list[tuple[str, Word]]] = {}
    for row, words in found:
        for word in words:
            is_back = word.verdict is Verdict.WITHDRAW and not _is_own(row.id, word)
            if is_back and word.item.target.segment_id in doubtful:
                continue
            speaking.setdefault(word.item.target, []).append((row.id, word))
    for spoken in speaking.values():
        heard = [each for each in spoken if each[1].verdict in DECIDED] or spoken
        heard = [each for each in heard if _is_own(*each)] or sorted(heard, key=lambda each: each[0])
        told[heard[0][0]].append(reduce(joined, [word for _, word in heard]))
    return told


def _is_own(row_id: str, word: Word) -> bool:
    target, suggestion = word.item.target, word.item.suggestion
    return row_id == (suggestion.id if suggestion else f"{target.segment_id}{WITHOUT}{target.code_id}")


def _the_one(copies: Sequence[SheetRow]) -> SheetRow:
    """Of rows with one id that which the coder filled in."""
    filled = [copy for copy in copies if copy.answer != copy.written]
    if any(copy.answer != filled[0].answer for copy in filled):
        lines = ", ".join(str(copy.line) for copy in copies)
        raise RefusedRowError(f"rows {lines} are copies of one row and say different things: leave one of them")
    return filled[0] if filled else copies[0]


def _check(row: SheetRow, segment: Segment) -> None:
    """The hidden cells, the words shown and the transcript belong together."""
    if text_sha256(row.passage) != row.text_sha256:
        raise RefusedRowError(
            "the passage is not the one the row was written for (cells were sorted apart, or words edited)"
        )
    if text_sha256(shown_passage(segment.text)) != row.text_sha256:
        raise RefusedRowError(
            "the passage stands otherwise in the study (cells sorted apart, or the transcript corrected since): "
            "write a new sheet"
        )


def _suggestion_words(sheet: Sheet, row: SheetRow, session: Session) -> list[Word]:
    item = _item(row.id, session)
    _check(row, item.segment)
    if row.code and code_of(row.code, session) != item.target.code_id:
        raise RefusedRowError("the row was written for another code (cells were sorted apart)")
    written, codes, marks = read_answer(row.answer, session, tuple(VERDICTS))
    back = _taken_back(sheet, item.segment.id, codes, session)
    if _is_untouched(sheet, row, [item]):
        return back
    expect_answer(row.answer, written, codes, marks)
    if written == "reject" and item.target.code_id in codes:
        raise RefusedRowError("the code is rejected and added at once")
    added = [session.at(item.target._replace(code_id=code_id)) for code_id in codes if code_id != item.target.code_id]
    _expect_not_decided_since(sheet, [item, *added])
    note = row.answer.note
    verdict = VERDICTS.get(written) or (Verdict.ACCEPT if len(added) < len(codes) else None)
    beside = tuple(mark for mark in marks if mark is not Mark.CONTRARY) if verdict is Verdict.ACCEPT else marks
    words = [Word(each, Verdict.ADD, beside, note) for each in added]
    if verdict:
        said = Verdict.ADD if verdict is Verdict.ACCEPT and not item.suggestion else verdict
        words.insert(0, Word(item, said, marks if verdict is Verdict.ACCEPT else (), note))
    elif _is_from(sheet, item.decision) and not (item.suggestion and _is_added(item)):
        words.insert(0, Word(item, Verdict.WITHDRAW))
    return words + back


def _taken_back(sheet: Sheet, segment_id: str, codes: Sequence[str], session: Session) -> list[Word]:
    """The codes that this sheet put on a passage before and the row does not name, unless a deleted row may have."""
    items = session.on_passage(segment_id)
    added = [item for item in items if _is_added(item) and _is_from(sheet, item.decision)]
    back = [Word(item, Verdict.WITHDRAW) for item in added if item.target.code_id not in codes]
    if back and sheet.n_rows > len(sheet.rows):
        there = {row.id for row in sheet.rows}
        known = [item.suggestion for item in items if item.decision is None or _is_from(sheet, item.decision)]
        if any(suggestion and suggestion.id not in there for suggestion in known):
            return []
    return back


def _item(row_id: str, session: Session) -> Item:
    """The suggestion of a row, or the code and passage of a row without one."""
    segment_id, _, code_id = row_id.partition(WITHOUT)
    segment = session.library.segments.get(segment_id)
    try:
        return session.at(Target(segment.document_id, segment.id, code_id)) if segment else session.item(row_id)
    except KeyError:
        raise RefusedRowError("the suggestion is not made any more: write a new sheet") from None


def _is_added(item: Item) -> bool:
    return item.decision is not None and item.decision.verdict is Verdict.ADD


def _passage_words(sheet: Sheet, row: SheetRow, session: Session) -> list[Word]:
    segment = session.library.segments.get(row.id)
    if segment is None:
        raise RefusedRowError("the passage is not in the study any more: write a new sheet")
    _check(row, segment)
    read, codes, marks = read_answer(row.answer, session, (READ,))
    known = [code.id for code in session.library.codebook.codes]
    items = {code_id: session.at(Target(segment.document_id, segment.id, code_id)) for code_id in known}
    if _is_untouched(sheet, row, items.values()):
        return []
    if marks and not codes:
        raise RefusedRowError("a mark needs a code")
    _expect_not_decided_since(sheet, items.values())
    words = []
    for code_id, item in items.items():
        if code_id in codes:
            words.append(_word_on(sheet, row, item, marks, session))
        elif code_id in row.suggested and (read or codes):
            words.append(Word(item, Verdict.REJECT))
        elif _is_coded(item) or _is_from(sheet, item.decision):
            words.append(Word(item, Verdict.WITHDRAW))
    return words


def _word_on(sheet: Sheet, row: SheetRow, item: Item, marks: Sequence[Mark], session: Session) -> Word:
    """A code of a passage as its row has it: with its own marks and note as far as those cells were left alone."""
    said = next((each for each in reversed(session.words_on(item.target)) if not _is_from(sheet, each)), None)
    own = said if said and said.verdict in CODED else None
    written = {find_mark(mark) for mark in row.written.marks}
    kept = set(own.marks) if own else written.intersection(PRIVATE)
    now = kept.difference(written.difference(marks)).union(set(marks) - written)
    note = row.answer.note if row.answer.note != row.written.note else own.note if own else ""
    verdict = Verdict.ACCEPT if item.suggestion else Verdict.ADD
    return Word(item, verdict, tuple(mark for mark in Mark if mark in now), note, session.stretch(item))


def _is_coded(item: Item) -> bool:
    return item.decision is not None and item.decision.verdict in CODED


def _is_from(sheet: Sheet, decision: Decision | None) -> bool:
    return decision is not None and decision.batch.startswith(sheet.id)


def _is_untouched(sheet: Sheet, row: SheetRow, items: Iterable[Item]) -> bool:
    return row.answer.on_codes == row.written.on_codes and not any(_is_from(sheet, item.decision) for item in items)


def _expect_not_decided_since(sheet: Sheet, items: Iterable[Item]) -> None:
    for item in items:
        if item.decision and item.decision.sequence > sheet.sequence and not _is_from(sheet, item.decision):
            raise RefusedRowError(
                "decided elsewhere since the sheet was written: settle it there, or write a new sheet"
            )


def _stands(word: Word) -> bool:
    """Whether the coder has said just this already."""
    decision = word.item.decision
    if decision is None:
        return word.verdict is Verdict.WITHDRAW
    same = decision.verdict == word.verdict or (decision.verdict in CODED and word.verdict in CODED)
    return same and set(decision.marks) == set(word.marks) and decision.note == word.note


def _note(
    taken: Taken, row: SheetRow, session: Session, words: Sequence[Word], kind: Kind, marks: Sequence[str]
) -> None:
    """Add what a row changes."""
    new = [word for word in words if not _stands(word)]
    taken.n_open += not (row.answer.verdict or row.answer.codes)
    taken.words += new
    answer = row.answer
    if WITHOUT not in row.id and (answer.codes or answer.verdict not in ("", "skip")):
        taken.read.append(session.library.segments[row.id] if kind is Kind.PASSAGES else _item(row.id, session).segment)
    if kind is Kind.PASSAGES and not answer.codes and answer.note not in ("", row.written.note):
        taken.remarks.append((row.id, answer.note))
    if new or marks:
        what = ", ".join([*(f"{word.verdict} {word.item.target.code_id}" for word in new), *marks])
        taken.changed.append((row.line, row.segment_id, what))
    else:
        taken.n_unchanged += 1
