"""Renewing the figures, quotes, tables and pictures of a report that somebody has gone on writing in Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.drafts.figures import Standing, standing
from qualcode.errors import UsageError
from qualcode.model.bookmarks import note_key, text_id
from qualcode.model.nouns import dataclass
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.reports.docx_archive import open_docx
from qualcode.reports.docx_maker import Maker
from qualcode.reports.marked_pictures import renew_pictures
from qualcode.reports.marked_tables import CELL, MarkedTable, add_note, compared_with, find_tables, renew_table
from qualcode.reports.marked_text import Marked, find_marked, last_bookmark, write_marked
from qualcode.study.folder import refuse_own_files
from qualcode.study.report.report import ReportOptions, check_privacy, make_report
from qualcode.study.report.today import Today
from qualcode.study.results.counting import count

if TYPE_CHECKING:
    from qualcode.study.study import Study

LEFT = "left as it is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What became of the marked words of a draft."""

    path: Path
    """The file with today's figures; the draft stays as it is."""
    table: Table
    """What was renewed, and what could not be."""


def renew(study: Study, draft: Path, *, to: Path | None = None, options: ReportOptions | None = None) -> Renewal:
    """Write a copy of a draft with today's figures, quotes, tables and pictures, where nobody has typed over them.

    Raises ReadError for a file that is no Word document, UsageError for one in which no report marked anything, and
    PrivacyError while privacy questions are open.
    """
    options = options or ReportOptions()
    document = open_docx(draft, "save it as .docx, without a password, and name it again")
    found, tables = find_marked(document), find_tables(document)
    if not found and not tables:
        raise UsageError(
            f"{draft}: no figure of a report is marked in it",
            hint="name a Word file that `qualcode report` wrote, or a text that was written on in one",
        )
    path = to or draft.with_name(f"{draft.stem}-updated{draft.suffix}")
    refuse_own_files(path)
    results = replace(count(study, unreviewed=options.unreviewed), for_client=not options.is_for_team)
    check_privacy(results, stop=not options.draft)
    report = make_report(study, results, options)
    study.keep_figures(*report.tables)
    renewing = _Renewing(
        document, Today.of(study, results, report), Maker(document, report, n_bookmarks=last_bookmark(document))
    )
    rows = [*renewing.all(found, tables)]
    write_marked(document, path)
    return Renewal(path=path, table=_table(rows, len(found)))


@dataclass(frozen=True, slots=True)
class _Renewing:
    """A draft, what is so today, and what writes it there."""

    document: Any
    today: Today
    maker: Maker

    def all(self, found: list[Marked], tables: list[MarkedTable]) -> Iterator[Row]:
        """Renew the text, then tables in which nobody typed as a whole and others figure by figure, then pictures."""
        whole = [each for each in tables if each.is_untouched and each.mark.id in self.today.tables]
        for marked in found:
            if not any(table.holds(marked.start) for table in whole) and (row := self._words(marked)):
                yield row
        for each in tables:
            table = self.today.tables.get(each.mark.id)
            if table is None:
                yield _row(f"{Standing.GONE}: {LEFT}", "", each.texts[0][0], "", key=each.mark.id)
            else:
                held = [marked for marked in found if each in whole and each.holds(marked.start)]
                yield from self._cells(each, table, held, untouched=each in whole)
        yield from self._notes(whole, {marked.mark.id: marked for marked in found})
        for title, chart in renew_pictures(self.document, self.today.charts):
            what = "picture drawn again" if chart else f"picture no longer there: {LEFT}"
            yield _row(what, chart.title if chart else title, "", "")

    def _words(self, marked: Marked) -> Row | None:
        """Write what is so today, and say what changed or could not be changed; None where nothing had to be."""
        was, words = marked.text, self.today.words(marked.mark, marked.text)
        found = standing(marked.mark, was, words)
        if found is Standing.UNCHANGED:
            return None
        if found is Standing.MOVED and words is not None:
            marked.write(words)
            return _row("renewed", marked.heading, was, words, key=marked.mark.id)
        if found is Standing.TAKEN_OUT:
            return _row(found, marked.heading, "", words or "", key=marked.mark.id)
        if found is Standing.GONE and marked.mark.kind == "N" and marked.remove():
            return _row("left out, for it is no longer so", marked.heading, was, "", key=marked.mark.id)
        return _row(f"{found}: {LEFT}", marked.heading, was, words or "", key=marked.mark.id)

    def _cells(self, each: MarkedTable, table: Table, held: list[Marked], *, untouched: bool) -> Iterator[Row]:
        """What became of a table; where somebody typed in it, rows that it lacks or has too many."""
        changes = renew_table(each, table, self.maker) if untouched else None
        if changes is not None:
            cells = [change for change in changes if change.what == CELL]
            if cells:
                yield _row("table renewed", table.title, plural(len(cells), "cell"), "")
            rows = [change for change in changes if change.what != CELL]
            yield from (_row(change.what, table.title, change.was, change.now, where=change.where) for change in rows)
            return
        for marked in held:
            if row := self._words(marked):
                yield row
        for change in compared_with(each, table):
            yield _row(f"{change.what}: {LEFT}", table.title, change.was, change.now, where=change.where)

    def _notes(self, whole: list[MarkedTable], known: dict[str, Marked]) -> Iterator[Row]:
        """Write the notes that have come to stand under a table."""
        for each in whole:
            table = self.today.tables[each.mark.id]
            after = each.element
            if each.part + 1 < each.n_parts:
                continue
            for place, note in enumerate(self.maker.notes[table.name]):
                key = note_key(table.name, place)
                if (there := known.get(text_id(key))) is not None:
                    after = there.paragraph
                else:
                    after = add_note(after, note, key, self.maker)
                    yield _row("note added under a table", table.title, "", note)


def _row(what: str, under: str, was: str, words: str, *, where: str = "", key: str = "") -> Row:
    return Row(cells=(what, f"{under}: {where}" if where else under, was, words), key=key)


def _table(rows: list[Row], n_marked: int) -> Table:
    renewed = sum("renewed" in str(row.cells[0]) and LEFT not in str(row.cells[0]) for row in rows)
    return listing(
        "renewed",
        f"{plural(n_marked, 'figure, quote or paragraph', 'figures, quotes and paragraphs')} that a report marked, "
        f"{renewed} renewed",
        ("What", "Under", "In the draft", "Today"),
        rows,
        wide=("In the draft", "Today"),
        notes=("A figure at the head or within a sentence keeps its place; read each sentence again that is listed.",)
        if rows
        else ("Nothing has changed.",),
    )
