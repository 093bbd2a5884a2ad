from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.model.text import n_words
from qualcode.study.keeping.merging import merge_files
from qualcode.study.review.audit import LONG_ENOUGH, Audit, audit_table, audits_of
from qualcode.study.review.coding_sheet import read_sheet, write_audit
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study

CODINGS = Path(__file__).resolve().parents[3] / "transcripts_sample" / "human_coding.csv"


def test_passages_without_a_suggestion_are_drawn_and_judged_one_by_one(coded: Study) -> None:
    before = Audit.of(coded, "Access", size=60, seed=1)
    decide(coded, "amal", "amira:2", Verdict.ADD, code="access")
    decide(coded, "amal", "carol:2", Verdict.REJECT, code="access")
    after = Audit.of(coded, "access", size=60, seed=1)

    assert (before.n_passages, sorted(before.open_), before.missed) == (2, ["amira:2", "carol:2"], ())
    assert (after.open_, after.missed, after.n_judged) == ((), ("amira:2",), 2)
    assert audit_table(coded, after, 0.05).notes == (
        "2 informant passages have no suggestion of the code, all of them judged: missed in 1 (50.0%).",
    )


def test_whoever_has_not_coded_yet_has_judged_nothing(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.REJECT, code="access")

    assert len(Audit.of(coded, "access", size=60, seed=1, coder="omar").open_) == 2
    assert len(Audit.of(coded, "access", size=60, seed=1, coder="AMAL").open_) == 1


def test_an_audit_starts_with_nothing_judged_and_says_how_many_are_needed(sample: Study) -> None:
    audit = Audit.of(sample, "hr_turnover", size=5, seed=1)
    table = audit_table(sample, audit, 0.05)

    assert len(table.rows) == 5
    assert "Nothing is judged yet: 60 without a miss show less than 5%" in " ".join(table.notes)
    assert audit_table(sample, Audit.of(sample, "hr_turnover", size=5, seed=1), 0.05) == table
    assert Audit.of(sample, "hr_turnover", size=5, seed=2).sample != audit.sample
    with pytest.raises(UsageError, match="nothing: no such code"):
        Audit.of(sample, "nothing", size=5, seed=1)


def test_an_audit_is_judged_one_by_one_or_in_a_spreadsheet(sample: Study, tmp_path: Path) -> None:
    def audit() -> Audit:
        return Audit.of(sample, "hr_turnover", size=5, seed=1, coder="amal")

    passages = audit().open_
    decide(sample, "amal", passages[0], Verdict.ADD, code="hr_turnover")
    decide(sample, "amal", passages[1], Verdict.REJECT, code="hr_turnover")
    path = tmp_path / "audit.xlsx"
    write_audit(sample, path, audit().open_, "hr_turnover", coder="amal")
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    column = {cell.value: cell.column for cell in page[1]}["Decision"]
    for line, verdict in enumerate(("reject", "reject", "accept"), start=2):
        page.cell(line, column).value = verdict
    book.save(path)
    assert read_sheet(sample, path, coder="").n_refused == 0

    assert audit().open_ == ()
    told = " ".join(audit_table(sample, audit(), 0.05).notes)
    assert "Of 5 drawn at random by type and judged, missed in 2: 40.0%" in told
    assert (audit().share, round(audit().highest, 3)) == (0.4, 0.811)
    assert " ".join(read_sheet(sample, path, coder="").said).count("0 rows changed") == 1


def test_whoever_read_the_whole_study_has_judged_the_sample(sample: Study) -> None:
    assert merge_files(sample, [CODINGS]) == 0

    audit = Audit.of(sample, "registration", size=100, seed=1)

    assert audit.open_ == ()
    assert "100 of 100 passages judged" in audit_table(sample, audit, 0.05).title
    assert len(Audit.of(sample, "registration", size=60, seed=1, coder="zeynep").open_) == 60


def test_passages_too_short_to_say_something_are_not_drawn(sample: Study) -> None:
    words = {each.id: n_words(each.text) for _, passages in sample.store.documents.segmented() for each in passages}
    audit = Audit.of(sample, "access", size=10_000)

    assert min(words[passage] for passage in audit.sample) >= LONG_ENOUGH
    assert (len(audit.sample), audit.n_short > 0) == (audit.n_passages, True)
    assert (
        f"informant passages of {LONG_ENOUGH} words or more have no suggestion"
        in audit_table(sample, audit, 0.05).notes[0]
    )


def test_a_report_can_print_what_was_found_of_each_theme_that_was_audited(sample: Study) -> None:
    assert audits_of(sample) == ()
    first, second, *_ = Audit.of(sample, "registration").sample
    decide(sample, "amal", first, Verdict.ADD, code="registration")
    decide(sample, "amal", second, Verdict.REJECT, code="registration")

    (audit,) = (each for each in audits_of(sample) if each.code_id == "registration")
    assert (audit.n_judged, audit.missed, audit.share) == (2, (first,), 0.5)
    assert audit == Audit.of(sample, "registration")
