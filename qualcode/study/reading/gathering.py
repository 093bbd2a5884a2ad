"""Read files, and tell what in them is new to the study, a correction, a copy, or there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.files.address import shown
from qualcode.files.source import Source
from qualcode.model.document import Document
from qualcode.model.nouns import dataclass
from qualcode.readers.collection import Entry, fetch
from qualcode.study.reading.ahead import Asked, FileRead, read_ahead
from qualcode.study.reading.options import options_for
from qualcode.study.reading.outcome import Copy

if TYPE_CHECKING:
    from qualcode.readers import ReadOptions
    from qualcode.readers.several import Several
    from qualcode.readers.speakers.evidence import Evidence
    from qualcode.store.pack import PackedSegments
    from qualcode.study.study import Study
    from qualcode.suggesters.workers.scheduler import Cluster

LONG_ENOUGH = 500
"""Characters: two interviews of that length do not have the same words by chance."""


@dataclass(slots=True, kw_only=True)
class Gathering:
    """Files that are being read: what is to be stored, and what was there already."""

    study: Study
    options: ReadOptions
    again: bool
    names: Mapping[str, str]
    """Of each interview the study had before, its id and the name of its file."""
    sources: Mapping[str, str]
    """Of those, by the hash of the bytes they were read from, the id."""
    texts: Mapping[str, str]
    """Of those, by the hash of the text, the id."""
    named: Callable[[str], str | None]
    """The id that the list of informants gives to a file or a part of it."""
    new: list[Document] = field(default_factory=list)
    """What has been read so far and is to be stored when all is read, since other interviews tell who speaks."""
    cuts: dict[str, tuple[str, PackedSegments]] = field(default_factory=dict)
    """Of each that is not stored yet, in which language it was cut into passages, and where."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """Of each that was read and is new, what its labels do."""
    held: dict[str, str] = field(default_factory=dict)
    """By the hashes of their bytes and texts, the names of their files."""
    ids: dict[str, str] = field(default_factory=dict)
    """Their ids, each with the name of its file, in the order in which they were read."""
    unchanged: list[str] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    failures: list[ReadError] = field(default_factory=list)
    split: list[tuple[Path, str]] = field(default_factory=list)
    places: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By the id of an interview the addresses of what holds it, those that are not remembered yet."""
    rows: dict[str, str] = field(default_factory=dict)
    """By what rows of Parquet and JSON lines are called, their addresses."""

    def read(
        self,
        entries: Sequence[Entry],
        n_processes: int = 1,
        *,
        split: str = "",
        cluster: Cluster | None = None,
        keep: Callable[[Sequence[Document]], bool] | None = None,
    ) -> None:
        """Read files, of each all interviews in it or none; those of known bytes are not read again.

        `keep` is offered the new interviews of each file as soon as it is read, and says whether it keeps them.
        """
        fetched = fetch([entry for entry in entries if entry.path is None])
        planned = [(entry, self._plan(entry, split, fetched)) for entry in entries]
        asked = [plan for _, plan in planned if isinstance(plan, Asked)]
        words = self.study.settings.segments.words
        made = read_ahead(asked, words=words, n_workers=n_processes, cluster=cluster)
        for entry, plan in self.study.voice.progress(planned, len(planned), "Reading transcripts"):
            if isinstance(plan, str):
                self.unchanged.append(plan)
                self.places[plan].append(entry.address)
            elif isinstance(plan, ReadError):
                self.failures.append(plan)
            else:
                new = self._take(entry, plan.options, next(made))
                if not (new and keep and keep(new)):
                    self.new.extend(new)

    def _plan(self, entry: Entry, split: str, fetched: Iterator[Source | ReadError]) -> Asked | str | ReadError:
        """Decide how a file is read; the id of its interview where that is known, the reason where it cannot be."""
        source = next(fetched) if entry.path is None else None
        if isinstance(source, ReadError):
            return source
        try:
            options = options_for(self.study, entry.name, self.options)
            options = replace(options, split=split) if split else options
            if entry.row:
                self._refuse_twin(entry)
                options = replace(options, encoding="")  # which a row has been read in already
            known = None if self.again or options.split or not self.sources else self._as_before(entry, source)
        except ReadError as error:
            return error
        return known or Asked(entry.path or Path(entry.name), options, source)

    def _refuse_twin(self, entry: Entry) -> None:
        """Refuse a row that is called as another is: each would take the place of the other at every import."""
        if self.rows.setdefault(entry.name, entry.address) != entry.address:
            raise ReadError(
                f"{shown(entry.address)}: is called {entry.name}, as {shown(self.rows[entry.name])} is",
                hint="give each interview a name of its own in the column document",
            )

    def _take(self, entry: Entry, options: ReadOptions, read: FileRead) -> list[Document]:
        """Find what is new in a file, and remember where it is from."""
        try:
            if read.failure:
                raise read.failure
            n_unchanged, n_copies = len(self.unchanged), len(self.copies)
            new = self._new_in(read)
            if new and options.split:
                self._warn_of_whole(entry)
        except ReadError as error:
            where = f"{shown(entry.address)}: " if entry.row else ""
            self.failures.append(ReadError(f"{where}{error.message}", hint=error.hint))
            return []
        self._remember(new)
        ids = [*(each.id for each in new), *self.unchanged[n_unchanged:]]
        if n_copies < len(self.copies):
            by_name = {name: id_ for known in (self.names, self.ids) for id_, name in known.items()}
            ids += [by_name[each.other] for each in self.copies[n_copies:] if each.other in by_name]
        for id_ in ids:
            self.places[id_].append(entry.address)
        return new

    def _remember(self, new: Sequence[Document]) -> None:
        self.ids.update((document.id, document.name) for document in new)
        for sha256, name in _held_by(new).items():
            self.held.setdefault(sha256, name)

    def _as_before(self, entry: Entry, source: Source | None) -> str | None:
        """Find the interview that was read from these very bytes: they are not read again."""
        from qualcode.files.source import read_source

        source = source or read_source(entry.path or Path(entry.name))
        known = self.sources.get(source.sha256)
        return known if known and self.names[known] == source.name else None

    def split_where_told(self, entries: Sequence[Entry], ask: Callable[[str, Several], bool]) -> None:
        """Read those files again, part by part, that look like several interviews and are to be read so."""
        from qualcode.readers.several import told_of_several

        whole = {document.name: document for document in self.new if told_of_several(document.doubts)}
        for entry in entries:
            document = whole.get(entry.name)
            several = told_of_several(document.doubts) if document is not None else None
            if document is None or several is None or not ask(entry.name, several):
                continue
            self.new.remove(document)
            del self.ids[document.id]
            self.held = {sha256: name for sha256, name in self.held.items() if name != document.name}
            self.split.append((Path(entry.address), several.pattern))
            self.read([entry], split=several.pattern)

    def _new_in(self, read: FileRead) -> list[Document]:
        """Find the interviews in a file under their roster names, without those imported already as they are."""
        new: list[Document] = []
        for document, cut, evidence in zip(read.documents, read.cuts, read.evidence, strict=True):
            known = self.sources.get(document.source_sha256)
            own = self.named(document.name) or document.id
            if self.names.get(own) != document.name and not (self.again and known):
                original = self._original(document, _held_by(new), known)
                if original:
                    self.copies.append(Copy(document.name, original))
                    continue
            if document.id != (known or own):
                document = replace(document, id=known or own)
            earlier = known or (document.id if self.names.get(document.id) == document.name else None)
            if earlier is not None and ((known and not self.again) or not self._differs(document, earlier)):
                self.unchanged.append(earlier)
            else:
                self._refuse_second(document, new)
                self.cuts[document.id] = document.language, cut
                self.evidence[document.id] = replace(evidence, document_id=document.id)
                new.append(document)
        return new

    def _original(self, document: Document, beside: Mapping[str, str], known: str | None) -> str | None:
        """Find the name of another file, imported or about to be, that holds this very interview."""
        is_long = len(document.text) >= LONG_ENOUGH and "#" not in document.name
        for held in (self.held, beside):
            for sha256 in (document.source_sha256, document.sha256 if is_long else ""):
                if sha256 in held:
                    return held[sha256]
        known = known or (self.texts.get(document.sha256) if is_long else None)
        name = self.names.get(known or "", document.name)
        return None if name == document.name else name

    def _differs(self, document: Document, known: str) -> bool:
        """Whether text, turns with their times or passages are others than before; roles do not matter here."""
        from qualcode.segmenters import segment_document

        earlier = self.study.store.documents.get(known)
        turns, before = (
            [(t.start, t.end, t.speaker, t.started_at) for t in each.turns] for each in (document, earlier)
        )
        if document.text != earlier.text or turns != before:
            return True
        cut = segment_document(earlier, words=self.study.settings.segments.words)
        return [(s.start, s.end) for s in cut] != [(s.start, s.end) for s in self.study.store.documents.segments(known)]

    def _refuse_second(self, document: Document, read: Sequence[Document]) -> None:
        """Refuse an interview whose id another file has.

        Two files of one name (`kii-01.docx`, `KII 01.txt`) are two interviews, or one and its corrected version: only
        the evaluator knows.
        """
        new = self.ids | {other.id: other.name for other in read}
        other = new.get(document.id, None if self.again else self.names.get(document.id))
        if other is not None and (other != document.name or document.id in new):
            raise ReadError(
                f"{document.name}: would be {document.id}, as {other} is",
                hint=f"rename it where it is another interview; where it replaces {other}, import it with --reread",
            )

    def _warn_of_whole(self, entry: Entry) -> None:
        """Warn of a file that was imported whole before it was split: it is in the study twice."""
        [source] = fetch([entry])
        whole = self.sources.get(source.sha256) if isinstance(source, Source) else None
        if whole is not None:
            self.study.voice.warn(
                f"{entry.name}: was imported whole before, as {whole}",
                f"take the row of {whole} out of the list of informants, so that its words count once",
            )


def _held_by(documents: Sequence[Document]) -> dict[str, str]:
    """By the hashes of bytes and text, the name of the first file that has them."""
    held: dict[str, str] = {}
    for document in documents:
        held.setdefault(document.source_sha256, document.name)
        held.setdefault(document.sha256, document.name)
    return held
