"""Whether a report is written, where to, and what it remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import PrivacyError, UsageError
from qualcode.model.report import Audience
from qualcode.study.report.report import ReportOptions, make_report, paths_for
from qualcode.study.study import Study
from tests.study.make import Heard


@pytest.fixture
def named(coded: Study) -> Study:
    """The small study, in which a quote holds the name of an informant's organisation."""
    rows = coded.roster_path.read_text("utf-8").splitlines()
    columns = ("organisation", "Basra", "", "")
    coded.roster_path.write_text("\n".join(map(",".join, zip(rows, columns, strict=True))), "utf-8")
    coded.import_transcripts()
    return coded


def test_an_open_privacy_question_stops_the_report_but_not_a_draft(named: Study, heard: Heard) -> None:
    path = named.folder / "reports" / "report.md"

    with pytest.raises(PrivacyError, match="privacy question") as stopped:
        named.write_report(path)
    assert "Basra" not in stopped.value.message + " ".join(heard.warnings)
    assert not path.exists()

    [draft, _] = named.write_report(path, options=ReportOptions(draft=True))
    assert "Do not pass on" in draft.read_text("utf-8")


def test_figures_are_remembered_with_the_report_and_not_before(shown: Study) -> None:
    ids = set(make_report(shown, shown.results()).figures)
    assert shown.store.facts.figure_ids() == ()

    shown.write_report(shown.folder / "reports" / "report.md")

    assert set(shown.store.facts.figure_ids()) == ids


@pytest.mark.parametrize("options", [ReportOptions(), ReportOptions(audience=Audience.TEAM)], ids=["client", "team"])
def test_interviews_and_people_are_named_for_the_team_alone(shown: Study, options: ReportOptions) -> None:
    report = make_report(shown, shown.results(), options)

    places = {passage.where for passages in report.passages.values() for passage in passages}
    assert places == ({"amira:2", "basim:2", "carol:2"} if options.audience is Audience.TEAM else {""})


def test_a_report_goes_into_its_folder_or_where_it_is_wanted(shown: Study, tmp_path: Path) -> None:
    own = shown.folder / "reports"

    assert paths_for(shown) == [own / "report.docx", own / "report.xlsx", own / "report.html"]
    assert paths_for(shown, ReportOptions(draft=True), to=tmp_path, formats=[".md"]) == [tmp_path / "report-draft.md"]
    assert paths_for(shown, to=tmp_path / "annex.DOCX") == [tmp_path / "annex.docx"]
    with pytest.raises(UsageError, match="no format of that ending"):
        paths_for(shown, to=tmp_path / "annex.pages")
