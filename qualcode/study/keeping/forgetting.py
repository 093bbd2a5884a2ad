"""Forget someone who withdrew: their transcripts, their rows in the list of informants, their words in the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import OutputError, QualcodeError, RosterError, UsageError
from qualcode.files.held import delete_file, remedy
from qualcode.model.voice import Voice
from qualcode.model.wording import plural
from qualcode.readers.files import translation_of
from qualcode.settings import OPEN_ANSWERS
from qualcode.store.erase import Removed
from qualcode.study.keeping.file_words import LARGEST
from qualcode.study.keeping.remains import files_of, is_elsewhere
from qualcode.study.recordings import recording_files
from qualcode.study.survey.coding import open_answers_of
from qualcode.study.survey.surveys import surveys_of
from qualcode.study.translations import translation_files

if TYPE_CHECKING:
    from qualcode.store.tombstones import Forgotten
    from qualcode.study.study import Study


def expect_there(study: Study, target: str) -> None:
    """UsageError where nobody and no interview is called so, with the place where open answers of that name are."""
    try:
        study.store.forgetting.expect_there(target)
    except UsageError:
        with open_answers_of(study) as own:
            if own is None:
                raise
            own.store.forgetting.expect_there(target)
            raise UsageError(
                f"{target}: somebody who answered the survey",
                hint=f"qualcode forget {target} --project {own.folder}",
            ) from None


def forget(study: Study, target: str) -> Removed:
    """Remove an informant or an interview from the database, its copies and caches, and say what went.

    It comes last: until then the study knows which files and rows are theirs, however often the work is stopped.
    """
    recordings, translations = recording_files(study), translation_files(study)
    removed = study.store.forgetting.forget(target)
    _say_removed(target, removed, study.voice)
    for id_ in (*removed.documents, *removed.shared):
        if id_ in recordings:
            hint = "delete it by hand" if id_ in removed.documents else "others speak there, too: cut their voice out"
            study.voice.warn(f"{recordings[id_]}: the recording holds their voice", hint)
        if id_ in translations and translations[id_].is_file():
            hint = "delete it" if id_ in removed.documents else "take their turns out there, too"
            study.voice.warn(f"{translations[id_]}: the translation holds their words", hint)
    if respondent := surveys_of(study).plan.people.get(target):
        hint = f"`qualcode forget {respondent} --project {study.folder / OPEN_ANSWERS}`, where open answers were coded"
        study.voice.warn(f"{target} answered the survey as {respondent}", hint)
    return removed


def own_transcripts(study: Study, removed: Removed) -> list[Path]:
    """Find the files in the study's folder that hold nothing but what is removed, and may be deleted."""
    return [
        path
        for path in transcripts_of(study, removed)
        if transcript_name(path) not in removed.shared_files and not is_elsewhere(path, study.folder)
    ]


def transcripts_of(study: Study, removed: Removed) -> list[Path]:
    """Find the files in the study's folder that the removed interviews were read from, and their translations.

    Where the database no longer knows their names, they are known by the hash of what they hold.
    """
    from qualcode.files.source import stored_name

    names = set(removed.files)
    return [
        path
        for path in files_of(study.folder)
        if stored_name(transcript_name(path)) in names
        or (removed.again and removed.theirs and _is_source(path, removed.theirs))
    ]


def transcript_name(path: Path) -> str:
    """The name of a transcript, also where a file is its translation."""
    translation = translation_of(path)
    return translation.original.name if translation else path.name


def _is_source(path: Path, theirs: Forgotten) -> bool:
    try:
        return path.stat().st_size <= LARGEST and theirs.covers_source(hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError:
        return False


def delete_transcripts(paths: Iterable[Path], voice: Voice) -> None:
    """Delete files, and name those that cannot be deleted."""
    for path in paths:
        try:
            delete_file(path)
            voice.note(f"{path}: deleted")
        except OSError as error:
            voice.warn(f"{path}: could not be deleted ({error.strerror})", remedy(error))


def roster_rows(study: Study, target: str) -> list[int]:
    """Find the lines of the roster people edit that are about an informant or a document."""
    from qualcode.readers.roster.edit import rows_of

    try:
        return rows_of(study.roster_path, target) if study.roster_path.is_file() else []
    except QualcodeError:
        return []


def delete_roster_rows(study: Study, lines: list[int]) -> None:
    """Take rows out of the roster."""
    from qualcode.files.write import write_whole
    from qualcode.readers.roster.edit import without_rows
    from qualcode.study.unread import remember_roster, roster_is_unread

    was_read = not roster_is_unread(study)
    try:
        write_whole(study.roster_path, without_rows(study.roster_path, lines))
    except (RosterError, OutputError) as error:  # their words go all the same
        study.voice.warn(error.message, error.hint)
        return
    if was_read:
        remember_roster(study)
    study.voice.note(f"{study.roster_path}: {plural(len(lines), 'row')} deleted")


def _say_removed(target: str, removed: Removed, voice: Voice) -> None:
    """Say what left the database and its copies."""
    if removed.again and not (removed.documents or removed.shared):
        voice.note(f"{target} had been removed already; backups and caches were cleaned once more")
    else:
        turns = f", and turns in {plural(len(removed.shared), 'shared one')}" if removed.shared else ""
        voice.note(f"removed: {plural(len(removed.documents), 'whole interview')}{turns}")
    cleaned = plural(len(removed.cleaned), "backup")
    voice.note(f"{plural(removed.n_decisions, 'decision')} removed; {cleaned} cleaned")
    if removed.n_quoted:
        which = plural(removed.n_quoted, "codebook or guide", "codebooks and guides")
        voice.note(f"their words were filled in in {which} kept in the database")
    for path in removed.deleted:
        voice.warn(f"{path}: could not be cleaned and was deleted")
    for path in removed.left:
        voice.warn(f"{path}: could not be deleted, and may hold the words", "close what has it open, then delete it")
    for path in removed.uncleaned:
        voice.warn(f"{path}: could not be cleaned, and lies behind a link", "delete it by hand")
