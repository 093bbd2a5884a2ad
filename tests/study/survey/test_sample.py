"""The surveys of the sample study are the invented ones, whole, and joined to its themes."""

from __future__ import annotations

import pytest

from qualcode.readers.survey.read import SurveyOptions, read_with_form
from qualcode.study.study import Study
from qualcode.study.survey.joining import survey_join
from qualcode.study.survey.surveys import altered, surveys_of
from tests.readers.survey.forms import CSO, OTHERS
from tests.readers.survey.make import MadeForm, answered, data_file, form_file


@pytest.mark.parametrize("form", [CSO, OTHERS], ids=["cso", "others"])
def test_the_sample_has_the_surveys_with_the_counts_of_the_forms(form: MadeForm, sample: Study) -> None:
    made = read_with_form(data_file(form, answered(form)), form_file(form), SurveyOptions(name=form.name))
    found = next(each for each in surveys_of(sample).surveys if each.name == form.name)

    assert found.questions == made.questions
    assert [each.answers for each in found.respondents] == [each.answers for each in made.respondents]
    assert altered(sample.folder) == []


def test_the_display_of_the_sample_says_where_the_middle_answer_matters(sample: Study) -> None:
    rows = {row.key: row.cells for row in survey_join(sample, sample.results()).rows}

    assert rows["community_trust.cso"][4] == "Agreement"
    assert "If “to some extent” counts as no: discordance" in str(rows["community_trust.others"][4])
    assert "the survey did not ask" in str(rows["fundraising.others"][4])
