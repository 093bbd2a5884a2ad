"""An open study: opened, made, and what it is asked for from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import ProjectError, UsageError
from qualcode.study.study import Study
from tests.study.make import GUIDE, Heard, configured, write_small_study


def test_a_study_that_is_made_is_open_and_opened_again_is_the_same(tmp_path: Path) -> None:
    with Study.create(tmp_path / "new", name="Mine") as study:
        key = study.figure_key

    with Study.open(tmp_path / "new") as again:
        assert (again.name, again.figure_key) == ("Mine", key)
        assert again.kept == {}


def test_a_study_goes_by_its_folder_where_it_has_no_name(written: Study) -> None:
    assert written.name == "Small study"
    text = (written.folder / "qualcode.toml").read_text("utf-8")
    (written.folder / "qualcode.toml").write_text(text.replace('name = "Small study"', ""), "utf-8")

    assert configured(written, "").name == written.folder.name


def test_from_files_to_a_table_in_three_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    heard = Heard()
    with Study.create(tmp_path / "new", voice=heard) as study:
        write_small_study(study.folder)
        assert [document.id for document in study.import_transcripts().documents] == ["amira", "basim", "carol"]
        assert study.suggest().n_suggestions == 4
        assert [row.key for row in study.frequencies().rows] == ["funding", "short_term", "access", "*"]

    assert "3 interviews imported" in heard.notes


def test_before_a_codebook_is_applied_there_is_none_and_nothing_to_count(written: Study) -> None:
    with pytest.raises(ProjectError, match="no codebook has been applied yet"):
        written.codebook()
    with pytest.raises(ProjectError, match="no interviews yet"):
        written.results()


def test_the_list_of_informants_may_be_an_excel_file_where_there_is_no_other(written: Study) -> None:
    excel = written.roster_path.with_suffix(".xlsx")
    excel.touch()
    assert written.roster_path.suffix == ".csv"

    written.roster_path.unlink()

    assert written.roster_path == excel


def test_a_guide_is_read_where_there_is_one_and_its_file_is_kept(coded: Study) -> None:
    assert coded.guide() is None
    coded.guide_path.write_text(GUIDE, "utf-8")

    guide = coded.guide()

    assert guide is not None
    assert [question.id for question in guide.questions] == ["money", "roads"]
    assert coded.guide() == guide


def test_a_study_opened_for_reading_is_counted_and_left_as_it_is(coded: Study) -> None:
    before = coded.store.stamp()
    with Study.open(coded.folder, read_only=True) as study:
        figure = next(study.frequencies().figures())
        assert study.trace(figure.id).rows

    assert coded.store.stamp() == before
    assert coded.store.facts.figure_ids() == ()


def test_what_is_allowed_needs_a_breach_and_a_reason(coded: Study) -> None:
    with pytest.raises(UsageError, match="needs a reason"):
        coded.allow("P-aaaaaaaaaa", reason="")
    with pytest.raises(UsageError, match="no such privacy question"):
        coded.allow("P-aaaaaaaaaa", reason="agreed")
