"""Forms and data as they are met: versions, repeats, languages, conditions that do not fit, rows that do not count."""

from __future__ import annotations

import pytest

from qualcode.errors import ReadError
from qualcode.model.survey import Kind, State, Survey
from qualcode.readers.survey.read import SurveyOptions, read_with_form, survey_of
from qualcode.readers.survey.xlsform import form_of
from tests.readers.survey.make import Rows, source, workbook

NOWHERE = source("data.xlsx", b"")
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::Arabic (ar)"],
    ["yn", "yes", "Yes", "نعم"],
    ["yn", "no", "No", "لا"],
    ["topic", "1", "Water, soap", "ماء"],
    ["topic", "2", "Water", "صابون"],
]


def survey(questions: Rows, data: Rows, *, repeats: dict[str, Rows] | None = None, **options: object) -> Survey:
    """A survey of questions (type, name, label, label in Arabic, relevant) and data."""
    form = form_of([["type", "name", "label::English (en)", "label::Arabic (ar)", "relevant"], *questions], CHOICES)
    sheets = {"data": data, **(repeats or {})}
    return survey_of(sheets, form, SurveyOptions(name="s", **options), NOWHERE)  # type: ignore[arg-type]


def answers(found: Survey, name: str) -> list[tuple[str, ...]]:
    return [(*each.answers[name].options, *each.answers[name].others) for each in found.respondents]


def states(found: Survey, name: str) -> list[State]:
    return [each.answers[name].state for each in found.respondents]


def test_headings_and_cells_may_be_labels_in_any_language() -> None:
    found = survey(
        [["select_one yn", "q", "Ready?", "هل أنت مستعد؟"], ["select_multiple topic", "t", "Topics", "المواضيع"]],
        [["هل أنت مستعد؟", "Topics"], ["نعم", "Water Water, soap"], ["No", "صابون"], ["yes", "2 1"]],
    )

    assert answers(found, "q") == [("yes",), ("no",), ("yes",)]
    assert answers(found, "t") == [("1", "2"), ("2",), ("1", "2")]
    assert found.question("t").option_label("1", "Arabic (ar)") == "ماء"


def test_excels_numbers_are_options_and_others_are_kept_as_they_are() -> None:
    found = survey(
        [["select_one topic", "t", "Topic", "", ""]], [["t", "_id"], ["1.0", "5"], ["2", "6"], ["9", "7"], ["n/a", "8"]]
    )

    assert answers(found, "t") == [("1",), ("2",), ("9",), ()]
    assert states(found, "t")[-1] is State.NO_ANSWER
    assert found.respondents[2].answers["t"].others == ("9",)


def test_a_blank_question_of_several_options_is_not_an_answer_of_no() -> None:
    data = [
        ["t", "t/1", "t/2", "_id"],
        ["", "", "", "5"],
        ["1", "1", "0", "6"],
        ["", "0", "1", "7"],
        ["", "0", "0", "8"],
    ]
    found = survey([["select_multiple topic", "t", "Topics", "", ""]], data)

    assert answers(found, "t") == [(), ("1",), ("2",), ()]


def test_groups_that_are_not_asked_take_their_questions_with_them() -> None:
    found = survey(
        [
            ["select_one yn", "q", "Ready?", "", ""],
            ["begin_group", "g", "", "", "${q} = 'yes'"],
            ["begin_group", "h", "", "", ""],
            ["text", "why", "Why?", "", ""],
            ["end_group", "", "", "", ""],
            ["end_group", "", "", "", ""],
        ],
        [["q", "g/h/why"], ["yes", "Because."], ["yes", ""], ["no", ""]],
    )

    assert states(found, "why") == [State.ANSWERED, State.NO_ANSWER, State.NOT_ASKED]


@pytest.mark.parametrize(
    ("condition", "why"),
    [("${gone} = 'x'", "gone is in none of the columns"), ("pulldata('a')", "is not understood")],
)
def test_a_condition_that_cannot_be_followed_is_set_aside_and_said(condition: str, why: str) -> None:
    questions = [["select_one yn", "q", "Ready?", "", ""], ["text", "w", "Why?", "", condition]]
    found = survey(questions, [["q", "w"], ["yes", "So."], ["no", ""]])

    assert any(why in note for note in found.notes)
    assert states(found, "w") == [State.ANSWERED, State.NO_ANSWER]


def test_a_condition_that_respondents_contradict_is_set_aside() -> None:
    questions = [["select_one yn", "q", "Ready?", "", ""], ["text", "w", "Why?", "", "${q} = 'yes'"]]
    found = survey(questions, [["q", "w"], ["no", "So."], ["no", ""], ["yes", "So."]])

    assert any(note.startswith("w: 1 answered who were not to be asked") for note in found.notes)
    assert states(found, "w") == [State.ANSWERED, State.NO_ANSWER, State.ANSWERED]


def test_what_the_form_reckons_is_reckoned_for_its_conditions() -> None:
    questions = [
        ["integer", "a", "A", "", ""],
        ["text", "w", "Why?", "", "${double} > 10"],
    ]
    form = form_of(
        [
            ["type", "name", "label", "", "relevant", "calculation"],
            *([*row, ""] for row in questions),
            ["calculate", "double", "", "", "", "${a} * 2"],
        ],
        CHOICES,
    )
    found = survey_of({"": [["a", "w"], ["6", ""], ["5", ""]]}, form, SurveyOptions(name="s"), NOWHERE)

    assert states(found, "w") == [State.NO_ANSWER, State.NOT_ASKED]


def test_a_question_without_a_column_was_not_offered() -> None:
    found = survey([["text", "a", "A", "", ""], ["text", "b", "B", "", ""]], [["a"], ["x"]])

    assert states(found, "b") == [State.NOT_OFFERED]


def test_or_other_belongs_to_its_question() -> None:
    found = survey(
        [["select_one yn or_other", "q", "Ready?", "", ""]], [["q", "q_other"], ["other", "Later."], ["yes", ""]]
    )

    other = found.question("q_other")
    assert (other.kind, other.other_of) == (Kind.TEXT, "q")
    assert states(found, "q_other") == [State.ANSWERED, State.NOT_ASKED]


def test_a_repeated_group_is_read_from_its_own_sheet() -> None:
    found = survey(
        [
            ["text", "a", "A", "", ""],
            ["begin_repeat", "r", "", "", ""],
            ["select_multiple topic", "t", "Topics", "", ""],
            ["end_repeat", "", "", "", ""],
        ],
        [["a", "_uuid", "_index"], ["x", "u1", "1"], ["y", "u2", "2"]],
        repeats={"r": [["t", "_parent_index", "_submission__uuid"], ["1", "1", "u1"], ["2", "1", "u1"]]},
    )

    assert answers(found, "t") == [("1", "2"), ()]
    assert states(found, "t") == [State.ANSWERED, State.NOT_ASKED]


def test_rows_that_are_not_to_be_counted_are_left_out_and_said() -> None:
    data = [
        ["q", "_uuid", "_validation_status"],
        ["yes", "1", "Approved"],
        ["no", "2", "Not approved"],
        ["no", "1", ""],
    ]
    found = survey([["select_one yn", "q", "Ready?", "", ""]], data)

    assert answers(found, "q") == [("yes",), ("no",)]
    assert len({each.id for each in found.respondents}) == 2
    assert any(note.startswith("1 submission left out: _validation_status") for note in found.notes)
    assert any("stand twice" in note for note in found.notes)


def test_columns_that_fit_no_question_are_named() -> None:
    found = survey([["text", "a", "A", "", ""]], [["\ufeffa", "_id", "remark"], ["x", "1", "y"]])

    assert "1 column of 3 fit no question: remark" in found.notes


def test_two_questions_of_one_name_and_one_without_options_are_said() -> None:
    found = survey(
        [["text", "a", "A", "", ""], ["text", "a", "B", "", ""], ["select_one x", "c", "C", "", ""]], [["a"], ["x"]]
    )

    assert [question.name for question in found.questions] == ["a", "c"]
    assert any("two questions called a" in note for note in found.notes)
    assert any("no options called x" in note for note in found.notes)


@pytest.mark.parametrize(
    ("data", "form", "what"),
    [
        ({"d": [["z"], ["1"]]}, {"survey": [["type", "name"], ["text", "a"]]}, "no column that is a question"),
        ({"d": [["a"], ["1"]]}, {"questions": [["type", "name"], ["text", "a"]]}, "no sheet “survey”"),
    ],
)
def test_files_that_do_not_belong_together_are_refused(data: dict[str, Rows], form: dict[str, Rows], what: str) -> None:
    files = (source(f"{name}.xlsx", workbook(sheets)) for name, sheets in (("data", data), ("form", form)))

    with pytest.raises(ReadError, match=what):
        read_with_form(*files, SurveyOptions(name="s"))


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(ReadError):
        read_with_form(source("data.xlsx", b"PK\x03\x04 no"), source("form.xlsx", b"none"), SurveyOptions(name="s"))


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        (["", "", ""], ["yes", "no", ""], State.NOT_OFFERED),
        (["", ""], ["yes", "no", ""], State.NO_ANSWER),
        (["", "", ""], ["yes", "", ""], State.NO_ANSWER),
        (["", "yes", ""], ["yes", "no", ""], State.NO_ANSWER),
    ],
    ids=["nobody of three", "too few to tell", "rarely answered", "somebody answered"],
)
def test_a_question_that_an_earlier_version_did_not_have_was_not_offered(
    old: list[str], new: list[str], state: State
) -> None:
    data = [["q", "_id", "__version__"], *([cell, f"o{n}", "v1"] for n, cell in enumerate(old))]
    data += [[cell, f"n{n}", "v2"] for n, cell in enumerate(new)]

    found = survey([["select_one yn", "q", "Ready?", "", ""]], data)

    assert states(found, "q")[0] is state
    assert any("not in every version" in note for note in found.notes) is (state is State.NOT_OFFERED)
