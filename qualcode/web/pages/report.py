"""The report: what it would give away, for whom it is, its files, and what moved since the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from starlette.responses import FileResponse, Response

from qualcode.errors import FindingsError, UsageError
from qualcode.model.finding import Finding
from qualcode.model.report import Audience
from qualcode.model.table import Table
from qualcode.model.wording import plural
from qualcode.privacy.breaches import Breach
from qualcode.reports import REPORT_WRITERS
from qualcode.reports.lock import SUFFIX
from qualcode.review.wording import path_of
from qualcode.study.report.moved import moved_since
from qualcode.study.report.report import ReportOptions, paths_for, write_reports
from qualcode.study.results.privacy import settle_as_asked, settle_breaches
from qualcode.study.results.protecting import NO, YES, looked_for, propose_names, protect
from qualcode.study.review.bearing import add_finding, known_findings
from qualcode.study.study import Study
from qualcode.web.answering import answered
from qualcode.web.visit import Visit, first, see_other

FORMATS = {
    ".docx": "Word",
    ".xlsx": "Excel",
    ".html": "A page for the browser",
    ".md": "Markdown",
    ".csv": "CSV, for other programs",
    ".json": "JSON, for other programs",
}
PROGRAMS = {
    "nvivo": "NVivo",
    "maxqda": "MAXQDA",
    "atlasti": "ATLAS.ti",
    "qualcoder": "QualCoder",
    "standard": "another that reads REFI-QDA",
    "taguette": "Taguette",
    "codebook": "the codebook alone (.qdc)",
}
"""For which programs the study is written."""
USUAL = (".docx", ".xlsx", ".html")
PAGE = "/report"
_FOR_PROGRAMS = (".qdpx", ".sqlite3", ".qdc")


def report(visit: Visit) -> Response:
    """What is open, the files there are, and what moved."""
    if not visit.visitor.coder:
        return see_other("/name")
    results, study = visit.room.results(visit.visitor), visit.room.study
    locks = [path.name for path in sorted(reports_folder(study).glob(f"*{SUFFIX}"))]
    since = first(visit.query, "since")
    moved: Table | None = moved_since(study, reports_folder(study) / since) if since in locks else None
    work = visit.house.work if visit.house.work and visit.house.work.page == PAGE else None
    findings, unread = _findings(study)
    return visit.page(
        "report.html",
        "report",
        looked=looked_for(results),
        names=propose_names(study, results, by_model=False).candidates,
        questions=[each for each in results.breaches if not each.settled],
        answered=results.settled,
        settled=[each for each in results.breaches if each.settled],
        caveat=results.progress or ("nobody has reviewed the suggestions." if results.basis.caveat else ""),
        findings=findings,
        unread=unread,
        codes=[(code.id, path_of(results.codebook, code.id)) for code in results.codebook.codes],
        formats=FORMATS,
        programs=PROGRAMS,
        usual=USUAL,
        files=list(_files(study)),
        locks=locks,
        since=since,
        moved=moved,
        work=work,
        is_running=bool(work and work.is_running),
        is_written=bool(work and not work.is_running and not work.failure),
    )


def write(visit: Visit) -> Response:
    """Write it, in the formats that are ticked."""
    formats = [each for each in visit.form.getlist("format") if each in REPORT_WRITERS]
    if not formats:
        raise UsageError("in which format?", hint="tick one or several")
    audience = Audience.TEAM if first(visit.form, "for") == Audience.TEAM else Audience.CLIENT
    options = ReportOptions(audience=audience, draft=bool(visit.form.get("draft")), title=first(visit.form, "title"))
    visit.house.begin("Writing the report", partial(_write, options=options, formats=formats), page=PAGE)
    return see_other(PAGE)


def _write(study: Study, *, options: ReportOptions, formats: list[str]) -> None:
    write_reports(study, paths_for(study, options, formats=formats), options)


def settle(visit: Visit) -> Response:
    """Answer a privacy question: replace the name, allow it for a reason, or ask again."""
    study, results = visit.room.study, visit.room.results(visit.visitor)
    action, id = first(visit.form, "action"), first(visit.form, "breach")
    said = "✓ saved"
    if action == "replace-all":
        settle_as_asked(study, results, replace=True)
        said = "✓ saved: every name is replaced by words in brackets"
    elif action == "replace":
        settle_breaches(study, [_named(results.breaches, id)], how="replace")
        said = "✓ saved: the name is replaced"
    elif action == "allow":
        settle_as_asked(study, results, allow=id, reason=first(visit.form, "reason"))
        said = "✓ saved: it is printed as it is"
    elif action == "reopen":
        settle_as_asked(study, results, reopen=id)
        said = "✓ saved: it is asked again"
    else:
        raise UsageError("nothing that answers a question", hint="press one of its buttons")
    return answered(visit, said, PAGE)


def say_names(visit: Visit) -> Response:
    """Protect what is ticked as a name, and ask no more of what is not."""
    study, results = visit.room.study, visit.room.results(visit.visitor)
    candidates = propose_names(study, results, by_model=False).candidates
    said = {each.name: (each.kind, visit.form.get(each.id, "")) for each in candidates}
    answers = {name: (kind, answer) for name, (kind, answer) in said.items() if answer in (YES, NO)}
    protect(study, results, answers)
    n_names = sum(answer == YES for _, answer in answers.values())
    said_so = f"✓ saved: {plural(n_names, 'name')} protected, {len(answers) - n_names} told to be none"
    return answered(visit, said_so, PAGE)


def _findings(study: Study) -> tuple[Sequence[Finding], str]:
    """What was found so far, or why it cannot be read."""
    try:
        return known_findings(study), ""
    except FindingsError as error:
        return (), error.message


def write_finding(visit: Visit) -> Response:
    """Write down what was found."""
    finding = add_finding(visit.room.study, first(visit.form, "statement"), visit.form.getlist("code"))
    return answered(visit, f"✓ saved: {finding.id}. The review asks now what speaks for it, and against it", PAGE)


def download(visit: Visit) -> Response:
    """One of the report's files, to be kept and not to be opened here."""
    name = visit.place("name")
    found = [path for path in _there(visit.room.study) if path.name == name]
    if not found:
        raise UsageError(f"{name}: no such file of a report", hint="write the report again")
    return FileResponse(found[0], filename=name, media_type="application/octet-stream")


def _named(breaches: tuple[Breach, ...], id: str) -> Breach:
    for breach in breaches:
        if breach.id == id:
            return breach
    raise UsageError(f"{id}: no such question", hint="load the page again")


def reports_folder(study: Study) -> Path:
    """Where reports are written, and the study for other programs."""
    return study.folder / "reports"


def _there(study: Study) -> list[Path]:
    known = {*REPORT_WRITERS, SUFFIX, *_FOR_PROGRAMS}
    folder = reports_folder(study)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix in known and path.is_file() and not path.is_symlink())


def _files(study: Study) -> Iterator[tuple[str, str, str]]:
    """Of each file its name, its size and when it was written."""
    for path in _there(study):
        state = path.stat()
        when = datetime.fromtimestamp(state.st_mtime).strftime("%Y-%m-%d %H:%M")
        yield path.name, f"{max(1, round(state.st_size / 1000)):,} kB", when
