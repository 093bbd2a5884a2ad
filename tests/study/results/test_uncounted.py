"""Decisions that do not count are listed with the reason and counted under the tables."""

from __future__ import annotations

import shutil
from pathlib import Path

from qualcode.model.coding import Verdict
from qualcode.study.codebook.changes import retire_code
from qualcode.study.keeping.merging import merge_files
from qualcode.study.reading.speakers import correct_speakers
from qualcode.study.results.counting import resolution_of
from qualcode.study.results.uncounted import uncounted_table
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import Heard, cells


def listed(study: Study) -> list[tuple[str, str, str, str]]:
    table = uncounted_table(resolution_of(study))
    rows = cells(table) if table else []
    return [(row["where"], row["code"], row["coder"], row["why_it_does_not_count"]) for row in rows]


def test_where_everything_counts_there_is_no_list(coded: Study) -> None:
    assert uncounted_table(resolution_of(coded)) is None
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    assert uncounted_table(resolution_of(coded)) is None


def test_what_one_coder_says_in_two_copies_is_listed_until_they_decide_again(
    coded: Study, heard: Heard, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(coded.folder, tmp_path / "other"))
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    with Study.open(other) as copy:
        decide(copy, "amal", "amira:2", Verdict.REJECT, code="funding")

    merge_files(coded, [other])
    assert [note for note in heard.notes if "1 decision; here already: 0 records" in note]
    assert [warning for warning in heard.warnings if "1 time one coder said different things in two copies" in warning]
    [(where, code, coder, why)] = listed(coded)
    assert (where, code, coder) == ("amira:2", "funding", "amal")
    assert "decided otherwise in another copy" in why
    assert any("that the same coder made otherwise in another copy" in note for note in coded.frequencies().notes)

    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    assert listed(coded) == []
    heard.warnings.clear()
    merge_files(coded, [other])
    assert heard.warnings == []


def test_words_that_were_changed_and_words_of_the_interviewer_are_listed_with_the_reason(coded: Study) -> None:
    decide(coded, "amal", "carol:2", Verdict.ACCEPT, code="funding")
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")
    transcript = coded.folder / "transcripts" / "carol.txt"
    transcript.write_text(transcript.read_text("utf-8").replace("ask well", "beg"), "utf-8")
    coded.import_transcripts(transcript)
    study = correct_speakers(coded, "basim", ["Basim=interviewer"])

    assert listed(study) == [
        ("carol:2", "funding", "amal", "its words were changed in the transcript"),
        ("basim:2", "access", "amal", "its words are no informant's"),
    ]
    notes = study.results().uncounted
    assert [note.partition(" (`")[0] for note in notes] == [
        "Not counted: 1 decision whose words were changed or are gone in a corrected transcript",
        "Not counted: 1 decision on words that are no informant's",
    ]


def test_decisions_on_a_retired_code_are_counted_by_code(coded: Study) -> None:
    decide(coded, "amal", "basim:2", Verdict.ACCEPT, code="access")
    retire_code(coded, "access")

    assert "1 decision on a retired code are kept and not counted: access (1)." in coded.results().uncounted
