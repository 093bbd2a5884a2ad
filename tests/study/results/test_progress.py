"""How far a study is, who decided how much, and what to do next."""

from __future__ import annotations

from qualcode.model.coding import Verdict
from qualcode.model.edits import QuoteChange
from qualcode.study.reading.roster import read_roster_again
from qualcode.study.results.progress import after_suggesting, n_decided, progress_table
from qualcode.study.results.quote_edits import keep
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import accept_all, cells


def test_each_interview_is_listed_with_what_is_left(coded: Study) -> None:
    before = cells(progress_table(coded))
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    after = cells(progress_table(coded))

    assert [(row["document"], row["suggestions"], row["decided"], row["left"]) for row in before] == [
        ("amira", "2", "0", "2"),
        ("basim", "1", "0", "1"),
        ("carol", "1", "0", "1"),
        ("Total", "4", "0", "4"),
    ]
    assert [(row["decided"], row["left"]) for row in after] == [("1", "1"), ("0", "1"), ("0", "1"), ("1", "3")]
    assert [row["words"] for row in after] == [row["words"] for row in before]
    assert n_decided(coded) == 1


def test_who_decided_how_much_and_where_coders_disagree_is_said_of_several(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    alone = " ".join(progress_table(coded).notes)
    assert ("Decided by" in alone, "disagree" in alone) == (False, False)

    decide(coded, "omar", "amira:2", Verdict.REJECT, code="funding")
    both = progress_table(coded).notes
    assert "Decided by amal 1, omar 1." in both
    assert any(
        "Coders disagree 1 time on whether a code is on a passage" in note and "`qualcode adjudicate` settles" in note
        for note in both
    )


def test_the_next_step_is_the_last_note(written: Study) -> None:
    def next_step() -> str:
        return progress_table(written).notes[-1]

    assert next_step() == "No interviews yet: `qualcode import transcripts`."
    assert after_suggesting(written, 0, 0) == next_step()
    written.import_transcripts()
    assert next_step() == "Next: `qualcode suggest`."
    written.suggest()
    assert next_step().startswith("Nothing has been reviewed by a person")
    decide(written, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    assert next_step().startswith("Next: `qualcode review`, 3 wait")
    assert after_suggesting(written, 3, 4).endswith("1 of 4 decided.")
    accept_all(written)
    assert next_step().startswith("Next: `qualcode quotes --to quotes.xlsx`, nobody has looked")
    [coding, *_] = written.results().codings
    keep(written, coding, QuoteChange.PIN, {})
    assert next_step() == "Next: `qualcode report`."


def test_what_has_to_be_read_or_settled_comes_before_what_rests_on_it(coded: Study) -> None:
    def next_step() -> str:
        return progress_table(coded).notes[-1]

    roster, codebook = coded.roster_path, coded.codebook_path
    roster.write_text(roster.read_text("utf-8") + "\n", encoding="utf-8")
    codebook.write_text(codebook.read_text("utf-8") + "\n", encoding="utf-8")
    assert next_step() == "Next: `qualcode informants`, informants.csv changed since it was read."
    read_roster_again(coded)
    assert next_step() == "Next: `qualcode suggest`, codebook.yaml changed since it was applied."
    coded.suggest()
    accept_all(coded)
    decide(coded, "omar", "amira:2", Verdict.REJECT, code="funding")
    assert next_step() == "Next: `qualcode adjudicate`, 1 disagreement to settle."


def test_without_anybody_in_the_list_it_is_drafted_first(written: Study) -> None:
    written.roster_path.unlink()
    written.import_transcripts()

    assert progress_table(written).notes[-1].startswith("Next: `qualcode informants --draft`")
