from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import ReadError, SurveyError, UsageError
from qualcode.model.survey_plan import SurveyEntry
from qualcode.study.folder import refuse_own_files
from qualcode.study.keeping.copies import check_study
from qualcode.study.keeping.remains import say_what_is_left
from qualcode.study.study import Study
from qualcode.study.survey import importing
from qualcode.study.survey.importing import import_survey
from qualcode.study.survey.showing import survey_check
from qualcode.study.survey.surveys import surveys_of
from tests.readers.survey.forms import CSO
from tests.readers.survey.make import answered, data_rows, form_file, workbook
from tests.study.make import Heard
from tests.study.survey.make import take_in


def test_form_and_data_are_kept_as_they_came_and_a_draft_says_what_they_do_not(written: Study, files: Path) -> None:
    taken, _ = take_in(written, files)

    for name in ("cso.xlsx", "cso-form.xlsx", "others.xlsx", "others-form.xlsx"):
        assert (written.folder / "survey" / name).read_bytes() == (files / name).read_bytes()
    found = surveys_of(written)
    assert [(each.name, len(each.respondents)) for each in found.surveys] == [("cso", 9), ("others", 8)]
    assert found.plan.entry("cso").type == "CSO"
    assert {row.key for row in taken.table.rows} >= {"cso.cred_comm", "cso.more"}


def test_what_stands_in_survey_yaml_holds_and_is_not_written_over(written: Study, files: Path, heard: Heard) -> None:
    plan = written.folder / "survey.yaml"
    theirs = "surveys:\n  cso: {type: Civil society}  # as the client says\n"
    plan.write_text(theirs, encoding="utf-8")

    take_in(written, files, ["cso"])

    assert plan.read_text(encoding="utf-8") == theirs
    assert {each.type for each in surveys_of(written).surveys[0].respondents} == {"Civil society"}
    assert any("change nothing there" in note for note in heard.notes)


def test_a_plan_that_nothing_can_be_added_to_is_left_and_told(written: Study, files: Path, heard: Heard) -> None:
    plan = written.folder / "survey.yaml"
    theirs = "surveys: {others: {type: UN}}\n"
    plan.write_text(theirs, encoding="utf-8")

    take_in(written, files, ["cso"])

    assert plan.read_text(encoding="utf-8") == theirs
    assert "type: CSO" in " ".join(heard.hints)


def test_a_plan_that_cannot_be_used_stops_before_anything_is_kept(written: Study, files: Path) -> None:
    (written.folder / "survey.yaml").write_text("surveys: [", encoding="utf-8")

    with pytest.raises(SurveyError):
        take_in(written, files, ["cso"])
    assert not (written.folder / "survey").exists()


def test_other_data_of_the_same_name_take_the_place_only_when_asked(
    written: Study, files: Path, tmp_path: Path
) -> None:
    take_in(written, files, ["cso"])
    take_in(written, files, ["cso"])  # the same files: nothing to ask
    newer = tmp_path / "newer.csv"
    newer.write_bytes(b"registered,_uuid\nyes,1\nno,2\n")
    entry = SurveyEntry(name="cso")

    with pytest.raises(UsageError, match="from other files"):
        import_survey(written, newer, files / "cso-form.xlsx", entry)
    import_survey(written, newer, files / "cso-form.xlsx", entry, replace=True)

    assert sorted(path.name for path in (written.folder / "survey").iterdir()) == [
        "SHA256SUMS",
        "cso-form.xlsx",
        "cso.csv",
    ]
    assert len(surveys_of(written).surveys[0].respondents) == 2
    assert check_study(written).altered == ()


@pytest.mark.parametrize("n_written", [1, 2])
def test_an_import_that_was_stopped_between_its_files_is_finished_when_given_again(
    n_written: int, written: Study, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, places = SurveyEntry(name="cso"), iter([importing.write_whole] * n_written)
    monkeypatch.setattr(importing, "write_whole", lambda path, content: next(places)(path, content))
    with pytest.raises(StopIteration):
        import_survey(written, files / "cso.xlsx", files / "cso-form.xlsx", entry)
    monkeypatch.undo()

    import_survey(written, files / "cso.xlsx", files / "cso-form.xlsx", entry)

    assert set(importing.noted_files(written.folder)) == {"cso.xlsx", "cso-form.xlsx"}
    assert check_study(written).altered == ()


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (SurveyEntry(name="Our Survey"), "no name for a survey"),
        (SurveyEntry(name="cso-form"), "no name for a survey"),
        (SurveyEntry(name="cso", type_from="gone"), "no such question"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_kept(
    entry: SurveyEntry, what: str, written: Study, files: Path
) -> None:
    with pytest.raises(UsageError, match=what):
        import_survey(written, files / "cso.xlsx", files / "cso-form.xlsx", entry)
    assert not (written.folder / "survey").exists()


def test_a_form_of_another_survey_is_refused(written: Study, files: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_bytes(b"x,y\n1,2\n")

    with pytest.raises(ReadError, match="no column that is a question"):
        import_survey(written, tmp_path / "other.csv", files / "cso-form.xlsx", SurveyEntry(name="cso"))


def test_questions_that_ask_who_somebody_is_are_never_printed_and_told(
    written: Study, files: Path, heard: Heard
) -> None:
    take_in(written, files, ["cso"])

    assert any(warning.startswith("email: asks who somebody is") for warning in heard.warnings)
    assert all(ref.question != "email" for item in surveys_of(written).items for ref in item.refs)


def test_a_file_that_was_changed_in_the_study_is_noticed(written: Study, files: Path) -> None:
    take_in(written, files, ["cso"])
    people = answered(CSO, seed=2)
    (written.folder / "survey" / "cso.xlsx").write_bytes(workbook({"cso": data_rows(CSO, people)}))

    assert check_study(written).altered == ("cso.xlsx",)
    assert survey_check(written).rows[0].cells[1] == "cso.xlsx in survey/"


def test_files_of_surveys_are_not_written_over_by_results(written: Study, files: Path) -> None:
    take_in(written, files, ["cso"])

    for name in ("survey/cso.xlsx", "survey/new.csv", "survey.yaml"):
        with pytest.raises(UsageError, match="not overwritten"):
            refuse_own_files(written.folder / name)


def test_words_of_somebody_who_withdrew_are_found_in_the_files_of_surveys(
    coded: Study, files: Path, heard: Heard, tmp_path: Path
) -> None:
    words = "Our last short grant ended, donors left Basra."
    people = [{**own, "more": words} for own in answered(CSO)]
    data, form = tmp_path / "cso.xlsx", tmp_path / "form.xlsx"
    data.write_bytes(workbook({"cso": data_rows(CSO, people)}))
    form.write_bytes(form_file(CSO).data)
    import_survey(coded, data, form, SurveyEntry(name="cso"))
    with (coded.folder / "survey.yaml").open("a", encoding="utf-8") as plan:
        plan.write("people: {amira: cso:0001}\n")
    heard.warnings.clear()

    say_what_is_left(coded, "amira", coded.store.forgetting.find("amira"), [])

    named = {warning.partition(":")[0].rpartition("/")[2] for warning in heard.warnings}
    assert {"cso.xlsx", "survey.yaml"} <= named
