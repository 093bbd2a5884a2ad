"""What is done with each interview of an archive, wherever it is done: read it, tell who speaks, match, add up.

Most interviews say who is who by their labels; those are done with in one reading. Of the others the first reading
gives what their labels do, and the second tells the roles by what all interviews together show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from qualcode.errors import ReadError
from qualcode.files.source import ReadOptions, Source
from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role
from qualcode.model.informant import Appearance, Roster
from qualcode.model.naming import document_key, fold
from qualcode.model.nouns import dataclass
from qualcode.model.plain import from_plain, to_plain
from qualcode.model.text import n_words as count_words
from qualcode.readers.speakers.evidence import Evidence
from qualcode.store.archive import EVERY_CODE, SPEAKS, Cell

if TYPE_CHECKING:
    from qualcode.readers.speakers.regulars import Regulars
    from qualcode.suggesters.suggester import Suggester


@dataclass(frozen=True, slots=True)
class Given:
    """A file of an archive, or why it cannot be had."""

    name: str
    source: Source | None = None
    failure: ReadError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An interview of an archive, its words left out."""

    id: str
    name: str
    source_sha256: str
    text_sha256: str
    n_characters: int
    cells: tuple[Cell, ...] | None
    """Who said how much on what; None while nobody can tell who speaks."""
    evidence: Evidence | None = None
    """What its labels do, where they are names and others need to know."""
    bare: tuple[int, ...] = ()
    """Fingerprints of its paragraphs without a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """What a file of an archive holds, or the reason why it could not be read."""

    told: tuple[Told, ...] = ()
    failure: str = ""


class Fingerprints:
    """Paragraphs known by a hash each: whether a text is among them can be asked, not what they say."""

    def __init__(self, known: frozenset[int]) -> None:
        self.known = known

    def __contains__(self, text: object) -> bool:
        """Whether it is one of them."""
        return isinstance(text, str) and fingerprint(text) in self.known


def fingerprint(text: str) -> int:
    """A number for a text; two texts that have the same are not expected in any archive."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Throughout:
    """What all interviews of an archive together show of who speaks in one."""

    regulars: Regulars
    repeated: Fingerprints


NOTHING = Throughout({}, Fingerprints(frozenset()))


class Reading:
    """How the interviews of an archive are read and matched; it pickles."""

    def __init__(self, codebook: Codebook, roster: Roster, options: ReadOptions, *, words: int) -> None:
        from qualcode.suggesters import SUGGESTERS, Material

        self.codebook, self.roster, self.options, self.words = codebook, roster, options, words
        material = Material(codebook=codebook)
        self._rules: list[Suggester] = [SUGGESTERS[name](material) for name in ("keywords", "patterns")]

    def __getstate__(self) -> dict[str, Any]:
        """What another process makes it from."""
        return {
            "codebook": to_plain(self.codebook),
            "roster": to_plain(replace(self.roster, problems=())),
            "options": self.options,
            "words": self.words,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        codebook, roster = from_plain(Codebook, state["codebook"]), from_plain(Roster, state["roster"])
        self.__init__(codebook, roster, state["options"], words=state["words"])  # type: ignore[misc]

    def first(self, given: Given) -> list[FileTold]:
        """Read a file, and be done with the interviews whose labels say who is who."""
        return [self._told(given, None)]

    def again(self, given: Given, throughout: Throughout) -> list[FileTold]:
        """Read a file once more and tell its roles by what all interviews show."""
        return [self._told(given, throughout)]

    def _told(self, given: Given, throughout: Throughout | None) -> FileTold:
        from qualcode.readers import documents_in

        try:
            if given.failure:
                raise given.failure
            assert given.source is not None  # noqa: S101  # for the type checker
            documents = documents_in(given.source, self.options)
        except ReadError as error:
            return FileTold(failure=f"{error.message} ({error.hint})" if error.hint else error.message)
        return FileTold(told=tuple(self._interview(document, throughout) for document in documents))

    def _interview(self, document: Document, throughout: Throughout | None) -> Told:
        from qualcode.readers.speakers.evidence import evidence_of
        from qualcode.readers.speakers.roles import assign_roles
        from qualcode.readers.speakers.said import said_parts
        from qualcode.readers.speakers.unlabelled import bare_paragraphs

        document = replace(document, id=self._named(document.name) or document.id)
        roster = self._rows_of(document)
        said = said_parts(document, roster)
        evidence = evidence_of(document, {fold(label): part.role for label, part in said.items()})
        is_bare = any(not turn.speaker for turn in document.turns)
        is_settled = not is_bare and all(heard.kind or heard.label in said for heard in evidence.heard)
        cells = None
        if throughout or is_settled:
            known = throughout or NOTHING
            cells = self._cells(
                assign_roles(document, roster, repeated=known.repeated, regulars=known.regulars, evidence=evidence)
            )
        return Told(
            id=document.id,
            name=document.name,
            source_sha256=document.source_sha256,
            text_sha256=document.sha256,
            n_characters=len(document.text),
            cells=cells,
            evidence=evidence if any(heard.name for heard in evidence.heard) else None,
            bare=tuple(map(fingerprint, sorted(bare_paragraphs(document)))) if is_bare else (),
        )

    def _cells(self, document: Document) -> tuple[Cell, ...]:
        """Who said how much in an interview: in all, on each theme with those under it, and on any of them."""
        from qualcode.segmenters import segment_document
        from qualcode.suggesters import passages_of

        speakers = {turn.ordinal: turn.informants for turn in document.turns if turn.role is Role.INFORMANT}
        segments = segment_document(document, words=self.words)
        n_words = {each.ordinal: count_words(each.text) for each in segments}
        spoken: set[int] = set()
        by_person: dict[str, set[int]] = defaultdict(set)
        for each in segments:
            for who in speakers.get(each.turn, ()):
                spoken.add(each.ordinal)
                by_person[who].add(each.ordinal)
        found: dict[str, set[int]] = defaultdict(set)
        passages = passages_of(document, segments)
        for rules in self._rules:
            for hits in rules.find(passages):
                found[hits.code_id] |= hits.segments() & spoken
        cells = [_cell(who, SPEAKS, ordinals, n_words) for who, ordinals in by_person.items()]
        for code_id, members in self._families.items():
            ordinals = set().union(*(found[member] for member in members if member in found))
            own = ((who, ordinals & said) for who, said in by_person.items())
            cells += (_cell(who, code_id, raised, n_words) for who, raised in own if raised)
        return tuple(cells)

    @cached_property
    def _families(self) -> Mapping[str, Iterable[str]]:
        families = {code.id: sorted(self.codebook.family(code.id)) for code in self.codebook.codes}
        return families | {EVERY_CODE: tuple(families)}

    @cached_property
    def _named(self) -> Any:
        from qualcode.readers.roster import matcher

        return matcher(self.roster)

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[Appearance]]:
        rows: dict[str, list[Appearance]] = defaultdict(list)
        for row in self.roster.appearances:
            rows[document_key(row.document)].append(row)
        return rows

    @cached_property
    def _people(self) -> Mapping[str, Any]:
        return {person.id: person for person in self.roster.informants}

    def _rows_of(self, document: Document) -> Roster:
        """The part of the list of informants that is about one interview: a long list is not gone through for each."""
        keys = dict.fromkeys((document.id, document_key(document.name)))
        rows = sorted((row for key in keys for row in self._rows.get(key, ())), key=lambda row: row.line)
        people = dict.fromkeys(row.informant_id for row in rows)
        return Roster(informants=tuple(self._people[id_] for id_ in people), appearances=tuple(rows))


def _cell(who: str, code_id: str, ordinals: set[int], n_words: Mapping[int, int]) -> Cell:
    return Cell(who, code_id, len(ordinals), sum(n_words[ordinal] for ordinal in ordinals))
