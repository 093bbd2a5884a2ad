from __future__ import annotations

from qualcode.model.survey import Answer, Kind, Option, Question, Respondent, State, Survey
from qualcode.model.survey_plan import Scale, SurveyPlan
from qualcode.reports.charts import draw_chart
from qualcode.tables.likert import MOST_BARS, likert_charts
from qualcode.tables.survey import Answerer, Group, items_of

CRED = Scale(order=("yes", "some", "no"), middle="some", beside=("not_sure",))
EFFECT = Scale(order=("high", "low"))
PLAN = SurveyPlan(scales={"cred": CRED, "effect": EFFECT})


def survey(n_questions: int = 1, *options: str) -> Survey:
    offered = tuple(Option(name=name, labels={"": name.title()}) for name in (*CRED.order, *CRED.beside))
    questions = tuple(
        Question(name=f"q{n}", kind=Kind.ONE, labels={"": f"Credible {n}?"}, options=offered)
        for n in range(n_questions)
    )
    answers = [
        Answer(state=State.ANSWERED, options=(name,)) if name else Answer(state=State.NO_ANSWER) for name in options
    ]
    people = (
        Respondent(id=str(n), type="CSO", answers={question.name: answer for question in questions})
        for n, answer in enumerate(answers)
    )
    return Survey(name="cso", questions=questions, respondents=tuple(people), has_form=True)


def group(of: Survey) -> Group:
    return Group("CSO", tuple(Answerer(of.name, each) for each in of.respondents))


def test_a_bar_has_the_steps_of_the_scale_then_other_answers_and_silence() -> None:
    asked = survey(1, "yes", "yes", "some", "not_sure", "")

    (chart,) = likert_charts(items_of((asked,), PLAN), [group(asked)], PLAN, {})

    assert chart.columns == ("Yes", "Some", "No", "Other answers", "No answer")
    assert chart.values == ((2, 1, 0, 1, 1),)
    assert chart.shown == (("2", "1", "", "1", "1"),)
    assert chart.kind == "diverging"
    assert chart.title == "Survey answers: Credible 0?"
    assert "The upright line runs through the middle of “Some”" in chart.reading
    assert "“Other answers” are no step of the scale" in chart.reading
    assert "“No answer”: asked, and gave none." in chart.reading
    assert chart.alt == "Credible 0? CSO (n = 5): Yes 2, Some 1, Other answers 1, No answer 1"


def test_a_scale_without_a_middle_begins_at_the_left() -> None:
    plan = SurveyPlan(scales={"cred": Scale(order=CRED.order, beside=CRED.beside)})
    asked = survey(1, "yes", "no")

    (chart,) = likert_charts(items_of((asked,), plan), [group(asked)], plan, {})

    assert chart.kind == "bars"
    assert "line" not in chart.reading
    assert "“" not in chart.reading
    assert chart.columns[:3] == ("Yes", "Some", "No")
    once = draw_chart(chart)
    draw_chart.cache_clear()
    assert draw_chart(chart) == once


def test_many_bars_are_parted_into_pictures_that_fit_a_page() -> None:
    asked = survey(MOST_BARS + 1, "yes")

    charts = list(likert_charts(items_of((asked,), PLAN), [group(asked)], PLAN, {}))

    assert [len(chart.rows) for chart in charts] == [MOST_BARS, 1]
    assert charts[0].title == f"Survey answers to {MOST_BARS + 1} questions, from “Yes” to “No”"
    assert len({chart.name for chart in charts}) == 2


def test_questions_on_no_scale_have_no_bars() -> None:
    asked = survey(1, "yes")
    plan = SurveyPlan(scales={"effect": EFFECT})

    assert list(likert_charts(items_of((asked,), plan), [group(asked)], plan, {})) == []
