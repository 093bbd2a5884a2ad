"""The same answers as Google, Microsoft, SurveyMonkey and Qualtrics export them, without a form."""

from __future__ import annotations

from collections import Counter

import pytest

from qualcode.errors import ReadError
from qualcode.model.survey import Kind, State
from qualcode.readers.survey.read import SurveyOptions, read_without_form
from tests.readers.survey.make import Rows, as_csv, source

READY, TOPICS, WHY, AGE = "Are you ready?", "Which topics?", "Why do you say so?", "How old are you?"
READY_SAID = ["Yes", "No", "Yes", "Yes", "", "No"]
TOPICS_SAID = [["Water", "Health"], ["Water"], ["Health", "Schools"], ["Water", "Schools"], [], ["Health"]]
WHY_SAID = ["Roads are closed.", "", "Donors left in May.", "", "We wait.", ""]
AGES = ["31", "44", "", "27", "60", "35"]
IMPORT = '{"ImportId":"QID1"}'


def google() -> Rows:
    rows = zip(READY_SAID, map(", ".join, TOPICS_SAID), WHY_SAID, AGES, strict=True)
    return [["Timestamp", READY, TOPICS, WHY, AGE], *(["3/10/2022 9:00:00", *row] for row in rows)]


def microsoft() -> Rows:
    topics = [f"{';'.join(said)};" if said else "" for said in TOPICS_SAID]
    rows = zip(READY_SAID, topics, WHY_SAID, AGES, strict=True)
    heads = ["ID", "Start time", "Completion time", "Email", "Name", READY, TOPICS, WHY, AGE]
    return [heads, *([str(n), "", "", "anonymous", "", *row] for n, row in enumerate(rows, start=1))]


def surveymonkey() -> Rows:
    options = ["Water", "Health", "Schools"]
    first = ["Respondent ID", "Collector ID", READY, TOPICS, "", "", WHY, AGE]
    second = ["", "", "Response", *options, "Open-Ended Response", "Open-Ended Response"]
    rows = [
        [str(n), "9", ready, *(option if option in said else "" for option in options), why, age]
        for n, (ready, said, why, age) in enumerate(zip(READY_SAID, TOPICS_SAID, WHY_SAID, AGES, strict=True))
    ]
    return [first, second, *rows]


def qualtrics() -> Rows:
    options = ["Water", "Health", "Schools"]
    ids = ["StartDate", "Finished", "ResponseId", "DistributionChannel", "Q1", "Q2_1", "Q2_2", "Q2_3", "Q3", "Q4"]
    labels = ["Start Date", "Finished", "Response ID", "Distribution Channel", READY]
    labels += [f"{TOPICS} - Selected Choice - {option}" for option in options] + [WHY, AGE]
    rows = [
        [
            "2022-03-10",
            "True",
            f"R_{n}",
            "anonymous",
            ready,
            *(each if each in said else "" for each in options),
            why,
            age,
        ]
        for n, (ready, said, why, age) in enumerate(zip(READY_SAID, TOPICS_SAID, WHY_SAID, AGES, strict=True))
    ]
    trial = ["2022-03-01", "True", "R_t", "preview", "No", "Water", "", "", "test", "1"]
    return [ids, labels, [IMPORT] * len(ids), trial, *rows]


PROGRAMS = {each.__name__: each for each in (google, microsoft, surveymonkey, qualtrics)}


@pytest.mark.parametrize("rows", [make() for make in PROGRAMS.values()], ids=PROGRAMS)
def test_every_program_gives_the_same_answers(rows: Rows) -> None:
    survey = read_without_form(source("data.csv", as_csv(rows)), SurveyOptions(name="s"))

    asked = {question.label(): question for question in survey.questions}
    assert {label: question.kind for label, question in asked.items()} == {
        READY: Kind.ONE,
        TOPICS: Kind.SEVERAL,
        WHY: Kind.TEXT,
        AGE: Kind.NUMBER,
    }
    answers = {label: [each.answers[question.name] for each in survey.respondents] for label, question in asked.items()}
    assert Counter(name for answer in answers[TOPICS] for name in answer.options) == {
        "Water": 3,
        "Health": 3,
        "Schools": 2,
    }
    assert [" ".join(answer.options) for answer in answers[READY]] == READY_SAID
    assert [answer.text for answer in answers[WHY]] == WHY_SAID
    assert [answer.number for answer in answers[AGE]] == [float(age) if age else None for age in AGES]
    assert answers[READY][4].state is State.UNKNOWN
    assert any("without its form" in note for note in survey.notes)


def test_the_lines_of_a_matrix_are_questions_and_what_other_spells_out_is_one() -> None:
    rows = [
        ["Respondent ID", "How good was it?", "", "Which?", "", ""],
        ["", "Training", "Reports", "Water", "Health", "Other (please specify)"],
        ["1", "Good", "Poor", "Water", "", "Roads"],
        ["2", "Poor", "Good", "Water", "Health", ""],
    ]
    survey = read_without_form(source("data.csv", as_csv(rows)), SurveyOptions(name="s"))

    assert [question.label() for question in survey.questions] == [
        "How good was it? – Training",
        "How good was it? – Reports",
        "Which?",
        "Which? – Other (please specify)",
    ]


def test_a_kind_that_was_guessed_wrong_can_be_said() -> None:
    data = source("data.csv", as_csv(google()))
    survey = read_without_form(data, SurveyOptions(name="s", kinds={"q1": "text"}))

    assert survey.question("q1").kind is Kind.TEXT
    assert survey.respondents[0].answers["q1"].text == "Yes"


def test_days_that_do_not_count_are_left_out() -> None:
    rows = [["ResponseId", "RecordedDate", READY], ["1", "2022-03-09 8:00", "Yes"], ["2", "2022-03-10 8:00", "No"]]
    survey = read_without_form(source("data.csv", as_csv(rows)), SurveyOptions(name="s", since="2022-03-10"))

    assert [each.id for each in survey.respondents] == ["2"]
    assert any("before or after" in note for note in survey.notes)


def test_a_table_without_answers_is_refused() -> None:
    with pytest.raises(ReadError, match="no row of answers"):
        read_without_form(source("data.csv", as_csv([["Timestamp", READY]])), SurveyOptions(name="s"))
