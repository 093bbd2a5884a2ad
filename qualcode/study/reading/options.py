"""Decide how a file is read: by what was asked for now, or by what the settings keep of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError, UsageError
from qualcode.files.toml import write_keys
from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.model.naming import fold
from qualcode.settings import SETTINGS_NAME, ReadingSettings

if TYPE_CHECKING:
    from qualcode.readers import ReadOptions
    from qualcode.study.study import Study


def check_patterns(**written: str) -> None:
    """Refuse an option that is no valid pattern, before any file is read."""
    from qualcode.readers.compose import compile_pattern

    for option, pattern in written.items():
        try:
            if pattern:
                compile_pattern(pattern, option)
        except ReadError as error:
            raise UsageError(error.message, hint=error.hint) from error


def options_for(study: Study, path: Path, options: ReadOptions) -> ReadOptions:
    """Take the options that were given, else those the settings keep for the file."""
    from qualcode.files.source import stored_name

    kept = study.settings.reading.get(stored_name(path.name))
    if kept is None or any(_said(options).values()):
        return options
    return replace(options, **asdict(kept))


def known_speakers(roster: Roster) -> frozenset[str]:
    """Gather what the list of informants calls people, folded: labels, ids, names."""
    from qualcode.readers.speakers.label_words import is_name_column

    people = roster.informants
    names = {value for person in people for key, value in person.variables.items() if is_name_column(key)}
    labels = {appearance.speaker for appearance in roster.appearances}
    return frozenset(fold(name) for name in names | labels | {person.id for person in people} if name)


def keep_options(study: Study, paths: Iterable[Path], documents: Iterable[Document], options: ReadOptions) -> None:
    """Write into the settings how files that were named by themselves and imported are read, and say so."""
    from qualcode.files.source import stored_name

    if not any(_said(options).values()):
        return
    imported = {document.name.partition("#")[0] for document in documents}
    names = [stored_name(path.name) for path in paths if path.name in imported and path.is_file()]
    for name in names:
        write_keys(study.folder / SETTINGS_NAME, ("reading", name), _said(options))
    if names:
        study.voice.note(f"{', '.join(names)}: read so from now on (kept in {SETTINGS_NAME} under [reading])")


def _said(options: ReadOptions) -> dict[str, str]:
    """The options that were given, by the names of the settings."""
    return {each.name: getattr(options, each.name) for each in fields(ReadingSettings)}
