"""Which recording an interview was written down from."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from qualcode.model.appearing import heard_in
from qualcode.model.interview import Interview
from qualcode.model.naming import document_key

if TYPE_CHECKING:
    from qualcode.model.informant import Roster
    from qualcode.settings import Settings
    from qualcode.study.study import Study

KINDS = frozenset(
    (
        *(".mp3", ".m4a", ".wav", ".ogg", ".oga", ".opus", ".flac", ".aac", ".wma", ".amr"),
        *(".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi"),
    )
)
"""Endings of sound and film."""


def recordings_of(
    folder: Path, settings: Settings, roster: Roster, interviews: tuple[Interview, ...]
) -> Mapping[str, str]:
    """Find by interview its recording, as a way from the study's folder.

    That is the file which the list of informants names, in the folder of recordings or from the study's own; else the
    one in the folder of recordings that is called like the interview.
    """
    there = _in_folder(folder / settings.study.recordings)
    if not there and not any(row.recording for row in roster.appearances):
        return {}
    named = {row.document: row.recording for row in reversed(heard_in(roster, interviews)) if row.recording}
    found = {}
    for interview in interviews:
        if name := named.get(interview.id):
            found[interview.id] = _way(folder, settings.study.recordings, name)
        elif path := there.get(interview.id):
            found[interview.id] = path.relative_to(folder).as_posix()
    return found


def way_to(folder: Path, place: Path) -> str:
    """The way from the folder of a written file to the study's, as links have it; on another disk its address."""
    try:
        way = Path(os.path.relpath(folder.resolve(), place.resolve())).as_posix()
    except ValueError:
        return f"{folder.resolve().as_uri()}/"
    return "" if way == "." else f"{quote(way)}/"


def recording_files(
    study: Study, document_ids: Collection[str] | None = None, *, roster: Roster | None = None
) -> Mapping[str, Path]:
    """Find the recordings of interviews, or of all, where the files are there and recordings by their endings."""
    roster = study.roster() if roster is None else roster
    is_named = any(row.recording for row in roster.appearances)
    if not is_named and not (study.folder / study.settings.study.recordings).is_dir():
        return {}  # without a look at the interviews, which would take long
    interviews = tuple(map(Interview.of, study.store.documents.all(document_ids)))
    ways = recordings_of(study.folder, study.settings, roster, interviews)
    paths = {document_id: study.folder / way for document_id, way in ways.items()}
    return {id_: path for id_, path in paths.items() if path.suffix.lower() in KINDS and path.is_file()}


def _in_folder(folder: Path) -> dict[str, Path]:
    """The recordings of a folder by the interview they are called like; of several of one name the first."""
    if not folder.is_dir():
        return {}
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS)
    return {document_key(path.stem): path for path in reversed(paths)}


def _way(folder: Path, recordings: str, name: str) -> str:
    """The way to a file that the list names; as written where it is not there now."""
    written = Path(name)
    for way in (Path(recordings) / written, written):
        if not way.is_absolute() and (folder / way).is_file():
            return way.as_posix()
    return written.as_posix() if written.is_absolute() else (Path(recordings) / written).as_posix()
