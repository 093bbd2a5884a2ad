"""The survey beside the interviews: the joint display, and what was answered to every question."""

from __future__ import annotations

from starlette.responses import Response

from qualcode.study.survey.joining import survey_join
from qualcode.study.survey.showing import survey_tables
from qualcode.web.visit import Visit, first, see_other


def survey(visit: Visit) -> Response:
    """Both tables, for the team: types of any size are shown. A figure opens what it was counted from."""
    if not visit.visitor.coder:
        return see_other("/name")
    study, results = visit.room.study, visit.room.results(visit.visitor)
    tables = [survey_join(study, results), survey_tables(study, small_groups=True)]
    if figure := first(visit.query, "figure"):
        tables.append(study.trace(figure))
    return visit.page("survey.html", "themes", tables=tables, figure=figure)
