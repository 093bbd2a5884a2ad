"""Bring another program's project into a study, in the order in which one thing needs the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.exchange import ForeignProject
from qualcode.exchange.contrary import without_contrary
from qualcode.model.wording import plural
from qualcode.study.codebook.suggesting import follow_stopped
from qualcode.study.folder import has_database, is_study, new_study, refuse_own_files
from qualcode.study.keeping.projects.asked import Part, ProjectOptions
from qualcode.study.keeping.projects.codebook import take_codes
from qualcode.study.keeping.projects.codings import Taken, take_codings
from qualcode.study.keeping.projects.notes import take_notes
from qualcode.study.keeping.projects.people import take_people
from qualcode.study.keeping.projects.texts import take_texts
from qualcode.study.withdrawn import remember_places

if TYPE_CHECKING:
    from qualcode.model.table import Table
    from qualcode.study.study import Study


SHOWN = 3
"""Places of codings that were not placed, named for each reason."""
SHORT = 60


def study_for(path: Path, project: ForeignProject, folder: Path | None, here: Path) -> Path:
    """The folder of the study a project goes into: the one named or found, else a new one, named as the file is.

    A new study has the codebook of the project.
    """
    if folder is not None and has_database(folder):
        return folder
    if folder is None:
        above = next((each for each in (here, *here.parents) if is_study(each)), None)
        if above is not None:
            return above
    made = folder or here / path.stem
    if made.exists() and (not made.is_dir() or any(made.iterdir())):
        raise UsageError(f"{made}: holds other files", hint="name a new folder with --project, or the study's own")
    refuse_own_files(made)
    new_study(made, name=project.name or path.stem, codebook="empty")
    return made


def take_project(study: Study, project: ForeignProject, options: ProjectOptions, *, file: Path | None = None) -> Table:
    """Import a project, and list what became of everything in it. What is there already stays as it is.

    `file` is what it was read from, where it stays: `forget` names it, for it goes on holding the interviews. Call
    `undecided_readings` first: codings of a project whose counting is not known would stand in wrong places.
    """
    kept: Counter[str] = Counter()
    for remark in project.remarks:
        study.voice.warn(f"{project.name}: {remark}")
    ids = take_codes(study, project, options, kept)
    taken = Taken()
    if options.only is not Part.CODEBOOK:
        documents = take_texts(study, project, wanted=options.wants(Part.TRANSCRIPTS), kept=kept)
        remember_places(study, ((document_id, str(file)) for document_id in documents.values() if file))
        if options.wants(Part.TRANSCRIPTS):
            take_people(study, project, documents, type_from=options.type_from, kept=kept)
        if options.wants(Part.CODINGS):
            taken = take_codings(
                study, project, documents, ids, options.coders, read=options.read, sync=options.sync, kept=kept
            )
        take_notes(study, project, documents, ids, options.coders, kept)
    follow_stopped(study)
    detail = {"project": project.program, "decisions": kept["decisions"], "coded": sorted(taken.coded)}
    study.store.facts.record_run("import", detail)
    for line in _unplaced(taken):
        study.voice.warn(line)
    return _table(project, kept, taken, f"{project.program}: what became of {project.name}")


def _unplaced(taken: Taken) -> Iterator[str]:
    """What was not placed, by reason, with the first places."""
    places: dict[str, list[str]] = {}
    for where, why in taken.left:
        places.setdefault(why, []).append(where)
    for why, found in places.items():
        more = f"; and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        yield f"{plural(len(found), 'coding')} not placed: {why} ({'; '.join(found[:SHOWN])}{more})"


def foresee(project: ForeignProject) -> Table:
    """List what a project holds, and what would become of it in a study of its own; nothing is written."""
    kept = Counter(
        {
            "interviews": len(project.texts),
            "codes": len(themes := without_contrary(project.codes)),
            "contrary": len(project.codes) - len(themes),
            "informants": len(project.cases),
            "variables": len({name for case in project.cases for name in case.variables}),
            "codings": len(project.codings),
            "notes": len(project.notes),
        }
    )
    return _table(project, kept, Taken(), f"{project.program}: what {project.name} holds")


def undecided_readings(project: ForeignProject) -> Table | None:
    """The first selections by each way of counting, where the file does not show which is right; else None."""
    from qualcode.tables.projects import readings_table

    return readings_table((each.name, each.shown) for each in project.undecided) if project.undecided else None


def _table(project: ForeignProject, kept: Counter[str], taken: Taken, title: str) -> Table:
    from qualcode.tables.projects import taken_table

    notes = [f"Positions are counted in {project.counting}; the first coding reads “{_short(project.example)}”."]
    if taken.n_known:
        notes.append(f"{plural(taken.n_known, 'decision')} of {len(project.codings):,} codings were here already.")
    if kept["decisions"]:
        notes.append(
            f"{plural(kept['decisions'], 'decision')} written: a coding that covers several passages is one on each."
        )
    return taken_table(
        title,
        kept,
        unplaced=[why for _, why in taken.left],
        dropped=[(each.what, each.count, each.places) for each in project.dropped],
        notes=notes if project.codings else (),
    )


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= SHORT else f"{plain[:SHORT]}…"
