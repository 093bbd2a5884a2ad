"""What was coded elsewhere comes in as a table, row by row."""

from __future__ import annotations

import pytest

from qualcode.model.coding import Mark, Verdict
from qualcode.model.sheet import CodingRow
from qualcode.review.codings import FROM_TABLE, TakenCodings, take_codings
from qualcode.review.library import is_informants
from qualcode.review.session import Session
from tests.review.make import ListLog, make_library


def make_row(code: str, *, segment: str = "2", quote: str = "", mark: str = "", document: str = "kii-01") -> CodingRow:
    marks = (mark,) if mark else ()
    return CodingRow(document=document, segment=segment, code=code, coder="amal", quote=quote, marks=marks, line=2)


def merge(log: ListLog, *rows: CodingRow) -> TakenCodings:
    session = Session(log, make_library(), coder="amal")
    taken = take_codings(rows, session, [])
    session.keep_each(taken.words, batch=f"{FROM_TABLE}{len(log.kept)}")
    return taken


def stands(log: ListLog, code_id: str = "funding", segment: int = 2) -> tuple[str, tuple[Mark, ...]]:
    session = Session(log, make_library(), coder="amal")
    item = next(item for item in session.on_passage(f"kii-01:{segment}") if item.target.code_id == code_id)
    return (item.decision.verdict.value, item.decision.marks) if item.decision else ("", ())


def test_what_is_suggested_on_a_passage_of_the_table_and_not_coded_there_is_rejected() -> None:
    log = ListLog()
    taken = merge(log, make_row("staff"))

    assert stands(log) == ("reject", ())
    assert [segment.id for segment in taken.read] == ["kii-01:2"]


def test_a_refused_row_rejects_nothing_where_it_may_have_coded() -> None:
    for refused in (
        make_row("Funding", mark="lovely"),
        make_row("Fundign"),
        make_row("funding", segment="99"),
        make_row("funding", segment="", quote="Nobody said so."),
    ):
        log = ListLog()
        taken = merge(log, make_row("staff"), refused)

        assert len(taken.refused) == 1
        assert stands(log) == ("", ())
        assert taken.read == []


def test_the_table_read_last_says_what_stands_and_reading_it_again_changes_nothing() -> None:
    log = ListLog()
    plain, private = make_row("funding"), make_row("funding", mark="off record")
    merge(log, plain)
    merge(log, private)
    assert stands(log) == ("accept", (Mark.OFF_RECORD,))

    merge(log, plain)

    assert stands(log) == ("accept", ())
    again = merge(log, plain)
    assert (again.words, again.n_known) == ([], 1)


def test_what_was_decided_by_hand_since_stays() -> None:
    log = ListLog()
    merge(log, make_row("funding"))
    session = Session(log, make_library(), coder="amal")
    session.decide(session.items()[0], Verdict.REJECT)

    assert merge(log, make_row("funding")).n_known == 1
    assert stands(log) == ("reject", ())


def test_two_rows_of_one_code_and_passage_are_joined() -> None:
    log = ListLog()
    merge(
        log,
        make_row("funding", quote="Money", mark="good quote"),
        make_row("funding", quote="short", mark="off record"),
        make_row("funding", quote="is"),
    )

    assert stands(log) == ("accept", (Mark.GOOD_QUOTE, Mark.OFF_RECORD))
    assert log.kept[0].anchor.text == "Money is short"
    assert len(log.kept) == 1


@pytest.mark.parametrize("code", ["funding – contrary", "Money\\funding\\funding – contrary"])
def test_a_code_that_denies_a_theme_in_another_program_is_its_mark(code: str) -> None:
    log = ListLog()
    merge(log, make_row(code, quote="Money"))

    assert stands(log) == ("accept", (Mark.CONTRARY,))


def test_a_quote_over_several_turns_codes_each_passage_it_covers() -> None:
    library = make_library()
    document = library.documents["kii-01"]
    own = [each for each in library.segments.values() if each.document_id == "kii-01" and is_informants(library, each)]
    first, last = own[0], own[1]
    turns = [turn for turn in document.turns if first.start <= turn.end and turn.start <= last.end]
    quote = "\n".join(f"Speaker {turn.ordinal}: {document.text[turn.start : turn.end]}" for turn in turns)
    log = ListLog()
    taken = merge(log, make_row("staff", segment="", quote=quote))

    assert [word.item.target.segment_id for word in taken.words if word.verdict is not Verdict.REJECT] == [
        first.id,
        last.id,
    ]
