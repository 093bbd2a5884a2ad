"""What is left of someone who withdrew, outside the database: transcripts, the roster, reports."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from qualcode.cli._say import Voice, counted
from qualcode.cli._study import Study
from qualcode.errors import QualcodeError
from qualcode.store import DATABASE
from qualcode.store.forget import Removed

SHINGLE = 6
"""So many words in a row are taken for the person's own."""
LARGEST = 50_000_000
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")


def transcripts_of(study: Study, removed: Removed) -> list[Path]:
    """The files in the study's folder that the removed interviews were read from."""
    names = set(removed.files)
    return [path for path in _files(study.folder) if path.name in names]


def delete_transcripts(paths: Iterable[Path], voice: Voice) -> None:
    """Delete files; what cannot be deleted is named."""
    for path in paths:
        try:
            path.unlink()
            voice.note(f"{path}: deleted")
        except OSError as error:
            voice.warn(f"{path}: could not be deleted ({error.strerror})", "delete it by hand")


def roster_rows(study: Study, target: str) -> list[int]:
    """Lines of the roster people edit that are about an informant or a document."""
    from qualcode.readers.roster.edit import rows_of

    try:
        return rows_of(study.roster_path, target) if study.roster_path.is_file() else []
    except QualcodeError:
        return []


def delete_roster_rows(study: Study, lines: list[int], voice: Voice) -> None:
    """Take rows out of the roster."""
    from qualcode.cli._unread import remember_roster, roster_is_unread
    from qualcode.readers.roster.edit import without_rows
    from qualcode.reports.files import write_whole

    was_read = not roster_is_unread(study)
    write_whole(study.roster_path, without_rows(study.roster_path, lines))
    if was_read:
        remember_roster(study)
    voice.note(f"{study.roster_path}: {counted(len(lines), 'row')} deleted")


def still_holding(folder: Path, words: Sequence[str], names: Sequence[str]) -> list[Path]:
    """Files of the study that hold words of the person, or what the person is called there."""
    turns = [_WORD.findall(turn.casefold()) for turn in words]
    wanted = {tuple(found[at : at + SHINGLE]) for found in turns for at in range(len(found) - SHINGLE + 1)}
    called = {tuple(_WORD.findall(name.casefold())) for name in names if name}
    return [path for path in _files(folder) if _holds(path, wanted, called)]


def _holds(path: Path, wanted: set[tuple[str, ...]], called: set[tuple[str, ...]]) -> bool:
    held = _WORD.findall(f"{path.name} {_text(path)}".casefold())
    if any(tuple(held[at : at + SHINGLE]) in wanted for at in range(len(held) - SHINGLE + 1)):
        return True
    return any(tuple(held[at : at + len(name)]) == name for name in called if name for at in range(len(held)))


def _files(folder: Path) -> Iterator[Path]:
    """The study's files but its database, backups and caches, which are clean already."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        is_own = inside[0] in ("backups", ".cache") or inside[0].startswith(DATABASE)
        if not is_own and path.is_file() and not path.is_symlink():
            yield path


def _text(path: Path) -> str:
    """All the words of a file, whatever its format; empty where they cannot be had."""
    try:
        if path.stat().st_size > LARGEST:
            return ""
        data = path.read_bytes()
        if data.startswith(b"%PDF"):
            from qualcode.readers.pdf_pages import read_pages

            return " ".join(read_pages(data)[0])
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [info for info in archive.infolist() if info.filename.endswith((".xml", ".html"))]
                if sum(info.file_size for info in members) > 4 * LARGEST:
                    return ""
                data = b" ".join(archive.read(info) for info in members)
    except (OSError, zipfile.BadZipFile, QualcodeError, RuntimeError):
        return ""
    text = data.decode("utf-8", errors="ignore")
    return html.unescape(_TAG.sub("", re.sub(r"</w:p>|</si>|<br\s*/?>|</p>|</text:p>", " ", text)))
