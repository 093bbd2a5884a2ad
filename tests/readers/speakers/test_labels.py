from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.readers import ReadOptions
from tests.readers.files import read, turns

ASK, ANSWER, MORE = "What changed here?", "The clinic got two nurses.", "They left in May."


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Respondent 1 (F, 34, nurse)", ""),
        ("R1 (female; 34)", ""),
        ("R1 [F, 34]", ""),
        ("Respondent 1, F, 34, nurse", ""),
        ("Participant A (woman, c. 40)", ""),
        ("Dr. K. Hassan, MoH", ""),
        ("Hon. A. B. Kareem, MP", ""),
        ("Lt. Col. Omar", ""),
        ("Mme. Diallo", ""),
        ("Head of Dept., MoH", ""),
        ("No. 3", ""),
        ("No 3", ""),
        ("Nr. 3", ""),
        ("№ 3", ""),
        ("#3", ""),
        ("3", ""),
        ("P11?", ""),
        ("P10 (?)", ""),
        ("Amina?", ""),
        ("??", ""),
        ("KI 3 -", "KI 3"),
        ("(Sara)", "Sara"),
        ("#Sara", "Sara"),
        ("@Sara", "Sara"),
        ("-Sara", "Sara"),
        ("Sara ", "Sara"),
        ("Karim ? ", "Karim ?"),
        ("Sara’s iPad", ""),
        ("sara", ""),
        ("sara@example.org", ""),
        ("+964 770 ***1234", ""),
        ("Sara | UNICEF", ""),
        ("the older brother", ""),
        ("Woman in the back", ""),
        ("Femme 2", ""),
        ("امرأة ٢", ""),
        ("Respondent 6 - Farmer", ""),
        ("Participant 2 – Older Woman", ""),
        ("أمينـة", "أمينة"),
    ],
)
def test_each_way_of_calling_somebody_is_a_label(tmp_path: Path, label: str, speaker: str) -> None:
    document = read(tmp_path, "fgd-01.txt", f"Moderator: {ASK}\n{label}: {ANSWER}\n{label}: {MORE}\n" * 3)

    assert turns(document)[:2] == [("Moderator", ASK), (speaker or label, f"{ANSWER}\n\n{MORE}")]


@pytest.mark.parametrize("label", ["Woman 1", "Man in the back", "Older woman", "Several voices", "XX", "P7"])
def test_who_speaks_once_is_not_whoever_spoke_before(tmp_path: Path, label: str) -> None:
    others = "".join(f"Participant {n}: {ANSWER}\n" for n in range(4))

    document = read(tmp_path, "fgd-01.txt", f"Moderator: {ASK}\n{others}{label}: {MORE}\nModerator: Thank you.\n")

    assert (label, MORE) in turns(document)


def test_labels_of_the_list_of_informants_are_labels(tmp_path: Path) -> None:
    text = f"Moderator: {ASK}\n\nSunrise in the hills: {ANSWER}\n\nWe paid for it with the sunrise fund.\n"

    document = read(tmp_path, "kii-01.txt", text, ReadOptions(known_speakers=frozenset({"sunrise in the hills"})))

    assert turns(document)[1][0] == "Sunrise in the hills"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Boran: We came later.", "Boran"),
        ("Respondent from the hills, who came in late and then sat down: Yes.", "Respondent …"),
    ],
)
def test_a_line_that_begins_like_a_label_is_not_given_to_another_in_silence(
    tmp_path: Path, line: str, label: str
) -> None:
    talk = f"Interviewer: {ASK}\n\nAmina: {ANSWER}\n\n{MORE}\n\n{MORE}\n\n" * 3

    document = read(tmp_path, "kii-01.txt", f"{talk}{line}\n")

    assert document.doubts == (
        f"1 line begins like a label that is not known ('{label}') and was given to the speaker above",
    )


def test_a_name_behind_a_short_line_that_ends_no_sentence_is_told(tmp_path: Path) -> None:
    talk = f"Interviewer: {ASK}\n\nAmina: {ANSWER}\n\n{MORE}\n\n{MORE}\n\n" * 3

    document = read(tmp_path, "kii-01.txt", f"{talk}Amina: Okay\nBoran: We came later.\n")

    assert document.doubts == (
        "1 line begins like a label that is not known ('Boran') and was given to the speaker above",
    )


def test_a_place_behind_a_role_and_a_dash_is_said(tmp_path: Path) -> None:
    talk = f"Interviewer – {ASK}\n\nInterviewee – {ANSWER}\n\n" * 3

    document = read(tmp_path, "kii-01.txt", f"{talk}Interviewee – Old Zara: that is where it began.\n")

    assert turns(document)[-1][0] == "Interviewee"
    assert turns(document)[-1][1].endswith("Old Zara: that is where it began.")


@pytest.mark.parametrize(
    ("asks", "answers", "line"),
    [
        ("Interviewer", "Respondent", "Respondent – The problem: We have no money."),
        ("Interviewer", "Respondent", "Respondent – Look: We went away."),
        ("Interviewer", "Respondent", "Interviewer – My question: How did it go on?"),
        ("Int", "Resp", "Resp – Mosul: That is where it began."),
        ("Interviewer", "Respondent 2", "Respondent 2 – The problem: We have no money."),
        ("Interviewer", "Respondent 2", "Respondent 3 – The problem: We have no money."),
    ],
)
@pytest.mark.parametrize("n", [1, 2])
def test_words_before_a_colon_are_said_where_a_role_stands_before_a_dash(
    tmp_path: Path, asks: str, answers: str, line: str, n: int
) -> None:
    talk = [f"{asks} – {ASK}", f"{answers} – {ANSWER}"] * 3

    document = read(tmp_path, "kii-01.txt", "\n\n".join([*talk, *[line, f"{asks} – And?"] * n, *talk]))

    assert turns(document)[0] == (asks, ASK)
    assert turns(document)[5][1].startswith(ANSWER)
    assert line.partition(" – ")[2] in document.text
    assert {speaker for speaker, _ in turns(document)} <= {asks, answers, "Respondent 3"}


def test_a_calling_once_behind_a_role_that_has_no_number_is_told(tmp_path: Path) -> None:
    talk = f"Moderator: {ASK}\n\nRespondent: {ANSWER}\n\n" * 3

    document = read(tmp_path, "kii-01.txt", f"{talk}Respondent – The problem: We have no money.\n")

    assert [speaker for speaker, _ in turns(document)] == ["Moderator", "Respondent"] * 3
    assert len(document.doubts) == 1


def test_roles_with_callings_are_labels_where_they_come_again(tmp_path: Path) -> None:
    said = ["Respondent – Farmer", "Respondent – Teacher", "Moderator"]

    document = read(tmp_path, "fgd-01.txt", "".join(f"{label}: {ANSWER}\n\n" for label in said * 2))

    assert [speaker for speaker, _ in turns(document)] == said * 2


def test_labels_that_are_not_sure_are_told(tmp_path: Path) -> None:
    talk = f"Moderator: {ASK}\nParticipant 9: {ANSWER}\nP10 (?): {MORE}\nP11?: Yes.\n" * 2

    document = read(tmp_path, "fgd-01.txt", talk)

    assert document.doubts == ("4 turns under a label with a question mark ('P10 (?)' and 'P11?')",)


@pytest.mark.parametrize(
    "line",
    [
        "8:30 and the pharmacy: at 9.",
        "Note: on Friday we close.",
        "There is one thing: money.",
        "Nurses: two of them.",
        "UNHCR: they left in May.",
        "In English: hope.",
        "Day 1: Rain.",
        "Both: the road and the pump.",
        "Women: they stay at home.",
        "Part 2: the road.",
        "(He laughs) We did.",
        "Two donors – this one and that one – left.",
    ],
)
def test_plain_talk_gives_no_doubt(tmp_path: Path, line: str) -> None:
    talk = f"Interviewer: {ASK}\n\nAmina: {ANSWER}\n\n{MORE}\n\n"

    document = read(tmp_path, "kii-01.txt", f"{talk * 2}{line}\n\n{talk}")

    assert {turn.speaker for turn in document.turns} == {"Interviewer", "Amina"}
    assert document.doubts == ()


def test_a_phrase_that_stands_behind_labels_too_is_nobodys_name(tmp_path: Path) -> None:
    said = "هناك مشكلتان: الوقود والطريق."
    talk = f"دانا: ماذا حدث؟\nأمينة: {said}\n{said}\n"

    document = read(tmp_path, "kii-01.txt", talk * 3)

    assert {turn.speaker for turn in document.turns} == {"دانا", "أمينة"}


def test_a_number_once_is_a_label_where_other_numbers_are(tmp_path: Path) -> None:
    talk = f"Moderator: {ASK}\n#1: {ANSWER}\n" + f"#2: {MORE}\nModerator: {ASK}\n#3: {MORE}\n" * 2

    assert turns(read(tmp_path, "fgd-01.txt", talk))[1] == ("#1", ANSWER)
