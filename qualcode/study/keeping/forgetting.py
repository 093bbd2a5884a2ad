"""Forget someone who withdrew, and find what is left of them outside the database: transcripts, roster, reports."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import QualcodeError
from qualcode.model.journal import EventKind
from qualcode.model.voice import Voice
from qualcode.model.word_rows import WordRow, rows_of, words_of, words_of_their_own
from qualcode.model.wording import plural
from qualcode.store import DATABASE
from qualcode.store.erase import Removed

if TYPE_CHECKING:
    from qualcode.store.tombstones import Forgotten
    from qualcode.study.study import Study

LARGEST = 50_000_000
_TAG = re.compile(r"<[^>]*>")


def forget(study: Study, target: str) -> Removed:
    """Remove an informant or an interview from the database, its copies and caches, and say what went.

    It comes last: until then the study knows which files and rows are theirs, however often the work is stopped.
    """
    removed = study.store.forgetting.forget(target)
    _say_removed(target, removed, study.voice)
    return removed


def own_transcripts(study: Study, removed: Removed) -> list[Path]:
    """Find the files that hold nothing but what was removed."""
    return [path for path in transcripts_of(study, removed) if path.name not in removed.shared_files]


def transcripts_of(study: Study, removed: Removed) -> list[Path]:
    """Find the files in the study's folder that the removed interviews were read from.

    Where the database no longer knows their names, they are known by the hash of what they hold.
    """
    from qualcode.files.source import stored_name

    names = set(removed.files)
    return [
        path
        for path in _files(study.folder)
        if stored_name(path.name) in names or (removed.again and removed.theirs and _is_source(path, removed.theirs))
    ]


def _is_source(path: Path, theirs: Forgotten) -> bool:
    try:
        return path.stat().st_size <= LARGEST and theirs.covers_source(hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError:
        return False


def delete_transcripts(paths: Iterable[Path], voice: Voice) -> None:
    """Delete files, and name those that cannot be deleted."""
    for path in paths:
        try:
            path.unlink()
            voice.note(f"{path}: deleted")
        except OSError as error:
            voice.warn(f"{path}: could not be deleted ({error.strerror})", "delete it by hand")


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
    write_whole(study.roster_path, without_rows(study.roster_path, lines))
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
    for path in removed.deleted:
        voice.warn(f"{path}: could not be cleaned and was deleted")


def say_what_is_left(study: Study, target: str, removed: Removed) -> None:
    """Name every file and note that still holds words of the person, or what they are called."""
    from qualcode.files.source import stored_name

    names = names_of(target, removed)
    transcripts = transcripts_of(study, removed)
    others = set(study.store.documents.names().values())
    for path in still_holding(study, removed, names):
        if path == study.roster_path:
            study.voice.warn(f"{path}: still names {target}", "delete the row, or run again with --roster")
        elif path in transcripts:
            shared = path.name in removed.shared_files
            hint = "take the person's turns out; the others' stay" if shared else "delete it, or use --files"
            study.voice.warn(f"{path}: the transcript still holds the words", hint)
        elif stored_name(path.name) in others:
            study.voice.warn(
                f"{path}: another interview, which still holds words or the name",
                "a copy of what was removed? `qualcode forget` that one too; else leave it",
            )
        else:
            study.voice.warn(f"{path}: still holds words or the name", "write it again, or delete it")
    if notes := notes_naming(study, removed, names):
        study.voice.warn(
            f"still naming the person: {', '.join(notes)}",
            "people wrote this about others, so it was kept; `qualcode log` and `qualcode memos` show it",
        )


def names_of(target: str, removed: Removed) -> list[str]:
    """Gather the names of the person and of the interviews, without labels that any speaker could have."""
    from qualcode.readers.speakers.label_words import INFORMANT, SPEAKER

    ordinary = INFORMANT | SPEAKER
    own = [label for label in sorted(removed.labels) if not ordinary.intersection(words_of(label))]
    return [target, *removed.documents, *own]


def still_holding(study: Study, removed: Removed, names: Sequence[str]) -> list[Path]:
    """Find files of the study that hold words of the person, or what the person is called there."""
    wanted = words_of_their_own(removed.words, _others(study, removed))
    clean = {study.folder / DATABASE, *removed.copies}
    return [
        path
        for path in _files(study.folder)
        if path not in clean and _holds(f"{path.name} {_text(path)}", wanted, names)
    ]


def _others(study: Study, removed: Removed) -> Iterator[str]:
    """What everybody else says in the interviews."""
    for document in study.store.documents.all():
        if document.id not in removed.documents:
            yield removed.theirs.without(document, ())[0].text if removed.theirs else document.text


def notes_naming(study: Study, removed: Removed, names: Sequence[str]) -> list[str]:
    """Find memos, notes and edits of others' words that name the person; give kind and beginning of the id of each."""
    log = study.store.log
    written: list[tuple[str, str, Any, str]]
    written = [("memo", f"memo {memo.id[:8]}", memo, memo.text) for memo in log.all_memos()]
    written += [("decision", f"the note on decision {each.id[:8]}", each, each.note) for each in log.decisions()]
    written += [
        ("event", f"{event.kind} {event.id[:8]}", event, " ".join(map(str, event.detail.values())))
        for event in log.events()
        if event.kind is not EventKind.FORGET
    ]
    return [
        where
        for kind, where, noun, text in written
        if not (removed.theirs and removed.theirs.covers(kind, noun)) and _holds(text, set(), names)
    ]


def _holds(text: str, wanted: set[WordRow], names: Sequence[str]) -> bool:
    if wanted and not wanted.isdisjoint(rows_of(text)):
        return True
    held = words_of(text)
    called = {tuple(words_of(name)) for name in names}
    return any(tuple(held[at : at + len(name)]) == name for name in called if name for at in range(len(held)))


def _files(folder: Path) -> Iterator[Path]:
    """List the study's files but its caches, which are gone already."""
    for path in sorted(folder.rglob("*")):
        if path.relative_to(folder).parts[0] != ".cache" and path.is_file() and not path.is_symlink():
            yield path


def _text(path: Path) -> str:
    """Read all the words of a file, whatever its format; empty where they cannot be had."""
    try:
        if path.stat().st_size > LARGEST:
            return ""
        data = path.read_bytes()
        if data.startswith(b"%PDF"):
            from qualcode.readers.pdf_pages import read_pages

            return " ".join(page.text for page in read_pages(data)[0])
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [info for info in archive.infolist() if info.filename.endswith((".xml", ".html"))]
                if sum(info.file_size for info in members) > 4 * LARGEST:
                    return ""
                data = b" ".join(archive.read(info) for info in members)
    except (OSError, zipfile.BadZipFile, QualcodeError, RuntimeError):
        return ""
    text = _decoded(data)
    return html.unescape(_TAG.sub("", re.sub(r"</w:p>|</si>|<br\s*/?>|</p>|</text:p>", " ", text)))


def _decoded(data: bytes) -> str:
    """Decode as UTF-16 where it says or looks so, else as UTF-8, else as what Windows writes."""
    import codecs

    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if wide or data[1:200:2].count(0) > len(data[1:200:2]) // 2:
        return data.decode("utf-16" if wide else "utf-16-le", errors="ignore")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8" if data.startswith(b"SQLite") else "cp1252", errors="ignore")
