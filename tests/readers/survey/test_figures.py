"""Every count of the two forms, in every shape in which programs export the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from qualcode.files.source import Source
from qualcode.model.survey import State, Survey
from qualcode.readers.survey.read import SurveyOptions, read_with_form
from tests.readers.survey.forms import CSO, OTHERS
from tests.readers.survey.make import (
    SHAPES,
    Asked,
    MadeForm,
    answered,
    as_csv,
    data_file,
    data_rows,
    form_file,
    source,
)


def renderings(form: MadeForm) -> Iterator[tuple[str, Source]]:
    people = answered(form)
    for name, shape in SHAPES.items():
        yield name, data_file(form, people, shape)
    yield "csv with semicolons", source("data.csv", as_csv(data_rows(form, people), ";"))


RENDERED = {f"{form.name}: {name}": (form, data) for form in (CSO, OTHERS) for name, data in renderings(form)}


def figures(form: MadeForm) -> Iterator[tuple[Asked, str, int]]:
    """The counts that are given."""
    return ((asked, option, n) for asked in form.asked for option, n in asked.counts.items())


def chosen(survey: Survey, name: str) -> Counter[str]:
    return Counter(option for each in survey.respondents for option in each.answers[name].options)


def states(survey: Survey, name: str) -> Counter[State]:
    return Counter(each.answers[name].state for each in survey.respondents)


@pytest.mark.parametrize(("form", "data"), RENDERED.values(), ids=RENDERED)
def test_every_count_of_a_form_is_read_in_every_shape(form: MadeForm, data: Source) -> None:
    survey = read_with_form(data, form_file(form), SurveyOptions(name=form.name))

    found = {(asked.name, option): chosen(survey, asked.name)[option] for asked, option, _ in figures(form)}
    assert found == {(asked.name, option): n for asked, option, n in figures(form)}
    assert len(survey.respondents) == form.n


@pytest.mark.parametrize(("form", "data"), RENDERED.values(), ids=RENDERED)
def test_who_was_asked_and_who_left_a_question_blank_is_told_by_the_form(form: MadeForm, data: Source) -> None:
    survey = read_with_form(data, form_file(form), SurveyOptions(name=form.name))

    people = answered(form)
    for asked in form.asked:
        n_asked = sum(asked.when(own) for own in people)
        found = states(survey, asked.name)
        assert found[State.NOT_ASKED] == form.n - n_asked, asked.name
        assert found[State.NO_ANSWER] == n_asked - sum(asked.name in own for own in people), asked.name
        assert not found[State.UNKNOWN], asked.name
    assert not any("not to be asked" in note for note in survey.notes)


def test_the_informant_type_is_what_a_respondent_answered() -> None:
    options = SurveyOptions(name="others", type_from="orgtype", types={"moh": "Government"})
    survey = read_with_form(data_file(OTHERS, answered(OTHERS)), form_file(OTHERS), options)

    types = Counter(each.type for each in survey.respondents)
    assert types == {"International NGO": 6, "UN agency": 1, "Government": 1}
