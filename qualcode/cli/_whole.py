"""From files to a report in one go, for `run` and `demo`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from qualcode.cli._counting import frequency_table
from qualcode.cli._importing import import_transcripts
from qualcode.cli._new_study import new_study, write_new
from qualcode.cli._options import OutputFormat
from qualcode.cli._output import write_figures
from qualcode.cli._report import write_reports
from qualcode.cli._reporting import counted, report_import
from qualcode.cli._say import Voice
from qualcode.cli._stages import apply_codebook, load_codebook, load_roster, roster_problems
from qualcode.cli._study import Study, is_study, open_study
from qualcode.errors import ReadError, UsageError


def run_whole(out: Path, paths: Sequence[Path], codebook: Path, roster: Path, voice: Voice) -> int:
    """Make (or go on with) the study in `out`, import, suggest, count, and write the report; the exit code."""
    for path in (*paths, roster):
        if not path.exists() and not any(mark in str(path) for mark in "*?["):
            raise UsageError(
                f"{path}: no such file or folder", hint="check the spelling, or drag the file into the window"
            )
    _prepare(out, codebook, roster)
    with open_study(out) as study:
        return _go_through(study, paths, voice)


def _prepare(out: Path, codebook: Path, roster: Path) -> None:
    from qualcode.readers.codebooks import read_codebook
    from qualcode.readers.roster import read_roster

    if out.exists() and not is_study(out) and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: holds other files", hint="name a new folder with --out")
    # A codebook or roster that cannot be used stops here, before anything is made.
    read_codebook(codebook)
    read_roster(roster)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    copies = {"codebook.yaml": codebook, f"informants{roster.suffix.lower()}": roster}
    for beside in ("qualcode.toml", "protect.csv"):
        found = roster.parent / beside
        if found.is_file():
            copies[beside] = found
    for name, source in copies.items():
        write_new(out / name, source.read_bytes())
    new_study(out, name=out.name, codebook=str(codebook))


def _go_through(study: Study, paths: Sequence[Path], voice: Voice) -> int:
    roster = load_roster(study)
    imported = import_transcripts(study, paths, roster, voice)
    exit_code = report_import(imported, roster_problems(study, roster), voice)
    if not study.project.document_ids():
        raise ReadError("no transcript could be read", hint="the lines above name each file and the reason")
    outcome = apply_codebook(study, load_codebook(study), voice)
    voice.note(f"{counted(outcome.n_suggestions, 'suggestion')} in {counted(outcome.n_documents, 'interview')}")
    # The report first: whoever reads our output may close the pipe (head, less) before the table is through.
    written = write_reports(study, voice)
    study.project.record_run("run", {"suggestions": outcome.n_suggestions})
    write_figures(study, frequency_table(study, unreviewed=True), OutputFormat.TABLE)
    sys.stdout.flush()
    for path in written:
        voice.note(f"wrote {path}")
    return exit_code
