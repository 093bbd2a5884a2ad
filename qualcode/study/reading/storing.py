"""Store what was read: new interviews many at a time, corrected ones with what becomes of their passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.model.document import Document
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.model.place import Found
from qualcode.readers.look_alikes import Alike, look_alikes
from qualcode.readers.several import told_of_several
from qualcode.readers.speakers.parts import is_told_by_labels
from qualcode.store.backup import back_up
from qualcode.store.database import now
from qualcode.store.facts import IMPORT_BEGUN
from qualcode.store.pack import pack_cut, unpack_segments
from qualcode.study.reading.outcome import NewVersion
from qualcode.study.reading.telling import NOTHING_KNOWN, Known, what_is_known, with_roles
from qualcode.study.withdrawn import remember_places, warn_of_words

if TYPE_CHECKING:
    from qualcode.readers.speakers.evidence import Evidence
    from qualcode.segmenters.versions import Carried
    from qualcode.store.pack import PackedSegments
    from qualcode.study.study import Study

AT_ONCE = 100
"""Interviews stored in one step."""


@dataclass(slots=True, kw_only=True)
class Storing:
    """Interviews that are being stored, with the roles that all of them together show."""

    study: Study
    roster: Roster
    names: Mapping[str, str]
    """Of each interview the study had before, its id and the name of its file."""
    cuts: dict[str, tuple[str, PackedSegments]]
    """Of each that is to be stored, in which language it was cut into passages, and where."""
    evidence: Mapping[str, Evidence]
    """Of each that is to be stored, what its labels do."""
    places: MutableMapping[str, list[str]] = field(default_factory=dict)
    """By the id of an interview the addresses of what holds it, until it is stored."""
    waiting: list[Document] = field(default_factory=list)
    """Those whose speakers are told and that are stored with the next ones."""
    documents: list[Document] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    failures: list[ReadError] = field(default_factory=list)
    versions: list[NewVersion] = field(default_factory=list)
    backup: Path | None = None
    begun: str = ""
    """When this import began to store, or an earlier one that was stopped."""
    left: tuple[str, ...] = ()
    """The ids of what an earlier one stored that was stopped before it compared them."""

    def __post_init__(self) -> None:
        """Find out whether an import was stopped before."""
        self.begun = self.study.store.facts.setting(IMPORT_BEGUN)
        self.left = self.study.store.documents.since(self.begun) if self.begun else ()

    def keep_told(self, new: Sequence[Document]) -> bool:
        """Keep the new interviews of a file, while others are read, if their labels alone tell who speaks in them.

        Some are stored at a time: whoever is stopped while many files are read keeps those that are.
        """
        if any(document.id in self.names or told_of_several(document.doubts) for document in new):
            return False
        alone = replace(NOTHING_KNOWN, evidence=self.evidence)
        told = [with_roles(self.study, document, self.roster, alone) for document in new]
        if not all(map(is_told_by_labels, told)):
            return False
        self._wait(told)
        return True

    def store(self, new: list[Document], *, is_part: bool = False) -> None:
        """Keep what was read, with the roles that all of it together shows.

        Many at a time, whole files each time: whoever is stopped in between keeps those that are stored. A part of
        what is read waits for the others before anybody is known by them: its roles are told again.
        """
        self._store_waiting()
        known = NOTHING_KNOWN
        if new and not is_part:
            known = what_is_known(self.study, self.roster, (*self.documents, *new), self.evidence)
        new.reverse()
        while new:
            document = new.pop()  # of many interviews each is let go of as soon as it is stored
            if document.id in self.names:
                self._store_waiting()
                self._store_version(document, known)
                continue
            of_file = [document]
            while new and new[-1].id not in self.names and _file_of(new[-1]) == _file_of(document):
                of_file.append(new.pop())
            self._wait([with_roles(self.study, each, self.roster, known) for each in of_file])
        self._store_waiting()

    def compare(self, ids: Iterable[str]) -> None:
        """Compare what was stored with what was there before: interviews that are alike, words that were withdrawn.

        `ids` are those that were read, in the order of their files: from now on it is that of what was stored, too.
        """
        place = {id_: place for place, id_ in enumerate(ids)}
        self.documents.sort(key=lambda document: place[document.id])
        documents = self.study.store.documents
        at_hand = {document.id for document in self.documents}
        new = [*self.documents, *documents.all(id_ for id_ in self.left if id_ not in at_hand)]
        if new:
            before = self.names.keys() - {document.id for document in new}
            self.alike = look_alikes(new, documents.all(sorted(before)))
            warn_of_words(self.study, new)

    def end(self) -> None:
        """Remember that all that was stored is compared, too."""
        if self.begun:
            self.study.store.facts.set_setting(IMPORT_BEGUN, "")

    def _wait(self, told: Sequence[Document]) -> None:
        """Let the interviews of a file wait until there are many."""
        if len(self.waiting) >= AT_ONCE:
            self._store_waiting()
        self.waiting += told

    def _store_waiting(self) -> None:
        """Keep interviews that the study did not have."""
        from qualcode.segmenters import SEGMENTER

        if not self.waiting:
            return
        read = [(each, self._cut(each)) for each in self.waiting]
        places = [(each.id, address) for each in self.waiting for address in self.places.pop(each.id, ())]
        with self.study.store.together():
            self._begin()
            added = self.study.store.documents.add_all(read, segmenter=SEGMENTER)
            remember_places(self.study, places)
        for document, version in zip(self.waiting, added, strict=True):
            if isinstance(version, ReadError):
                self.failures.append(version)
            else:
                self.documents.append(document)
        self.waiting = []

    def _begin(self) -> None:
        if not self.begun:
            self.begun = now()
            self.study.store.facts.set_setting(IMPORT_BEGUN, self.begun)

    def _cut(self, document: Document) -> PackedSegments:
        """The passages of an interview, cut anew where the list of informants says that it is in another language."""
        from qualcode.segmenters import cut_document

        language, cut = self.cuts.pop(document.id)
        if language == document.language:
            return cut
        return pack_cut(cut_document(document, words=self.study.settings.segments.words))

    def _store_version(self, document: Document, known: Known) -> None:
        """Keep a corrected transcript, and find the passages of the earlier version in it."""
        from qualcode.segmenters import SEGMENTER
        from qualcode.segmenters.versions import carry_segments, with_carried_ids

        store = self.study.store
        document = with_roles(self.study, document, self.roster, known)
        segments = unpack_segments(document.id, document.text, *self._cut(document))
        earlier = store.documents.get(document.id)
        carried = carry_segments(earlier.text, store.documents.segments(document.id), document.text, segments)
        segments = with_carried_ids(segments, carried.old_ids, store.documents.next_ordinal(document.id))
        coded = document.id in store.log.decided().states
        document = with_roles(self.study, document, self.roster, known, segments, earlier=earlier if coded else None)
        if self.backup is None:
            self.backup = back_up(store.path, "before-new-version")
        try:
            with store.together():
                self._begin()
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
