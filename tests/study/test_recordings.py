"""From a quote to the second of the recording it is said in: for the team, and never for a client."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.model.report import Audience
from qualcode.study.keeping.forgetting import forget
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.roster import load_roster
from qualcode.study.recordings import recording_files, way_to
from qualcode.study.report.report import ReportOptions, make_report, write_reports
from qualcode.study.results.quotes import quote_table
from qualcode.study.results.tracing import trace_table
from qualcode.study.study import Study
from tests.study.make import Heard, accept_all, cells, configured

TIMED = """\
[00:00:03] Interviewer: Do donors still give grants?
[00:01:07] Amira: Our last short grant ended, donors left Basra.
"""
ROSTER = """\
informant_id,informant_type,document,recording
amira,CSO,amira.txt,
basim,CSO,basim.txt,second day.mp3
carol,UN agency,carol.txt,
"""


@pytest.fixture
def timed(written: Study) -> Study:
    """The small study, reviewed; Amira's transcript has times, her recording is called like it, Basim's is named."""
    (written.folder / "informants.csv").write_text(ROSTER, encoding="utf-8")
    (written.folder / "transcripts" / "amira.txt").write_text(TIMED, encoding="utf-8")
    (written.folder / "recordings").mkdir()
    for name in ("Amira.MP3", "second day.mp3", "notes.txt"):
        (written.folder / "recordings" / name).write_bytes(b"sound")
    roster = load_roster(written)
    follow_import(written, roster, import_transcripts(written, [written.folder / "transcripts"], roster))
    written.suggest()
    study = configured(written, '[privacy]\nminimum_cell = 1\nattribution = "– {informant_type} informant ({time})"')
    accept_all(study)
    return study


def test_a_recording_is_the_one_the_list_names_or_the_one_called_like_the_interview(timed: Study) -> None:
    results = timed.results()

    assert results.recordings == {"amira": "recordings/Amira.MP3", "basim": "recordings/second day.mp3"}
    assert {id_: path.name for id_, path in recording_files(timed).items()} == {
        "amira": "Amira.MP3",
        "basim": "second day.mp3",
    }
    assert "recording" not in {name for person in results.roster.informants for name in person.variables}


def test_the_list_names_a_file_that_is_not_there(timed: Study) -> None:
    (timed.folder / "recordings" / "second day.mp3").unlink()

    assert timed.results().recordings["basim"] == "recordings/second day.mp3"
    assert "basim" not in recording_files(timed)


def test_recordings_are_looked_for_of_the_interviews_that_are_asked_for_alone(timed: Study) -> None:
    assert [*recording_files(timed, ["amira", "carol"])] == ["amira"]
    assert recording_files(timed, []) == {}


def test_where_there_can_be_no_recording_no_interview_is_read(shown: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(shown.store.documents), "all", None)
    assert recording_files(shown) == {}


def test_quotes_and_traces_say_when_it_is_said(timed: Study) -> None:
    rows = {row["informant"]: row for row in cells(quote_table(timed, timed.results(), everything=True))}

    assert (rows["amira"]["time"], rows["amira"]["attribution"]) == ("00:01:07", "– CSO informant (00:01:07)")
    assert (rows["carol"]["time"], rows["carol"]["attribution"]) == ("", "– UN agency informant")
    traced = trace_table(timed, rows["amira"]["id"])
    assert {row["time"] for row in cells(traced)} == {"00:01:07"}
    assert "amira:2: recordings/Amira.MP3#t=67" in traced.notes


def test_a_trace_of_interviews_without_times_has_no_column_for_them(timed: Study) -> None:
    rows = {row["informant"]: row for row in cells(quote_table(timed, timed.results(), everything=True))}

    assert "time" not in [column.key for column in trace_table(timed, rows["carol"]["id"]).columns]


def test_the_team_s_page_links_to_the_second_and_a_client_s_copy_tells_nothing(timed: Study, tmp_path: Path) -> None:
    inside, elsewhere, client = (
        timed.folder / "reports" / "team.html",
        tmp_path / "x" / "team.html",
        tmp_path / "c.html",
    )
    write_reports(timed, [inside], ReportOptions(audience=Audience.TEAM))
    write_reports(timed, [elsewhere], ReportOptions(draft=True))
    write_reports(timed, [client, client.with_suffix(".json"), client.with_suffix(".md")], ReportOptions())

    assert 'href="../recordings/Amira.MP3#t=67">00:01:07</a>' in inside.read_text("utf-8")
    assert f'href="../{timed.folder.name}/recordings/Amira.MP3#t=67"' in elsewhere.read_text("utf-8")
    for path in (client, client.with_suffix(".json"), client.with_suffix(".md")):
        text = path.read_text("utf-8")
        assert "donors left" in text
        assert not any(told in text for told in ("00:01:07", "recordings/", "Amira.MP3", "second day", "t=67"))
    report = make_report(timed, timed.results())
    assert all(quote.moment is None for quote in report.quotes)


def test_the_way_from_a_report_to_the_study() -> None:
    assert way_to(Path("/a/study"), Path("/a/study/reports")) == "../"
    assert way_to(Path("/a/study"), Path("/a/study")) == ""
    assert way_to(Path("/a/my study"), Path("/b")) == "../a/my%20study/"


def test_whoever_withdraws_leaves_a_recording_that_is_named(timed: Study, heard: Heard) -> None:
    forget(timed, "amira")

    assert any("Amira.MP3: the recording holds their voice" in warning for warning in heard.warnings)
    assert not any("second day" in warning for warning in heard.warnings)
