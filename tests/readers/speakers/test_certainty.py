"""Whether an interview is one to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.model.interview import Interview
from qualcode.readers import read_documents
from qualcode.readers.speakers.certainty import Certainty, assess, usual_of, words_by_role
from qualcode.readers.speakers.parts import known_by
from qualcode.readers.speakers.roles import assign_roles
from tests.make import make_document


def read(folder: Path, text: str) -> Document:
    path = folder / "talk.txt"
    path.write_text(text, encoding="utf-8")
    [document] = read_documents(path)
    return assign_roles(document, Roster(informants=(), appearances=()))


@pytest.mark.parametrize(
    ("text", "certainty", "reason"),
    [
        ("Interviewer: How is it?\nRespondent: It is slow.\n", Certainty.SURE, ""),
        ("Dana: And then?\nSami: It rained.\nDana: Why?\nSami: So.\n", Certainty.LOOK, "a guess: Dana asks"),
        ("Interviewer: One.\nModerator: Two.\n", Certainty.WRONG, "no word of it is an informant's"),
        (
            "Interviewer: How is it.\nAmina: It is slow, and the road is long.\nRuth: Why is that.\nAmina: It rains.\n"
            * 2,
            Certainty.LOOK,
            "one of them may ask",
        ),
        (
            "Interviewer: How is it?\nAmina: It is slow, and the road is long.\nRuth: Tell us of the road, then.\n"
            "Amina: It is far away, as you know.\n" * 3,
            Certainty.LOOK,
            "one of them may ask",
        ),
        (
            "Interviewer: How is it?\nAmina: It is slow.\nBasim: It is far away.\n" * 3,
            Certainty.SURE,
            "",
        ),
        (
            f"Interviewer: {'why ' * 50}\nRespondent: Yes.\nInterviewer: {'how ' * 50}\nRespondent: No.\n",
            Certainty.WRONG,
            "only 2 of its 102 words are an informant's",
        ),
    ],
)
def test_an_interview_is_sure_or_has_a_reason_to_look(
    text: str, certainty: Certainty, reason: str, tmp_path: Path
) -> None:
    found = assess(read(tmp_path, text))

    assert found.certainty is certainty
    assert bool(found.reasons) is bool(reason)
    assert reason in "; ".join(found.reasons)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Interviewer: How?\nAmina: Slowly, as you know.\n" + "Interviewer: Well.\n\nObserver: Late.\n" * 5,
            "1 turn of an informant beside 6 of who asks",
        ),
        (
            "Interviewer: How?\nRespondent: Slowly, as ever.\nObserver: The door was closed for most of the time.\n"
            * 2,
            "18 of its 26 words are nobody's",
        ),
    ],
)
def test_where_informants_are_hardly_heard_somebody_looks(text: str, reason: str, tmp_path: Path) -> None:
    found = assess(read(tmp_path, text))

    assert found.certainty is Certainty.LOOK
    assert reason in found.reasons


def test_what_a_reader_doubts_is_a_reason_to_look(tmp_path: Path) -> None:
    document = read(tmp_path, "Interviewer: How is it?\nRespondent: It is slow.\n")

    found = assess(replace(document, doubts=("2 lines look like labels",)))

    assert found == (Certainty.LOOK, ("2 lines look like labels",))


ASKS_LITTLE = "Interviewer: How?\nRespondent: It is slow and the road is closed.\n"
ASKS_MUCH = "Interviewer: How is it, then, with all of this and the road?\nRespondent: It is slow.\n"


@pytest.mark.parametrize(
    ("alike", "led", "reason"),
    [
        (7, 1, "unlike the other 7, the one who asks here speaks most"),
        (20, 2, "unlike 20 of the other 21, the one who asks here speaks most"),
        (3, 1, ""),
        (5, 3, ""),
    ],
)
def test_an_interview_that_is_unlike_nearly_all_others_is_one_to_look_at(
    alike: int, led: int, reason: str, tmp_path: Path
) -> None:
    odd = read(tmp_path, ASKS_MUCH)
    usual = usual_of(map(words_by_role, [*[read(tmp_path, ASKS_LITTLE)] * alike, *[odd] * led]))

    assert "; ".join(assess(odd, usual).reasons) == reason
    assert assess(read(tmp_path, ASKS_LITTLE), usual).certainty is Certainty.SURE


def test_a_name_that_speaks_once_in_a_long_interview_is_named(tmp_path: Path) -> None:
    talk = "Interviewer: And how is it?\nRespondent: It is slow and the road is closed.\n" * 6

    assert assess(read(tmp_path, f"{talk}Salma: I came late.\n")).reasons[-1] == "Salma: a label once only"
    assert assess(read(tmp_path, f"{talk}Respondent 2: I came late.\n")).reasons == ()


def test_printed_questions_of_a_form_are_nobodys_talk(tmp_path: Path) -> None:
    document = make_document(("", "What hinders you, and since when, and who told you so? " * 9), "The road.")
    form = replace(document, turns=(document.turns[0]._replace(cue="question", role=Role.OTHER), document.turns[1]))

    assert assess(replace(form, turns=(form.turns[0]._replace(cue=""), form.turns[1]))).certainty is Certainty.WRONG
    assert assess(form).certainty is Certainty.SURE


@pytest.mark.parametrize(
    ("reason", "by"),
    [
        ("labels", "label"),
        ("a guess: Dana asks, Sami answers", "guess"),
        ("Dana: asks throughout the study; Amina: everybody else is an interviewer", "study"),
        ("Amina: named in the roster; Dana: the only one besides the informants", "list"),
        ("Amina: named in the list of informants; Dana: the only one besides the informants", "list"),
        ("Dana: as set; Amina: everybody else is an interviewer", "you"),
        ("Amina: the file is called so; Dana: the only one besides the informants", "file name"),
        ("Amina: the file is called so, though who it names asks", "guess"),
    ],
)
def test_by_what_the_speakers_are_known_is_told_in_a_word(reason: str, by: str) -> None:
    assert known_by(reason) == by


def test_nobody_is_asked_to_look_at_an_interview_whose_informant_withdrew() -> None:
    document = make_document(("I", "And how is it?"), ("", "█████"))

    assert assess(document).certainty is Certainty.SURE
    assert not Interview.of(document).is_hardly_informants
