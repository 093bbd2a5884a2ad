"""What moved since a report, and why."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.model.coding import Verdict
from qualcode.reports.lock import read_lock
from qualcode.study.codebook.changes import merge_code
from qualcode.study.reading.roster import exclude_informant, read_roster_again
from qualcode.study.report.moved import moved_between, moved_since
from qualcode.study.review.sessions import decide, suggestions_of
from qualcode.study.study import Study
from tests.study.conftest import opened
from tests.study.make import Heard, cells


@pytest.fixture(scope="module")
def reported_once(sample_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy: the sample study with a report."""
    folder = Path(shutil.copytree(sample_once, tmp_path_factory.mktemp("reported") / "study"))
    with Study.open(folder) as study:
        study.write_report(folder / "reports" / "report.md")
    return folder


@pytest.fixture
def reported(reported_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard) -> Iterator[Study]:
    yield from opened(reported_once, tmp_path, monkeypatch, heard)


def lock_of(study: Study) -> Path:
    return study.folder / "reports" / "report.lock"


def test_nothing_moves_while_nothing_is_done(reported: Study) -> None:
    table = moved_since(reported, lock_of(reported))

    assert table.rows == ()
    n_figures = len({figure.id for figure in read_lock(lock_of(reported)).figures})
    assert table.notes[0] == f"0 figures moved, {n_figures} are as they were, 0 are new, 0 are gone."


def test_an_informant_of_another_type_moves_figures_and_is_named(reported: Study) -> None:
    roster = reported.roster_path
    roster.write_text(roster.read_text("utf-8").replace("ingo-1,International NGO,", "ingo-1,CSO,"), "utf-8")
    assert not read_roster_again(reported).has_errors

    moved = {(row["row"], row["was"], row["is"]): row for row in cells(moved_since(reported, lock_of(reported)))}

    assert moved["Funding", "3 of 3", "4 of 4"]["why"] == "list of informants: ingo-1"


def test_decisions_made_since_are_the_reason(reported: Study) -> None:
    decide(reported, "amal", suggestions_of(reported).rows[0].key, Verdict.ACCEPT)

    table = moved_since(reported, lock_of(reported))

    assert "counted from decisions, before from" in " ".join([*table.notes, *(row["why"] for row in cells(table))])


def test_whoever_is_left_out_since_is_the_reason_and_new_figures_can_be_traced(reported: Study) -> None:
    exclude_informant(reported, "cso-2", "pilot")

    listed = cells(moved_since(reported, lock_of(reported)))

    moved = [row for row in listed if "not in the report" not in (row["was"], row["is"])]
    assert {row["why"] for row in moved} == {"left out of the counts, or no longer: cso-2"}
    new = next(row["figure"] for row in listed if row["was"] == "not in the report")
    with Study.open(reported.folder) as later:
        assert later.trace(new).title.startswith(new)


def test_a_code_that_only_stands_in_another_line_is_no_reason(reported: Study) -> None:
    codebook = reported.codebook_path
    codebook.write_text("# argued over on Monday\n" + codebook.read_text("utf-8"), "utf-8")
    reported.suggest()

    table = moved_since(reported, lock_of(reported))

    assert table.notes[0].startswith("0 figures moved")
    assert any(note.endswith("changed, no code.") for note in table.notes)


def test_a_guide_that_is_gone_is_the_reason_why_nobody_is_not_asked(reported: Study) -> None:
    reported.guide_path.unlink()

    moved = cells(moved_since(reported, lock_of(reported)))

    assert any("not asked" in row["was"] for row in moved)
    assert all(row["why"].startswith("interview guide: who was asked about ") for row in moved)


def test_a_code_that_went_into_another_takes_its_figures_with_it(shown: Study) -> None:
    [_, lock] = shown.write_report(shown.folder / "reports" / "report.md")
    merge_code(shown, "short_term", "funding")

    moved = cells(moved_since(shown, lock))

    gone = [row for row in moved if row["row"] == "Short-term funding"]
    assert gone
    assert {row["is"] for row in gone} == {"not in the report"}


def test_two_locks_are_compared_without_a_study(reported: Study) -> None:
    lock = lock_of(reported)
    reported.close()

    table = moved_between(lock, lock)

    assert table.rows == ()
    assert f"{len({figure.id for figure in read_lock(lock).figures})} are as they were" in table.notes[0]
    with pytest.raises(ReadError, match="not a lock file"):
        moved_between(lock, reported.codebook_path)


def test_every_id_of_a_report_can_be_traced(reported: Study) -> None:
    figures = read_lock(lock_of(reported)).figures

    assert {figure.id for figure in figures} <= set(reported.store.facts.figure_ids())
    for figure in figures[:: max(1, len(figures) // 8)]:
        assert reported.trace(figure.id).title.startswith(figure.id)
