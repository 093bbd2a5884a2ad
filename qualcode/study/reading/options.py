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
from qualcode.model.label_answer import is_no_label
from qualcode.model.naming import fold, slug
from qualcode.settings import SETTINGS_NAME, ReadingSettings
from qualcode.study.reading.telling import EVERY_DOCUMENT

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


def options_for(study: Study, name: str, options: ReadOptions) -> ReadOptions:
    """Take the options that were given, else those the settings keep for the file of that name."""
    options = replace(options, not_labels=_not_labels(study, name))
    kept = study.settings.reading.get(name)
    if kept is None or any(_said(options).values()):
        return options
    return replace(options, **asdict(kept))


def known_speakers(roster: Roster) -> frozenset[str]:
    """Gather what the list of informants calls people, folded: labels, ids, names."""
    from qualcode.readers.speakers.label_words import is_name_column

    people = roster.informants
    names = {value for person in people for key, value in person.variables.items() if is_name_column(key)}
    labels = {label for appearance in roster.appearances for label in appearance.speakers}
    return frozenset(fold(name) for name in names | labels | {person.id for person in people} if name)


def known_wordings(study: Study) -> frozenset[str]:
    """Gather the wordings of the interview guide's questions, folded."""
    guide = study.guide()
    return frozenset(fold(wording) for asked in (guide.questions if guide else ()) for wording in asked.wordings)


def _not_labels(study: Study, name: str) -> frozenset[str]:
    """What the settings say is no label, in every file or in this one, whatever its interviews are called."""
    roles = study.settings.roles
    if not any(is_no_label(what) for labels in roles.values() for what in labels.values()):
        return frozenset()
    held = [id_ for id_, file in study.store.documents.names().items() if file.partition("#")[0] == name]
    sections = dict.fromkeys([EVERY_DOCUMENT, slug(Path(name).stem), *held])
    said = {fold(label): what for section in sections for label, what in roles.get(section, {}).items()}
    return frozenset(label for label, what in said.items() if is_no_label(what))


def keep_options(
    study: Study,
    paths: Iterable[Path | str],
    documents: Iterable[Document],
    options: ReadOptions,
    *,
    split: Iterable[tuple[Path, str]] = (),
) -> None:
    """Write into the settings how files that were named by themselves and imported are read, and say so.

    `split` are files that were read part by part, each with the pattern of its headings.
    """
    documents = tuple(documents)
    _keep_options(study, paths, documents, options)
    for path, pattern in split:
        _keep_options(study, [path], documents, replace(options, split=pattern))


def _keep_options(
    study: Study, paths: Iterable[Path | str], documents: Iterable[Document], options: ReadOptions
) -> None:
    from qualcode.files.source import stored_name

    if not any(_said(options).values()):
        return
    imported = {document.name.partition("#")[0] for document in documents}
    names = [stored_name(path.name) for path in map(Path, paths) if path.name in imported and path.is_file()]
    for name in names:
        write_keys(study.folder / SETTINGS_NAME, ("reading", name), _said(options))
    if names:
        study.voice.note(f"{', '.join(names)}: read so from now on (kept in {SETTINGS_NAME} under [reading])")


def _said(options: ReadOptions) -> dict[str, str]:
    """The options that were given, by the names of the settings."""
    return {each.name: getattr(options, each.name) for each in fields(ReadingSettings)}
