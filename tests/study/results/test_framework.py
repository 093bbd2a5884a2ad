"""The framework matrix of a study: written by people, told when it is old, and gone with who withdraws."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Mark, Verdict
from qualcode.model.journal import EventKind
from qualcode.model.report import Audience
from qualcode.model.sheet import LONGEST
from qualcode.model.summary import Box, By
from qualcode.study.keeping.forgetting import forget
from qualcode.study.keeping.log import log_table
from qualcode.study.keeping.merging import export_records, merge_files
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.results.framework import (
    box_named,
    framework_of,
    keep_summary,
    matrix_of,
    words_behind,
    write_summary,
)
from qualcode.study.results.framework_sheet import read_framework_sheet, write_framework_sheet
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import GUIDE, accept_all, cells

ARABIC = "المانحون غادروا، والمنح قصيرة."


@pytest.fixture
def reviewed(coded: Study) -> Study:
    """The small study, everything accepted."""
    accept_all(coded)
    return coded


@pytest.fixture
def guided(reviewed: Study) -> Study:
    """With an interview guide."""
    (reviewed.folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    return reviewed


def box(study: Study, informant: str = "amira", on: str = "funding", by: By = By.THEME) -> Box:
    return box_named(study, study.results(), informant, on, by=by)


def write(study: Study, text: str, informant: str = "amira", on: str = "funding", coder: str = "amal") -> str:
    return write_summary(study, box(study, informant, on), text, coder=coder)


def shown(study: Study, on: str = "funding") -> dict[str, str]:
    """What the matrix shows of each informant on a theme."""
    table = matrix_of(framework_of(study, study.results(), levels=0))
    return {row["informant"]: row[on] for row in cells(table)}


def test_a_cell_says_what_there_is_until_somebody_writes(reviewed: Study) -> None:
    assert shown(reviewed) == {
        "amira": "1 passage: amira:2",
        "basim": "not raised",
        "carol": "1 passage: carol:2",
    }


def test_what_is_written_stands_with_the_passages_it_was_written_from(reviewed: Study) -> None:
    write(reviewed, "Short grants,\n  and donors who left.")

    assert shown(reviewed)["amira"] == "Short grants, and donors who left.\n(1 passage: amira:2)"
    assert box(reviewed).summaries[0].coder == "amal"
    words = words_behind(reviewed, reviewed.results(), framework_of(reviewed, reviewed.results()))
    assert words[box(reviewed).place] == {"amira:2": "Our last short grant ended, donors left Basra."}


def test_a_summary_is_old_once_a_passage_under_it_is_coded_withdrawn_or_denied(reviewed: Study) -> None:
    write(reviewed, "Nothing on money.", "basim")
    assert not box(reviewed, "basim").is_stale

    decide(reviewed, "amal", "basim:2", Verdict.ADD, code="short_term")
    assert box(reviewed, "basim").is_stale
    assert "the passages changed since" in shown(reviewed)["basim"]
    assert "1 summary older than the passages" in " ".join(matrix_of(framework_of(reviewed, reviewed.results())).notes)

    keep_summary(reviewed, box(reviewed, "basim"), coder="omar")
    assert not box(reviewed, "basim").is_stale
    assert (box(reviewed, "basim").text, box(reviewed, "basim").summaries[0].coder) == ("Nothing on money.", "omar")

    decide(reviewed, "amal", "basim:2", Verdict.WITHDRAW, code="short_term")
    assert box(reviewed, "basim").is_stale


def test_a_passage_that_is_marked_contrary_makes_it_old(reviewed: Study) -> None:
    write(reviewed, "There is money.", "carol")
    decide(reviewed, "amal", "carol:2", Verdict.ACCEPT, code="funding", marks=(Mark.CONTRARY,))

    assert box(reviewed, "carol").is_stale
    assert box(reviewed, "carol").standing == "contrary"


def test_answers_to_a_question_reach_to_the_next_question_of_the_guide(guided: Study) -> None:
    found = framework_of(guided, guided.results(), by=By.QUESTION)

    assert {
        place.informant_id: (box.standing, list(box.passages))
        for place, box in found.boxes.items()
        if place.of == "money"
    } == {
        "amira": ("asked", ["amira:2"]),
        "basim": ("not asked", []),
        "carol": ("not asked", []),
    }
    write_summary(guided, found.box("money", "amira"), "Grants ended.", coder="amal")
    assert box(guided, on="money", by=By.QUESTION).text == "Grants ended."
    assert box(guided).text == ""


@pytest.mark.parametrize(
    ("informant", "on", "text", "says"),
    [
        ("nobody", "funding", "x", "no such informant"),
        ("amira", "money", "x", "no such code"),
        ("amira", "funding", " ", "the summary is empty"),
        ("amira", "funding", "x" * (LONGEST + 1), "at most 30,000"),
    ],
)
def test_what_cannot_be_written_is_refused(reviewed: Study, informant: str, on: str, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        write(reviewed, text, informant, on)
    assert reviewed.store.log.events(EventKind.SUMMARY) == ()


def test_without_a_guide_there_are_no_questions(reviewed: Study) -> None:
    with pytest.raises(UsageError, match="no interview guide"):
        framework_of(reviewed, reviewed.results(), by=By.QUESTION)


def test_who_is_blind_sees_nobody_elses_summaries_and_replaces_none(reviewed: Study) -> None:
    write(reviewed, "Amal's words.")
    alone = box_named(reviewed, reviewed.results(), "amira", "funding", alone="omar")
    assert alone.text == ""

    write_summary(reviewed, alone, "Omar's words.", coder="omar")
    assert box(reviewed).text == "Amal's words. / Omar's words."


def sheet(study: Study, path: Path, by: By = By.THEME) -> Path:
    write_framework_sheet(study, study.results(), framework_of(study, study.results(), by=by, levels=0), path)
    return path


def fill_in(path: Path, **answers: str | None) -> None:
    """Write into the rows of some cells: `amira_funding`."""
    book = openpyxl.load_workbook(path)
    page = book["Framework"]
    column = {cell.value: cell.column for cell in page[1]}
    for line in range(2, page.max_row + 1):
        name = page.cell(line, column["Cell"]).value.replace(" · ", "_")
        if name in answers:
            page.cell(line, column["Summary"]).value = answers[name]
    book.save(path)


def test_a_spreadsheet_goes_out_and_comes_back(reviewed: Study, tmp_path: Path) -> None:
    write(reviewed, "To be taken back.", "carol")
    longest = "word " * (LONGEST // 5 - 1) + "end."
    path = sheet(reviewed, tmp_path / "cells.xlsx")
    fill_in(path, amira_funding=ARABIC, basim_access=longest, carol_funding=None)

    done = read_framework_sheet(reviewed, reviewed.results(), path, coder="omar")

    assert (done.n_refused, done.said[0].split(": ")[1]) == (0, "3 rows changed, 6 unchanged, 0 refused")
    assert (box(reviewed).text, box(reviewed, "basim", "access").text) == (ARABIC, longest)
    assert box(reviewed, "carol").text == ""
    again = read_framework_sheet(reviewed, reviewed.results(), sheet(reviewed, tmp_path / "again.xlsx"), coder="omar")
    assert again.said[0].endswith("0 rows changed, 9 unchanged, 0 refused")


def test_a_capital_that_is_put_right_in_a_spreadsheet_is_a_change(reviewed: Study, tmp_path: Path) -> None:
    write(reviewed, "the cso lost its grant.")
    path = sheet(reviewed, tmp_path / "cells.xlsx")
    fill_in(path, amira_funding="The CSO lost its grant.")

    read_framework_sheet(reviewed, reviewed.results(), path, coder="amal")

    assert box(reviewed).text == "The CSO lost its grant."


def test_a_cell_written_here_and_in_a_spreadsheet_is_refused_there(reviewed: Study, tmp_path: Path) -> None:
    path = sheet(reviewed, tmp_path / "cells.xlsx")
    write(reviewed, "Written here.")
    fill_in(path, amira_funding="Written there.", basim_access="Checkpoints.")

    done = read_framework_sheet(reviewed, reviewed.results(), path, coder="omar")

    assert done.n_refused == 1
    assert "answered otherwise since the list was written" in str(done.table.rows[-1].cells)
    assert (box(reviewed).text, box(reviewed, "basim", "access").text) == ("Written here.", "Checkpoints.")


def test_answers_to_questions_come_back_as_themselves(guided: Study, tmp_path: Path) -> None:
    path = sheet(guided, tmp_path / "cells.xlsx", By.QUESTION)
    fill_in(path, amira_money="Grants ended.")

    read_framework_sheet(guided, guided.results(), path, coder="amal")

    assert box(guided, on="money", by=By.QUESTION).text == "Grants ended."
    assert box(guided).text == ""


def test_a_copy_takes_summaries_in_and_shows_both_where_two_people_wrote(reviewed: Study, tmp_path: Path) -> None:
    import shutil

    write(reviewed, "Money is short.")
    with Study.open(shutil.copytree(reviewed.folder, tmp_path / "copy")) as copy:
        write(copy, "Money ended.", coder="omar")
        write(reviewed, "Money is very short.")
        export_records(reviewed, tmp_path / "out.jsonl")
        merge_files(copy, [tmp_path / "out.jsonl"])

        # Both are the next act of their copy, so it is its name that says which stands first.
        assert sorted(box(copy).text.split(" / ")) == ["Money ended.", "Money is very short."]


def test_a_summary_leaves_with_who_withdraws(reviewed: Study) -> None:
    write(reviewed, "The one who tells of Basra.")
    write(reviewed, "Checkpoints.", "basim", "access")

    forget(reviewed, "amira")

    assert [event.target for event in reviewed.store.log.events(EventKind.SUMMARY)] == ["basim"]
    assert b"tells of Basra" not in (reviewed.folder / "project.db").read_bytes()


def test_a_summary_of_several_interviews_leaves_with_one_of_them(reviewed: Study) -> None:
    from qualcode.store.tombstones import Forgotten

    write(reviewed, "Said in both.")
    [event] = reviewed.store.log.events(EventKind.SUMMARY)
    study = reviewed.store.facts.setting("study")
    of_interview = Forgotten(study=study, documents=frozenset({Forgotten(study=study).hash("amira")}))

    assert of_interview.covers("event", event)
    assert not Forgotten(study=study, documents=frozenset({"other"})).covers("event", event)


def test_the_log_tells_who_wrote_what(reviewed: Study) -> None:
    write(reviewed, "Money is short.")

    [row] = cells(log_table(reviewed, what="summary"))
    assert (row["who"], row["where"], row["code"], row["detail"]) == (
        *("amal", "amira", "funding", "Money is short. (1 passage)"),
    )


def test_the_team_s_report_has_the_matrix_and_a_client_s_never(guided: Study) -> None:
    write(guided, "Money is short for amira.")
    asked = ReportOptions(annexes=("framework",))  # type: ignore[arg-type]
    team = make_report(guided, guided.results(), ReportOptions(audience=Audience.TEAM))
    client = make_report(guided, guided.results(), asked)

    assert [table.name for table in team.tables if table.name.startswith("framework")] == [
        *("framework_matrix_theme", "framework_theme_funding")
    ]
    assert any(chapter.heading.endswith(": What each informant says") for chapter in team.chapters)
    assert "Money is short for amira" not in repr(client)
