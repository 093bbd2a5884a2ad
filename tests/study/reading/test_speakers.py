from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.document import Role
from qualcode.study.reading.speakers import (
    correct_speakers,
    documents_named,
    read_corrections,
    speakers_of,
    turns_of,
)
from qualcode.study.reading.telling import assign_again
from qualcode.study.study import Study
from tests.make import make_document, make_roster

DOCUMENTS = [make_document(("Dana", "Why?"), ("Sam", "Money."), id="kii-1"), make_document("We left.", id="kii-2")]
ROSTER = make_roster(**{"cso-1": "CSO"})


def test_each_speaker_of_each_interview_is_shown_with_the_reason(coded: Study) -> None:
    rows = [row.cells for row in speakers_of(coded).rows]

    assert rows[:2] == [
        ("amira", "Interviewer", "interviewer", "", 1, 5, "its label"),
        ("amira", "Amira", "informant", "amira", 1, 8, "named in the list of informants"),
    ]
    assert [row.key for row in speakers_of(coded, "BASIM").rows] == ["basim", "basim"]


def test_a_correction_is_kept_in_the_settings_and_suggestions_follow(coded: Study) -> None:
    corrected = correct_speakers(coded, "amira", ["Amira=interviewer", "amira:1=amira"])

    assert corrected.settings.roles == {"amira": {"Amira": "interviewer", "amira:1": "amira"}}
    assert [turn.role for turn in coded.store.documents.get("amira").turns] == [Role.INFORMANT, Role.INTERVIEWER]
    assert {found.segment_id for found in coded.store.suggestions.of("amira")} == {"amira:1"}
    assert [row.cells[2] for row in turns_of(corrected, "amira").rows] == ["informant", "interviewer"]
    assert {row.cells[-1] for row in speakers_of(corrected, "amira").rows} >= {"set passage by passage"}


def test_only_interviews_whose_speakers_changed_are_named(coded: Study) -> None:
    corrected = correct_speakers(coded, "*", ["Basim=other"])

    assert assign_again(coded, coded.roster()).changed == ("basim",)
    assert assign_again(corrected, coded.roster()).changed == ("basim",)


def test_labels_are_read_as_the_transcripts_write_them() -> None:
    meant = read_corrections(["dana=Interviewer", "SAM=CSO-1", "kii-1:2=other"], DOCUMENTS, ROSTER, {"kii-1:2"})

    assert meant == {"Dana": "interviewer", "Sam": "cso-1", "kii-1:2": "other"}


@pytest.mark.parametrize(
    ("correction", "message", "hint"),
    [
        ("Dana", "Dana: says nothing of anybody", 'write "Dana"=interviewer'),
        ("Dan=other", "Dan: nobody is called so there", "did you mean Dana?"),
        ("Dana=cso1", "cso1: neither a role nor an informant", "did you mean cso-1?"),
    ],
)
def test_a_correction_that_cannot_be_meant_is_refused(correction: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_corrections([correction], DOCUMENTS, ROSTER)

    assert (refused.value.message, refused.value.hint) == (message, hint)


@pytest.mark.parametrize(("written", "found"), [("", 2), ("*", 2), ("KII-2", 1)])
def test_interviews_are_named_by_id_in_any_case_or_all_at_once(written: str, found: int) -> None:
    assert len(documents_named(DOCUMENTS, written)) == found


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("kii-3", "did you mean kii-2?"),
        ("Dana=other", "name it before the speakers, or write * for all of them"),
    ],
)
def test_an_interview_nobody_has_is_answered_with_the_one_meant(written: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        documents_named(DOCUMENTS, written)

    assert refused.value.hint == hint
