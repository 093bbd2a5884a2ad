"""Who asks throughout a study, from plain evidence."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.readers.speakers.certainty import Certainty, assess
from qualcode.readers.speakers.evidence import Evidence, Heard, evidence_of, name_in
from qualcode.readers.speakers.regulars import find_regulars
from qualcode.readers.speakers.roles import assign_roles
from qualcode.readers.speakers.spellings import usual_spellings
from tests.make import make_document

NOBODY = Roster()


def heard(label: str, *, words: int = 300, asks: int = 0, said: Role | None = None, kind: str = "") -> Heard:
    return Heard(
        label=label, kind=kind, name="" if kind else name_in(label), turns=10, words=words, marked=asks, said=said
    )


def interviews(*met: tuple[Heard, ...]) -> list[Evidence]:
    return [Evidence(document_id=f"kii-{number:02}", heard=each) for number, each in enumerate(met, start=1)]


ANSWERING = ("Amina", "Basim", "Chiara", "Dilan", "Elif", "Farid")
ONE_EACH = [(heard("Dana", asks=6), heard(name)) for name in ANSWERING]


@pytest.mark.parametrize(
    ("met", "regular"),
    [
        (ONE_EACH, {"dana"}),
        ([(heard("Dr. Dana", asks=6), heard(name)) for name in ANSWERING], {"dana"}),
        # In two files she neither asks nor is brief, and yet she is the interviewer.
        ([*ONE_EACH[:4], *((heard("Dana", words=4000), heard(name, asks=4)) for name in ANSWERING[4:])], {"dana"}),
        # Labels that are nobody's name stand in all interviews.
        ([(heard("SPEAKER 2"), heard("SPEAKER 1", asks=6)) for _ in ANSWERING], set()),
        ([(heard("Woman"), heard("M", asks=6)) for _ in ANSWERING], set()),
        # A group that meets again and again: nobody is in more interviews than the others.
        ([tuple(map(heard, ("Dana", "Amina", "Basim"))) for _ in range(4)], set()),
        # Two who ask together.
        ([(heard("Dana", asks=6), heard("Lee", asks=4), heard(name)) for name in ANSWERING], {"dana", "lee"}),
        # Who sits in and does not ask is no interviewer.
        (
            [
                (heard("Dana", asks=6), heard(name), *([heard("Karim")] if name in ANSWERING[:3] else []))
                for name in ANSWERING
            ],
            {"dana"},
        ),
        # One who is asked by many: talks five times as much as all of them, or answers.
        ([(heard("Amina", words=3000), heard(name, words=500)) for name in ANSWERING[1:]], set()),
        ([(heard("Amina"), heard(name, asks=6)) for name in ANSWERING[1:]], set()),
        # Beside an interviewer by the label's word, a name is an interviewer only where it asks as well.
        (
            [(heard("Moderator", kind="interviewer", asks=6), heard("Amina"), heard(f"Guest {n}")) for n in "abcd"],
            set(),
        ),
        (ONE_EACH[:2], set()),
        # What a person said counts at once, and what the list says of another Dana does not count against her.
        ([(heard("Dana", said=Role.INTERVIEWER), heard("Amina")), (heard("Dana"), heard("Basim"))], {"dana"}),
        ([*ONE_EACH, (heard("Dana", said=Role.INFORMANT), heard("Lee", asks=6))], {"dana"}),
        ([(heard("Dana", said=Role.INFORMANT), heard("Lee")), (heard("Dana"), heard("Basim"))], set()),
    ],
)
def test_who_asks_throughout_a_study_speaks_in_far_more_interviews_than_others_and_does_not_answer(
    met: list[tuple[Heard, ...]], regular: set[str]
) -> None:
    assert set(find_regulars(interviews(*met))) == regular


def test_the_evidence_is_named() -> None:
    found = find_regulars(interviews(*ONE_EACH, (heard("Lee"), heard("Gian"))))
    said = find_regulars(interviews((heard("Gian"), heard("Lee", said=Role.INTERVIEWER))))

    assert found["dana"].because == "speaks in 6 of 7 interviews"
    assert said["lee"].because == "set as the interviewer in kii-01"


@pytest.mark.parametrize(
    ("rare", "also", "usual"),
    [
        ("Danna", (), "dana"),
        ("Dana Haddad", (), "dana"),
        ("Dan", (), None),
        ("Lana", (), None),
        ("Dana Haddad", ("Dana Saleh",), None),
        ("Danna", ("Dana",), None),
    ],
)
def test_another_spelling_of_a_name_is_known_unless_both_speak_in_one_interview_or_it_may_be_somebody_else(
    rare: str, also: tuple[str, ...], usual: str | None
) -> None:
    met = interviews(*ONE_EACH, (heard(rare), heard("Gian"), *map(heard, also)))

    assert usual_spellings(met).get(name_in(rare)) == usual
    found = find_regulars(met).get(name_in(rare))
    assert (found and found.because) == (usual and f"another spelling of {usual}: speaks in 6 of 7 interviews")


@given(st.permutations(interviews(*ONE_EACH, *((heard("Lee", asks=3), heard(n)) for n in ("Gian", "Hana", "Danna")))))
def test_the_order_of_interviews_does_not_matter(shuffled: list[Evidence]) -> None:
    found = find_regulars(shuffled)

    assert (list(found), found) == (["dana", "lee", "danna"], find_regulars(sorted(shuffled, key=str)))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Dana", "dana"),
        ("Dr. Dana (UN)", "dana"),
        ("MK", "mk"),
        ("دانا", "دانا"),
        ("SPEAKER 2", ""),
        ("Interviewee", ""),
        ("P3", ""),
        ("S1", ""),
        ("M", ""),
        ("Woman", ""),
        ("Background", ""),
        ("Interview date", ""),
    ],
)
def test_a_name_is_read_from_a_label_where_it_names_one_person(label: str, name: str) -> None:
    assert name_in(label) == name


@pytest.mark.parametrize(
    ("file", "label", "borne"),
    [
        ("Amina.docx", "Amina", True),
        ("KII03_AminaSaleh.docx", "Amina", True),
        ("interview amina.txt", "Dr Amina Saleh", True),
        ("CSO-1 final.docx", "CSO-1", True),
        ("CSO-12 final.docx", "CSO-1", False),
        ("kii-as.txt", "AS", True),
        ("talk.txt", "Al", False),
        ("kii-03.txt", "03", False),
        ("all.docx#Interview with Amina", "Amina", True),
    ],
)
def test_a_file_bears_a_label_by_whole_words(file: str, label: str, borne: bool) -> None:
    from dataclasses import replace

    [found] = evidence_of(replace(make_document((label, "Yes.")), name=file)).heard

    assert found.in_file_name is borne


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Interveiwer", "interviewer"),
        ("Interviwer 2", "interviewer"),
        ("Facilitater", "interviewer"),
        ("Particpant 3", "informant"),
        ("Respondant", "informant"),
        ("Interviewe", ""),
        ("Alexandra", ""),
        ("Resp", "informant"),
    ],
)
def test_a_slip_of_the_pen_in_a_labels_word_does_no_harm(label: str, kind: str) -> None:
    [found] = evidence_of(make_document((label, "Yes."))).heard

    assert (found.kind, bool(found.name)) == (kind, not kind)


def told(documents: Iterable[Document]) -> list[Document]:
    documents = list(documents)
    regulars = find_regulars(map(evidence_of, documents))
    return [assign_roles(document, NOBODY, regulars=regulars) for document in documents]


def roles(document: Document) -> dict[str, str]:
    return {turn.speaker: turn.role.value for turn in document.turns}


ASKED = (("Dana", "How did it begin?"), ("Dana", "Why?"))


def test_the_interviewer_of_the_study_is_no_informant_in_an_interview_that_looks_otherwise() -> None:
    usual = [make_document(*ASKED, (name, "With a tent and two nurses."), id=name) for name in ANSWERING]
    odd = make_document(("Dana", "We go on where we stopped. " * 9), ("Gian", "So? And why do you ask?"), id="odd")

    alone, *_ = told([odd])
    *together, in_study = told([*usual, odd])

    assert roles(alone) == {"Dana": "informant", "Gian": "interviewer"}
    assert roles(in_study) == {"Dana": "interviewer", "Gian": "informant"}
    assert in_study.roles_reason == "Dana: asks throughout the study; Gian: everybody else is an interviewer"
    assert [assess(document).certainty for document in together] == [Certainty.SURE] * len(ANSWERING)


def test_where_nobody_else_would_answer_who_asks_elsewhere_is_judged_by_the_interview_itself() -> None:
    met = [make_document(*ASKED, ("Lee", "And how?"), (name, "So."), id=name) for name in ANSWERING]
    debriefing = make_document(("Dana", "And?"), ("Lee", "It rained."), ("Dana", "Why?"), ("Lee", "So."), id="end")

    *_, last = told([*met, debriefing])

    assert roles(last) == {"Dana": "interviewer", "Lee": "informant"}
    assert assess(last).certainty is Certainty.LOOK


def test_whose_name_the_file_bears_is_the_informant_and_where_they_ask_it_is_to_be_looked_at() -> None:
    brief = make_document(("Amina", "We left."), ("Dana", "I see."), ("Amina", "Yes."), ("Dana", "Good."), id="amina")
    asking = make_document(("Amina", "Why?"), ("Dana", "I see, yes."), ("Amina", "How?"), ("Dana", "Good."), id="amina")

    found = told([brief])[0], told([asking])[0]

    assert [roles(document)["Amina"] for document in found] == ["informant", "informant"]
    assert found[0].roles_reason.startswith("Amina: the file is called so")
    assert assess(found[1]).certainty is Certainty.LOOK


def test_who_talks_five_times_as_much_is_not_the_interviewer() -> None:
    document = make_document(
        ("Amina", "Who knows? " * 60), ("Dana", "Go on."), ("Amina", "Why us? " * 60), ("Dana", "I see.")
    )

    assert roles(told([document])[0]) == {"Amina": "informant", "Dana": "interviewer"}


LONG = "We hired two nurses with the money and then the budget ended. " * 4


@pytest.mark.parametrize(
    ("said", "role", "certainty"),
    [
        (["And why?", "And how?", "And then?", "I see."], "interviewer", Certainty.LOOK),
        (["And why?", "And how?"], "informant", Certainty.LOOK),
        (["We left.", "And how?", "I see.", "So."], "informant", Certainty.LOOK),
        (["Tell us of it.", "So tell me more.", "I see."], "informant", Certainty.LOOK),
        (["We left.", "I see.", "So.", "No.", "They came."], "informant", Certainty.SURE),
        ([f"Why? {LONG} {LONG}", "How?", "And?"], "informant", Certainty.LOOK),
        ([f"Why? {LONG}", "How?", "And?"], "informant", Certainty.LOOK),
        ([f"Why? {LONG}", LONG, LONG], "informant", Certainty.SURE),
    ],
)
def test_who_says_little_and_asks_nearly_as_often_is_taken_for_a_second_interviewer_or_may_be_one(
    said: list[str], role: str, certainty: Certainty
) -> None:
    talk = [turn for _ in range(4) for turn in (("Interviewer", "How is it?"), ("Amina", LONG))]
    document = make_document(*talk, *(("Lee", words) for words in said), ("Amina", "Who knows?"))

    [found] = told([document])

    assert roles(found)["Lee"] == role
    assert assess(found).certainty is certainty
