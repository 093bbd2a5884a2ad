from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import read, turns

ASK, ANSWER, MORE = "How is the work paid for?", "By two donors, for now.", "Permits take three months."


@pytest.mark.parametrize(
    "words",
    [
        "[REDACTED] was there with us.",
        "[REDACTED]",
        "[Deleted to preserve anonymity]",
        "[inaudible] the road was closed.",
        "[laughs] Yes.",
        "[NAME] and I went there.",
        "[NAME], she said no.",
        "[crosstalk]",
        "[Husband] went home.",
        "[the donor] paid for it.",
        "[Interviewer laughs] No.",
        "[Interviewer], you know that.",
        "[Speaker away from microphone] No.",
        "(laughs) Well.",
        "<inaudible> no.",
        "{noise} no.",
        "[ضحك] نعم.",
        "[rires] Oui.",
        "[00:12:03] [inaudible] the road.",
    ],
)
@pytest.mark.parametrize("labels", [("Interviewer", "Interviewee"), ("Dana", "Sara")])
def test_words_in_brackets_are_words(tmp_path: Path, words: str, labels: tuple[str, str]) -> None:
    asks, answers = labels
    talk = f"{asks}: {ASK}\n\n{answers}: {ANSWER}\n{words}\n\n{words}\n\n{asks}: And?\n\n{answers}: {MORE}\n\n"

    document = read(tmp_path, "kii-01.txt", talk * 3)

    assert {turn.speaker for turn in document.turns} == set(labels)
    assert document.text.count(words.rpartition("]")[2]) >= 6


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("[Dana Ito]", "[Sara Said]"),
        ("[Dana]", "[Sara (CSO)]"),
        ("[I]", "[R]"),
        ("[Interviewer]", "[Sara]"),
        ("(Interviewer)", "(Sara)"),
        ("Interviewer –", "Sara –"),
        ("[P1]", "[P2]"),
        ("[Speaker 1]", "[Speaker 2]"),
        ("[دانا]", "[سارة]"),
        ("[00:12] [Dana]", "[00:12] [Sara]"),
        ("[Dana 00:12]", "[Sara 00:12]"),
        ("[00:12 Dana]", "[00:12 Sara]"),
        ("{Dana}", "{Sara}"),
        ("(Dana)", "(Sara)"),
        ("<Dana>", "<Sara>"),
        ("Dana>", "Sara>"),
        ("DANA>>", "SARA>>"),
        ("Dana →", "Sara →"),
        ("INTERVIEWER;", "AMINA;"),
        ("INT=", "RESP="),
        ("Dana |", "Sara |"),
        ("Dana --", "Sara --"),
        ("Dana —", "Sara —"),
        ("Dana –", "Sara –"),
        ("Dana Ito -", "KII-03 -"),
        ("E–", "P–"),
        ("Interviewer-", "Respondent-"),
        ("Q)", "A)"),
        ("I)", "R)"),
        ("INT.", "RESP."),
        ("Dana [00:00:03]", "Sara [00:00:03]"),
        ("Dana (0:03)", "Sara (0:03)"),
        ("Dana 00:00:03", "Sara 00:00:03"),
        ("Dana, 00:03 -", "Sara, 00:03 -"),
        ("[00:03] Dana –", "[00:03] Sara –"),
    ],
)
def test_labels_of_one_way_of_writing_that_take_turns_are_speakers(tmp_path: Path, asks: str, answers: str) -> None:
    document = read(tmp_path, "kii-01.txt", f"{asks} {ASK}\n{answers} {ANSWER}\n" * 3)

    assert [words for _, words in turns(document)] == [ASK, ANSWER] * 3
    first, second = turns(document)[:2]
    assert first[0] in asks
    assert second[0] in answers
    assert first[0] != second[0] != ""


def test_numbered_questions_and_answers_are_labels(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", f"Q1. {ASK}\nA1. {ANSWER}\nQ2. And access?\nA2. {MORE}\n")

    assert turns(document) == [("Q1", ASK), ("A1", ANSWER), ("Q2", "And access?"), ("A2", MORE)]


def test_who_speaks_once_among_labels_of_the_same_way_is_a_speaker(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", f"[Dana] {ASK}\n\n[Sara] {ANSWER}\n\n" * 2 + "[Karim] Good evening.\n")

    assert turns(document)[-1] == ("Karim", "Good evening.")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("[Karim] Good evening, may I come in?", "'Karim'"),
        ("(Karim) Good evening, may I come in?", "'Karim'"),
        ("[Karim Saleh] مساء الخير", "'Karim Saleh'"),
        ("[laughs] Sara was not sure.", ""),
        ("[REDACTED] We went there.", ""),
        ("[CLINIC] We went there.", ""),
        ("[Kirkuk] was better.", ""),
        ("[Kirkuk], as I said.", ""),
        ("[Slow] That is what I said.", ""),
    ],
)
def test_a_name_in_brackets_that_is_taken_for_words_asks_somebody_to_look(
    tmp_path: Path, line: str, named: str
) -> None:
    text = f"Dana: {ASK}\n\nSara: It is slow.\n\n{line}\n\nDana: And?\n\nSara: {MORE}\n"

    [doubt] = read(tmp_path, "kii-01.txt", text).doubts or [""]

    assert bool(doubt) is bool(named)
    assert named in doubt


def test_a_sentence_behind_a_name_above_the_talk_asks_somebody_to_look(tmp_path: Path) -> None:
    wrapped = (
        "It was slow in the beginning and it took us a month or so\nto have it mended, and then the pump broke again.\n"
    )
    talk = f"Dana: {ASK}\nSara: {wrapped}" * 4

    spoken = read(tmp_path, "kii-01.txt", f"Marta: Tell us how a normal week looks.\n{talk}")
    form = read(tmp_path, "kii-01.txt", f"Interviewee: head of a clinic\n{talk}")

    assert spoken.doubts == ("1 line above the talk begins like a label that is not known ('Marta') and is nobody's",)
    assert form.doubts == ()


def test_a_name_in_brackets_is_a_label_where_it_is_one_elsewhere(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", f"Dana: {ASK}\n\nSara: {ANSWER}\n\nDana: And?\n\n[Sara] {MORE}\n")

    assert turns(document)[-1] == ("Sara", MORE)


@pytest.mark.parametrize(
    "lines",
    [
        ["Funding – two donors.", "Access – slow.", "Staff – they leave.", "Roads – closed."],
        ["Funding – the funding ends.", "Access – the access is slow."] * 3,
        ["a) permits", "b) roads", "a) staff", "b) money"],
        ["A. Permits", "B. Roads", "A. Staff", "B. Money"],
        ["We paid; then we left.", "They came; then they went.", "We paid; nobody came."],
        ["(first) permits", "(second) roads"] * 3,
    ],
)
def test_lists_and_talk_are_no_labels(tmp_path: Path, lines: list[str]) -> None:
    document = read(tmp_path, "kii-01.txt", "\n\n".join(lines))

    assert {turn.speaker for turn in document.turns} == {""}
