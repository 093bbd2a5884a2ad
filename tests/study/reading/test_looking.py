"""Which interviews a person should look at, beside all others of the study."""

from __future__ import annotations

import pytest

from qualcode.model.certainty import Certainty
from qualcode.study.reading.looking import mark_documents
from qualcode.study.reading.speakers import correct_speakers
from qualcode.study.study import Study
from tests.study.make import configured

ALL_ASKED = "Interviewer: We went there and then we came back again with the others.\n" * 8 + "Zoe: Yes.\n"


def test_interviews_with_labels_the_list_knows_are_sure_and_say_by_what(coded: Study) -> None:
    marks = mark_documents(coded, coded.store.documents.all())

    assert {id_: (mark.certainty, mark.reasons) for id_, mark in marks.items()} == {
        "amira": (Certainty.SURE, ()),
        "basim": (Certainty.SURE, ()),
        "carol": (Certainty.SURE, ()),
    }
    assert {mark.known_by for mark in marks.values()} == {"list"}


def test_an_interview_in_which_hardly_a_word_is_an_informants_is_wrong(coded: Study) -> None:
    path = coded.folder / "transcripts" / "zoe.txt"
    path.write_text(ALL_ASKED, "utf-8")
    outcome = coded.import_transcripts(path)

    marks = mark_documents(coded, outcome.documents)

    assert marks["zoe"].certainty is Certainty.WRONG
    assert marks["zoe"].reasons


def test_where_two_people_are_counted_as_one_somebody_is_to_look(coded: Study) -> None:
    path = coded.folder / "transcripts" / "amira.txt"
    path.write_text("Interviewer: How?\nInterviewee 1: Slowly.\nInterviewee 2: I would say the same.\n", "utf-8")
    coded.import_transcripts(path, reread=True)

    [mark] = mark_documents(coded, [each for each in coded.store.documents.all() if each.id == "amira"]).values()
    said = correct_speakers(coded, "amira", ["Interviewee 2=same as Interviewee 1"])
    [after] = mark_documents(said, [each for each in said.store.documents.all() if each.id == "amira"]).values()

    assert (mark.certainty, mark.reasons) == (
        Certainty.LOOK,
        ("2 people speak as informants, counted as one",),
    )
    assert after.certainty is Certainty.SURE


@pytest.mark.parametrize("said", ["interviewer", "informant"])
def test_what_somebody_said_is_known_by_them(coded: Study, said: str) -> None:
    study = configured(coded, f'[roles.amira]\nAmira = "{said}"')
    path = study.folder / "transcripts" / "amira.txt"
    study.import_transcripts(path, reread=True)

    [amira, *_] = mark_documents(study, study.store.documents.all()).values()

    assert amira.known_by == "you"
    assert (amira.certainty is Certainty.WRONG) is (said == "interviewer")
