"""Renewing the figures and quotes of a report that somebody has gone on writing in Word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.drafts.figures import Standing, standing
from qualcode.errors import UsageError
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.reports.docx_parts import open_docx
from qualcode.reports.marked_text import Marked, find_marked, write_marked
from qualcode.study.folder import refuse_own_files
from qualcode.study.report.report import ReportOptions, check_privacy, make_report
from qualcode.study.report.today import Today
from qualcode.study.results.counting import count

if TYPE_CHECKING:
    from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What became of the marked words of a draft."""

    path: Path
    """The file with today's figures; the draft stays as it is."""
    table: Table
    """What was renewed, and what could not be."""


def renew(study: Study, draft: Path, *, to: Path | None = None, options: ReportOptions | None = None) -> Renewal:
    """Write a copy of a draft with today's figures and quotes, where nobody has typed over them.

    Raises ReadError for a file that is no Word document, UsageError for one in which no report marked anything, and
    PrivacyError while privacy questions are open.
    """
    options = options or ReportOptions()
    document = open_docx(draft, "save it as .docx, without a password, and name it again")
    found = find_marked(document)
    if not found:
        raise UsageError(
            f"{draft}: no figure of a report is marked in it",
            hint="name a Word file that `qualcode report` wrote, or a text that was written on in one",
        )
    path = to or draft.with_name(f"{draft.stem}-updated{draft.suffix}")
    refuse_own_files(path)
    results = count(study, unreviewed=options.unreviewed)
    check_privacy(results, stop=not options.draft)
    report = make_report(study, results, options)
    study.keep_figures(*report.tables)
    today = Today.of(study, results, report)
    rows = [row for marked in found if (row := _renewed(marked, today))]
    write_marked(document, path)
    return Renewal(path=path, table=_table(rows, len(found)))


def _renewed(marked: Marked, today: Today) -> Row | None:
    """Write what is so today, and say what changed or could not be changed; None where nothing had to be."""
    was, words = marked.text, today.words(marked.mark)
    found = standing(marked.mark, was, words)
    if found is Standing.UNCHANGED:
        return None
    if found is Standing.MOVED and words is not None:
        marked.write(words)
        return _row("renewed", marked, was, words)
    if found is Standing.TAKEN_OUT:
        return _row(found, marked, "", words or "")
    return _row(f"{found}: left as it is", marked, was, words or "")


def _row(what: str, marked: Marked, was: str, words: str) -> Row:
    return Row(cells=(what, marked.heading, was, words), key=marked.mark.id)


def _table(rows: list[Row], n_marked: int) -> Table:
    renewed = sum(row.cells[0] == "renewed" for row in rows)
    return listing(
        "renewed",
        f"{plural(n_marked, 'figure or quote', 'figures and quotes')} in the draft, {renewed} renewed",
        ("What", "Under", "In the draft", "Today"),
        rows,
        wide=("In the draft", "Today"),
        notes=("A figure at the head or within a sentence keeps its place; read each sentence again that is listed.",)
        if rows
        else ("Nothing has changed.",),
    )
