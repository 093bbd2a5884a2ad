"""Bring transcripts into a study: new ones, corrected ones, and those that are there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.files.source import stored_name
from qualcode.model.certainty import Mark
from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.model.journal import EventKind
from qualcode.model.place import Found
from qualcode.model.table import Table
from qualcode.readers.look_alikes import Alike, look_alikes
from qualcode.store.backup import back_up
from qualcode.study.codebook.suggesting import follow_codebook
from qualcode.study.kept import keep_done, was_done
from qualcode.study.reading.options import known_speakers, known_wordings, options_for
from qualcode.study.reading.telling import TOLD, Known, assign_again, told_from, what_is_known, with_roles
from qualcode.study.withdrawn import remember_places, warn_of_words

if TYPE_CHECKING:
    from qualcode.readers import ReadOptions
    from qualcode.readers.files import LeftOut
    from qualcode.readers.several import Several
    from qualcode.readers.speakers.moves import Move
    from qualcode.segmenters.versions import Carried
    from qualcode.study.study import Study

LONG_ENOUGH = 500
"""Characters: two interviews of that length do not have the same words by chance."""
AT_ONCE = 100
"""Interviews stored in one step."""


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a corrected transcript did to the passages and decisions of the earlier version."""

    document_id: str
    version: int
    carried: Carried
    decisions: Counter[Found]
    """How many decisions were found again unchanged, moved, edited and so on."""
    in_doubt: tuple[str, ...]
    """Decisions a person has to look at, by passage and code; never their words."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that holds the same interview as another file."""

    name: str
    other: str
    """The name of that other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import did, file by file."""

    documents: tuple[Document, ...] = ()
    unchanged: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()
    alike: tuple[Alike, ...] = ()
    failures: tuple[ReadError, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    versions: tuple[NewVersion, ...] = ()
    retold: tuple[str, ...] = ()
    """Earlier interviews in which somebody's role or informant is another now."""
    moves: tuple[Move, ...] = ()
    """Turns of earlier interviews whose role is another now."""
    split: tuple[tuple[Path, str], ...] = ()
    """Files that were read part by part because somebody said so, each with the pattern of its headings."""
    backup: Path | None = None
    """The copy of the study made before the first new version."""

    @property
    def found_nothing(self) -> bool:
        """Whether there was no file at all where one was looked for."""
        return not (self.documents or self.unchanged or self.copies or self.failures or self.left_out)

    def interviews(self, marks: Mapping[str, Mark], *, brief: bool = False) -> Table:
        """List who is understood to speak in each interview it imported; `brief` is what a terminal has room for."""
        from qualcode.tables.documents import documents_table

        return documents_table(self.documents, marks, brief=brief)


def import_transcripts(
    study: Study,
    paths: Sequence[Path],
    roster: Roster,
    options: ReadOptions | None = None,
    *,
    again: bool = False,
    on_record: bool = True,
    ask_to_split: Callable[[str, Several], bool] | None = None,
) -> ImportOutcome:
    """Read files into the study; each file is imported whole or not at all, and the bad ones are named.

    `again` reads files that are imported already; what then differs becomes a new version. `on_record` keeps the
    import in the log, as a command of its own. `ask_to_split` is asked, by the file's name, about files that look like
    several interviews; where it says so, they are read one by one.
    """
    from qualcode.readers import ReadOptions, find_files
    from qualcode.readers.roster import match_documents

    found = find_files(paths)
    named = match_documents(roster, [path.name for path in found.files])
    files = sorted(found.files, key=lambda path: path.name not in named)  # of two copies the one that the roster names
    known, questions = known_speakers(roster), known_wordings(study)
    options = replace(options or ReadOptions(), known_speakers=known, questions=questions)
    running = _Import(
        study,
        roster,
        options,
        again=again,
        names=study.store.documents.names(),
        sources=study.store.documents.sources(),
    )
    for path in study.voice.progress(files, len(files), "Reading transcripts"):
        running.read(path)
    if ask_to_split is not None:
        running.split_where_told(files, ask_to_split)
    running.store()
    outcome = replace(running.outcome(), left_out=found.left_out)
    if on_record:
        study.store.facts.record_run("import", {"documents": [document.id for document in outcome.documents]})
    return outcome


def follow_import(study: Study, roster: Roster, outcome: ImportOutcome) -> ImportOutcome:
    """Find anew who speaks in the interviews imported before, and bring the suggestions up to date.

    Those that an import left behind which was stopped before it came to them are, too.
    """
    new = {document.id for document in outcome.documents}
    if not was_done(study.store, TOLD, told_from(study, roster)):
        is_first = new == set(study.store.documents.ids())
        if not is_first:
            again = assign_again(study, roster)
            outcome = replace(
                outcome,
                retold=tuple(retold for retold in again.changed if retold not in new),
                moves=tuple(move for move in again.moves if move.document_id not in new),
            )
        if not is_first or _were_told_together(study, outcome):
            keep_done(study.store, TOLD, told_from(study, roster))
    if outcome.versions or outcome.retold or study.store.suggestions.behind():
        follow_codebook(study)
    return outcome


def _were_told_together(study: Study, outcome: ImportOutcome) -> bool:
    """Whether nothing but the interviews that are stored, as they are, decided who speaks in them."""
    one_by_one = any(":" in label for labels in study.settings.roles.values() for label in labels)
    return not (outcome.failures or one_by_one or study.store.log.events(EventKind.FORGET))


@dataclass(slots=True)
class _Import:
    """An import that is running: files are read one by one, then stored together."""

    study: Study
    roster: Roster
    options: ReadOptions
    again: bool
    names: Mapping[str, str]
    """Of each interview the study had before, its id and the name of its file."""
    sources: Mapping[str, str]
    """Of those, by the hash of the bytes they were read from, the id."""
    new: list[Document] = field(default_factory=list)
    """What has been read so far and is to be stored."""
    documents: list[Document] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    failures: list[ReadError] = field(default_factory=list)
    versions: list[NewVersion] = field(default_factory=list)
    split: list[tuple[Path, str]] = field(default_factory=list)
    backup: Path | None = None
    places: list[tuple[str, Path]] = field(default_factory=list)
    """Ids of interviews and the files that hold them."""

    def outcome(self) -> ImportOutcome:
        """What was done so far."""
        return ImportOutcome(
            documents=tuple(self.documents),
            unchanged=tuple(self.unchanged),
            copies=tuple(self.copies),
            alike=tuple(self.alike),
            failures=tuple(self.failures),
            versions=tuple(self.versions),
            split=tuple(self.split),
            backup=self.backup,
        )

    def read(self, path: Path, *, split: str = "") -> None:
        """Read a file: all interviews in it, or none."""
        try:
            options = options_for(self.study, path, self.options)
            options = replace(options, split=split) if split else options
            if not (self.again or options.split) and (known := self._as_before(path)):
                self.unchanged.append(known)
                self.places.append((known, path))
                return
            n_unchanged, n_copies = len(self.unchanged), len(self.copies)
            new = self._new_in(path, options)
            if new and options.split:
                self._warn_of_whole(path)
        except ReadError as error:
            self.failures.append(error)
        else:
            self.new.extend(new)
            by_name = {name: id_ for id_, name in self.names.items()} | {each.name: each.id for each in self.new}
            ids = [*(each.id for each in new), *self.unchanged[n_unchanged:]]
            ids += [by_name[each.other] for each in self.copies[n_copies:] if each.other in by_name]
            self.places.extend((id_, path) for id_ in ids)

    def _as_before(self, path: Path) -> str | None:
        """Find the interview that was read from these very bytes: they are not read again."""
        from qualcode.files.source import read_source

        source = read_source(path)
        known = self.sources.get(source.sha256)
        return known if known and self.names[known] == source.name else None

    def split_where_told(self, files: Sequence[Path], ask: Callable[[str, Several], bool]) -> None:
        """Read those files again, part by part, that look like several interviews and are to be read so."""
        from qualcode.readers.several import told_of_several

        whole = {document.name: document for document in self.new if told_of_several(document.doubts)}
        for path in files:
            document = whole.get(stored_name(path.name))
            several = told_of_several(document.doubts) if document is not None else None
            if document is None or several is None or not ask(path.name, several):
                continue
            self.new.remove(document)
            self.split.append((path, several.pattern))
            self.read(path, split=several.pattern)

    def store(self) -> None:
        """Keep what was read, with the roles that all of it together shows.

        Many at a time, whole files each time: whoever is stopped in between keeps those that are stored.
        """
        if self.new:
            self._store_all()
        remember_places(self.study, self.places)

    def _store_all(self) -> None:
        known = what_is_known(self.study, self.roster, self.new)
        waiting: list[Document] = []
        for document in self.new:
            if document.id in self.names:
                self._store_new(waiting, known)
                waiting = []
                self._store_version(document, known)
                continue
            if len(waiting) >= AT_ONCE and _file_of(document) != _file_of(waiting[-1]):
                self._store_new(waiting, known)
                waiting = []
            waiting.append(document)
        self._store_new(waiting, known)
        if self.documents:
            before = self.names.keys() - {document.id for document in self.documents}
            self.alike = look_alikes(self.documents, self.study.store.documents.all(sorted(before)))
            warn_of_words(self.study, self.documents)

    def _new_in(self, path: Path, options: ReadOptions) -> list[Document]:
        """Read the interviews in a file under their roster names, without those imported already as they are."""
        from qualcode.readers import read_documents
        from qualcode.readers.roster import match_documents

        documents = read_documents(path, options)
        ids = match_documents(self.roster, [document.name for document in documents])
        new: list[Document] = []
        for document in documents:
            known = self.sources.get(document.source_sha256)
            own = ids.get(document.name, document.id)
            if self.names.get(own) != document.name and not (self.again and known):
                original = self._original(document, [*self.new, *new], known)
                if original:
                    self.copies.append(Copy(document.name, original))
                    continue
            document = replace(document, id=known or own)
            earlier = known or (document.id if self.names.get(document.id) == document.name else None)
            if earlier is not None and ((known and not self.again) or not self._differs(document, earlier)):
                self.unchanged.append(earlier)
            else:
                self._refuse_second(document, [*self.new, *new])
                new.append(document)
        return new

    def _original(self, document: Document, read: Sequence[Document], known: str | None) -> str | None:
        """Find the name of another file, imported or about to be, that holds this very interview."""
        is_long = len(document.text) >= LONG_ENOUGH and "#" not in document.name
        for other in read:
            if other.source_sha256 == document.source_sha256 or (is_long and other.sha256 == document.sha256):
                return other.name
        known = known or (self.study.store.documents.has_text(document.sha256) if is_long else None)
        name = self.names.get(known or "", document.name)
        return None if name == document.name else name

    def _differs(self, document: Document, known: str) -> bool:
        """Whether text, turns or passages are others than before; roles do not matter here."""
        from qualcode.segmenters import segment_document

        earlier = self.study.store.documents.get(known)
        turns, before = ([(t.start, t.end, t.speaker) for t in d.turns] for d in (document, earlier))
        if document.text != earlier.text or turns != before:
            return True
        cut = segment_document(earlier, words=self.study.settings.segments.words)
        return [(s.start, s.end) for s in cut] != [(s.start, s.end) for s in self.study.store.documents.segments(known)]

    def _refuse_second(self, document: Document, read: Sequence[Document]) -> None:
        """Refuse an interview whose id another file has.

        Two files of one name (`kii-01.docx`, `KII 01.txt`) are two interviews, or one and its corrected version: only
        the evaluator knows.
        """
        new = {other.id: other.name for other in read}
        other = new.get(document.id, None if self.again else self.names.get(document.id))
        if other is not None and (other != document.name or document.id in new):
            raise ReadError(
                f"{document.name}: would be {document.id}, as {other} is",
                hint=f"rename it where it is another interview; where it replaces {other}, import it with --reread",
            )

    def _warn_of_whole(self, path: Path) -> None:
        """Warn of a file that was imported whole before it was split: it is in the study twice."""
        from qualcode.files.source import read_source

        whole = self.sources.get(read_source(path).sha256)
        if whole is not None:
            self.study.voice.warn(
                f"{path.name}: was imported whole before, as {whole}",
                f"take the row of {whole} out of the list of informants, so that its words count once",
            )

    def _store_new(self, documents: Sequence[Document], known: Known) -> None:
        """Keep interviews that the study did not have."""
        from qualcode.segmenters import SEGMENTER, segment_document

        if not documents:
            return
        told = [with_roles(self.study, document, self.roster, known) for document in documents]
        read = [(each, segment_document(each, words=self.study.settings.segments.words)) for each in told]
        added = self.study.store.documents.add_all(read, segmenter=SEGMENTER)
        for document, version in zip(told, added, strict=True):
            if isinstance(version, ReadError):
                self.failures.append(version)
            else:
                self.documents.append(document)

    def _store_version(self, document: Document, known: Known) -> None:
        """Keep a corrected transcript, and find the passages of the earlier version in it."""
        from qualcode.segmenters import SEGMENTER, segment_document
        from qualcode.segmenters.versions import carry_segments, with_carried_ids

        store = self.study.store
        document = with_roles(self.study, document, self.roster, known)
        segments = segment_document(document, words=self.study.settings.segments.words)
        earlier = store.documents.get(document.id)
        carried = carry_segments(earlier.text, store.documents.segments(document.id), document.text, segments)
        segments = with_carried_ids(segments, carried.old_ids, store.documents.next_ordinal(document.id))
        coded = document.id in store.log.decided().states
        document = with_roles(self.study, document, self.roster, known, segments, earlier=earlier if coded else None)
        if self.backup is None:
            self.backup = back_up(store.path, "before-new-version")
        try:
            version = store.documents.add(document, segments, segmenter=SEGMENTER)
        except ReadError as error:
            self.failures.append(error)
            return
        self.documents.append(document)
        self.versions.append(_new_version(self.study, document, carried, version))


def _file_of(document: Document) -> str:
    return document.name.partition("#")[0]


def _new_version(study: Study, document: Document, carried: Carried, version: int) -> NewVersion:
    """Find what became of the passages, and of every decision that stood."""
    from qualcode.review.anchors import locate
    from qualcode.review.earlier import followed
    from qualcode.review.standing import ADJUDICATION, DECIDED, not_replaced, sort_decisions, target_of_decision

    log = sort_decisions(study.store.log.decisions(document_id=document.id))
    settled = [decision for decision in log if decision.origin == ADJUDICATION]
    own = not_replaced([decision for decision in log if decision.origin != ADJUDICATION])
    standing = {
        (decision.coder, decision.origin == ADJUDICATION, target_of_decision(decision)): decision
        for decision in (*own, *settled)
    }
    versions = study.store.documents.segmented_versions(document.id)
    found: Counter[Found] = Counter()
    in_doubt = []
    for decision in standing.values():
        if decision.verdict in DECIDED:
            place = locate(decision.anchor, document)
            anchor = decision.anchor if place.counts else followed(decision.anchor, versions)
            place = place if place.counts else locate(anchor, document)
            found[place.found] += 1
            if not place.counts:
                in_doubt.append(f"{anchor.segment_id}, {decision.code_id} ({decision.coder}): {place.found}")
    return NewVersion(
        document_id=document.id, version=version, carried=carried, decisions=found, in_doubt=tuple(in_doubt)
    )
