"""What is left of somebody who withdrew outside the database, or in what others wrote: looked for and named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.model.journal import EventKind
from qualcode.model.nouns import dataclass
from qualcode.model.voice import Voice
from qualcode.model.word_rows import WordRow, holds_words, rows_of, words_of, words_of_their_own
from qualcode.model.wording import some
from qualcode.store import DATABASE
from qualcode.store.erase import Removed
from qualcode.study.keeping.file_words import look_into

if TYPE_CHECKING:
    from qualcode.store.tombstones import Forgotten
    from qualcode.study.study import Study

MOST_BESIDE = 1_000
"""Files looked through in a folder outside the study that one of the interviews was read from."""


@dataclass(frozen=True)
class Sought:
    """What is looked for: somebody's words, and what they are called."""

    rows: frozenset[WordRow]
    names: frozenset[tuple[str, ...]]
    fingerprint: Forgotten | None
    """What tells their words where the words themselves are gone."""

    def is_in(self, text: str) -> bool:
        """Whether a text holds their words or what they are called."""
        if self.rows and not self.rows.isdisjoint(rows_of(text)):
            return True
        if not self.rows and self.fingerprint and self.fingerprint.quotes(text):
            return True
        return holds_words(text, self.names)


def sought(study: Study, target: str, removed: Removed) -> Sought:
    """What to look for, of somebody who withdrew."""
    rows = words_of_their_own(removed.words, _others(study, removed))
    names = {tuple(words_of(name)) for name in names_of(target, removed)} - {()}
    return Sought(frozenset(rows), frozenset(names), removed.theirs)


def names_of(target: str, removed: Removed) -> list[str]:
    """Gather the names of the person and of the interviews, without labels that any speaker could have."""
    from qualcode.readers.speakers.label_words import INFORMANT, SPEAKER

    ordinary = INFORMANT | SPEAKER
    own = [label for label in sorted(removed.labels) if not ordinary.intersection(words_of(label))]
    return [target, *removed.documents, *own]


def _others(study: Study, removed: Removed) -> Iterator[str]:
    """What everybody else says in the interviews."""
    for document in study.store.documents.all():
        if document.id not in removed.documents:
            yield removed.theirs.without(document, ())[0].text if removed.theirs else document.text


def say_what_is_left(study: Study, target: str, removed: Removed, transcripts: Sequence[Path]) -> None:
    """Name every file and note that still holds words of the person, or what they are called.

    `transcripts` are the files in the study's folder that the removed interviews were read from.
    """
    looked_for = sought(study, target, removed)
    clean = {study.folder / DATABASE, *removed.copies}
    unread: list[str] = []
    found = list(_outside(study, removed, looked_for))
    for path in files_of(study.around or study.folder):
        if path in clean:
            continue
        looked = look_into(path)
        if looked_for.is_in(f"{path.name} {looked.text}"):
            found.append(_holding(study, target, removed, path, path in transcripts))
        elif not looked.is_whole:
            unread.append(path.name)
    _say_each(study.voice, found)
    if unread:
        study.voice.warn(
            f"{some(unread)}: could not be looked through", "too large, locked or damaged: look whether it is of them"
        )
    if notes := notes_holding(study, removed, looked_for):
        study.voice.warn(
            f"still naming the person: {', '.join(notes)}",
            "people wrote this about others, so it was kept; `qualcode log` and `qualcode memos` show it",
        )


def _say_each(voice: Voice, found: Sequence[tuple[str, str]]) -> None:
    """Say how many places there are, then each, and once what to do about those that ask for the same."""
    if len(found) > 1:
        voice.note(f"{len(found)} places still hold the words or the name:")
    for (what, hint), (_, following) in zip_longest(found, found[1:], fillvalue=("", "")):
        voice.warn(what, "" if hint == following else hint)


def _holding(study: Study, target: str, removed: Removed, path: Path, is_transcript: bool) -> tuple[str, str]:
    """A file of the study that still holds words or the name, and what to do about it."""
    from qualcode.files.source import stored_name

    if is_elsewhere(path, study.folder):
        hint = f"delete it by hand: {path.resolve()}"
        return f"{path}: lies behind a link, and still holds words or the name", hint
    if path == study.roster_path:
        return f"{path}: still names {target}", "delete the row, or run again with --roster"
    if is_transcript:
        shared = path.name in removed.shared_files
        hint = "take the person's turns out; the others' stay" if shared else "delete it, or use --files"
        return f"{path}: the transcript still holds the words", hint
    if stored_name(path.name) in set(study.store.documents.names().values()):
        return (
            f"{path}: another interview, which still holds words or the name",
            "a copy of what was removed? `qualcode forget` that one too; else leave it",
        )
    return f"{path}: still holds words or the name", "write it again, or delete it"


def _outside(study: Study, removed: Removed, looked_for: Sought) -> Iterator[tuple[str, str]]:
    """What outside the study the interviews were read from, and the files beside it with their words."""
    from qualcode.files.address import file_at, row_in, shown

    places = study.store.documents.places([*removed.documents, *removed.shared])
    files = {place: file_at(place) for place in places}
    for place, file in files.items():
        was_read = f"{shown(place)}: the interview was read from here"
        if file is None:
            yield was_read, "delete it there: it is not on this machine"
        elif not file.is_file():
            yield f"{was_read}, and there is no such file on this machine now", "delete it where it lies"
        elif row_in(place):
            yield was_read, "write the file again without that row"
        else:
            yield was_read, "delete it by hand, or take the words out"
    for folder in dict.fromkeys(file.parent for file in files.values() if file):
        for path in _beside(folder):
            if path not in files.values() and looked_for.is_in(f"{path.name} {look_into(path).text}"):
                yield f"{path}: still holds words or the name", "write it again, or delete it"


def _beside(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.iterdir())[:MOST_BESIDE] if path.is_file()]
    except OSError:
        return []


def notes_holding(study: Study, removed: Removed, looked_for: Sought) -> list[str]:
    """Find memos, notes and edits of others' words that quote or name the person.

    Gives kind and beginning of the id of each.
    """
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
        if not (removed.theirs and removed.theirs.covers(kind, noun)) and looked_for.is_in(text)
    ]


def files_of(folder: Path) -> Iterator[Path]:
    """List a study's files but its caches, also those behind links; each folder once, wherever links lead."""
    seen: set[str] = set()
    for here, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(here)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name != ".cache" or DATABASE not in names)
        yield from (path for name in sorted(names) if (path := Path(here, name)).is_file())


def is_elsewhere(path: Path, folder: Path) -> bool:
    """Whether a link leads to a file: what lies behind one is looked at, and never deleted."""
    return path.is_symlink() or not path.resolve().is_relative_to(folder.resolve())
