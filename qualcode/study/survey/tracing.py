"""From any figure or quote of a study to what it was counted from: interviews, a survey, or its open answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.table import Table
from qualcode.study.results.behind import QUOTE, figure_id
from qualcode.study.results.tracing import trace_table, what_is
from qualcode.study.survey.coding import open_answers_of
from qualcode.study.survey.showing import everybody, groups_of
from qualcode.study.survey.surveys import Surveys, surveys_of
from qualcode.tables.survey import Group, figures_of_item
from qualcode.tables.survey_trace import SurveyFigure, survey_trace_table

if TYPE_CHECKING:
    from qualcode.study.study import Study


def trace(study: Study, target: str) -> Table:
    """What a figure (`F-…`) was counted from, or the coding a quote (`Q-…`) is of.

    Raises UsageError where neither the interviews nor the survey has it.
    """
    if not target.startswith(QUOTE) and what_is(study, target) is None:
        found = surveys_of(study)
        for id_, figure in survey_figures(study, found):
            if id_ == figure_id(target):
                return survey_trace_table(id_, figure, {survey.name: survey for survey in found.surveys})
    try:
        return trace_table(study, target)
    except UsageError:
        with open_answers_of(study) as own:
            if own is None:
                raise
            return trace_table(own, target)


def survey_figures(study: Study, found: Surveys) -> Iterator[tuple[str, SurveyFigure]]:
    """Every figure of a survey by its id: of each question and answer, for every group there is a table of."""
    key = study.figure_key
    for group in every_group(study, found):
        for item in found.items:
            for option, id_ in figures_of_item(item, group, key):
                yield id_, SurveyFigure(item=item, group=group, option=option)


def every_group(study: Study, found: Surveys) -> Iterable[Group]:
    """Everybody, and the respondents by type, form and grouping, small types by themselves and put together."""
    by = ("type", "form", *study.settings.groupings)
    several = chain.from_iterable(
        groups_of(study, found, each, small_groups=small)[0] for each in by for small in (True, False)
    )
    return {group.label: group for group in (everybody(found.surveys), *several)}.values()
