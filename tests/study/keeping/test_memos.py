from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.journal import About
from qualcode.study.keeping.log import log_table
from qualcode.study.keeping.memos import memo_table, subject, write_memo
from qualcode.study.study import Study
from tests.study.make import cells


@pytest.mark.parametrize(
    ("on", "about"),
    [
        ("study", (About.STUDY, "")),
        ("amira", (About.DOCUMENT, "amira")),
        ("amira:2", (About.PASSAGE, "amira:2")),
        ("funding", (About.CODE, "funding")),
    ],
)
def test_a_memo_is_on_the_study_an_interview_a_passage_or_a_code(
    coded: Study, on: str, about: tuple[About, str]
) -> None:
    assert subject(coded, on) == about


def test_a_memo_on_nothing_there_is_is_refused_with_what_was_meant(coded: Study) -> None:
    with pytest.raises(UsageError) as refused:
        subject(coded, "fundin")

    assert refused.value.hint == "did you mean funding?"


def test_a_memo_that_corrects_another_stands_in_its_place_and_on_its_subject(coded: Study) -> None:
    first = write_memo(coded, "She left.", on="amira:2", coder="amal")
    write_memo(coded, "She left in May.", on="study", coder="amal", replaces=first.id[:8])

    assert [row.cells[3:] for row in memo_table(coded, on="amira").rows] == [("amira:2", "She left in May.")]
    assert memo_table(coded, on="carol").rows == memo_table(coded, coder="omar").rows == ()


def test_memos_are_written_listed_and_corrected_and_the_log_keeps_them_all(coded: Study) -> None:
    write_memo(coded, "Start with amira.", on="study", coder="amal")
    hesitates = write_memo(coded, "He hesitates.", on="basim:2", coder="amal")
    write_memo(coded, "Only money.", on="funding", coder="amal")
    assert [row["about"] for row in cells(memo_table(coded))] == ["study", "basim:2", "funding"]

    write_memo(coded, "He waits.", on="study", coder="amal", replaces=hesitates.id[:8])

    assert [row["memo"] for row in cells(memo_table(coded, on="basim"))] == ["He waits."]
    assert [row["detail"] for row in cells(log_table(coded, what="memo"))] == [
        "Start with amira.",
        "He hesitates.",
        "Only money.",
        "He waits.",
    ]


@pytest.mark.parametrize(
    ("text", "on", "replaces", "says"),
    [
        ("", "study", "", "the memo is empty"),
        ("x", "basim:99", "", "basim:99: no such interview, passage or code"),
        ("x", "study", "z", "z: no such memo, or several"),
    ],
)
def test_a_memo_of_nothing_or_about_nothing_is_refused(
    coded: Study, text: str, on: str, replaces: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        write_memo(coded, text, on=on, coder="amal", replaces=replaces)

    assert memo_table(coded).rows == ()
