"""Make an archive: read and match all its interviews in two passes, a partition at a time, and keep what they come to.

The first pass does most of it. Of interviews whose labels are names, or that have none, it keeps what the labels do and
fingerprints of the paragraphs; the second reads these once more, when all of them together have shown who asks. A
partition is kept whole or not at all: whoever is stopped goes on where it stood.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from qualcode.errors import ReadError
from qualcode.files.source import display_name
from qualcode.files.write import write_whole
from qualcode.model.nouns import dataclass
from qualcode.model.plain import from_plain, to_plain
from qualcode.model.voice import Voice
from qualcode.readers.collection import Collection, Entry, fetch
from qualcode.store.archive import ArchiveStore, CellRow
from qualcode.study.archive.interview import FileTold, Given, Reading, Throughout
from qualcode.study.archive.reducing import Reducing
from qualcode.suggesters.workers import spread_out
from qualcode.suggesters.workers.scheduler import Cluster
from qualcode.suggesters.workers.there import versions

AT_ONCE = 50
"""Files of a partition."""
READ = "read"
"""The folder of what the first pass keeps."""


@dataclass(slots=True, kw_only=True)
class Making:
    """An archive that is being made."""

    folder: Path
    collection: Collection
    reading: Reading
    base: str
    """A hash of all that decides what is read in a file and found in it, but its bytes."""
    voice: Voice
    n_processes: int = 1
    cluster: Cluster | None = None
    keys: dict[int, str] = field(default_factory=dict)
    """By number of the partition, a hash of what the first pass made it from."""

    @property
    def store(self) -> ArchiveStore:
        """Where what interviews come to is kept."""
        return ArchiveStore(self.folder)

    @property
    def partitions(self) -> Iterator[tuple[int, Sequence[Entry]]]:
        """The files, some at a time, in their order."""
        entries = self.collection.entries
        for number, place in enumerate(range(0, len(entries), AT_ONCE)):
            yield number, entries[place : place + AT_ONCE]

    def make(self) -> dict[int, str]:
        """Go through both passes. Returns the key of each partition as it is kept."""
        self._first_pass()
        reducing = Reducing()
        for number in self.keys:
            reducing.add(number, self._kept(number))
        throughout, known = reducing.throughout(), reducing.known
        parts: dict[int, str] = {}
        waiting: list[tuple[int, Sequence[Entry]]] = []
        for number, entries in self.partitions:
            key = _hash(self.keys[number], known if number in reducing.unsettled else "", reducing.left_out.get(number))
            parts[number] = key
            if self.store.part(number, key).exists():
                continue
            if number in reducing.unsettled:
                waiting.append((number, entries))
            else:
                self._keep(number, key, entries, self._kept(number), reducing)
        self._second_pass(waiting, parts, throughout, reducing)
        self.store.keep_only(parts)
        self._forget_old()
        return parts

    def _first_pass(self) -> None:
        handed_out: deque[tuple[int, int]] = deque()

        def given() -> Iterator[Given]:
            for number, entries in self.voice.progress(self.partitions, self._n_partitions, "Reading"):
                fetched = list(map(given_of, entries, fetch(entries)))
                digests = [each.source.sha256 if each.source else str(each.failure) for each in fetched]
                self.keys[number] = _hash(self.base, [each.address for each in entries], digests)
                if not self._read(number).exists():
                    handed_out.append((number, len(fetched)))
                    yield from fetched

        made = self._spread(given(), self.reading.first)
        for first in made:
            number, n = handed_out.popleft()
            told = [first, *islice(made, n - 1)]
            (self.folder / READ).mkdir(mode=0o700, exist_ok=True)
            write_whole(self._read(number), json.dumps(to_plain(told), ensure_ascii=False).encode())

    def _second_pass(
        self,
        waiting: Sequence[tuple[int, Sequence[Entry]]],
        parts: Mapping[int, str],
        throughout: Throughout,
        reducing: Reducing,
    ) -> None:
        def given() -> Iterator[Given]:
            for number, entries in self.voice.progress(waiting, len(waiting), "Telling who speaks"):
                asked = [entries[place] for place in reducing.unsettled[number]]
                yield from map(given_of, asked, fetch(asked))

        made = self._spread(given(), partial(self.reading.again, throughout=throughout))
        for number, entries in waiting:
            kept = self._kept(number)
            for place, told in zip(reducing.unsettled[number], made, strict=False):
                kept[place] = told
            self._keep(number, parts[number], entries, kept, reducing)

    def _spread(self, given: Iterator[Given], do: Any) -> Iterator[FileTold]:
        return spread_out(given, do, n_workers=self.n_processes, cluster=self.cluster, weigh=weight_of, lost=_lost)

    def _keep(
        self, number: int, key: str, entries: Sequence[Entry], files: Sequence[FileTold], reducing: Reducing
    ) -> None:
        rows: list[CellRow] = []
        for entry, file in zip(entries, files, strict=True):
            if file.failure:
                rows.append(CellRow(document="", name=entry.address, address=entry.address, failure=file.failure))
            for told in file.told:
                if reason := reducing.left_out.get(number, {}).get(told.name):
                    rows.append(CellRow(document="", name=told.name, address=entry.address, failure=reason))
                else:
                    rows += (CellRow(told.id, told.name, entry.address, *cell) for cell in told.cells or ())
        self.store.write_part(number, key, rows)

    @property
    def _n_partitions(self) -> int:
        return -(-len(self.collection.entries) // AT_ONCE)

    def _read(self, number: int) -> Path:
        return self.folder / READ / f"{number:06}-{self.keys[number]}.json"

    def _kept(self, number: int) -> list[FileTold]:
        return [from_plain(FileTold, each) for each in json.loads(self._read(number).read_bytes())]

    def _forget_old(self) -> None:
        """Remove what an earlier first pass kept; what this one did may be needed again."""
        kept = set(map(self._read, self.keys))
        for path in (self.folder / READ).glob("*.json"):
            if path not in kept:
                path.unlink()


def base_of(reading: Reading) -> str:
    """Hash all that decides what is made of an interview: program and libraries, codebook, list of informants."""
    options = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in _options(reading)}
    return _hash(dict(versions()), reading.codebook.sha256, to_plain(reading.roster), options, reading.words)


def _options(reading: Reading) -> list[tuple[str, Any]]:
    return [(name, getattr(reading.options, name)) for name in reading.options.__slots__]


def given_of(entry: Entry, fetched: Any) -> Given:
    """What is handed over to be read: the bytes of a file, or why there are none."""
    return Given(entry.address, failure=fetched) if isinstance(fetched, ReadError) else Given(entry.address, fetched)


def weight_of(given: Given) -> int:
    """How many bytes are handed over."""
    return len(given.source.data) if given.source else 0


def _lost(given: Given) -> list[FileTold]:
    return [FileTold(failure=f"{display_name(given.name)}: ended every worker that read it")]


def _hash(*parts: object) -> str:
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]
