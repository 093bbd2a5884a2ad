from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.model.document import Document, Record, Role
from qualcode.model.informant import Appearance, Informant, Roster
from qualcode.readers import read_documents
from qualcode.readers.speakers.parts import is_guess
from qualcode.readers.speakers.roles import assign_roles
from qualcode.readers.speakers.unlabelled import repeated_paragraphs
from tests.make import make_document
from tests.readers.files import docx, paragraph, read, word_table, write

NOBODY = Roster()


def roles(document: Document) -> dict[str, str]:
    return {turn.speaker: turn.role.value for turn in document.turns}


def one_row(document: str = "kii-01", speaker: str = "", **variables: str) -> Roster:
    return Roster(
        informants=(Informant(id="cso-1", informant_type="CSO", organisation="Jisr", variables=variables),),
        appearances=(Appearance(informant_id="cso-1", document=document, speaker=speaker),),
    )


@pytest.mark.parametrize(
    ("asker", "answerer"),
    [
        ("Interviewer", "Interviewee"),
        ("Researcher 1", "Ana"),
        ("Dan", "Participant"),
        ("I", "R"),
        ("I", "X"),
        ("Q", "A"),
        ("M", "P3"),
        ("MODERATOR", "Jo"),
        ("Enquêtrice", "Répondant"),
        ("الباحثة", "المشارك"),
        ("Speaker 2", "Speaker 1"),
        ("MK", "GB"),
    ],
)
def test_roles_come_from_the_labels_else_from_who_asks(tmp_path: Path, asker: str, answerer: str) -> None:
    text = "\n\n".join(
        f"{asker}: {question}\n\n{answerer}: {answer}"
        for question, answer in [
            ("How did it begin?", "With a tent and two nurses, and a list that somebody had lost."),
            ("And the money?", "There was a donor then, who came by every month and looked at the tent."),
            ("Is it enough?", "It was never enough, and now the donor has gone somewhere else."),
        ]
    )

    document = assign_roles(read(tmp_path, "kii-01.txt", text), NOBODY)

    assert roles(document) == {asker: "interviewer", answerer: "informant"}
    assert document.roles_reason == "labels" or asker in document.roles_reason


def test_every_informant_turn_of_a_document_with_one_row_is_that_informants(tmp_path: Path) -> None:
    text = "Interviewer: How?\n\nInterviewee 1: So.\n\nInterviewer: Why?\n\nInterviewee 2: Because.\n"

    document = assign_roles(read(tmp_path, "kii-01.txt", text), one_row())

    assert [turn.informant_id for turn in document.turns] == [None, "cso-1", None, "cso-1"]


def test_in_a_group_each_turn_is_its_speakers_and_an_unknown_speaker_is_nobodys(tmp_path: Path) -> None:
    roster = Roster(
        informants=(
            Informant(id="cso-1", informant_type="CSO"),
            Informant(id="un-1", informant_type="UN agency", organisation="Relief Office"),
        ),
        appearances=(
            Appearance(informant_id="cso-1", document="group.txt", speaker="Shilan"),
            Appearance(informant_id="un-1", document="group.txt"),
        ),
    )
    text = "Moderator: Who?\n\nSHILAN: I.\n\nRelief Office: Me.\n\nModerator: And?\n\nShilan: No.\n\nParticipant 3: I came late.\n"  # noqa: E501

    document = assign_roles(read(tmp_path, "group.txt", text), roster)

    assert [turn.informant_id for turn in document.turns] == [None, "cso-1", "un-1", None, "cso-1", None]
    assert document.turns[-1].role is Role.INFORMANT
    assert "1 informant turn belongs to nobody: the list of informants does not say whose" in document.roles_reason


@pytest.mark.parametrize("label", ["cso-1", "Amina Saleh", "Amina", "JISR", "Amina (Jisr)", "A.S."])
def test_a_label_is_known_by_the_rosters_id_name_organisation_or_speaker(tmp_path: Path, label: str) -> None:
    text = f"Dana: It is so.\n\n{label}: Do you think so?\n\nDana: I do.\n\n{label}: Really?\n"

    document = assign_roles(read(tmp_path, "kii-01.txt", text), one_row(name="Amina Saleh", initials="A.S."))

    assert roles(document) == {"Dana": "interviewer", label: "informant"}


def test_a_label_can_be_set_to_a_role_or_an_informant(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", "Q: Is it?\n\nA: It is.\n\nQ: Why?\n\nA: Because.\n")

    turned = assign_roles(document, one_row(), {"q": "cso-1", "a": "interviewer"})
    back = assign_roles(turned, one_row())

    assert [(turn.role.value, turn.informant_id) for turn in turned.turns[:2]] == [
        ("informant", "cso-1"),
        ("interviewer", None),
    ]
    assert [(turn.role.value, turn.informant_id) for turn in back.turns[:2]] == [
        ("interviewer", None),
        ("informant", "cso-1"),
    ]
    assert (turned.text, turned.sha256) == (document.text, document.sha256)


def test_a_legend_at_the_top_says_who_the_letters_are(tmp_path: Path) -> None:
    text = "Interviewer (X) Informant (I)\n\nX: It is so.\n\nI: Is it?\n\nX: Yes.\n\nI: Oh?\n"

    assert roles(assign_roles(read(tmp_path, "kii-01.txt", text), NOBODY)) == {
        "": "other",
        "X": "interviewer",
        "I": "informant",
    }


@pytest.mark.parametrize(
    ("asks", "answers"), [("P", "R"), ("R", "P"), ("R", "I"), ("P", "I"), ("I", "R"), ("I", "P"), ("Q", "A")]
)
def test_letters_that_may_be_either_are_who_asks_and_who_answers(tmp_path: Path, asks: str, answers: str) -> None:
    talk = f"{asks}: How is it there?\n\n{answers}: It is slow, and we wait for a long time.\n\n"

    assert roles(assign_roles(read(tmp_path, "kii-01.txt", talk * 4), NOBODY)) == {
        asks: "interviewer",
        answers: "informant",
    }


def test_the_head_of_a_transcript_for_clan_says_who_the_letters_are_and_its_lines_are_nobodys(tmp_path: Path) -> None:
    head = "@Begin\n@Participants:\tINV Dana Investigator, PAR Participant\n"
    talk = "*INV:\tIs it so?\n*PAR:\tIt is.\n%com:\tlaughs\n*INV:\tOh?\n*PAR:\tYes.\n@End\n"
    document = assign_roles(read(tmp_path, "kii-01.txt", head + talk), NOBODY)

    assert [(turn.speaker, turn.role.value) for turn in document.turns if turn.speaker] == [
        ("INV", "interviewer"),
        ("PAR", "informant"),
    ] * 2
    assert [document.text[turn.start : turn.end] for turn in document.turns if turn.speaker == "PAR"] == [
        "It is.",
        "Yes.",
    ]


def test_an_interpreter_speaks_for_the_informant_after_the_informant_and_for_nobody_after_the_interviewer(
    tmp_path: Path,
) -> None:
    text = (
        "Interviewer: How?\n\nInterpreter: Çawa?\n\nRespondent: Hêdî.\n\nInterpreter: Slowly.\n\nInterviewer: I see.\n"
    )

    document = assign_roles(read(tmp_path, "kii-01.txt", text), one_row())

    assert [turn.informant_id for turn in document.turns] == [None, None, "cso-1", "cso-1", None]
    assert "interpreter" in document.roles_reason


def test_without_labels_headings_and_question_cells_ask_and_the_rest_answers(tmp_path: Path) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Funding</w:t></w:r></w:p>'
    data = docx(
        heading,
        "Two donors left.",
        word_table(["What of access?", "The road is closed."]),
        paragraph("*Anything else?"),
        "No.",
    )
    styles = {"word/styles.xml": _styles(), "word/_rels/document.xml.rels": _styles_relation()}

    document = assign_roles(
        read(tmp_path, "kii-01.docx", data if not styles else docx(*_bodies(heading), members=styles)), one_row()
    )

    assert [(turn.role.value, turn.cue) for turn in document.turns] == [
        ("interviewer", "heading"),
        ("informant", ""),
        ("interviewer", "question"),
        ("informant", ""),
        ("interviewer", "bold"),
        ("informant", ""),
    ]
    assert document.roles_reason.startswith("no labels: 3 of 6 paragraphs")


def test_paragraphs_that_three_documents_share_are_the_interviewers(tmp_path: Path) -> None:
    documents = [
        read(tmp_path, f"kii-0{n}.txt", f"Describe how you are funded.\n\nBy donor number {n}, and only this year.\n")
        for n in (1, 2, 3)
    ]

    repeated = repeated_paragraphs(documents)
    assigned = [assign_roles(document, NOBODY, repeated=repeated) for document in documents]

    assert [[turn.role.value for turn in document.turns] for document in assigned] == [["interviewer", "informant"]] * 3
    assert repeated_paragraphs(documents[:2]) == frozenset()


def test_the_roster_says_what_the_document_is(tmp_path: Path) -> None:
    row = Appearance(
        informant_id="i1",
        document="KII 03 (final).docx",
        round="2",
        language="ar",
        record=Record.NOTES,
        date="2024-05-01",
    )
    roster = Roster(informants=(Informant(id="i1", informant_type="CSO"),), appearances=(row,))

    document = assign_roles(read(tmp_path, "KII 03 (final).docx", docx("I: So?", "R: So.")), roster)

    assert (document.id, document.round, document.language, document.record, document.date) == (
        "kii-03-final",
        "2",
        "ar",
        Record.NOTES,
        "2024-05-01",
    )


@pytest.mark.parametrize(
    "label", ["Other", "Everybody", "Entire class", "Recorded Video", "Note taker", "Unknown speaker"]
)
def test_who_is_neither_interviewer_nor_informant_is_other(tmp_path: Path, label: str) -> None:
    text = f"Dana: How?\n\nAmina: With a tent.\n\n{label}: Can you come?\n\nDana: And then?\n\nAmina: It blew away.\n"

    assert roles(assign_roles(read(tmp_path, "kii-01.txt", text), NOBODY)) == {
        "Dana": "interviewer",
        "Amina": "informant",
        label: "other",
    }


def test_several_interviewers_without_a_role_in_their_labels_are_known_by_asking(tmp_path: Path) -> None:
    text = "".join(
        f"{asker}: And what of the {thing}?\n\nAmina: The {thing} was lost, and nobody went to look for it.\n\n"
        for asker, thing in [("Dana", "tent"), ("Lee", "stove"), ("Dana", "lamp"), ("Lee", "list"), ("Lee", "pump")]
    )

    document = assign_roles(read(tmp_path, "kii-01.txt", text), NOBODY)

    assert roles(document) == {"Dana": "interviewer", "Lee": "interviewer", "Amina": "informant"}


def test_without_question_marks_who_begins_as_a_question_does_asks(tmp_path: Path) -> None:
    text = "".join(
        f"Speaker 1: {asked}\n\nSpeaker 2: {answer}\n\n"
        for asked, answer in [
            ("so how did it begin", "I do not know we had a tent"),
            ("and who paid", "two donors when they came"),
            ("what happened then", "they left"),
        ]
    )

    document = assign_roles(read(tmp_path, "kii-01.txt", text), NOBODY)

    assert roles(document) == {"Speaker 1": "interviewer", "Speaker 2": "informant"}


def test_where_nobody_asks_nobody_is_called_the_interviewer(tmp_path: Path) -> None:
    document = assign_roles(
        read(tmp_path, "kii-01.txt", "Ana: It rained.\n\nBo: It did.\n\nAna: Yes.\n\nBo: Yes.\n"), NOBODY
    )

    assert roles(document) == {"Ana": "informant", "Bo": "informant"}
    assert "nobody asks" in document.roles_reason


def test_a_guess_among_several_asks_to_be_checked(tmp_path: Path) -> None:
    text = (
        "Dana: How?\n\nAmina: With a tent.\n\nBo: And a nurse.\n\nDana: And then?\n\nBo: It blew away.\n\nAmina: Yes.\n"
    )

    document = assign_roles(read(tmp_path, "kii-01.txt", text), NOBODY)

    assert roles(document) == {"Dana": "interviewer", "Amina": "informant", "Bo": "informant"}
    assert document.roles_reason == "a guess: Dana asks, Amina and Bo answer"
    assert is_guess(document.roles_reason)


def test_both_interviewers_stay_interviewers_once_the_roster_names_the_informants(tmp_path: Path) -> None:
    roster = Roster(
        informants=(Informant(id="cso-1", informant_type="CSO"), Informant(id="cso-2", informant_type="CSO")),
        appearances=(
            Appearance(informant_id="cso-1", document="group.txt", speaker="Amina"),
            Appearance(informant_id="cso-2", document="group.txt", speaker="Bo"),
        ),
    )
    said = ["Dana: How did it begin?", "Amina: With a tent.", "Lee: And who paid?", "Bo: Two donors.", "Dana: Still?"]
    said += [
        "Amina: One of them has left.",
        "Lee: I see. And why?",
        "Bo: It was in May.",
        "Dana: And the tent?",
        "Bo: Gone.",
    ]
    document = read(tmp_path, "group.txt", "\n\n".join([*said, "Lee: Was it the wind?", "Amina: Yes."]))

    found = [roles(assign_roles(document, known)) for known in (NOBODY, roster)]

    assert found == [{"Dana": "interviewer", "Amina": "informant", "Lee": "interviewer", "Bo": "informant"}] * 2


def test_the_same_answer_of_three_people_to_a_question_stays_theirs(tmp_path: Path) -> None:
    rows = "".join(f"{n},There is no problem.\n" for n in range(4))
    documents = read_documents(write(tmp_path, "survey.csv", f"id,What problems do you see with access?\n{rows}"))

    told = [assign_roles(each, NOBODY, repeated=repeated_paragraphs(documents)) for each in documents]

    assert [[turn.role.value for turn in each.turns] for each in told] == [["interviewer", "informant"]] * 4
    assert not any(is_guess(each.roles_reason) for each in told)


def test_numbered_tasks_and_their_parts_ask_and_an_answer_that_names_one_does_not(tmp_path: Path) -> None:
    text = (
        "1 Read the page.\n\nI have read it.\n\n1.a Is it clear to you?\n\nIt is.\n\n2 Press all the buttons.\n\n"
        "c.ii The second button\n\nI pressed it.\n\nQ1 plot and Q2 plot look the same.\n\n3 Say what you think.\n\n"
        "It works.\n"
    )

    document = assign_roles(read(tmp_path, "p1.txt", text), NOBODY)

    asked = [document.text[turn.start : turn.end] for turn in document.turns if turn.role is Role.INTERVIEWER]
    assert asked == [
        "1 Read the page.",
        "1.a Is it clear to you?",
        "2 Press all the buttons.",
        "c.ii The second button",
        "3 Say what you think.",
    ]


def _bodies(heading: str) -> tuple[str, ...]:
    table = word_table(["What of access?", "The road is closed."])
    return heading, "Two donors left.", table, paragraph("*Anything else?"), "No."


def _styles() -> str:
    return (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>'
    )


def _styles_relation() -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'  # noqa: E501
    )


def rows_of(*rows: tuple[str, str]) -> Roster:
    people = dict.fromkeys(informant_id for informant_id, _ in rows)
    return Roster(
        informants=tuple(Informant(id=informant_id, informant_type="CSO") for informant_id in people),
        appearances=tuple(
            Appearance(informant_id=informant_id, document="kii-01", speaker=speaker) for informant_id, speaker in rows
        ),
    )


@pytest.mark.parametrize(
    ("rows", "whose"),
    [
        ([("a", "Amina; Amina S."), ("b", "Basim")], ["a", "a", "b"]),
        ([("a", "Amina"), ("a", "Amina S."), ("b", "Basim")], ["a", "a", "b"]),
        ([("a", "Amina"), ("b", "Amina; Basim")], [None, None, "b"]),
        ([("a", "Amina; Amina S.")], ["a", "a", None]),
    ],
)
def test_a_row_may_name_several_labels_and_a_label_of_several_people_is_nobodys(
    rows: list[tuple[str, str]], whose: list[str | None]
) -> None:
    document = make_document(("I", "Who?"), ("Amina", "I."), ("Amina S.", "I."), ("Basim", "And I."))

    told = assign_roles(document, rows_of(*rows))

    assert [turn.informant_id for turn in told.turns[1:]] == whose


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Amina & Basim", "other"),
        ("Amina and Basim Ali", "other"),
        ("AMINA/BASIM ALI", "other"),
        ("Amina, Basim Ali", "other"),
        ("Both", "other"),
        ("Amina and Chiara", "informant"),
    ],
)
def test_a_joint_label_is_nobodys_until_a_person_says_whose(label: str, role: str) -> None:
    document = make_document(("I", "Who?"), ("Amina", "I."), ("Basim Ali", "And I."), (label, "Yes."))
    roster = rows_of(("a", "Amina"), ("b", "Basim Ali"))

    told, said = assign_roles(document, roster), assign_roles(document, roster, {label: "b"})

    assert (told.turns[-1].role.value, told.turns[-1].informant_id) == (role, None)
    assert said.turns[-1].informant_id == "b"


def test_where_only_who_asks_is_labelled_a_name_before_a_colon_is_a_word(tmp_path: Path) -> None:
    question, answer = "Interviewer: What changed?\n\n", "The pump broke, and nobody came to mend it.\n\n"
    town = "Marwa: that is where it began.\n\n"

    document = assign_roles(
        read(tmp_path, "kii-01.txt", (question + answer) * 8 + (question + town + answer) * 2), NOBODY
    )

    assert {turn.speaker: turn.role for turn in document.turns} == {
        "Interviewer": Role.INTERVIEWER,
        "": Role.INFORMANT,
    }
    assert is_guess(document.roles_reason)


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Dana Field", "Unknown Speaker"), ("Unknown Speaker", "Karim Saleh"), ("Dana", "Unidentified")],
)
def test_an_unknown_speaker_beside_one_name_is_who_their_words_say(tmp_path: Path, asks: str, answers: str) -> None:
    talk = f"{asks}: What changed here?\n\n{answers}: The pump broke, and nobody came to mend it.\n\n"

    document = assign_roles(read(tmp_path, "kii-01.txt", talk * 4), NOBODY)

    assert roles(document) == {asks: "interviewer", answers: "informant"}
    assert is_guess(document.roles_reason)


def test_an_unknown_speaker_among_others_is_nobody(tmp_path: Path) -> None:
    talk = "Dana: How?\n\nUnknown Speaker: Late.\n\nAmina: The pump broke, and nobody came.\n\n"

    document = assign_roles(read(tmp_path, "kii-01.txt", talk * 4), NOBODY)

    assert roles(document)["Unknown Speaker"] == "other"


def test_where_questions_stand_in_cells_a_name_before_a_colon_is_a_word(tmp_path: Path) -> None:
    rows = [("What changed here?", "The pump broke, and nobody came to mend it.")] * 12
    rows += [("And then?", "Marwa: that is where it began."), ("What else?", "Marwa: that is where it ended.")]

    document = assign_roles(read(tmp_path, "kii-01.docx", docx(word_table(*rows))), NOBODY)

    assert {turn.speaker for turn in document.turns} == {""}
    assert [turn.role for turn in document.turns] == [Role.INTERVIEWER, Role.INFORMANT] * 14


def test_a_head_without_talk_is_nobodys(tmp_path: Path) -> None:
    document = assign_roles(read(tmp_path, "kii-01.txt", "Date: 3 May\nPlace: Mosul\n"), NOBODY)

    assert {turn.role.value for turn in document.turns} == {"other"}
    assert document.roles_reason.endswith("every paragraph is taken as nobody's")
