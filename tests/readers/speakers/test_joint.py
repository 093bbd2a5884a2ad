from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.model.document import Role
from qualcode.model.informant import Roster
from qualcode.readers.speakers.certainty import assess
from qualcode.readers.speakers.roles import assign_roles
from tests.make import make_document
from tests.readers.files import read, turns
from tests.readers.speakers.test_roles import rows_of

ASK, ANSWER, TOGETHER = "What changed here?", "We hired two nurses in May.", "Yes, it did."


@pytest.mark.parametrize(
    ("one", "other", "joint"),
    [
        ("Amina", "Basim", "Amina & Basim"),
        ("Amina", "Basim", "Amina and/or Basim"),
        ("Amina", "Basim", "Amina/Basim"),
        ("Amina", "Basim", "Amina + Basim (together)"),
        ("Amina Said", "Basim Ali", "Amina and Basim"),
        ("Amina", "Basim", "Amina et Basim"),
        ("A", "B", "A or B"),
        ("P1", "P2", "P1, P2"),
        ("P1", "P2", "P1 or P4"),
        ("P1", "P2", "P1 & P2 together"),
        ("Interviewee 1", "Interviewee 2", "Interviewee 1 & 2"),
        ("Interviewee 1", "Interviewee 2", "Interviewee 1 and Interviewee 2"),
        ("أمينة", "باسم", "أمينة وباسم"),
        ("Amina", "Basim", "Both"),
        ("Amina", "Basim", "All"),
        ("Amina", "Basim", "Everybody (laughing)"),
        ("Amina", "Basim", "Several speakers"),
        ("Amina", "Basim", "Participants"),
        ("Participant 1", "Participant 2", "Participants"),
        ("Participant 1", "Participant 2", "All participants"),
        ("Woman 1", "Woman 2", "Women"),
        ("Amina", "Basim", "The group"),
        ("Amina", "Basim", "Tous"),
        ("Amina", "Basim", "Les deux"),
        ("أمينة", "باسم", "الجميع"),
        ("أمينة", "باسم", "المشاركون"),
    ],
)
def test_a_label_of_several_people_is_one_label_and_nobodys(tmp_path: Path, one: str, other: str, joint: str) -> None:
    talk = f"Interviewer: {ASK}\n\n{one}: {ANSWER}\n\n{other}: {ANSWER}\n\n"

    document = read(
        tmp_path, "kii-01.txt", f"{talk * 12}Interviewer: So?\n\n{joint}: {TOGETHER}\n\nInterviewer: Good.\n"
    )

    assert turns(document)[-2] == (joint, TOGETHER)
    assert assign_roles(document, Roster()).turns[-2].role is Role.OTHER
    assert "1 turn of several people at once is nobody's" in document.notes
    assert document.doubts == ()


@pytest.mark.parametrize("label", ["Participants", "Respondents", "Women", "Group"])
def test_where_nobody_answers_alone_the_plural_is_the_informant(tmp_path: Path, label: str) -> None:
    document = read(tmp_path, "fgd-01.txt", f"Moderator: {ASK}\n\n{label}: {ANSWER}\n\n" * 3)

    assert [turn.role for turn in assign_roles(document, Roster()).turns[:2]] == [Role.INTERVIEWER, Role.INFORMANT]


@pytest.mark.parametrize("who", ["informant", "kii-1"])
def test_whose_words_they_are_can_be_said(tmp_path: Path, who: str) -> None:
    document = read(
        tmp_path, "kii-01.txt", f"Interviewer: {ASK}\n\nA: {ANSWER}\n\nB: {ANSWER}\n\nA & B: {TOGETHER}\n" * 2
    )

    assert assign_roles(document, Roster(), {"A & B": who}).turns[3].role is Role.INFORMANT


def test_where_much_of_the_talk_is_of_several_people_somebody_is_to_look(tmp_path: Path) -> None:
    document = read(
        tmp_path, "kii-01.txt", f"Interviewer: {ASK}\n\nA: {ANSWER}\n\nB: {ANSWER}\n\nA & B: {TOGETHER}\n" * 2
    )

    assert document.doubts == ("'A & B' stands for several people: 6 words are nobody's",)


@pytest.mark.parametrize(
    ("label", "whose"),
    [
        ("Amina & Basim", ("a", "b")),
        ("Basim and Amina Said", ("b", "a")),
        ("Both", ("a", "b", "c")),
        ("Amina & Chiara", ("a", "c")),
        ("Amina & Somebody", ("a",)),
    ],
)
def test_said_to_be_each_the_words_are_those_of_every_informant_named(label: str, whose: tuple[str, ...]) -> None:
    document = make_document(("I", "Who?"), ("Amina Said", "I."), ("Basim", "I."), ("Chiara", "I."), (label, "Yes."))
    roster = rows_of(("a", "Amina Said"), ("b", "Basim"), ("c", "Chiara"))

    said = assign_roles(document, roster, {label: "each"})
    alone = assign_roles(document, roster, {}, one_by_one={5: "each"})

    assert said.turns[-1].informants == alone.turns[-1].informants == whose
    assert assign_roles(said, roster).turns[-1].also == ()


def test_a_label_that_the_list_gives_to_several_is_each_of_those(tmp_path: Path) -> None:
    document = make_document(("I", "Who?"), ("Women", "We."), ("Men", "We."))
    roster = rows_of(("a", "Women"), ("b", "Women"), ("c", "Men"))

    assert assign_roles(document, roster, {"Women": "each"}).turns[1].informants == ("a", "b")


def test_once_somebody_said_whose_the_words_are_nobody_is_asked_to_look(tmp_path: Path) -> None:
    talk = f"Interviewer: {ASK}\n\nA: {ANSWER}\n\nB: {ANSWER}\n\nA & B: {TOGETHER}\n" * 2
    document = read(tmp_path, "kii-01.txt", talk)

    before, after = (assess(assign_roles(document, Roster(), said)) for said in (None, {"A & B": "each"}))

    assert "several people" in "; ".join(before.reasons)
    assert "several people" not in "; ".join(after.reasons)


def test_a_label_of_somebody_and_another_whom_nobody_knows_is_one_to_look_at(tmp_path: Path) -> None:
    talk = f"Interviewer: {ASK}\n\nAmina: {ANSWER}\n\n" * 3
    document = read(tmp_path, "kii-01.txt", f"{talk}Interviewer: So?\n\nAmina and her older son: {TOGETHER}\n")

    assert "'Amina and her older son'" in " ".join(document.doubts)
