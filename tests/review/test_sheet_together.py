"""Rows of a sheet that stand on one passage are read together, however they are sorted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.coding import Mark
from qualcode.model.sheet import Answer, Kind, Sheet
from qualcode.review.queue import queue
from qualcode.review.session import Session
from qualcode.review.sheet import Taken, take_in
from qualcode.review.sheet_rows import suggestion_rows
from tests.make import make_codebook
from tests.review.make import DOCUMENTS, SUGGESTIONS, ListLog, make_library, make_suggestion
from tests.review.test_sheet import filled, make_sheet, stances

GOOD, CONTRARY = Mark.GOOD_QUOTE, Mark.CONTRARY


def two_on_a_passage(log: ListLog) -> Session:
    """A study in which funding and staff are proposed for one passage, donors for another."""
    both = (SUGGESTIONS[0], make_suggestion(DOCUMENTS[0], 2, "staff"), SUGGESTIONS[1])
    return Session(log, replace(make_library(), suggestions=both), coder="amal")


def rows_of(log: ListLog) -> Sheet:
    session = two_on_a_passage(log)
    return make_sheet(Kind.SUGGESTIONS, tuple(suggestion_rows(session, queue(session))), log)


def read(sheet: Sheet, log: ListLog) -> Taken:
    session = two_on_a_passage(log)
    taken = take_in(sheet, session)
    session.keep_each(taken.words, batch=f"{sheet.id}-{len(log.kept)}")
    return taken


def marks(log: ListLog) -> dict[str, tuple[tuple[Mark, ...], str]]:
    return {d.code_id: (d.marks, d.note) for d in log.kept}


def test_a_row_says_what_its_code_means_and_what_else_has_a_row_there() -> None:
    session = two_on_a_passage(ListLog())
    funding, *others = session.library.codebook.codes
    told = replace(funding, definition="Money they have.", exclude="what staff are paid (staff)")
    library = replace(session.library, codebook=make_codebook(told, *others))
    session = Session(ListLog(), library, coder="amal")

    rows = list(suggestion_rows(session, queue(session)))

    assert rows[0].meaning == "Money they have.\nNot: what staff are paid (staff)"
    assert [row.because for row in rows] == [
        "Money\nalso suggested: Staff",
        "Money\nalso suggested: Funding",
        "Donors",
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_code_that_has_a_row_of_its_own_has_the_marks_of_that_row(order: tuple[int, ...]) -> None:
    log = ListLog()
    sheet = filled(
        rows_of(log),
        {
            0: Answer(verdict="accept", codes=("Staff",), marks=("good quote",), note="why"),
            1: Answer(verdict="accept"),
        },
    )
    mixed = replace(sheet, rows=tuple(sheet.rows[place] for place in order))

    taken = read(mixed, log)

    assert marks(log) == {"funding": ((GOOD,), "why"), "staff": ((), "")}
    assert [what for _, _, what in sorted(taken.changed)] == ["accept funding", "accept staff"]
    assert read(sheet, log).words == read(mixed, log).words == []


def test_a_code_that_two_rows_add_has_the_marks_and_notes_of_both() -> None:
    log = ListLog()
    added = {
        0: Answer(verdict="accept", codes=("Donors",), marks=("good quote",), note="one"),
        1: Answer(verdict="reject", codes=("Donors",), marks=("contrary",), note="two"),
    }
    sheet = filled(rows_of(log), added)

    read(sheet, log)

    donors = marks(log)["donors"]
    assert (set(donors[0]), set(donors[1].split("; "))) == ({GOOD}, {"one", "two"})
    assert read(replace(sheet, rows=sheet.rows[::-1]), log).words == []


def test_a_code_beside_one_that_is_denied_is_not_denied() -> None:
    log = ListLog()
    denied = Answer(verdict="accept", codes=("Donors",), marks=("contrary", "do not quote"))

    read(filled(rows_of(log), {0: denied}), log)

    assert marks(log) == {
        "funding": ((CONTRARY, Mark.DO_NOT_QUOTE), ""),
        "donors": ((Mark.DO_NOT_QUOTE,), ""),
    }


def test_a_code_put_beside_and_taken_out_again_is_taken_back() -> None:
    log = ListLog()
    sheet = rows_of(log)
    read(filled(sheet, {0: Answer(verdict="accept", codes=("Donors",)), 1: Answer(codes=("Donors",))}), log)

    read(filled(sheet, {0: Answer(verdict="accept"), 1: Answer(codes=("Donors",))}), log)
    assert stances(log) == {("kii-01:2", "funding"): "accept", ("kii-01:2", "donors"): "add"}

    read(filled(sheet, {0: Answer(verdict="accept")}), log)
    assert stances(log) == {("kii-01:2", "funding"): "accept"}


def test_a_code_stays_where_the_row_that_put_it_there_may_be_one_that_was_deleted() -> None:
    log = ListLog()
    sheet = rows_of(log)
    said = {("kii-01:2", "funding"): "accept", ("kii-01:2", "donors"): "add"}
    read(filled(sheet, {0: Answer(verdict="accept"), 1: Answer(codes=("Donors",))}), log)

    kept = filled(sheet, {0: Answer(verdict="accept")})
    read(replace(kept, rows=(kept.rows[0], kept.rows[2])), log)

    assert stances(log) == said


def test_a_code_stays_where_the_row_that_names_it_is_refused() -> None:
    log = ListLog()
    sheet = rows_of(log)
    said = {("kii-01:2", "funding"): "accept", ("kii-01:2", "donors"): "add"}
    read(filled(sheet, {0: Answer(verdict="accept"), 1: Answer(codes=("Donors",))}), log)

    taken = read(filled(sheet, {0: Answer(verdict="accept"), 1: Answer(codes=("Donors",), marks=("lovely",))}), log)

    assert len(taken.refused) == 1
    assert stances(log) == said
