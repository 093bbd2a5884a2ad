"""The key of a study's pseudonyms: read from outside the study, and grown there by the names of its informants."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError, RosterError, UsageError
from qualcode.files.source import read_source
from qualcode.files.tables import read_list
from qualcode.files.toml import write_keys
from qualcode.files.write import write_whole
from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.model.table import Table
from qualcode.model.wording import plural
from qualcode.privacy.names import personal_columns
from qualcode.privacy.pseudonyms import KINDS, Entry, Pseudonyms, grown
from qualcode.settings import SETTINGS_NAME
from qualcode.study.folder import is_study

if TYPE_CHECKING:
    from qualcode.files.source import ReadOptions
    from qualcode.study.study import Study

COLUMNS = ("real", "shown", "kind")
_SHOWN = 20
"""Places to look at that are named one by one."""


def read_key(study: Study, path: Path) -> list[Entry]:
    """Read a key: columns real, shown (may be empty) and kind (person, place, organisation); none where it is new.

    Raises UsageError where it lies in a study's folder or is no .csv, RosterError where its columns are others.
    """
    expect_outside(study, path)
    if not path.exists():
        return []
    try:
        rows, lines, _ = read_list(read_source(path))
    except ReadError as error:
        raise RosterError(error.message, hint=error.hint) from error
    heading = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if "real" not in heading:
        raise RosterError(f"{path.name}: no column real", hint=f"its headings are {', '.join(COLUMNS)}")
    places = [heading.index(name) if name in heading else -1 for name in COLUMNS]
    found = []
    for row, line in zip(rows[1:], lines[1:], strict=True):
        real, shown, kind = (row[place].strip() if 0 <= place < len(row) else "" for place in places)
        if kind and kind.casefold() not in KINDS:
            raise RosterError(f"{path.name}: line {line}: {kind} is no kind", hint=f"there are: {', '.join(KINDS)}")
        if real:
            found.append(Entry(real=real, shown=shown, kind=kind.casefold() or KINDS[0]))
    return found


def reveal(study: Study, table: Table, path: Path) -> Table:
    """The table with the names of a key put back in every cell, for a reader who has the key."""
    entries = read_key(study, path)
    if not entries:
        raise UsageError(f"{path}: no such key", hint="it is the file that `qualcode import --pseudonyms` was given")
    pseudonyms = Pseudonyms(entries)
    rows = (
        replace(row, cells=tuple(pseudonyms.revealed(cell) if isinstance(cell, str) else cell for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows), notes=(*table.notes, "Names are put back by the key: do not pass on."))


def expect_outside(study: Study, path: Path) -> None:
    """UsageError where a key would lie in this study's folder or in another one's: whoever has both has the names."""
    target = path.resolve()
    inside = [folder for folder in target.parents if folder == study.folder.resolve() or is_study(folder)]
    if inside:
        raise UsageError(
            f"{path}: the key would lie in a study's folder, {inside[0]}",
            hint="keep it elsewhere, where those who get the study do not come",
        )
    if path.suffix.lower() != ".csv" or path.is_dir():
        raise UsageError(f"{path}: a key is a .csv file", hint=f"columns: {', '.join(COLUMNS)}")


def with_key(study: Study, options: ReadOptions, path: Path, roster: Roster) -> ReadOptions:
    """Options that replace names by a key, which grows by the names of the list of informants that it has not.

    In place of an informant's name stands their id; names without anything to be shown get a number.
    """
    entries = read_key(study, path)
    more = grown(entries, names_in(roster))
    if more != entries:
        write_whole(path, _written(more))
        n_new, n_filled = len(more) - len(entries), sum(not entry.shown for entry in entries)
        study.voice.note(
            f"{path}: {plural(n_new, 'name')} added, {n_filled:,} given something to be shown; keep it apart from the "
            "study"
        )
    if not more:
        raise UsageError(
            f"{path}: holds no names, and the list of informants tells none",
            hint=f"write them, a row each, under the headings {', '.join(COLUMNS)}",
        )
    return replace(options, pseudonyms=tuple((entry.real, entry.shown, entry.kind) for entry in more))


def remember_key(study: Study) -> None:
    """Remember that interviews are read with pseudonyms, so that none comes in with names."""
    if study.settings.study.pseudonyms != "yes":
        write_keys(study.folder / SETTINGS_NAME, ("study",), {"pseudonyms": "yes"})


def names_in(roster: Roster) -> Iterator[Entry]:
    """The names that a list of informants tells, each with the id of whose it is."""
    from qualcode.readers.speakers.label_words import kind

    columns = personal_columns(roster)
    for person in roster.informants:
        for column in columns:
            if value := person.variables.get(column, "").strip():
                yield Entry(real=value, shown=f"[{person.id}]")
    for row in roster.appearances:
        for label in row.speakers:
            if not kind(label) and label.casefold() != row.informant_id.casefold():
                yield Entry(real=label, shown=f"[{row.informant_id}]")


def expect_key(study: Study, options: ReadOptions | None) -> None:
    """UsageError where interviews with names and such without would stand in one study."""
    given, used = bool(options and options.pseudonyms), study.settings.study.pseudonyms == "yes"
    if used and not given:
        raise UsageError(
            "the interviews of this study are read with pseudonyms: without the key their names would come in",
            hint="qualcode import … --pseudonyms KEY.csv",
        )
    if given and not used and study.store.documents.ids():
        raise UsageError(
            "this study holds interviews with their names already, in backups and earlier versions, too",
            hint="begin a new one: `qualcode init DIR`, then import there with --pseudonyms",
        )


def expect_nameless(files: Sequence[str], options: ReadOptions | None) -> None:
    """UsageError where files are called by names of the key: a study keeps what its files are called."""
    if not options or not options.pseudonyms:
        return
    pseudonyms = pseudonyms_of(options)
    named = [n for n, name in enumerate(files, 1) if pseudonyms.replaced(Path(name).stem.replace("_", " "))[1]]
    if named:
        raise UsageError(
            f"{plural(len(named), 'file is', 'files are')} called by a name of the key, the first is number {named[0]}",
            hint="give each a name that tells nothing, as the list of informants has it; then import again",
        )


def pseudonyms_of(options: ReadOptions) -> Pseudonyms:
    """The names that options replace."""
    return Pseudonyms(Entry(real=real, shown=shown, kind=kind) for real, shown, kind in options.pseudonyms)


def say_pseudonyms(
    study: Study, documents: Sequence[Document], options: ReadOptions, paths: Iterable[Path | str]
) -> None:
    """Say where names may be left, in words of the key alone, and where the originals lie that hold them."""
    pseudonyms = pseudonyms_of(options)
    doubts = [doubt for document in documents for doubt in pseudonyms.doubts(document)]
    for doubt in doubts[:_SHOWN]:
        study.voice.warn(f"look at {doubt.document_id}, turn {doubt.turn}: {doubt.why}")
    if len(doubts) > _SHOWN:
        study.voice.warn(f"{len(doubts) - _SHOWN:,} more places to look at")
    if doubts:
        study.voice.note(
            "a name that was left: add it to the key as it is written there, then import with --reread; where versions "
            "before that must not have it either, begin a new study"
        )
    if n_names := len({entry.real for entry in names_in(study.roster())}):
        study.voice.warn(
            f"the list of informants tells {plural(n_names, 'name')}",
            "the key has them now: take them out of the list, then run `qualcode informants`",
        )
    own = study.folder.resolve()
    if documents and any(Path(path).resolve().is_relative_to(own) for path in paths):
        study.voice.warn(
            "the transcripts in the study's folder still hold the names",
            "move them elsewhere; the study needs them only to be read again",
        )


def _written(entries: Iterable[Entry]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((entry.real, entry.shown, entry.kind) for entry in entries)
    return stream.getvalue().encode("utf-8-sig")
