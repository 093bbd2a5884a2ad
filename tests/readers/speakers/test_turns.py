from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.readers import ReadOptions
from tests.readers.files import read, turns

ASK, ANSWER = "How is the work paid for?", "By two donors, for now."


@pytest.mark.parametrize(
    ("question", "answer", "asker", "answerer"),
    [
        pytest.param("Interviewer: {}", "Interviewee: {}", "Interviewer", "Interviewee", id="label and colon"),
        pytest.param("INTERVIEWER: {}", "RESPONDENT: {}", "INTERVIEWER", "RESPONDENT", id="capitals"),
        pytest.param("Q: {}", "A: {}", "Q", "A", id="Q and A"),
        pytest.param("I: {}", "R: {}", "I", "R", id="letters"),
        pytest.param("Interviewer 1: {}", "Interviewee 2: {}", "Interviewer 1", "Interviewee 2", id="numbers"),
        pytest.param(
            "Dana: {}", "Amina (Rural Health Link): {}", "Dana", "Amina (Rural Health Link)", id="organisation"
        ),
        pytest.param("[00:10] Dana: {}", "[00:14] Amina: {}", "Dana", "Amina", id="time before"),
        pytest.param("(0:00:10) Dana: {}", "(0:00:14) Amina: {}", "Dana", "Amina", id="time in round brackets"),
        pytest.param("Dana [00:10]: {}", "Amina [00:14]: {}", "Dana", "Amina", id="time behind the name"),
        pytest.param("Dana: [00:10] {}", "Amina: [00:14] {}", "Dana", "Amina", id="time behind the colon"),
        pytest.param("Dana: 00:00:10 {}", "Amina: 00:00:14 {}", "Dana", "Amina", id="bare time behind the colon"),
        pytest.param("00:10 DANA:\n{}", "00:14 AMINA:\n{}", "DANA", "AMINA", id="time and name on a line of their own"),
        pytest.param("Dana  0:10\n{}", "Amina  0:14\n{}", "Dana", "Amina", id="as Otter writes"),
        pytest.param("[Dana] 00:00:10\n{}", "[Amina] 00:00:14\n{}", "Dana", "Amina", id="as Zoom writes"),
        pytest.param("00:00:10 Dana\n{}", "00:00:14 Amina\n{}", "Dana", "Amina", id="time then name"),
        pytest.param("12 Dana: {}", "13 Amina: {}", "Dana", "Amina", id="numbered paragraphs"),
        pytest.param("12. Dana: {}", "13. Amina: {}", "Dana", "Amina", id="numbered with a dot"),
        pytest.param("Dana:\t00:00:10\t{}", "Amina:\t00:00:14\t{}", "Dana", "Amina", id="tabs and times"),
        pytest.param("Dana\t{}", "Amina\t{}", "Dana", "Amina", id="tabs"),
        pytest.param("[Dana]: {}", "[Amina]: {}", "Dana", "Amina", id="name in square brackets"),
        pytest.param("**Dana:** {}", "**Amina:** {}", "Dana", "Amina", id="Markdown bold"),
        pytest.param(">> DANA: {}", ">> AMINA: {}", "DANA", "AMINA", id="as captioners write"),
        pytest.param("Interviewer\n{}", "Respondent\n{}", "Interviewer", "Respondent", id="role on a line of its own"),
        pytest.param("Speaker 1: {}", "Speaker 2: {}", "Speaker 1", "Speaker 2", id="numbered by a machine"),
        pytest.param("Speaker i1: {}", "Speaker p1: {}", "Speaker i1", "Speaker p1", id="numbered by a person"),
        pytest.param("المحاور: {}", "المشاركة: {}", "المحاور", "المشاركة", id="Arabic"),
        pytest.param("Dana : {}", "Amina : {}", "Dana", "Amina", id="space before the colon"),
        pytest.param("- Dana: {}", "- Amina: {}", "Dana", "Amina", id="dashes"),
        pytest.param("00:00:02 DANA: {}", "00:00:09 AMINA: {}", "DANA", "AMINA", id="bare time before"),
        pytest.param("[00:10:02] I: {}", "[00:10:09] R: {}", "I", "R", id="time and letter"),
        pytest.param("Dana (00:10): {}", "Amina (00:14): {}", "Dana", "Amina", id="time in brackets behind the name"),
        pytest.param("Dana, 0:10\n{}", "Amina, 0:14\n{}", "Dana", "Amina", id="comma and time"),
        pytest.param("Dana Ito  0:10 \n{}", "Amina Saleh  0:14 \n{}", "Dana Ito", "Amina Saleh", id="Otter, two names"),
        pytest.param("<v Dana> {}", "<v Amina> {}", "Dana", "Amina", id="voices"),
        pytest.param("Interviewer 1: {}", "Interviewer 2: {}", "Interviewer 1", "Interviewer 2", id="two interviewers"),
        pytest.param("(12) Dana: {}", "(13) Amina: {}", "Dana", "Amina", id="numbers in brackets"),
        pytest.param("Interviewer - {}", "Respondent - {}", "Interviewer", "Respondent", id="role and dash"),
        pytest.param("(Interviewer) {}", "(Respondent 1) {}", "Interviewer", "Respondent 1", id="role in brackets"),
        pytest.param("Q. {}", "A. {}", "Q", "A", id="Q and A with a dot"),
        pytest.param("INT: {}", "RESP: {}", "INT", "RESP", id="abbreviations"),
        pytest.param("Int.: {}", "KI-04: {}", "Int.", "KI-04", id="abbreviations with a dot and a number"),
        pytest.param("Dr. Ito: {}", "Ms. Saleh: {}", "Dr. Ito", "Ms. Saleh", id="titles"),
        pytest.param("Dana： {}", "Amina： {}", "Dana", "Amina", id="wide colon"),
        pytest.param("Dana :- {}", "Amina :- {}", "Dana", "Amina", id="colon and dash"),
        pytest.param("Q1: {}", "A1: {}", "Q1", "A1", id="numbered questions and answers"),
        pytest.param("P1: {}", "P2: {}", "P1", "P2", id="participants by number"),
        pytest.param("الباحثة: {}", "س: {}", "الباحثة", "س", id="Arabic letter"),
        pytest.param("Enquêtrice : {}", "Répondante : {}", "Enquêtrice", "Répondante", id="French space"),
        pytest.param("Entrevistadora: {}", "Entrevistado: {}", "Entrevistadora", "Entrevistado", id="Spanish"),
    ],
)
def test_each_way_of_naming_speakers(tmp_path: Path, question: str, answer: str, asker: str, answerer: str) -> None:
    lines = [question.format(ASK), answer.format(ANSWER)] * 2

    document = read(tmp_path, "kii-01.txt", "\n\n".join(lines))

    assert turns(document) == [(asker, ASK), (answerer, ANSWER)] * 2


@pytest.mark.parametrize(
    "time",
    [
        "[00:14]",
        "00:00:14",
        "(0:14)",
        "<00:14>",
        "{00:14}",
        "[0:00:14.0]",
        "[00:00:14,000]",
        "[00:00:14:12]",
        "[00:00:14;12]",
        "#00:00:14#",
        "#00:00:14-0#",
        "[00:14 - 00:20]",
        "00:00:14.000 --> 00:00:20.000",
    ],
)
@pytest.mark.parametrize(
    "written", ["{time} Amina: {words}", "Amina {time}: {words}", "{time}\nAmina: {words}", "Amina {time}\n{words}"]
)
def test_times_are_kept_as_turn_times_and_leave_the_text(tmp_path: Path, time: str, written: str) -> None:
    talk = [("Dana", ASK), ("Amina", ANSWER)] * 2
    said = [written.replace("Amina", who).format(time=time, words=words) for who, words in talk]

    document = read(tmp_path, "kii-01.txt", "\n\n".join(said))

    assert turns(document) == talk
    assert [turn.started_at for turn in document.turns] == [14.0] * 4


@pytest.mark.parametrize("time", ["#00:00:14-3#", "[00:00:14]", "(0:14)", "00:00:14"])
def test_times_behind_every_turn_leave_the_text(tmp_path: Path, time: str) -> None:
    talk = f"Dana: {ASK} {time}\n\nAmina: {ANSWER} {time}\n\n"

    document = read(tmp_path, "kii-01.txt", talk * 3)

    assert turns(document) == [("Dana", ASK), ("Amina", ANSWER)] * 3


def test_a_time_in_mid_sentence_leaves_the_text_and_a_time_of_day_stays(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", "I: When?\n\nR: We begin [00:12:31] at 7:30 in the morning.")

    assert turns(document)[1] == ("R", "We begin at 7:30 in the morning.")


@pytest.mark.parametrize(
    "words",
    [
        "The problem is this: money.",
        "I told him: we cannot pay.",
        "Money: that is what is missing.",
        "See https://example.org: it is all there.",
        "It opens at 8:30: nobody comes.",
        "Note: the fee was raised twice.",
        "Because of that: no.",
    ],
)
def test_a_colon_in_running_text_is_no_speaker(tmp_path: Path, words: str) -> None:
    text = f"Interviewer: {ASK}\nInterviewee: {ANSWER}\n{words}\nInterviewer: And the money?\nInterviewee: There is no money.\n"  # noqa: E501

    document = read(tmp_path, "kii-01.txt", text)

    assert [speaker for speaker, _ in turns(document)] == ["Interviewer", "Interviewee"] * 2
    assert words in document.text


@pytest.mark.parametrize(
    "words",
    [
        "forgot: the water tank of the upper school.",
        "plusieurs problèmes : the tank and the road.",
        "interviewer of the other team that nobody had asked.",
        "all: nobody was there.",
    ],
)
def test_a_line_that_goes_on_with_a_broken_sentence_begins_no_turn(tmp_path: Path, words: str) -> None:
    full = "We told them that the well was dry and the road closed, and one thing"
    turn = f"Interviewer: {ASK}\nInterviewee: Yes. {full}\n{words}\n"

    document = read(tmp_path, "kii-01.txt", turn * 3)

    assert turns(document) == [("Interviewer", ASK), ("Interviewee", f"Yes. {full} {words}")] * 3


@pytest.mark.parametrize(
    ("above", "words", "gaps"),
    [
        ("is our whole project. It runs in the valley of Tal", "Bishra at the moment, a telephone: much.", ["", "\n"]),
        ("was filled in by the two nurses since the nineties.", 'There\'s a field: "What is it?"', ["", "\n"]),
        ("came by the old road, up to the second bridge below", "Mosul: nobody had seen it.", ["", "\n"]),
        ("came by the old road, up to the second bridge below", "Our participants: two went home.", ["", "\n"]),
        ("was filled in by the two nurses since the nineties.", "Mosul: nobody had seen it.", ["\n"]),
    ],
)
def test_a_line_that_goes_on_in_the_midst_of_a_paragraph_begins_no_turn(
    tmp_path: Path, above: str, words: str, gaps: list[str]
) -> None:
    full = f"That we know of what they sent us, and of what {above}"
    pair = "Interviewer: {ask}\n{gap}Interviewee: We do.\n{full}\n{words}\n{gap}"

    for gap in gaps:
        text = pair.format(ask=ASK, full=full, words=words, gap=gap)
        document = read(tmp_path, "kii-01.txt", text * 3)

        assert [speaker for speaker, _ in turns(document)] == ["Interviewer", "Interviewee"] * 3
        assert f"{above} {words}" in document.text


def test_who_speaks_now_and_then_without_an_empty_line_above_is_somebody(tmp_path: Path) -> None:
    full = "That we know of what they sent us, and of what was filled in by the two nurses since the nineties."
    pair = f"Dana: {ASK}\n\nAmina: {full}\n{full}\n\n"
    text = f"{pair}Dana: {ASK}\n\nAmina: It is so.\nKarim: {full}\n{full}\nKarim: {full}\n\n"

    document = read(tmp_path, "kii-01.txt", pair * 3 + text * 2)

    assert dict.fromkeys(speaker for speaker, _ in turns(document)) == dict.fromkeys(["Dana", "Amina", "Karim"])


def test_a_label_in_small_letters_is_one_below_an_unfinished_sentence_too(tmp_path: Path) -> None:
    full = "we told them that the well was dry and the road closed, and one thing"
    lines = [f"dana: {ASK}", f"amina: Yes, {full}", f"dana: {ASK}", f"amina: {full}.", f"dana: {ASK}"]

    document = read(tmp_path, "kii-01.txt", "\n".join(lines))

    assert [speaker for speaker, _ in turns(document)] == ["dana", "amina", "dana", "amina", "dana"]


def test_a_name_before_a_colon_below_a_label_on_its_own_line_is_a_word(tmp_path: Path) -> None:
    talk = f"Interviewer\n{ASK}\nInterviewee\nMarwa: that is where it began.\n"

    document = read(tmp_path, "kii-01.txt", talk * 3)

    assert turns(document) == [("Interviewer", ASK), ("Interviewee", "Marwa: that is where it began.")] * 3


@pytest.mark.parametrize("words", ["c'est là que tout a commencé.", "that is where it began."])
@pytest.mark.parametrize("label", ["Qasr", "Ma sœur m'a dit"])
def test_what_nearly_always_goes_on_in_small_letters_is_talk_where_turns_begin_with_a_capital(
    tmp_path: Path, label: str, words: str
) -> None:
    talk = f"Dana: {ASK}\n\nAmina: {ANSWER}\n\n"
    town = f"Dana: {ASK}\n\nAmina: {ANSWER}\n\n{label}: {words}\n\n"

    document = read(tmp_path, "kii-01.txt", talk * 3 + town * 2)

    assert turns(document)[-2:] == [("Dana", ASK), ("Amina", f"{ANSWER}\n\n{label}: {words}")]


def test_who_speaks_in_small_letters_as_others_do_is_somebody(tmp_path: Path) -> None:
    talk = f"Dana: {ASK.lower()}\n\nAmina: {ANSWER}\n\nKarim: that is not so.\n\n"

    document = read(tmp_path, "kii-01.txt", talk * 3)

    assert [speaker for speaker, _ in turns(document)] == ["Dana", "Amina", "Karim"] * 3


def test_a_name_in_small_letters_that_answers_a_question_speaks(tmp_path: Path) -> None:
    talk = f"Interviewer: {ASK}\n\nAmina: {ANSWER}\n\n" * 6
    joins = "Karim: that is not how it went.\n\nInterviewer: Why?\n\nKarim: they said that it was too far.\n"

    document = read(tmp_path, "kii-01.txt", talk + joins)

    assert [speaker for speaker, _ in turns(document)][-3:] == ["Karim", "Interviewer", "Karim"]


@pytest.mark.parametrize("times", [["00:01:24"], ["05:00", "10:00", "15:00"]])
def test_times_of_a_recording_behind_a_few_labels_are_not_said(tmp_path: Path, times: list[str]) -> None:
    ask = f"Interviewer: {ASK}\n\nInterviewee: "
    talk = f"{ask}{ANSWER}\n\n" * 3 + ask

    document = read(tmp_path, "kii-01.txt", "".join(f"{talk}{at} {ANSWER}\n\n" for at in times))

    assert {words for speaker, words in turns(document) if speaker == "Interviewee"} == {ANSWER}


@pytest.mark.parametrize("said", ["10:30 on Mondays, if it comes.", "9:15 a.m. we begin.", "8:00"])
def test_a_time_of_day_behind_a_label_is_said(tmp_path: Path, said: str) -> None:
    talk = f"Interviewer: {ASK}\n\nInterviewee: {ANSWER}\n\n"

    document = read(tmp_path, "kii-01.txt", f"{talk * 3}Interviewer: When?\n\nInterviewee: {said}\n")
    timed = read(tmp_path, "kii-02.txt", f"Interviewer: 00:10 {ASK}\n\nInterviewee: 00:14 {ANSWER}\n\n" * 3)

    assert turns(document)[-1] == ("Interviewee", said)
    assert turns(timed)[1] == ("Interviewee", ANSWER)


@pytest.mark.parametrize(
    "talk",
    [
        f"[00:00:03]\nInterviewer: {ASK}\n[00:00:09]\nInterviewee: {ANSWER}\n",
        f"Interviewer: {ASK} #00:00:03-1#\nInterviewee: {ANSWER} #00:00:09-5#\n",
        f"Interviewer: {ASK} [00:03]\nInterviewee: {ANSWER} [00:09]\n",
    ],
)
def test_a_time_of_day_at_a_lines_end_is_said_where_times_stand_otherwise(tmp_path: Path, talk: str) -> None:

    document = read(tmp_path, "kii-01.txt", f"{talk * 3}Interviewee: The truck comes at 10:30\non Mondays.\n")

    assert "The truck comes at 10:30" in document.text
    assert "0:03" not in document.text


def test_times_of_day_at_the_beginning_of_broken_lines_are_said(tmp_path: Path) -> None:
    full = "Every day of the week we open the gate in time and wait for the truck, which comes at"
    talk = f"Interviewer: {ASK}\nInterviewee: {full}\n10:30 on Mondays, and goes.\n"

    document = read(tmp_path, "kii-01.txt", talk * 4)

    assert document.text.count(f"{full} 10:30 on Mondays, and goes.") == 4


def test_a_time_a_label_and_few_words_are_a_turn_where_a_space_ends_the_labels(tmp_path: Path) -> None:
    talk = f"1:17 Interviewer {ASK}\n1:20 Interviewee {ANSWER}\n"

    document = read(tmp_path, "kii-01.txt", f"{talk * 3}1:24 Interviewee It depends.\nAnd on the road.\n")

    assert turns(document)[-1][0] == "Interviewee"
    assert "It depends." in document.text


@pytest.mark.parametrize("time", ["", "1:26 "])
def test_where_a_space_ends_the_labels_a_name_behind_one_is_a_word(tmp_path: Path, time: str) -> None:
    talk = f"{time}Interviewer {ASK}\n{time}Interviewee {ANSWER}\n"
    town = f"{time}Interviewee Marwa: that is where it began.\n"

    document = read(tmp_path, "kii-01.txt", f"{talk * 4}{time}Interviewer {ASK}\n{town}")

    assert turns(document)[-1] == ("Interviewee", "Marwa: that is where it began.")


def test_a_label_repeated_on_every_line_is_one_turn_and_its_broken_lines_are_joined(tmp_path: Path) -> None:
    line = "we keep the medicines in the old store because the new one has no roof and the rain comes in from"
    text = (
        f"Interviewer: Where do you keep them?\n\nInterviewee: Well, {line}\n\nInterviewee: above, so {line}\n\n"
        f"Interviewee: above, and {line}\n\nInterviewee: above.\n\nInterviewer: I see.\n"
    )

    document = read(tmp_path, "kii-01.txt", text)

    assert [speaker for speaker, _ in turns(document)] == ["Interviewer", "Interviewee", "Interviewer"]
    assert turns(document)[1][1] == f"Well, {line} above, so {line} above, and {line} above."


def test_two_paragraphs_of_one_speaker_stay_two_paragraphs(tmp_path: Path) -> None:
    document = read(
        tmp_path, "kii-01.txt", f"Ana: {ANSWER}\nAna: Not for long.\nResearcher 1: {ASK}\nAna: As I said.\n"
    )

    assert turns(document)[0] == ("Ana", f"{ANSWER}\n\nNot for long.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Interviewee: it is the tank that we haveInterviewer 1: Great", [("Interviewee", "it is the tank that we have"), ("Interviewer 1", "Great")]),  # noqa: E501
        ("Interviewee: It is old. Interviewer 1: Great", [("Interviewee", "It is old."), ("Interviewer 1", "Great")]),
        ("Interviewee: it is the tank that we have Interviewer 1: Great", [("Interviewee", "it is the tank that we have"), ("Interviewer 1", "Great")]),  # noqa: E501
        ("Interviewee: it is old, okay INT: What else?", [("Interviewee", "it is old, okay"), ("INT", "What else?")]),
        ("Interviewee: The tank is old. Interviewer 1:\nGreat", [("Interviewee", "The tank is old."), ("Interviewer 1", "Great")]),  # noqa: E501
        ("Interviewee: I asked the tall Ana: she knows", [("Interviewee", "I asked the tall Ana: she knows")]),
    ],
)  # fmt: skip
def test_a_label_in_mid_line_begins_a_turn(tmp_path: Path, line: str, expected: list[tuple[str, str]]) -> None:
    text = f"Interviewer 1: {ASK}\n\n{line}\n\nAna: Yes?\n\nInterviewee: Yes.\n\nAna: Good.\n\nINT: So?\n"

    document = read(tmp_path, "kii-01.txt", text)

    assert turns(document)[1 : 1 + len(expected)] == expected
    assert document.doubts == ()


@pytest.mark.parametrize(
    "words", ["it is old, okay Ana: What else?", "I asked Ana: Why so soon?", "okay Ana:\nAnd then?"]
)
def test_a_label_that_may_be_talk_is_to_be_looked_at(tmp_path: Path, words: str) -> None:
    text = f"Ana: {ASK}\n\nInterviewee: {words}\n\nAna: Yes?\n\nInterviewee: Yes.\n"

    document = read(tmp_path, "kii-01.txt", text)

    assert [speaker for speaker, _ in turns(document)] == ["Ana", "Interviewee"] * 2
    assert document.doubts == ("1 label in the middle of a sentence may begin a turn there ('Ana')",)


def test_a_speaker_is_carried_over_to_the_following_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", f"I: {ASK}\n\nR: {ANSWER}\n\nThe third left.\n\nI: When?\n\nR: In May.\n")

    assert turns(document)[1] == ("R", f"{ANSWER}\n\nThe third left.")


def test_what_stands_before_the_first_label_is_a_turn_of_nobody(tmp_path: Path) -> None:
    text = f"12-May-2023 - 10:36 - 1h09m\nDate: 12 May\nInterviewer: Dana\n\nI: {ASK}\n\nR: {ANSWER}\n"

    document = read(tmp_path, "kii-01.txt", text)

    assert [turn.cue for turn in document.turns] == ["preamble", "", ""]
    assert turns(document)[1:] == [("I", ASK), ("R", ANSWER)]


def test_where_only_the_moderator_is_labelled_the_other_paragraphs_are_not_hers(tmp_path: Path) -> None:
    text = "I open the page.\n\nMODERATOR: Please go on.\n\nI press the button.\n\nNothing happens.\n\nNow it works.\n"

    document = read(tmp_path, "kii-01.txt", text)

    assert [speaker for speaker, _ in turns(document)] == ["", "MODERATOR", "", "", ""]


def test_broken_lines_are_joined_and_paragraphs_kept(tmp_path: Path) -> None:
    long = "When the second road was closed we had to take everything over the hill, and that took"
    text = "".join(
        f"R: {long}\nthree days in the dry season.\nIn the rain it took a week.\n\nI: And now?\n\n" for _ in range(3)
    )

    document = read(tmp_path, "kii-01.txt", text)

    assert turns(document)[0] == ("R", f"{long} three days in the dry season.\n\nIn the rain it took a week.")


def test_speakers_can_be_named_by_a_pattern(tmp_path: Path) -> None:
    text = "dana says> How?\namina says> Slowly.\nNote: nothing.\ndana says> Why?\n"

    document = read(tmp_path, "kii-01.txt", text, ReadOptions(speakers=r"(\w+) says>"))

    assert turns(document) == [("dana", "How?"), ("amina", "Slowly.\n\nNote: nothing."), ("dana", "Why?")]


def test_a_time_behind_a_word_that_stands_once_is_no_speaker(tmp_path: Path) -> None:
    document = read(
        tmp_path, "kii-01.txt", f"Interview 5\nTapelength 59:11\n\nI: {ASK}\n\nR: {ANSWER}\n\nI: And?\n\nR: No.\n"
    )

    assert [speaker for speaker, _ in turns(document)] == ["", "I", "R", "I", "R"]
    assert "Tapelength 59:11" in document.text


def test_where_the_speakers_column_is_empty_the_turn_is_nobodys_and_its_time_leaves_the_text(tmp_path: Path) -> None:
    text = f"Dana:\t00:00:10\t{ASK}\nAmina:\t00:00:14\t{ANSWER}\n\t00:00:20\tYes.\nDana:\t00:00:24\tGood.\n"

    document = read(tmp_path, "kii-01.txt", text)

    assert turns(document) == [("Dana", ASK), ("Amina", ANSWER), ("", "Yes."), ("Dana", "Good.")]
    assert [turn.started_at for turn in document.turns] == [10.0, 14.0, 20.0, 24.0]


def test_times_before_short_lines_without_a_label_leave_the_text(tmp_path: Path) -> None:
    lines = [
        f"[00:{n:02}] {words}"
        for n, words in enumerate(["It began in May.", "Yes.", "Nobody came.", "No.", "Then it rained."])
    ]

    document = read(tmp_path, "kii-01.txt", "\n\n".join(lines))

    assert document.text == "It began in May.\n\nYes.\n\nNobody came.\n\nNo.\n\nThen it rained."
    assert [turn.started_at for turn in document.turns] == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_names_in_capitals_on_lines_of_their_own_are_speakers_and_a_pages_header_is_not(tmp_path: Path) -> None:
    talk = f"DANA ITO\n{ASK}\n\nAMINA SALEH\n{ANSWER}\n\n"

    assert turns(read(tmp_path, "kii-01.txt", talk * 3)) == [("DANA ITO", ASK), ("AMINA SALEH", ANSWER)] * 3
    header = read(tmp_path, "kii-02.txt", f"CONFIDENTIAL\n\n{ANSWER}\n\n{ASK}\n\n" * 3)
    assert {turn.speaker for turn in header.turns} == {""}


def test_an_odd_label_with_a_time_among_labels_with_times_is_a_speaker(tmp_path: Path) -> None:
    text = f"Dana:\t00:10\t{ASK}\nAmina:\t00:14\t{ANSWER}\n" * 3 + "Both together...:\t00:20\tBye.\n"

    assert turns(read(tmp_path, "kii-01.txt", text))[-1] == ("Both together...", "Bye.")


def test_who_is_named_in_the_head_of_notes_only_does_not_speak(tmp_path: Path) -> None:
    text = (
        "Date: 12 May\nInterviewee: Head of a clinic\n\n1. How is it paid for?\n\nBy two donors.\n\n2. Enough?\n\nNo.\n"
    )

    document = read(tmp_path, "kii-01.txt", text)

    assert {speaker for speaker, _ in turns(document)} == {""}
    assert [turn.cue for turn in document.turns] == ["preamble", "", "", "", ""]


def test_in_a_form_whose_answers_are_labelled_the_lines_above_them_ask(tmp_path: Path) -> None:
    asked = ["1. How is it paid for?", "2. What has changed", "3. What next?"]
    form = "".join(f"{question}\n\nResponse: {ANSWER}\n\nAnd a van.\n\n" for question in asked)

    document = read(tmp_path, "kii-01.txt", form)

    assert turns(document) == [
        turn for question in asked for turn in (("", question), ("Response", f"{ANSWER}\n\nAnd a van."))
    ]
    assert [turn.cue for turn in document.turns] == ["question", ""] * 3


def test_an_answer_on_the_line_of_its_question_is_a_turn(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", f"Q: {ASK} A: {ANSWER}\nQ: And then? A: Nobody knows.\nQ: So? A: So.\n")

    assert turns(document)[:3] == [("Q", ASK), ("A", ANSWER), ("Q", "And then?")]


def test_topics_before_a_colon_are_no_speakers(tmp_path: Path) -> None:
    text = "Funding: two donors.\nAccess: three months for a permit.\nStaff: they leave.\nCoordination: none.\n"

    document = read(tmp_path, "kii-01.txt", text)

    assert {turn.speaker for turn in document.turns} == {""}
    assert "Funding" in document.text


def test_a_list_of_short_lines_is_not_joined(tmp_path: Path) -> None:
    lines = ["1. How is it all paid for by you?", "Probe: which of the donors give?", "- two donors, one left in May",
             "- roads closed in winter", "2. And the staff?", "- they leave"]  # fmt: skip

    document = read(tmp_path, "kii-01.txt", "\n".join(lines))

    assert [words for _, words in turns(document)] == lines


@pytest.mark.parametrize(
    "line", ["A. Permits.", "Funding - two donors.", "(laughter) Two donors.", "Answer - the donor."]
)
def test_a_letter_or_word_before_a_dot_or_dash_is_no_speaker(tmp_path: Path, line: str) -> None:
    document = read(tmp_path, "kii-01.txt", f"They named two things.\n\n{line}\n\nB. Roads.\n\nMore came later.\n")

    assert {turn.speaker for turn in document.turns} == {""}
    assert line in document.text


def test_a_letter_that_is_a_label_with_a_colon_is_a_word_before_a_dot(tmp_path: Path) -> None:
    text = f"I: {ASK}\n\nX: {ANSWER}\n\nI. can say no more.\n\nI: And then?\n\nX: No.\n\nI: So?\n\nX: So.\n"

    document = read(tmp_path, "kii-01.txt", f"Interviewer (I) Informant (X)\n\n{text}")

    assert turns(document)[2] == ("X", f"{ANSWER}\n\nI. can say no more.")
    assert [speaker for speaker, _ in turns(document)[1:3]] == ["I", "X"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("I. That is often so here as well.", ("I", "That is often so here as well.")),
        ("I. can say no more.", ("X", f"{ANSWER}\n\nI. can say no more.")),
    ],
)
def test_a_label_of_one_letter_may_once_end_in_a_stop(tmp_path: Path, line: str, expected: tuple[str, str]) -> None:
    talk = f"I: {ASK}\n\nX: {ANSWER}\n\n"

    document = read(tmp_path, "kii-01.txt", f"{talk * 10}{line}\n")

    assert turns(document)[-1] == expected


def test_a_list_whose_entries_look_like_the_label_is_no_turn(tmp_path: Path) -> None:
    talk = f"Q: {ASK}\n\nA: {ANSWER}\n\n"

    document = read(tmp_path, "kii-01.txt", f"{talk * 10}Q: Which?\n\nA: Two.\n\nA. The first.\n\nB. The second.\n")

    assert turns(document)[-1] == ("A", "Two.\n\nA. The first.\n\nB. The second.")


@pytest.mark.parametrize(
    ("remark", "speaker"),
    [
        ("(The dog barks)", ""),
        ("(she goes to the door).", ""),
        ("(NAME)", "Amina"),
        ("[the tank]", "Amina"),
        ("(see: the map)", "Amina"),
        ("(Nobody) came.", "Amina"),
    ],
)
def test_a_paragraph_that_is_a_remark_in_brackets_is_nobodys(tmp_path: Path, remark: str, speaker: str) -> None:
    talk = f"Dana: {ASK}\n\nAmina: {ANSWER}\n\n"

    document = read(tmp_path, "kii-01.txt", f"{talk * 2}{remark}\n\nIt went on.\n")

    assert next(who for who, words in turns(document) if remark in words) == speaker
    assert next(who for who, words in turns(document) if "It went on." in words) == "Amina"


def test_brackets_below_a_label_on_its_own_line_are_what_is_said(tmp_path: Path) -> None:
    talk = f"Interviewer:\n\n{ASK}\n\nInterviewee:\n\n(not to be heard)\n\n"

    document = read(tmp_path, "kii-01.txt", talk * 2)

    assert turns(document)[1] == ("Interviewee", "(not to be heard)")


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("we are waiting for the commu-", "nity to decide on it.", "the community to decide"),
        ("we have to fix the freeze-", "up of every pipe here. The freeze-up is", "the freeze-up of every pipe"),
        ("we wanted to ask, but it was-", "nobody could answer us.", "it was- nobody could"),
    ],
)
def test_a_word_divided_at_a_line_end_is_put_together_inside_a_turn(
    tmp_path: Path, above: str, below: str, expected: str
) -> None:
    lines = f"R: When the second road was closed for so long {above}\n{below}\n\nI: And now?\n\n"

    document = read(tmp_path, "kii-01.txt", lines * 3)

    assert expected in document.text


def test_a_line_that_ends_in_a_dash_is_not_joined_to_the_label_below(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", "I: So you told them how-\nR: how it is paid for.\nI: And?\nR: So.\n")

    assert turns(document)[:2] == [("I", "So you told them how-"), ("R", "how it is paid for.")]


@pytest.mark.parametrize(
    "head",
    [
        "Group Location: Mosul\nCadre: Nurses\nDate: 3 May\nName of Transcriber: Dana\nNumber of Tapes: 3",
        "Participant ID: 33\nSite/Location: Camp 3\nInterviewer: Dana Ali\nDate: 3 May\nTranscriber: Omar",
        "Interviewer initials: DA\nInterview type: Key informant\nComments: quiet room",
        "Title: Interview with A\n\nDate: 3 May\n\nDuration: 45 min",
        "Start time: 10:30\nEnd time: 11:40",
        "Fecha: 3 de mayo\nLugar: Mosul\nEntrevistador: Dana Ali\nCargo: Directora",
        "KEY:\nI = Interviewer\nP = Participant",
        "I: Interviewer\nP: Participant",
    ],
)  # fmt: skip
def test_the_head_of_a_transcript_is_nobodys(tmp_path: Path, head: str) -> None:
    document = read(tmp_path, "kii-01.txt", f"{head}\n\nI: {ASK}\n\nP: {ANSWER}\n\nI: And?\n\nP: So.\n")

    assert turns(document)[-4:] == [("I", ASK), ("P", ANSWER), ("I", "And?"), ("P", "So.")]
    assert {turn.speaker for turn in document.turns[:-4]} == {""}
    assert {turn.cue for turn in document.turns[:-4]} <= {"preamble", "aside"}


def test_a_first_question_that_begins_with_a_word_and_a_comma_is_no_entry_of_the_head(tmp_path: Path) -> None:
    head = "Project: Water\nDate: 3 May\nInterviewer: Dana Field, Jisr\n\n"
    talk = f"Interviewer: Right, let us go on to the roads. {ASK}\n\nInterviewee: {ANSWER}\n\n"

    document = read(tmp_path, "kii-01.txt", head + talk * 2)

    assert turns(document)[1] == ("Interviewer", f"Right, let us go on to the roads. {ASK}")


def test_talk_that_begins_with_a_key_is_no_head(tmp_path: Path) -> None:
    text = f"I: {ASK}\n\nP: {ANSWER}\n\nTime: that is what is missing\n\nI: And?\n\nP: So.\n"

    assert turns(read(tmp_path, "kii-01.txt", text))[:2] == [
        ("I", ASK),
        ("P", f"{ANSWER}\n\nTime: that is what is missing"),
    ]


@pytest.mark.parametrize(
    ("asks", "answers", "written"),
    [
        ("الباحثة", "أمينة", "\u200f{}: "),
        ("الباحثة", "أمينة", "\u200f{}\u200f:\u200f "),
        ("מראיינת", "שרה", "\u200e{}\u200e:\u200e "),
        ("الباحثة", "أمينة", "\u061c[{}]\u061c "),
        ("الباحثة", "أمينة", "\u200f{}\n"),
    ],
)
def test_marks_that_set_the_direction_are_no_part_of_labels(
    tmp_path: Path, asks: str, answers: str, written: str
) -> None:
    talk = f"{written.format(asks)}كيف الوضع؟\n\n{written.format(answers)}\u200fالتمويل 5\u200f%.\n\n"

    document = read(tmp_path, "kii-01.txt", talk * 3)

    assert turns(document) == [(asks, "كيف الوضع؟"), (answers, "التمويل 5\u200f%.")] * 3


@pytest.mark.parametrize("number", ["{n:>3}  ", "{n}. ", "{n}\t"])
def test_numbers_of_lines_leave_the_text(tmp_path: Path, number: str) -> None:
    talk = [
        "I: How is it paid for?",
        "R: By two donors, for",
        "now, and by the",
        "households here.",
        "I: And?",
        "R: So.",
    ] * 3
    text = "\n".join(number.format(n=n) + line for n, line in enumerate(talk, start=1))

    document = read(tmp_path, "kii-01.txt", text)

    assert turns(document)[:2] == [
        ("I", "How is it paid for?"),
        ("R", "By two donors, for now, and by the households here."),
    ]
    assert "line numbers taken out of the text" in " ".join(document.notes)


def test_numbered_questions_keep_their_numbers(tmp_path: Path) -> None:
    text = "\n".join(f"{n}. What is it about number {n}?" for n in range(1, 13))

    assert "7. What is it about number 7?" in read(tmp_path, "kii-01.txt", text).text


@pytest.mark.parametrize(
    ("asks", "answers"), [("Interviewer – ", "Interviewee – "), ("Interviewer ", "Interviewee "), ("I:\t", "P:\t")]
)
def test_a_sentence_with_a_colon_behind_a_label_is_no_label(tmp_path: Path, asks: str, answers: str) -> None:
    said = "There are two problems: money and the road."

    document = read(tmp_path, "kii-01.txt", f"{asks}{ASK}\n{answers}{said}\nAnd the rain came early.\n" * 3)

    assert [words for _, words in turns(document)][:2] == [ASK, f"{said}\n\nAnd the rain came early."]


@pytest.mark.parametrize(
    ("asked", "unsure"),
    [
        ("So tell me a little bit of what you do in the clinic here, and in the other\none?", 0),
        ("Thank you for your time, and for what you have been telling us of the clinic.\nHow is it paid for?", 1),
    ],
)
def test_where_only_informants_are_labelled_a_broken_question_is_all_asked(
    tmp_path: Path, asked: str, unsure: int
) -> None:
    said = "Interviewee: We do what we can, and the rest is done by those who come from the\nvillage.\n"

    document = read(tmp_path, "kii-01.txt", f"{said}{ASK}\n" * 3 + f"{said}{asked}\n{said}")

    words = " ".join(asked.split()) if not unsure else asked.partition("\n")[2]
    assert turns(document)[-2] == ("", words)
    assert document.doubts == ("1 question without a label may begin a line earlier",) * unsure


@pytest.mark.parametrize("dash", [" – ", " "])
def test_one_word_behind_a_label_without_a_colon_is_said(tmp_path: Path, dash: str) -> None:
    said = [("Interviewer", ASK), ("Interviewee", "We do what we can."), ("Interviewer", ASK), ("Interviewee", "Okay")]

    document = read(tmp_path, "kii-01.txt", "\n".join(f"{label}{dash}{words}" for label, words in [*said, *said]))

    assert turns(document) == [*said, *said]


def test_a_longer_label_with_a_colon_and_no_words_is_nobodys_word(tmp_path: Path) -> None:
    talk = f"Dana: {ASK}\n\nAli: {ANSWER}\n\n" * 3

    document = read(tmp_path, "kii-01.txt", f"{talk}Ali Hassan:\n\nDana: {ASK}\n")

    assert "Hassan" not in document.text


def test_questions_among_the_words_of_the_only_one_labelled_are_to_be_looked_at(tmp_path: Path) -> None:
    said = "Interviewee: We do what we can, and the rest is done by others.\n\n"
    asked = [ASK, "Tell us of a normal week.", "The clinic.", ASK, "Go ahead.", "Yes, that is fine."]

    document = read(tmp_path, "kii-01.txt", said + "".join(f"{each}\n\n{said}" for each in asked))

    assert document.doubts == ("2 questions without a label among the words of who answers",)


def test_where_only_informants_are_labelled_what_stands_above_them_asks(tmp_path: Path) -> None:
    asked = [ASK, "Tell me about the committee.", "And access?", "Since when?"]

    document = read(tmp_path, "kii-01.txt", "".join(f"{words}\n\nInterviewee: {ANSWER}\n\n" for words in asked))

    assert [turn.cue for turn in document.turns] == ["question", ""] * 4


@pytest.mark.parametrize(("asks", "answers"), [("Interviewer", "Participant"), ("Entrevistadora", "Entrevistado")])
def test_the_head_of_a_transcript_names_who_speaks_and_ends_where_somebody_does(
    tmp_path: Path, asks: str, answers: str
) -> None:
    head = f"Date: 3 May\n{asks}: Dana\nLocation: Qasr\n\n"
    talk = f"{asks}: How is it?\n\n{answers}: Slow.\n\n{asks}: Why?\n\n{answers}: Two things.\n\nPlace: that is one.\n"

    assert turns(read(tmp_path, "kii-01.txt", head + talk))[1:] == [
        (asks, "How is it?"),
        (answers, "Slow."),
        (asks, "Why?"),
        (answers, "Two things.\n\nPlace: that is one."),
    ]


_SPANISH = ("con las mujeres del pueblo", "y después", "se paró todo")
_ARABIC = ("بدأ مع النساء في القرية", "وماذا بعد ذلك", "توقف كل شيء")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("date", "asks", "answers", "said"),
    [
        ("التاريخ: 12 مايو", "المحاور", "المشارك", ("مرحبا", "نعم", "كيف بدأ المشروع في القرية", _ARABIC[0])),
        ("التاريخ: 12 مايو", "المحاور", "المشارك", ("حدثنا عن المشروع", *_ARABIC)),
        ("fecha: 12 de mayo", "entrevistadora", "entrevistado", ("hola", "qué tal", "cómo empezó", _SPANISH[0])),
        ("Fecha: 12 de mayo", "Entrevistadora", "Entrevistado", ("cómo empezó el proyecto", *_SPANISH)),
        ("Fecha: 12 de mayo", "Entrevistadora", "Entrevistado", ("Hola.", "Sí.", "¿Cómo empezó?", "Con las mujeres.")),
        ("Date : 3 mai", "Enquêtrice", "Enquêté", ("Bonjour.", "Oui.", "Comment ?", "Avec les femmes.")),
        ("Date: 3 May", "Interviewer", "Participant", ("Hello", "Hi", "How is it", "Slow")),
        ("Date: 3 May", "Interviewer", "Participant", ("Hello Amina", "Good.", "How is it?", "Slow.")),
    ],
)
def test_short_talk_below_a_head_is_no_entry_of_it(
    tmp_path: Path, date: str, asks: str, answers: str, said: tuple[str, ...], gap: str
) -> None:
    talk = list(zip((asks, answers) * 2, said, strict=True))

    document = read(tmp_path, "kii-01.txt", gap.join([date, *(f"{label}: {words}" for label, words in talk)]))

    assert turns(document) == [("", date), *talk]


@pytest.mark.parametrize(
    "head",
    [
        "Project: Marwa\nDate: 3 May\nInterviewer: Dana Field\nInterviewee: head of a clinic\n",
        "Date: 3 May\n\nInterviewer: Dana F.\n\nInterviewer: Omar\n\nInterviewee: Amina\n\n",
        "Date: 3 May\nInterviewer: دانة\nInterviewee: مديرة عيادة\n\n",
        "Date: 3 May\n\nInterviewer: دانة\n\nInterviewee: مديرة عيادة\n\nPlace: Mosul\n\n",
    ],
)
def test_who_speaks_is_named_in_the_head_above(tmp_path: Path, head: str) -> None:
    document = read(tmp_path, "kii-01.txt", f"{head}Interviewer: {ASK}\n\nInterviewee: {ANSWER}\n")

    assert [turn.cue for turn in document.turns] == ["preamble", "", ""]
    assert turns(document)[1:] == [("Interviewer", ASK), ("Interviewee", ANSWER)]
