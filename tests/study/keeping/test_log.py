"""Who did what, in order."""

from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Mark, Verdict
from qualcode.study.codebook.changes import retire_code
from qualcode.study.keeping.log import log_table
from qualcode.study.keeping.memos import write_memo
from qualcode.study.reading.roster import exclude_informant
from qualcode.study.review.sessions import decide, suggestions_of
from qualcode.study.study import Study
from tests.study.make import cells


@pytest.fixture
def done(written: Study) -> Study:
    """The small study, imported and suggested, in which two coders decided and one informant was left out."""
    written.import_transcripts()
    written.suggest()
    [first, *_] = suggestions_of(written).rows
    decide(written, "amal", first.key, Verdict.ACCEPT, note="clear")
    exclude_informant(written, "carol", "pilot")
    decide(written, "omar", first.key, Verdict.REJECT)
    return written


def test_commands_decisions_and_events_stand_in_the_order_in_which_they_were_made(done: Study) -> None:
    entries = cells(log_table(done))

    assert [row["what"] for row in entries if row["what"] not in ("init", "suggest")] == [
        "import",
        "accept",
        "exclude",
        "reject",
    ]
    numbers = [int(row["no"]) for row in entries if row["no"]]
    assert len(numbers) == 3
    assert numbers == sorted(numbers)


def test_entries_are_chosen_by_coder_kind_interview_code_and_day(done: Study) -> None:
    assert [row["detail"] for row in cells(log_table(done, coder="AMAL"))] == ["clear"]
    assert [row["detail"] for row in cells(log_table(done, what="exclude"))] == ["reason: pilot"]
    assert log_table(done, since="2999-01-01").rows == ()
    assert {row["where"].split(":")[0] for row in cells(log_table(done, document="amira"))} == {"amira"}
    assert {row["code"] for row in cells(log_table(done, code="FUNDING"))} == {"funding"}
    day = cells(log_table(done, coder="amal"))[0]["when (utc)"][:10]
    assert log_table(done, since=day).rows == log_table(done).rows


def test_of_a_long_log_the_last_entries_are_shown_and_the_others_counted(done: Study) -> None:
    whole = log_table(done)

    last = log_table(done, last=1)

    assert last.rows == whole.rows[-1:]
    assert last.notes == (f"{len(whole.rows)} entries, the last 1 shown.",)
    assert whole.notes == log_table(done, last=len(whole.rows)).notes == ()


@pytest.mark.parametrize(
    ("chosen", "says", "hint"),
    [
        ({"coder": "omer"}, "omer: no such coder", "did you mean omar?"),
        ({"document": "amire"}, "amire: no such interview", "did you mean amira?"),
        ({"what": "exclud"}, "exclud: nothing of that kind is in a log", "did you mean exclude?"),
        ({"since": "yesterday"}, "yesterday: not a date", "write it as 2026-11-24"),
    ],
    ids=["coder", "document", "what", "since"],
)
def test_what_is_probably_misspelt_is_refused(done: Study, chosen: dict[str, str], says: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        log_table(done, **chosen)  # type: ignore[arg-type]

    assert (refused.value.message, refused.value.hint) == (says, hint)


def test_a_kind_that_did_not_happen_yet_is_an_empty_list(done: Study) -> None:
    assert log_table(done, what="forget").rows == log_table(done, what="withdraw").rows == ()


def test_marks_notes_and_what_became_of_codes_are_told_in_plain_words(coded: Study) -> None:
    decide(coded, "amal", "carol:2", Verdict.ADD, code="access", marks=[Mark.CONTRARY, Mark.GOOD_QUOTE], note="none")
    write_memo(coded, "Only money.", on="funding", coder="amal")
    retire_code(coded, "access", note="nobody asked")

    told = [(row["what"], row["where"], row["code"], row["detail"]) for row in cells(log_table(coded))[-3:]]

    assert told[0] == ("add", "carol:2", "access", "contrary; good quote; none")
    assert told[1] == ("memo", "", "funding", "Only money.")
    assert told[2][:3] == ("redirect", "", "access")
    assert "change: retire" in told[2][3]
    assert "note: nobody asked" in told[2][3]
