"""What a coder decides in a spreadsheet reaches the passage it was decided on, or is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Mark, Verdict
from qualcode.model.sheet import Answer, Kind, Sheet, SheetRow
from qualcode.review.queue import Wanted, passages, queue
from qualcode.review.session import Session
from qualcode.review.sheet import Taken, take_in
from qualcode.review.sheet_rows import passage_rows, suggestion_rows
from tests.review.make import SUGGESTIONS, ListLog, make_library


def make_session(log: ListLog, coder: str = "amal") -> Session:
    return Session(log, make_library(), coder=coder)


def suggestions_sheet(log: ListLog) -> Sheet:
    session = make_session(log)
    return make_sheet(Kind.SUGGESTIONS, tuple(suggestion_rows(session, queue(session))), log)


def passages_sheet(log: ListLog, *, read: tuple[str, ...] = ()) -> Sheet:
    session = make_session(log)
    rows = passage_rows(session, passages(session, Wanted()), read=read)
    return make_sheet(Kind.PASSAGES, tuple(rows), log)


def make_sheet(kind: Kind, rows: tuple[SheetRow, ...], log: ListLog) -> Sheet:
    lines = tuple(replace(row, line=line) for line, row in enumerate(rows, start=2))
    return Sheet(
        id="sheet",
        kind=kind,
        study="study",
        coder="amal",
        sequence=len(log.kept),
        codebook_sha256="c",
        rows=lines,
        n_rows=len(lines),
    )


def filled(sheet: Sheet, answers: dict[int, Answer]) -> Sheet:
    rows = [replace(row, answer=answers.get(place, row.answer)) for place, row in enumerate(sheet.rows)]
    return replace(sheet, rows=tuple(rows))


def read(sheet: Sheet, log: ListLog) -> Taken:
    session = make_session(log)
    taken = take_in(sheet, session)
    session.keep_each(taken.words, batch=f"{sheet.id}-{len(log.kept)}")
    return taken


def stances(log: ListLog) -> dict[tuple[str, str], str]:
    """The coder's latest word by passage and code."""
    found = {(d.anchor.segment_id, d.code_id): d.verdict.value for d in log.kept if d.coder == "amal"}
    return {place: verdict for place, verdict in found.items() if verdict != "withdraw"}


def test_a_row_per_open_suggestion_with_the_question_before_it() -> None:
    rows = suggestions_sheet(ListLog()).rows

    assert [(row.segment_id, row.code) for row in rows] == [
        ("kii-01:2", "Funding"),
        ("kii-01:3", "Donors"),
        ("kii-01:4", "Staff"),
        ("kii-02:2", "Funding"),
        ("kii-02:3", "Staff"),
    ]
    assert (rows[0].before, rows[0].who, rows[0].because) == ("How is the money?", "UN agency", "Money")
    assert rows[3].because == "Money; negated"


def test_decisions_marks_notes_and_other_codes_are_taken_in() -> None:
    log = ListLog()
    sheet = filled(
        suggestions_sheet(log),
        {
            0: Answer(verdict="Accept", marks=("good quote",), note="strong"),
            1: Answer(verdict="reject", codes=("Staff",)),
            2: Answer(verdict=" skip "),
            3: Answer(codes=("staff", "Donors")),
        },
    )

    taken = read(sheet, log)

    assert stances(log) == {
        ("kii-01:2", "funding"): "accept",
        ("kii-01:3", "donors"): "reject",
        ("kii-01:3", "staff"): "add",
        ("kii-01:4", "staff"): "skip",
        ("kii-02:2", "staff"): "add",
        ("kii-02:2", "donors"): "add",
    }
    assert (log.kept[0].marks, log.kept[0].note) == ((Mark.GOOD_QUOTE,), "strong")
    assert log.kept[0].origin == SUGGESTIONS[0].id
    assert (len(taken.changed), taken.n_unchanged, taken.refused, taken.n_deleted) == (4, 1, [], 0)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(verdict="maybe"), "'maybe': write accept, reject or skip"),
        (Answer(verdict="accept", codes=("Nonsense",)), "'Nonsense' is not in the codebook"),
        (Answer(verdict="accept", marks=("lovely",)), "'lovely': the mark is not one of"),
        (Answer(verdict="We share one car and the clinic is far."), "a cell of this row: write accept"),
        (Answer(marks=("good quote",)), "accepted code"),
        (Answer(note="why?"), "needs a decision"),
        (Answer(verdict="reject", codes=("funding",)), "rejected and added"),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_with_the_reason(answer: Answer, why: str) -> None:
    log = ListLog()

    taken = read(filled(suggestions_sheet(log), {0: answer, 1: Answer(verdict="accept")}), log)

    [(line, where, said)] = taken.refused
    assert (line, where) == (2, "kii-01:2")
    assert why in said
    assert stances(log) == {("kii-01:3", "donors"): "accept"}


TORN: dict[str, Callable[[SheetRow, SheetRow], SheetRow]] = {
    "passage of another row": lambda row, other: replace(row, passage=other.passage),
    "id of another row": lambda row, other: replace(row, id=other.id),
    "hash of another row": lambda row, other: replace(row, text_sha256=other.text_sha256),
    "code of another row": lambda row, other: replace(row, code=other.code),
    "words edited": lambda row, _: replace(row, passage=row.passage + "!"),
    "unknown id": lambda row, _: replace(row, id="nobody"),
    "no id": lambda row, _: replace(row, id=""),
}


@pytest.mark.parametrize("how", TORN)
def test_a_row_whose_cells_were_torn_apart_decides_nothing(how: str) -> None:
    log = ListLog()
    sheet = filled(suggestions_sheet(log), {0: Answer(verdict="accept")})
    torn = replace(sheet, rows=(TORN[how](sheet.rows[0], sheet.rows[1]), *sheet.rows[2:]))

    taken = read(torn, log)

    assert len(taken.refused) == 1
    assert stances(log) == {}


def test_copies_of_a_row_that_differ_are_refused_and_equal_ones_read_once() -> None:
    log = ListLog()
    sheet = filled(suggestions_sheet(log), {0: Answer(verdict="accept"), 1: Answer(verdict="accept")})
    other = replace(sheet.rows[0], answer=Answer(verdict="reject"), line=9)
    empty = replace(sheet.rows[1], answer=Answer(), line=10)

    taken = read(replace(sheet, rows=(*sheet.rows, other, empty)), log)

    assert {line for line, _, _ in taken.refused} == {2, 9}
    assert stances(log) == {("kii-01:3", "donors"): "accept"}


def test_a_decision_made_elsewhere_since_is_not_overwritten() -> None:
    log = ListLog()
    sheet = filled(suggestions_sheet(log), {0: Answer(verdict="accept")})
    session = make_session(log)
    session.decide(session.item(SUGGESTIONS[0].id), Verdict.REJECT)

    taken = read(sheet, log)

    assert "elsewhere" in taken.refused[0][2]
    assert stances(log) == {("kii-01:2", "funding"): "reject"}


def test_a_sheet_that_was_undone_is_not_done_again_by_reading_it_again() -> None:
    log = ListLog()
    sheet = filled(suggestions_sheet(log), {0: Answer(verdict="accept"), 1: Answer(verdict="reject")})
    read(sheet, log)
    make_session(log).undo()

    assert len(read(sheet, log).refused) == 2
    assert stances(log) == {}


def test_a_changed_mind_in_the_same_sheet_is_taken_in_and_an_emptied_row_taken_back() -> None:
    log = ListLog()
    sheet = suggestions_sheet(log)
    read(filled(sheet, {0: Answer(verdict="accept"), 1: Answer(verdict="accept")}), log)

    read(filled(sheet, {0: Answer(verdict="reject")}), log)

    assert stances(log) == {("kii-01:2", "funding"): "reject"}


def test_a_passage_with_codes_or_read_is_done_and_what_was_suggested_there_rejected() -> None:
    log = ListLog()
    sheet = passages_sheet(log)
    assert [row.segment_id for row in sheet.rows] == ["kii-01:2", "kii-01:3", "kii-01:4", "kii-02:2", "kii-02:3"]
    answers = {
        0: Answer(codes=("Funding", "Staff"), note="both"),
        1: Answer(verdict="read"),
        2: Answer(note="ask again"),
    }

    taken = read(filled(sheet, answers), log)

    assert stances(log) == {
        ("kii-01:2", "funding"): "accept",
        ("kii-01:2", "staff"): "add",
        ("kii-01:3", "donors"): "reject",
    }
    assert [segment.id for segment in taken.read] == ["kii-01:2", "kii-01:3"]
    assert taken.remarks == [("kii-01:4", "ask again")]


def test_the_codes_of_a_passage_are_there_again_in_the_next_sheet_and_can_be_taken_back() -> None:
    log = ListLog()
    read(filled(passages_sheet(log), {0: Answer(codes=("Funding", "Staff"))}), log)
    again = passages_sheet(log, read=("kii-01:2", "kii-02:3"))
    assert again.rows[0].answer == Answer(codes=("Funding", "Staff"))
    assert again.rows[4].answer == Answer(verdict="read")
    assert read(again, log).changed == []

    read(filled(again, {0: Answer(codes=("Staff",))}), log)

    assert stances(log) == {("kii-01:2", "funding"): "reject", ("kii-01:2", "staff"): "add"}


def test_yes_and_no_are_understood() -> None:
    log = ListLog()

    read(filled(suggestions_sheet(log), {0: Answer(verdict="Yes"), 1: Answer(verdict="no")}), log)

    assert stances(log) == {("kii-01:2", "funding"): "accept", ("kii-01:3", "donors"): "reject"}


def own_marks_and_notes(log: ListLog) -> dict[str, tuple[tuple[Mark, ...], str]]:
    items = make_session(log).on_passage("kii-01:2")
    return {item.target.code_id: (item.decision.marks, item.decision.note) for item in items if item.decision}


@pytest.mark.parametrize(
    ("change", "funding", "staff"),
    [
        ({"note": "new"}, ((Mark.CONTRARY,), "new"), ((Mark.GOOD_QUOTE,), "new")),
        (
            {"marks": ("contrary", "good quote", "off record")},
            ((Mark.CONTRARY, Mark.OFF_RECORD), "why"),
            ((Mark.GOOD_QUOTE, Mark.OFF_RECORD), ""),
        ),
        ({"marks": ("good quote",)}, ((), "why"), ((Mark.GOOD_QUOTE,), "")),
    ],
)
def test_each_code_of_a_passage_keeps_its_own_marks_and_note(
    change: dict[str, Any], funding: tuple[tuple[Mark, ...], str], staff: tuple[tuple[Mark, ...], str]
) -> None:
    log = ListLog()
    session = make_session(log)
    segment = session.library.segments["kii-01:2"]
    session.decide(session.items()[0], Verdict.ACCEPT, marks=(Mark.CONTRARY,), note="why")
    session.add(segment, "staff", marks=(Mark.GOOD_QUOTE,))
    before = own_marks_and_notes(log)
    sheet = passages_sheet(log)

    edited = filled(sheet, {0: replace(sheet.rows[0].answer, **change)})
    read(edited, log)
    assert own_marks_and_notes(log) == {"funding": funding, "staff": staff}
    assert read(edited, log).words == []

    read(sheet, log)
    assert own_marks_and_notes(log) == before


def test_a_code_put_beside_a_contrary_one_is_not_contrary() -> None:
    log = ListLog()
    session = make_session(log)
    session.decide(session.items()[0], Verdict.ACCEPT, marks=(Mark.CONTRARY, Mark.OFF_RECORD))
    sheet = passages_sheet(log)

    read(filled(sheet, {0: replace(sheet.rows[0].answer, codes=("Funding", "Staff"))}), log)

    assert own_marks_and_notes(log)["staff"] == ((Mark.OFF_RECORD,), "")


def test_a_suggestion_made_after_the_sheet_was_written_is_not_rejected_unseen() -> None:
    log = ListLog()
    sheet = passages_sheet(log)
    rows = (replace(sheet.rows[0], suggested=(), answer=Answer(verdict="read")), *sheet.rows[1:])

    read(replace(sheet, rows=rows), log)

    assert stances(log) == {}


ANSWERS = st.builds(
    Answer,
    verdict=st.sampled_from(["", "accept", "reject", "skip"]),
    codes=st.lists(st.sampled_from(["Funding", "Donors", "staff"]), max_size=2).map(tuple),
    note=st.sampled_from(["", "why"]),
)
PASSAGE_ANSWERS = st.builds(
    Answer,
    verdict=st.sampled_from(["", "read"]),
    codes=st.lists(st.sampled_from(["Funding", "Donors", "staff"]), max_size=3).map(tuple),
    note=st.sampled_from(["", "why"]),
)


@given(st.data())
def test_shuffled_deleted_doubled_and_added_rows_never_decide_anything_else(data: st.DataObject) -> None:
    in_order, mixed = ListLog(), ListLog()
    passages = data.draw(st.booleans())
    sheet = passages_sheet(in_order) if passages else suggestions_sheet(in_order)
    answers = data.draw(st.lists(PASSAGE_ANSWERS if passages else ANSWERS, min_size=5, max_size=5))
    whole = filled(sheet, dict(enumerate(answers)))
    read(whole, in_order)
    kept = data.draw(st.lists(st.sampled_from(whole.rows), max_size=12))
    added = SheetRow(id="", text_sha256="", passage="by hand", answer=Answer(verdict="accept"), line=99)
    rows = tuple(kept) + data.draw(st.sampled_from([(), (added,)]))

    taken = read(replace(whole, rows=rows), mixed)

    touched = {row.segment_id for row in kept}
    assert {place for place, _ in stances(mixed)} <= touched
    if {row.id for row in kept} == {row.id for row in whole.rows}:
        assert stances(mixed) == stances(in_order)
    assert taken.n_deleted == 5 - len({row.id for row in kept})
    before = len(mixed.kept)
    again = read(replace(whole, rows=tuple(reversed(rows))), mixed)
    assert (again.words, len(mixed.kept)) == ([], before)
