"""What an import says: what came in, what was left out, what to look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.model.certainty import Certainty, Mark
from qualcode.model.document import Document, Role
from qualcode.model.place import Found
from qualcode.model.problem import Problem
from qualcode.readers.files import LeftOut
from qualcode.readers.speakers.moves import Move
from qualcode.segmenters.versions import Carried
from qualcode.study.reading.import_notes import MOST_MOVES, report_import, report_problems, say_moves, say_versions
from qualcode.study.reading.outcome import ImportOutcome, NewVersion
from tests.make import make_document
from tests.study.make import Heard


def noted(id: str, *notes: str, name: str = "") -> Document:
    return replace(make_document("We went.", id=id), notes=notes, name=name or f"{id}.txt")


def said(outcome: ImportOutcome, heard: Heard, *, details: bool = False) -> list[str]:
    report_import(outcome, (), heard, details=details)
    return heard.notes


def test_what_was_left_out_of_several_files_is_told_on_one_line_and_tidying_only_when_asked(heard: Heard) -> None:
    documents = (
        noted("kii-01", "2 comments left out", "3 soft hyphens dropped"),
        noted("kii-02", "1 comment left out"),
        noted("kii-03", "1 footnote left out"),
    )
    outcome = ImportOutcome(documents=documents)

    assert said(outcome, heard) == [
        "3 interviews imported",
        "2 files: 3 comments left out",
        "kii-03.txt: 1 footnote left out",
    ]
    heard.notes.clear()
    assert said(outcome, heard, details=True)[-1] == "tidied: 3 soft hyphens dropped"


def test_what_all_interviews_of_a_file_share_is_told_once(heard: Heard) -> None:
    parts = tuple(noted(f"kii-0{n}", "2 comments left out", name=f"all.docx#{n}") for n in (1, 2))

    assert said(ImportOutcome(documents=parts), heard) == ["2 interviews imported", "all.docx: 2 comments left out"]


def test_files_that_are_no_transcripts_are_named_by_the_reason(heard: Heard) -> None:
    left = tuple(LeftOut(Path(name), why) for name, why in (("a.csv", "a roster"), ("b.csv", "a roster"), ("c", "odd")))

    assert said(ImportOutcome(left_out=left, unchanged=("kii-01",)), heard) == [
        "0 interviews imported",
        "1 file already imported, unchanged",
        "left out, a roster: a.csv, b.csv",
        "left out, odd: c",
    ]


@pytest.mark.parametrize(
    ("outcome", "last"),
    [
        (ImportOutcome(), "2 files could not be read"),
        (ImportOutcome(unchanged=("kii-01",)), "2 files could not be read; the others were imported"),
    ],
)
def test_files_that_could_not_be_read_stand_last_each_with_its_remedy(
    outcome: ImportOutcome, last: str, heard: Heard
) -> None:
    failures = (ReadError("a.doc: old", hint="save it as .docx"), ReadError("b.mp3: a recording", hint="transcribe it"))

    report_import(replace(outcome, failures=failures), (), heard)

    assert heard.warnings == ["a.doc: old", "b.mp3: a recording", last]
    assert heard.hints == ["save it as .docx", "transcribe it", ""]


def test_the_interviews_to_look_at_are_named_the_worst_first_and_sure_ones_not_at_all(heard: Heard) -> None:
    marks = {
        "kii-01": Mark(certainty=Certainty.SURE, known_by="label"),
        "kii-02": Mark(certainty=Certainty.LOOK, reasons=("one label stands once", "two speak alike")),
        "kii-03": Mark(certainty=Certainty.WRONG, reasons=("hardly a word is an informant's",)),
    }

    report_import(ImportOutcome(), (), heard, marks=marks)

    assert heard.warnings == ["look at kii-03: hardly a word is an informant's"]
    assert heard.notes[-2:] == [
        "look at kii-02: one label stands once; two speak alike",
        "`qualcode roles kii-02 --turns` shows who was understood to say what",
    ]


def test_of_a_corrected_transcript_every_decision_in_doubt_is_named_without_its_words(heard: Heard) -> None:
    carried = Carried(old_ids={}, same=3, changed=1, new=2, gone=0)
    decisions = Counter({Found.EXACT: 2, Found.EDITED: 1})
    version = NewVersion("kii-01", 2, carried, decisions, ("kii-01:4 funding, amal: edited",))

    say_versions([version, replace(version, document_id="kii-02", decisions=Counter(), in_doubt=())], heard)

    assert heard.notes == [
        "kii-01: version 2: 3 passages as before, 1 changed, 2 new, 0 gone",
        "kii-01: 3 decisions looked for in it: 2 exact, 1 edited",
        "kii-02: version 2: 3 passages as before, 1 changed, 2 new, 0 gone",
    ]
    assert heard.warnings == [
        "kii-01: 1 decision does not count until somebody looks at it:\n  kii-01:4 funding, amal: edited"
    ]


def test_of_many_moved_speakers_the_first_are_named_and_the_others_counted(heard: Heard) -> None:
    moves = [
        Move(
            document_id=f"kii-{number:02}",
            label="" if number == 1 else "Dana",
            before=Role.INFORMANT,
            now=Role.INTERVIEWER,
            places=("kii:1", "kii:2"),
        )
        for number in range(1, MOST_MOVES + 4)
    ]

    say_moves(moves, heard)

    assert heard.notes[:2] == [
        "kii-01: lines without a label: 2 turns interviewer now, informant before (kii:1, kii:2)",
        "kii-02: Dana: 2 turns interviewer now, informant before (kii:1, kii:2)",
    ]
    assert len(heard.notes) == MOST_MOVES + 1
    assert heard.notes[-1] == "and 3 speakers more: `qualcode roles` lists them all"


def test_every_problem_comes_with_its_remedy(heard: Heard) -> None:
    report_problems([Problem(where="informants.csv: line 2", message="no type", hint="fill it in")], heard)

    assert (heard.warnings, heard.hints) == (["informants.csv: line 2: no type"], ["fill it in"])
