from __future__ import annotations

import pytest

from qualcode.model.survey import Answer, Kind, Option, Question, Respondent, State, Survey
from qualcode.model.survey_plan import Ref, SurveyPlan
from qualcode.model.table import Figure
from qualcode.tables.survey import Answerer, Group, Style, answers_table, items_of, questions_table, survey_table

YES, BLANK, PASSED = Answer(state=State.ANSWERED, options=("yes",)), Answer(state=State.NO_ANSWER), Answer(
    state=State.NOT_ASKED
)  # fmt: skip
OPTIONS = tuple(Option(name=name, labels={"": name.title()}) for name in ("yes", "some", "no"))


def a_survey(name: str, *answers: Answer, kind: Kind = Kind.ONE, options: tuple[Option, ...] = OPTIONS) -> Survey:
    question = Question(name="q", kind=kind, labels={"": "Ready?"}, options=options)
    people = tuple(Respondent(id=str(n), type=name, answers={"q": answer}) for n, answer in enumerate(answers))
    return Survey(name=name, questions=(question,), respondents=people, has_form=True)


def groups(*surveys: Survey) -> tuple[Group, ...]:
    return tuple(Group(each.name, tuple(Answerer(each.name, one) for one in each.respondents)) for each in surveys)


NO_PLAN = SurveyPlan()


def shown(*surveys: Survey, plan: SurveyPlan = NO_PLAN, style: Style = Style.OF, **more: int) -> list[list[str]]:
    table = survey_table(surveys, items_of(surveys, plan), groups(*surveys), style=style, **more)
    return [[str(cell) for cell in row.cells] for row in table.rows]


def test_who_was_not_asked_is_in_no_denominator_and_options_nobody_chose_are_there() -> None:
    assert shown(a_survey("cso", YES, YES, BLANK, PASSED)) == [
        ["Ready?", "3 of 4 asked (1 not asked, 1 no answer)"],
        ["Yes", "2 of 3"],
        ["Some", "0 of 3"],
        ["No", "0 of 3"],
    ]


def test_a_group_of_which_nobody_was_asked_has_no_counts() -> None:
    assert shown(a_survey("cso", PASSED))[:2] == [["Ready?", "0 of 1 asked (1 not asked)"], ["Yes", "not asked"]]


def test_two_forms_stand_side_by_side_where_they_ask_the_same() -> None:
    more = (*OPTIONS, Option(name="later"))
    surveys = a_survey("cso", YES), a_survey("others", YES, BLANK, options=more)
    same = SurveyPlan(same=((Ref("cso", "q"), Ref("others", "q")),))

    assert shown(*surveys, plan=same)[1:] == [
        ["Yes", "1 of 1", "1 of 2"],
        ["Some", "0 of 1", "0 of 2"],
        ["No", "0 of 1", "0 of 2"],
        ["later", "–", "0 of 2"],
    ]
    assert [row[:3] for row in shown(*surveys)][:2] == [["Ready?", "1 asked", "–"], ["Yes", "1 of 1", "–"]]


def test_questions_left_out_are_never_printed() -> None:
    plan = SurveyPlan(leave_out=frozenset({Ref("cso", "q")}))

    assert shown(a_survey("cso", YES), plan=plan) == []


@pytest.mark.parametrize(
    ("style", "n", "cell"),
    [
        (Style.N, 2, "n=2"),
        (Style.PERCENT, 2, "2 of 3"),
        (Style.PERCENT, 19, "95 % (19 of 20)"),
    ],
)
def test_percentages_are_printed_from_twenty_on(style: Style, n: int, cell: str) -> None:
    assert shown(a_survey("cso", *[YES] * n, BLANK), style=style)[1][1] == cell


def test_what_is_none_of_the_options_is_counted_apart_and_numbers_have_their_middle() -> None:
    odd = Answer(state=State.ANSWERED, others=("maybe",))
    numbers = [Answer(state=State.ANSWERED, number=float(n)) for n in (3, 20, 4)]

    assert shown(a_survey("cso", YES, odd))[-1] == ["other values", "1 of 2"]
    assert shown(a_survey("cso", *numbers, kind=Kind.NUMBER))[-1] == ["median (lowest to highest)", "4 (3 to 20)"]


def test_a_number_in_the_table_knows_its_denominator() -> None:
    survey = a_survey("cso", YES, BLANK)
    table = survey_table((survey,), items_of((survey,), SurveyPlan()), groups(survey))

    figure = table.rows[1].cells[1]
    assert isinstance(figure, Figure)
    assert (figure.value, figure.of) == (1, 2)


def test_options_may_stand_by_frequency() -> None:
    some = Answer(state=State.ANSWERED, options=("some",))
    survey = a_survey("cso", some, some, YES)
    table = survey_table((survey,), items_of((survey,), SurveyPlan()), groups(survey), by_frequency=True)

    assert [row.cells[0] for row in table.rows] == ["Ready?", "Some", "Yes", "No"]


def test_open_answers_are_listed_in_full_with_their_type() -> None:
    said = Answer(state=State.ANSWERED, text="Roads are closed.")
    survey = a_survey("cso", said, BLANK, kind=Kind.TEXT, options=())

    table = answers_table(items_of((survey,), SurveyPlan())[0], groups(survey))

    assert [row.cells for row in table.rows] == [("cso", "Roads are closed.")]


def test_the_list_of_questions_has_what_survey_yaml_is_written_from() -> None:
    table = questions_table([a_survey("cso", YES, PASSED)], SurveyPlan(leave_out=frozenset({Ref("cso", "q")})))

    assert [row.cells for row in table.rows] == [("cso.q", "one", 1, 1, "Ready?", "yes, some, no", "never printed")]
