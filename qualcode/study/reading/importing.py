"""Files into the study, from the reading to what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.files.source import ReadOptions
from qualcode.model.certainty import Mark
from qualcode.readers.collection import collect
from qualcode.study.cluster import cluster_at
from qualcode.study.reading.import_notes import report_import
from qualcode.study.reading.interviews import follow_import, import_transcripts
from qualcode.study.reading.looking import mark_documents
from qualcode.study.reading.options import keep_options
from qualcode.study.reading.outcome import ImportOutcome
from qualcode.study.reading.pseudonyms import expect_key, remember_key, say_pseudonyms, with_key
from qualcode.study.reading.roster import load_roster, take_people
from qualcode.study.reading.roster_problems import roster_problems

if TYPE_CHECKING:
    from qualcode.readers.several import Several
    from qualcode.study.study import Study

NOTHING_THERE = "put the transcripts there, or name their folder: qualcode import FOLDER"


def folder_of(study: Study) -> Path:
    """Where transcripts are looked for when none are named."""
    return study.folder / "transcripts"


def import_files(
    study: Study,
    paths: Sequence[Path | str],
    *,
    informants: Path | None = None,
    options: ReadOptions | None = None,
    again: bool = False,
    n_processes: int = 0,
    scheduler: str = "",
    details: bool = False,
    pseudonyms: Path | None = None,
    ask_to_split: Callable[[str, Several], bool] | None = None,
    show: Callable[[ImportOutcome, Mapping[str, Mark]], None] | None = None,
) -> ImportOutcome:
    """Import transcripts as `import_transcripts` does, follow what that changes, and say what was understood.

    Where rows say who was interviewed, and there is no list of informants, they become one.
    `informants` is a list to read instead of the study's own; options for files that are named are kept. The workers of
    a `scheduler` do the reading where its address is given. `pseudonyms` is a
    key by which names are replaced. `show` is given what was imported, and how sure each
    interview is, before anything is said.
    """
    options = options or ReadOptions()
    found = collect(paths)
    if informants is None:
        take_people(study, found.people)
    roster = load_roster(study, informants, strict=informants is not None)
    if pseudonyms is not None:
        options = with_key(study, options, pseudonyms, roster)
        expect_key(study, options)
        remember_key(study)
    with cluster_at(scheduler, study.settings, study.voice) as cluster:
        outcome = import_transcripts(
            study,
            found,
            roster,
            options,
            again=again,
            ask_to_split=ask_to_split,
            n_processes=n_processes,
            cluster=cluster,
        )
    outcome = follow_import(study, roster, outcome)
    marks = mark_documents(study, outcome.documents, are_all=outcome.is_all)
    if show is not None and outcome.documents:
        show(outcome, marks)
    keep_options(study, paths, outcome.documents, options, split=outcome.split)
    problems = roster_problems(study, roster, outcome.documents if outcome.is_all else None)
    report_import(outcome, problems, study.voice, marks=marks, details=details)
    if pseudonyms is not None:
        say_pseudonyms(study, outcome.documents, options, paths)
    if outcome.found_nothing:
        study.voice.warn(f"{', '.join(map(str, paths))}: no files there", NOTHING_THERE)
    return outcome
