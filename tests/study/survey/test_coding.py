"""Open answers are coded with the interviews' codebook, and are in none of their counts."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.document import Role
from qualcode.model.table import Table
from qualcode.settings import OPEN_ANSWERS
from qualcode.study.codebook.adding import add_terms
from qualcode.study.codebook.changes import merge_code, move_code
from qualcode.study.keeping import forgetting, remains
from qualcode.study.keeping.copies import check_study, copy_whole
from qualcode.study.keeping.exporting import Export, export_study
from qualcode.study.keeping.merging import merge_records
from qualcode.study.reading.roster import load_roster
from qualcode.study.report.report import ReportOptions, make_report, write_reports
from qualcode.study.results.dataset import write_data_set
from qualcode.study.results.quotes import protected
from qualcode.study.results.results import Results
from qualcode.study.review.agreement import agreement_of
from qualcode.study.review.passages import passages_table
from qualcode.study.study import Study
from qualcode.study.survey.coding import code_open_answers, open_answers_of
from tests.study.make import Heard, accept_all, configured, counts
from tests.study.survey.make import take_in

TABLES = sorted(
    name
    for name, function in inspect.getmembers(Results, inspect.isfunction)
    if inspect.signature(function).return_annotation == "Table" and name not in ("trace", "_noted", "_keyed")
)
"""Every table that is drawn from results."""


@pytest.fixture
def surveyed(coded: Study, files: Path) -> Study:
    """The small study, reviewed, with both surveys."""
    accept_all(coded)
    take_in(coded, files)
    return coded


@pytest.fixture
def answers(surveyed: Study) -> Iterator[Study]:
    """The study of its open answers, open to be coded."""
    code_open_answers(surveyed)
    with open_answers_of(surveyed, read_only=False) as own:
        assert own is not None
        yield own


def shown(study: Study, folder: Path) -> dict[str, object]:
    """All that a study shows of its interviews."""
    results = study.results()
    findings = study.folder / study.settings.study.findings
    findings.write_text("findings:\n  - {id: F1, statement: Money is short., codes: [funding]}\n", encoding="utf-8")
    tables = {name: getattr(results, name)() for name in TABLES}
    write_data_set(study, folder)
    report = make_report(study, results, ReportOptions())
    return {
        **{name: repr(table) for name, table in tables.items()},
        "quotes": repr(study.quotes(everything=True)),
        "progress": repr(study.progress()),
        "agreement": repr(agreement_of(study, ["amal", "rules"])),
        "dataset": {path.name: path.read_bytes() for path in sorted(folder.iterdir())},
        "report": [table for table in report.tables if table.name != "open_answers"],
    }


def told(table: Table) -> Iterator[str]:
    """What a table says of itself: its title, headings and notes."""
    yield from (table.title, *map(str, table.notes))
    yield from (words for column in table.columns for words in (column.label, column.group))


@pytest.mark.parametrize("is_reviewed", [False, True])
def test_whoever_answered_a_survey_is_called_a_respondent(answers: Study, is_reviewed: bool) -> None:
    if is_reviewed:
        accept_all(answers)
    results = answers.results()
    tables = [*(getattr(results, name)() for name in TABLES), answers.quotes(everything=True), answers.progress()]
    figure = next(figure for table in tables for figure in table.figures())
    tables += [results.trace(figure.id), passages_table(answers)]

    said = [words.replace("list of informants", "") for table in tables for words in told(table)]

    assert [words for words in said if re.search("informant|interview", words, re.IGNORECASE)] == []
    assert any("respondent" in words for words in said)
    assert "informant" in [column.key for column in tables[-2].columns]


def test_no_table_of_the_interviews_holds_an_open_answer(surveyed: Study, tmp_path: Path) -> None:
    before = shown(surveyed, tmp_path / "before")

    code_open_answers(surveyed)
    with open_answers_of(surveyed, read_only=False) as own:
        assert own is not None
        accept_all(own)

    assert shown(surveyed, tmp_path / "after") == before
    assert {*TABLES} >= {"frequencies", "saturation", "compare", "matrix", "cooccurrence"}


def test_each_respondent_is_a_document_in_which_questions_are_asked_and_answers_count(answers: Study) -> None:
    documents = [*answers.store.documents.all()]

    assert [document.reader for document in documents] == ["survey 1"] * 5
    for document in documents:
        assert [turn.role for turn in document.turns] == [Role.INTERVIEWER, Role.INFORMANT]
        assert document.text[: document.turns[0].end] == "What else should we know?"
    assert counts(answers.results().frequencies())["funding"] == "2 of 5"


def test_quotes_of_open_answers_say_that_somebody_answered_a_survey(answers: Study) -> None:
    accept_all(answers)
    shown = configured(answers, "minimum_cell = 2").results()

    assert {quote.attribution for quote in shown.selection.quotes} >= {"– CSO survey respondent"}
    assert {quote.attribution for quote in answers.results().selection.quotes} == {"– Survey respondent"}


def test_names_that_the_study_protects_are_protected_in_open_answers_too(surveyed: Study, answers: Study) -> None:
    people = surveyed.roster_path.read_text("utf-8").replace("\n", ",Bridges for Basra\n").splitlines()
    rows = ["informant_id,informant_type,document,organisation", *people[1:]]
    surveyed.roster_path.write_text("\n".join(rows), encoding="utf-8")
    load_roster(surveyed)
    (surveyed.folder / "protect.csv").write_text("name,replacement\nZakho,[place]\n", encoding="utf-8")

    listed = {entry.name for entry in protected(answers.results()).protected}

    assert {"Zakho", "Bridges for Basra"} <= listed


def test_newer_answers_keep_what_was_decided_on_those_that_stay(surveyed: Study, answers: Study) -> None:
    accept_all(answers)
    before = answers.results().frequencies()
    plan = surveyed.folder / "survey.yaml"
    plan.write_text(plan.read_text("utf-8").replace("leave_out:", "leave_out:\n  - others.more"), "utf-8")

    coded = code_open_answers(surveyed)

    assert (coded.n_respondents, len(coded.outcome.documents)) == (3, 0)
    assert len(answers.roster().informants) == 3
    assert counts(before)["funding"] == "2 of 5"
    assert counts(answers.results().frequencies())["funding"] == "2 of 3"


def test_what_becomes_of_a_code_holds_for_decisions_on_open_answers(surveyed: Study, answers: Study) -> None:
    accept_all(answers)
    move_code(surveyed, "short_term")
    merge_code(surveyed, "funding", "access")

    answers.suggest()

    assert counts(answers.results().frequencies())["access"] == "2 of 5"
    answers.suggest()  # once more: nothing is taken over twice
    assert answers.store.log.redirects() == surveyed.store.log.redirects()


def test_codebook_interviews_and_report_are_those_of_the_study_around(answers: Study, tmp_path: Path) -> None:
    for forbidden in (
        lambda: merge_code(answers, "funding", "access"),
        lambda: add_terms(answers, {"funding": ["budget"]}),
        lambda: answers.import_transcripts(tmp_path),
        lambda: write_reports(answers, [tmp_path / "report.html"]),
        lambda: code_open_answers(answers),
    ):
        with pytest.raises(UsageError, match="in the study around it"):
            forbidden()


def test_without_a_survey_or_an_open_answer_there_is_nothing_to_code(coded: Study) -> None:
    with pytest.raises(UsageError, match="no survey"):
        code_open_answers(coded)
    with open_answers_of(coded) as own:
        assert own is None


def test_they_are_checked_copied_exported_and_merged_with_the_study(
    surveyed: Study, answers: Study, tmp_path: Path, heard: Heard
) -> None:
    other = Path(shutil.copytree(surveyed.folder, tmp_path / "other" / "study"))
    with Study.open(other / OPEN_ANSWERS, voice=heard) as theirs:
        accept_all(theirs, "omar")
    own = answers.store

    merge_records(surveyed, other)

    assert {decision.coder for decision in own.log.decisions()} == {"omar"}
    assert {decision.coder for decision in surveyed.store.log.decisions()} == {"amal"}
    assert check_study(surveyed).said == "the study is whole: 3 interviews, open answers of 5 respondents checked"
    assert [copy.parent.parent for copy in copy_whole(surveyed)] == [surveyed.folder, answers.folder]
    export_study(surveyed, Export(decisions=tmp_path / "decisions.jsonl"), stdout=None)  # type: ignore[arg-type]
    assert any(f"--project {answers.folder}" in note for note in heard.notes)


def test_copies_of_a_study_have_copies_of_its_open_answers(surveyed: Study, tmp_path: Path) -> None:
    """Two people who each begin to code the open answers can put together what they decided."""
    other = Path(shutil.copytree(surveyed.folder, tmp_path / "other"))
    with Study.open(other) as theirs:
        code_open_answers(theirs)
        with open_answers_of(theirs, read_only=False) as own:
            assert own is not None
            accept_all(own, "omar")
    code_open_answers(surveyed)

    merge_records(surveyed, other)

    with open_answers_of(surveyed) as own:
        assert own is not None
        assert {decision.coder for decision in own.store.log.decisions()} == {"omar"}


def test_who_answered_is_forgotten_where_the_answers_are(surveyed: Study, answers: Study, heard: Heard) -> None:
    respondent = answers.roster().informants[0].id
    with pytest.raises(UsageError) as refused:
        forgetting.expect_there(surveyed, respondent)
    assert refused.value.hint == f"qualcode forget {respondent} --project {answers.folder}"

    found = answers.store.forgetting.find(respondent)
    remains.say_what_is_left(answers, respondent, found, [])
    forgetting.forget(answers, respondent)

    assert any("cso.xlsx" in warning for warning in heard.warnings)
    assert len(answers.store.documents.ids()) == 4
    assert len(code_open_answers(surveyed).outcome.failures) == 1


def test_forgetting_an_informant_who_also_answered_names_the_respondent(surveyed: Study, heard: Heard) -> None:
    with (surveyed.folder / "survey.yaml").open("a", encoding="utf-8") as plan:
        plan.write("people: {amira: cso:1004}\n")

    forgetting.forget(surveyed, "amira")

    assert "amira answered the survey as cso:1004" in heard.warnings
