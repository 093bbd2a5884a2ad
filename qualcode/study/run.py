"""Go from files to a report in one go, with somebody's own files or with the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError, RosterError, UsageError
from qualcode.files.held import delete_file
from qualcode.files.source import ReadOptions
from qualcode.files.tables import suffix_is_table
from qualcode.files.toml import write_keys
from qualcode.files.write import write_new
from qualcode.model.document import Document
from qualcode.model.nouns import dataclass
from qualcode.model.table import Table
from qualcode.model.voice import SILENT, Voice
from qualcode.model.wording import plural
from qualcode.readers.collection import collect, is_there
from qualcode.settings import SETTINGS_NAME, read_settings
from qualcode.store.leftovers import remove_leftovers
from qualcode.study.cluster import cluster_at, expect_reachable
from qualcode.study.codebook.files import load_codebook
from qualcode.study.codebook.suggesting import apply_codebook
from qualcode.study.folder import brought, find_codebook, is_study, is_unwritten, new_study, settings_of_new
from qualcode.study.naming import refuse_missing
from qualcode.study.reading.import_notes import report_import
from qualcode.study.reading.interviews import import_transcripts
from qualcode.study.reading.looking import mark_documents
from qualcode.study.reading.options import keep_options
from qualcode.study.reading.roster import draft_roster, load_roster, take_people
from qualcode.study.reading.roster_problems import roster_problems
from qualcode.study.reading.telling import assign_again
from qualcode.study.report.report import paths_for, write_reports
from qualcode.study.results.progress import after_suggesting
from qualcode.study.study import Study

if TYPE_CHECKING:
    from qualcode.suggesters.workers.scheduler import Cluster


DRAFT = "draft.md"
"""Of the sample: a draft of a report with slips in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """What a run left."""

    table: Table
    """Themes by informant type, of suggestions nobody has reviewed."""
    written: tuple[Path, ...]
    """The report and its lock."""
    n_failed: int
    """Files that could not be read, and interviews that could not be matched."""


def run_whole(
    out: Path,
    paths: Sequence[Path | str],
    codebook: Path,
    roster: Path | None,
    *,
    guide: Path | None = None,
    title: str = "",
    split: str = "",
    scheduler: str = "",
    voice: Voice = SILENT,
) -> RunOutcome:
    """Make (or go on with) the study in `out`, import, suggest, count, and write the report.

    Without a list of informants one is drafted in `out`, for a person to fill in, and UsageError says so. `split` is
    the pattern of the headings that begin an interview; a file without one is one interview. `scheduler` is the address
    of one whose workers read and match.
    """
    expect_reachable(scheduler)
    for path in (*paths, *(each for each in (roster, guide) if each)):
        if not is_there(path):
            refuse_missing(Path(path))
    _prepare(out, codebook, roster, guide)
    if title:
        write_keys(out / SETTINGS_NAME, ("study",), {"name": title})
    with Study.open(out, voice=voice) as study, cluster_at(scheduler, study.settings, voice) as cluster:
        return _go_through(study, paths, split, cluster)


def run_sample(out: Path, *, voice: Voice = SILENT) -> RunOutcome:
    """Go through the sample study that comes with qualcode, and leave its files and a draft in the folder."""
    from qualcode.readers.files import find_files

    sample = brought("transcripts_sample")
    guide = sample / "guide.yaml"
    _prepare(out, find_codebook("cso_health"), sample / "informants.csv", guide)
    _leave_beside(out)
    with Study.open(out, voice=voice) as study:
        done = _go_through(study, [sample], "", None)
    for path in find_files([sample]).files:
        write_new(out / "transcripts" / path.name, path.read_bytes())
    return done


def _leave_beside(out: Path) -> None:
    """Put the two surveys of the sample into a study, as `survey import` keeps them, and a draft with slips."""
    from qualcode.study.survey.surveys import FOLDER, PLAN

    sample = brought("survey_sample")
    places = {PLAN: out, DRAFT: out / "reports"}
    for path in sorted(sample.iterdir()):
        folder = places.get(path.name, out / FOLDER)
        folder.mkdir(mode=0o700, exist_ok=True)
        write_new(folder / path.name, path.read_bytes())


def _prepare(out: Path, codebook: Path, roster: Path | None, guide: Path | None) -> None:
    from qualcode.readers.codebooks import codebook_as_yaml, read_codebook
    from qualcode.readers.roster import read_roster
    from qualcode.study.reading.guide import check_whole_guide

    if out.is_dir():
        remove_leftovers(out)
    if out.exists() and not is_study(out) and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: holds other files", hint="name a new folder with --out")
    # A codebook, guide or roster that cannot be used stops here, before anything is made.
    codes = read_codebook(codebook)
    copies = {"codebook.yaml": (codebook, codebook_as_yaml(codebook))}
    if guide:
        check_whole_guide(guide, codes)
        copies["guide.yaml"] = guide, guide.read_bytes()
    if roster:
        read_roster(roster)
        copies[f"informants{roster.suffix.lower()}"] = roster, roster.read_bytes()
        for beside in ("qualcode.toml", "protect.csv"):
            found = roster.parent / beside
            if found.is_file():
                copies[beside] = found, found.read_bytes()
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    if SETTINGS_NAME not in copies:  # by it a study that was stopped half-made is known
        write_new(out / SETTINGS_NAME, settings_of_new(out.name))
    for name, (source, content) in sorted(copies.items(), key=lambda each: each[0] != SETTINGS_NAME):
        if name == SETTINGS_NAME and (out / name).exists():
            continue  # the study's own by now: corrections of speakers are kept there
        if is_unwritten(out / name) or (source == roster and _is_unfilled(out / name)):
            delete_file(out / name)
        if not write_new(out / name, content) and (out / name).read_bytes() != content:
            raise UsageError(
                f"{out / name}: is not the same as {source}",
                hint=f"edit the one in {out} and go on there, or name a new folder with --out",
            )
    new_study(out, name=out.name, codebook=str(codebook))
    if roster:
        _name_roster(out, f"informants{roster.suffix.lower()}")


def _name_roster(out: Path, name: str) -> None:
    """Have the study read its list of informants from the copy of the one that was given, an Excel file or a CSV."""
    if read_settings(out).study.informants != name:
        write_keys(out / SETTINGS_NAME, ("study",), {"informants": name})
    if name != "informants.csv" and is_unwritten(out / "informants.csv"):
        delete_file(out / "informants.csv")


def _is_unfilled(path: Path) -> bool:
    """Whether it is a list of informants as it was drafted: nobody wrote a type into it."""
    from qualcode.readers.roster import read_roster

    try:
        return path.exists() and not read_roster(path, strict=False).filled_in().informants
    except RosterError:
        return False


def _is_survey(document: Document) -> bool:
    """Whether the file is parted by its rows, not by headings."""
    return suffix_is_table(Path(document.name.partition("#")[0]))


def _go_through(study: Study, paths: Sequence[Path | str], split: str, cluster: Cluster | None) -> RunOutcome:
    found = collect(paths)
    take_people(study, found.people)
    roster = load_roster(study)
    options = ReadOptions(split=split, whole_unless_split=True)
    imported = import_transcripts(study, found, roster, options, on_record=False, n_processes=0, cluster=cluster)
    parts = [each for each in imported.documents if "#" in each.name and not _is_survey(each)]
    keep_options(study, paths, parts, options)
    if imported.unchanged or imported.in_parts:
        assign_again(study, roster)
    problems = roster_problems(study, roster) if roster.appearances else []
    report_import(imported, problems, study.voice, marks=mark_documents(study, imported.documents))
    if not study.store.documents.ids():
        if imported.found_nothing:
            raise ReadError(f"{', '.join(map(str, paths))}: no files there", hint="name the folder of the transcripts")
        raise ReadError("no transcript could be read", hint="the lines above name each file and the reason")
    if not roster.appearances:
        draft_roster(study)
        raise UsageError(
            f"who was interviewed? {study.roster_path} now has a row for each interview",
            hint="fill it in and run the same command again",
        )
    outcome = apply_codebook(study, load_codebook(study), cluster=cluster)
    study.voice.note(f"{plural(outcome.n_suggestions, 'suggestion')} in {plural(outcome.n_documents, 'interview')}")
    if not outcome.n_suggestions:
        study.voice.note(after_suggesting(study, outcome.n_documents, 0))
    study.store.facts.record_run("run", {"suggestions": outcome.n_suggestions})
    written = write_reports(study, paths_for(study), strict=False)
    table = study.results(unreviewed=True).frequencies(small_groups=False)
    study.keep_figures(table)
    return RunOutcome(
        table=table,
        written=tuple(written),
        n_failed=len(imported.failures) + len(outcome.lost),
    )
