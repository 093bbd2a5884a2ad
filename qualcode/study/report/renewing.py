"""Renewing the figures and quotes of a report that somebody has gone on writing in Word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.quote import Quote
from qualcode.model.short_id import short_id
from qualcode.model.table import Basis, Figure, Row, Table, listing
from qualcode.model.told import told
from qualcode.model.wording import plural
from qualcode.reports.docx_parts import open_docx
from qualcode.reports.marked_text import Marked, find_marked, write_marked
from qualcode.study.folder import refuse_own_files
from qualcode.study.report.report import ReportOptions, check_privacy, make_report
from qualcode.study.results.counting import count
from qualcode.study.results.quotes import check_verbatim, select_and_check

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
    quotes = select_and_check(results, everything=True)[0].quotes
    check_verbatim(study, quotes)
    today = _Today(
        study=study,
        figures=dict(report.figures),
        quotes={short_id("Q", results.figure_key + quote.id): quote for quote in quotes},
        key=results.figure_key,
    )
    rows = [row for marked in found if (row := today.renewed(marked))]
    write_marked(document, path)
    return Renewal(path=path, table=_table(rows, len(found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Today:
    """The figures and quotes that the study has now."""

    study: Study
    figures: dict[str, Figure]
    quotes: dict[str, Quote]
    key: str

    def renewed(self, marked: Marked) -> Row | None:
        """Write what is so today, and say what changed or could not be changed; None where nothing had to be."""
        was = marked.text
        words = self._words(marked)
        if not was.strip():
            return _row("taken out of the text", marked, "", words or "")
        if not marked.mark.is_untouched(was):
            return _row("typed over: left as it is", marked, was, words or "")
        if words is None:
            return _row("no longer there: left as it is", marked, was, "")
        if words == was:
            return None
        marked.write(words)
        return _row("renewed", marked, was, words)

    def _words(self, marked: Marked) -> str | None:
        mark = marked.mark
        if mark.way is None:
            quote = self.quotes.get(mark.id)
            return quote.printed if quote else None
        figure = self.figures.get(mark.id) or self._since_reviewed(mark.id)
        return (figure and told(figure, mark.way)) or None

    def _since_reviewed(self, figure_id: str) -> Figure | None:
        """The figure of decisions that has taken the place of one of suggestions."""
        spec = self.study.store.facts.figure(figure_id)
        if spec is None:
            return None
        return self.figures.get(Figure(spec={**spec, "basis": Basis.CODINGS.value}, value=None, key=self.key).id)


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
