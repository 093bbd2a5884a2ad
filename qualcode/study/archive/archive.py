"""An archive: a folder with its codebook, its list of informants, and what its interviews come to, in Parquet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import ProjectError, ReadError, UsageError
from qualcode.files.source import ReadOptions, display_name
from qualcode.files.write import write_whole
from qualcode.model.codebook import Codebook
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.model.voice import SILENT, Voice
from qualcode.model.wording import plural
from qualcode.settings import read_settings
from qualcode.store.archive import ArchiveStore, expect_duckdb
from qualcode.study.cluster import cluster_at, expect_reachable
from qualcode.study.naming import refuse_missing
from qualcode.study.reading.options import known_speakers

if TYPE_CHECKING:
    from qualcode.readers.collection import Collection

ABOUT = "archive.json"
"""Written last: an archive that has it is whole."""
CODEBOOK = "codebook.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A folder that holds an archive."""

    folder: Path
    codebook: Codebook
    roster_path: Path
    n_files: int

    @property
    def store(self) -> ArchiveStore:
        """What its interviews come to."""
        return ArchiveStore(self.folder)

    def roster(self) -> Roster:
        """The list of informants it was made with."""
        from qualcode.readers.roster import read_roster

        return read_roster(self.roster_path, strict=False).filled_in()


def is_archive(path: Path) -> bool:
    """Whether a folder holds an archive, or one that was not finished."""
    return (path / ABOUT).is_file()


def open_archive(folder: Path) -> Archive:
    """Open an archive. Raises ProjectError where there is none, or where it is not finished."""
    from qualcode.readers.codebooks import read_codebook

    if not is_archive(folder):
        raise ProjectError(f"{folder}: no archive", hint="make one: qualcode archive FOLDER --codebook … --out DIR")
    expect_duckdb()
    about: dict[str, Any] = json.loads((folder / ABOUT).read_bytes())
    if not about.get("parts"):
        raise ProjectError(f"{folder}: not finished", hint="give the command that makes it again: it goes on there")
    return Archive(
        folder=folder,
        codebook=read_codebook(folder / CODEBOOK),
        roster_path=folder / about["informants"],
        n_files=about["n_files"],
    )


def make_archive(
    out: Path,
    addresses: Sequence[str],
    codebook: Path,
    informants: Path | None,
    *,
    n_processes: int = 0,
    scheduler: str = "",
    voice: Voice = SILENT,
) -> Archive:
    """Read and match all interviews at some addresses, and keep in `out` who said how much on what, and no word.

    Without `informants` the rows of Parquet or JSON lines say who was interviewed. `n_processes` share the work, 0 for
    all that this machine has; or the workers of a `scheduler` do. Raises UsageError and CodebookError before anything
    is made.
    """
    from qualcode.readers.codebooks import codebook_as_yaml
    from qualcode.readers.collection import collect, is_there

    expect_duckdb()
    expect_reachable(scheduler)
    content = codebook_as_yaml(codebook)
    if out.exists() and not is_archive(out) and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: holds other files", hint="name a new folder with --out")
    for address in addresses:
        if not is_there(address):
            refuse_missing(Path(address))
    collection = collect(addresses)
    if not collection.entries:
        raise UsageError(f"{', '.join(map(display_name, addresses))}: no interviews there", hint="name their folder")
    roster_path = _prepare(out, content, informants, collection)
    settings = read_settings(None)
    with cluster_at(scheduler, settings, voice) as cluster:
        from qualcode.study.archive.making import Making, base_of
        from qualcode.suggesters.workers import n_cores

        reading = _reading(out / CODEBOOK, roster_path, settings.segments.words)
        making = Making(
            folder=out,
            collection=collection,
            reading=reading,
            base=base_of(reading),
            voice=voice,
            n_processes=n_processes or min(n_cores(), len(collection.entries)),
            cluster=cluster,
        )
        parts = making.make()
    making.store.write_people(_people(reading.roster))
    _write_about(out, roster_path, collection, parts=parts)
    archive = open_archive(out)
    _say(archive, collection, voice)
    return archive


def _prepare(out: Path, content: bytes, informants: Path | None, collection: Collection) -> Path:
    """Make the folder, with a copy of the codebook and of the list of informants."""
    from qualcode.readers.collection import fetch
    from qualcode.readers.roster import read_roster
    from qualcode.readers.roster.draft import with_rows

    if informants is None and not collection.people:
        for first in fetch(collection.entries[:1]):
            if isinstance(first, ReadError):
                raise first
        raise UsageError(
            "who was interviewed? An archive needs a list of informants",
            hint="name one with --informants, or give the rows columns informant_id and informant_type",
        )
    if informants is not None:
        read_roster(informants)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = out / f"informants{informants.suffix.lower() if informants else '.csv'}"
    if not informants and path.exists():
        path.unlink()
    _write_about(out, path, collection, parts={})
    write_whole(path, informants.read_bytes() if informants else with_rows(path, collection.people))
    write_whole(out / CODEBOOK, content)
    return path


def _write_about(out: Path, roster_path: Path, collection: Collection, *, parts: dict[int, str]) -> None:
    about = {"informants": roster_path.name, "n_files": len(collection.entries), "parts": len(parts)}
    write_whole(out / ABOUT, json.dumps(about, indent=1).encode())


def _reading(codebook: Path, roster: Path, words: int) -> Any:
    from qualcode.readers.codebooks import read_codebook
    from qualcode.readers.roster import read_roster
    from qualcode.study.archive.interview import Reading
    from qualcode.suggesters import check_patterns

    codes = read_codebook(codebook)
    check_patterns(codes)
    people = read_roster(roster).filled_in()
    return Reading(codes, people, ReadOptions(known_speakers=known_speakers(people)), words=words)


def _people(roster: Roster) -> list[tuple[str, str, str]]:
    return [
        (person.id, variable, value)
        for person in roster.informants
        for variable, value in (
            ("informant_type", person.informant_type),
            ("organisation", person.organisation),
            *person.variables.items(),
        )
    ]


def _say(archive: Archive, collection: Collection, voice: Voice) -> None:
    n = sum(archive.store.members("informant_type").values())
    files = plural(len(collection.entries), "file")
    voice.note(f"{files} read, {plural(n, 'informant')} counted; {archive.folder} holds no word they said")
    for name, reason in archive.store.failures():
        voice.warn(reason if name in reason else f"{name}: {reason}")
    for each in collection.left_out:
        voice.note(f"left out, {each.path.name}: {each.reason}")
