"""What the lock beside a report keeps."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from qualcode.model.coding import Verdict
from qualcode.model.lock import Lock
from qualcode.model.report import Audience
from qualcode.model.table import Basis
from qualcode.reports.lock import read_lock
from qualcode.study.reading.roster import exclude_informant
from qualcode.study.report.lock import lock_of
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study


def lock_now(study: Study, *, unreviewed: bool = False) -> Lock:
    results = study.results(unreviewed=unreviewed)
    return lock_of(study, results, make_report(study, results), unreviewed=unreviewed)


def test_every_figure_of_the_report_is_kept_with_where_it_stands(shown: Study) -> None:
    results = shown.results()
    report = make_report(shown, results)
    locked = lock_of(shown, results, report, unreviewed=False).figures

    assert {figure.id for figure in locked} == set(report.figures)
    [total] = [
        figure
        for figure in locked
        if (figure.table, figure.row) == ("frequencies", "Funding") and figure.column.startswith("Total")
    ]
    assert (total.shown, total.value, total.of) == ("2 of 3", 2, 3)
    assert total.spec["code"] == "funding"


def test_files_of_the_report_are_kept_by_their_hash(shown: Study) -> None:
    *written, lock = shown.write_report(shown.folder / "reports" / "a.md", shown.folder / "reports" / "a.json")

    assert read_lock(lock).files == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in written}


def test_decisions_are_kept_by_code_and_people_with_their_interviews(shown: Study) -> None:
    before = lock_now(shown)
    decide(shown, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    decide(shown, "amal", "carol:2", Verdict.REJECT, code="funding")
    exclude_informant(shown, "basim", "pilot")
    after = lock_now(shown)

    assert dict(before.decisions) == {}
    assert {code: work.n_decisions for code, work in after.decisions.items()} == {"funding": 2}
    assert {id_: person.documents for id_, person in after.roster.items()} == {
        "amira": ("amira",),
        "basim": ("basim",),
        "carol": ("carol",),
    }
    assert (before.excluded, after.excluded) == ((), ("basim",))
    assert (before.roster, before.documents, before.codes) == (after.roster, after.documents, after.codes)
    assert dict(after.parents) == {"short_term": "funding"}


@pytest.mark.parametrize("unreviewed", [False, True], ids=["decisions", "suggestions"])
def test_what_was_counted_is_said(shown: Study, unreviewed: bool) -> None:
    decide(shown, "amal", "amira:2", Verdict.ACCEPT, code="funding")

    lock = lock_now(shown, unreviewed=unreviewed)

    assert lock.unreviewed is unreviewed
    assert lock.basis is (Basis.SUGGESTIONS if unreviewed else Basis.UNFINISHED)
    assert lock.settings["privacy.minimum_cell"] == "1"


@pytest.mark.parametrize(
    ("options", "inside"),
    [
        (ReportOptions(), False),
        (ReportOptions(audience=Audience.TEAM), True),
        (ReportOptions(draft=True), True),
    ],
    ids=["client", "team", "draft"],
)
def test_the_lock_names_interviews_so_that_of_a_clients_report_stays_in_the_study(
    shown: Study, tmp_path: Path, options: ReportOptions, inside: bool
) -> None:
    report = tmp_path / "client" / "annex.md"

    [_, lock] = shown.write_report(report, options=options)

    beside = report.with_suffix(".lock")
    assert lock == (beside if inside else shown.folder / "reports" / "annex-at-client.lock")
    assert beside.exists() is inside
