"""Which figures moved since a report, by the lock file beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.lock import Lock
from qualcode.model.table import Table
from qualcode.study.report.lock import lock_of
from qualcode.study.report.report import ReportOptions, make_report
from qualcode.study.results.counting import count
from qualcode.tables.moved import moved_figures

if TYPE_CHECKING:
    from qualcode.study.study import Study


def moved_between(old: Path, new: Path) -> Table:
    """List the figures that differ between two reports, with what may have moved each."""
    from qualcode.reports.lock import read_lock

    return moved_figures(read_lock(old), read_lock(new))


def moved_since(study: Study, old: Path) -> Table:
    """List the figures that moved from a report to the study as it is now."""
    from qualcode.reports.lock import read_lock

    before = read_lock(old)
    return moved_figures(before, _lock_now(study, before))


def _lock_now(study: Study, earlier: Lock) -> Lock:
    """What a report like an earlier one would say now; its figures are remembered, for they are shown."""
    options = ReportOptions(audience=earlier.audience, unreviewed=earlier.unreviewed)
    results = count(study, unreviewed=options.unreviewed)
    report = make_report(study, results, options)
    study.keep_figures(*report.tables)
    return lock_of(study, results, report, unreviewed=options.unreviewed)
