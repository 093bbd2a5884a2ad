"""The report of a study, put together from its tables and written in every format asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import PrivacyError, UsageError
from qualcode.files.write import expect_replaceable
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.report import Annex, Audience, Passage, Report
from qualcode.model.short_id import short_id
from qualcode.model.table import Basis, Figure, Table
from qualcode.model.wording import opening, plural
from qualcode.study.around import expect_interviews
from qualcode.study.folder import refuse_own_files
from qualcode.study.recordings import way_to
from qualcode.study.report.abbreviations import abbreviations_in, unexplained_note
from qualcode.study.report.facts import gather_facts
from qualcode.study.report.lock import lock_of
from qualcode.study.report.material import Material
from qualcode.study.report.settled import quotes_to_read, with_quotes
from qualcode.study.report.tables import (
    framework_tables,
    passages_table,
    report_charts,
    report_tables,
    saturation_sentence,
)
from qualcode.study.report.title import known_title, plain_title, unsaid_note
from qualcode.study.results.counting import count
from qualcode.study.results.privacy import open_breaches
from qualcode.study.results.quotes import attribution_notes, check_verbatim
from qualcode.study.results.results import Results
from qualcode.tables.behind import Trail, passages_behind
from qualcode.tables.spec import Measure

if TYPE_CHECKING:
    from qualcode.study.study import Study

Behind = Mapping[str, tuple[Passage, ...]]
"""By figure, the passages shown when a reader opens it."""

FOR_PEOPLE = (".docx", ".xlsx", ".html")
"""What `run` and `demo` write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What somebody asked of a report."""

    audience: Audience = Audience.CLIENT
    draft: bool = False
    """A watermarked version for the team, in spite of open privacy questions."""
    title: str = ""
    template: Path | None = None
    """A Word document whose styles, page and letterhead the .docx takes over."""
    unreviewed: bool = False
    """From suggestions, although there are decisions."""
    intervals: bool = False
    """Charts of shares show 95% intervals."""
    annexes: Collection[Annex] = ()
    """Further annexes of a client's report; the team's has them all."""

    @property
    def is_for_team(self) -> bool:
        """Whether it may name people: a draft is for the team alone."""
        return self.draft or self.audience is Audience.TEAM

    @property
    def name(self) -> str:
        """The files' name, so that a version for the team is not mistaken for the client's."""
        if self.draft:
            return "report-draft"
        return "report-team" if self.audience is Audience.TEAM else "report"


def write_reports(
    study: Study, paths: Sequence[Path], options: ReportOptions = ReportOptions(), *, strict: bool = True
) -> list[Path]:
    """Write the study's report, a file per path (the suffix says the format), and its lock. Returns the files.

    Raises PrivacyError where privacy questions are open, unless it is a draft, or `strict` is off.
    """
    from qualcode.reports import REPORT_WRITERS
    from qualcode.reports.docx import write_docx
    from qualcode.reports.lock import write_lock

    expect_interviews(study, "the report is written")
    lock = lock_path(study, paths[0], options)
    for path in (*paths, lock):
        refuse_own_files(path)
    expect_replaceable((*paths, lock))
    results = replace(count(study, unreviewed=options.unreviewed), for_client=not options.is_for_team)
    check_privacy(results, stop=strict and not options.draft)
    check_verbatim(study, results.selection.quotes)
    report = make_report(study, results, options)
    study.keep_figures(*report.tables)
    for path in study.voice.progress(paths, len(paths), "Writing the report"):
        placed = replace(report, base=way_to(study.folder, path.parent))
        if path.suffix == ".docx":
            write_docx(placed, path, template=options.template)
        else:
            REPORT_WRITERS[path.suffix](placed, path)
    write_lock(lock_of(study, results, report, unreviewed=options.unreviewed, files=paths), lock)
    if strict and report.basis is not Basis.CODINGS:
        how_far = report.progress or "nobody has reviewed the suggestions."
        study.voice.warn(f"{how_far} The report says so throughout", "`qualcode review` goes on; then write it again")
    if strict and (unsaid := unsaid_note(study.settings)):
        study.voice.note(unsaid)
    if strict and (unexplained := unexplained_note(results, study.settings.report.abbreviations)):
        study.voice.note(unexplained)
    if strict and (unread := quotes_to_read(results, report)):
        study.voice.note(unread)
    if lock.parent != paths[0].parent:
        study.voice.note(f"the lock names interviews and people, so it stays in the study: {lock}")
    return [*paths, lock]


def lock_path(study: Study, report: Path, options: ReportOptions) -> Path:
    """Beside the report; in the study where the report is for a client and goes elsewhere, lest it is sent along."""
    from qualcode.reports.lock import SUFFIX

    inside = report.resolve().is_relative_to(study.folder.resolve())
    if inside or options.draft or options.audience is Audience.TEAM:
        return report.with_suffix(SUFFIX)
    return study.folder / "reports" / f"{report.stem}-at-{report.resolve().parent.name or 'root'}{SUFFIX}"


def paths_for(
    study: Study,
    options: ReportOptions = ReportOptions(),
    *,
    to: Path | None = None,
    formats: Sequence[str] = FOR_PEOPLE,
) -> list[Path]:
    """Where a report goes: `reports/` unless a folder or a file is named, whose ending says the format."""
    from qualcode.reports import REPORT_WRITERS

    if to is not None and to.suffix.lower() in REPORT_WRITERS and not to.is_dir():
        return [to.with_suffix(to.suffix.lower())]
    if to is not None and to.suffix and not to.is_dir():
        known = ", ".join(REPORT_WRITERS)
        raise UsageError(f"{to}: no format of that ending", hint=f"there are: {known}; or name a folder")
    return [(to or study.folder / "reports") / f"{options.name}{suffix}" for suffix in formats]


def make_report(study: Study, results: Results, options: ReportOptions = ReportOptions()) -> Report:
    """Tables, quotes and charts, the chapters made of them, and what made the figures."""
    from qualcode.reports.coreq import checklist
    from qualcode.reports.method import introduction, method
    from qualcode.reports.provenance import provenance
    from qualcode.study.report.annexes import annex_chapters, wanted_annexes
    from qualcode.study.report.chapters import further_quotes, report_chapters, sources_of
    from qualcode.study.report.cover import cover
    from qualcode.study.report.findings import findings_chapters, quoted_in
    from qualcode.study.report.surveyed import open_surveys, survey_parts
    from qualcode.tables.quote_tables import quotes_table

    team = options.is_for_team
    audience = Audience.TEAM if team else Audience.CLIENT
    if results.for_client is team:
        results = replace(results, for_client=not team)
    material = _material(study, results, options)
    results, facts, tables, charts = material.results, material.facts, tuple(material.tables.values()), material.charts
    selection = results.selection
    quotes = quotes_table(
        selection.quotes, basis=results.basis, show_where=team, silent=selection.silent if team else None
    )
    asked = wanted_annexes(options.annexes, audience)
    items, sources = checklist(facts), tuple(provenance(facts, audience))
    surveys = open_surveys(study, results, audience)
    findings = tuple(findings_chapters(sources_of(material, surveyed=surveys.beside if surveys else {})))
    printed = [quote for chapter in findings for quote in chapter.quotes]
    survey = survey_parts(surveys, results, annexed=Annex.SURVEY in asked, printed=printed)
    quoted = tuple(further_quotes(material, quoted_in(findings), survey.quotes))
    facts = with_quotes(facts, results, findings, quoted, survey.quotes)
    framework = framework_tables(study, results) if team else ()
    annexed = (*tables, *survey.tables, *framework)
    annexes = tuple(annex_chapters(asked, annexed, charts, checklist=items, provenance=sources))
    chapters = report_chapters(replace(material, facts=facts), findings, quoted, annexes, survey)
    return Report(
        title=options.title or known_title(study) or plain_title(len(results.roster.informants)),
        tables=(*annexed, quotes, *([passages_table(study, results)] if team else [])),
        basis=results.basis,
        provenance=sources,
        passages=_passages(results, tables, selection.quotes, team=team),
        chapters=chapters,
        cover=tuple(cover(facts.authors)),
        abbreviations=abbreviations_in(chapters, study.settings.report.abbreviations),
        introduction=introduction(facts),
        quotes=selection.quotes,
        in_tables=survey.quotes,
        quote_ids=quote_ids(results),
        charts=(*charts, *survey.charts),
        codebook=results.codebook,
        method=(*method(facts, audience), *survey.method),
        checklist=items,
        audience=audience,
        draft=options.draft,
        date=facts.date,
        progress=results.progress,
    )


def _material(study: Study, results: Results, options: ReportOptions) -> Material:
    """Gather what the chapters are written from."""
    audience = Audience.TEAM if options.is_for_team else Audience.CLIENT
    facts = gather_facts(study, results)
    tables = report_tables(results, audience, read=facts.read if facts.has_unread else {})
    return Material(
        results=results,
        facts=replace(facts, saturation=saturation_sentence(tables)),
        tables={table.name: table for table in tables},
        charts=report_charts(tables, intervals=options.intervals),
        guide=study.guide(),
        audience=audience,
        intervals=options.intervals,
    )


def quote_ids(results: Results) -> dict[str, str]:
    """By `Quote.id`, the ids of quotes in files: nobody without the study can make them of an interview's name."""
    return {quote.id: short_id("Q", results.figure_key + quote.id) for quote in results.selection.quotes}


def tells_no_person(figure: Figure) -> bool:
    """Whether the quotes behind a figure may come from several informants; those of the loudest are one person's."""
    return figure.spec["measure"] != Measure.LOUDEST


def check_privacy(results: Results, *, stop: bool) -> None:
    """Say what would tell a reader who somebody is; stop where nobody has settled it."""
    from qualcode.privacy.breaches import UNSAID
    from qualcode.privacy.minimum_cell import cell_warnings

    questions = open_breaches(results)
    if questions and stop:
        for question in questions:
            results.voice.warn(f"{question.where}: {question.kind} ({question.id})", question.remedy)
        raise PrivacyError(
            f"{plural(len(questions), 'privacy question')} open: the report is not written",
            hint="`qualcode check-privacy` lists and settles them; --draft writes a watermarked version for the team",
        )
    if replaced := sum(quote.names_replaced for quote in results.selection.quotes):
        unsaid = len({breach.what for breach in results.breaches if breach.settled == UNSAID})
        more = f"; {unsaid} may be none: `qualcode check-privacy --candidates`" if unsaid else ""
        said = opening(replaced, "name or place", "names and places")
        results.voice.note(f"{said} in quotes replaced by words in square brackets{more}")
    settings = results.settings
    for warning in cell_warnings(
        results.roster,
        settings.groupings,
        settings.privacy.minimum_cell,
        settings.privacy.allowed,
        settled=not questions,
    ):
        results.voice.note(warning)
    for note in attribution_notes(results):
        results.voice.note(note)


def _passages(results: Results, tables: Sequence[Table], quotes: Sequence[Quote], *, team: bool) -> Behind:
    """The words behind each figure: for the team every passage, for a client the selected quotes among them."""
    # Whoever could tell which quotes are of one interview would come to know the informant.
    opened = [table for table in tables if table.name != "saturation"]
    figures = [figure for table in opened for figure in table.figures() if team or tells_no_person(figure)]
    trail = Trail(results.codings, results.roster, results.codebook, reviewed=results.reviewed)
    if team:
        people = {row.id: f"– {row.id}, {row.informant_type}" for row in results.roster.informants}
        return passages_behind(figures, trail, people, show_where=True, quotable_only=False)
    by_coding = {quote.coding_id: quote for quote in quotes}
    found = {}
    for figure in figures:
        # The same words under two themes are read once.
        said: dict[tuple[str, int, int], Quote] = {}
        for coding in trail.codings(figure.spec):
            if (quote := by_coding.get(coding.id)) is not None:
                said.setdefault((quote.document_id, quote.start, quote.end), quote)
        found[figure.id] = tuple(
            Passage(
                text=quote.printed, attribution=f"{quote.attribution} {quote.remark}".strip(), code_id=quote.code_id
            )
            for quote in said.values()
        )
    return found
