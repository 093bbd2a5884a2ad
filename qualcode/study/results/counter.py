"""Counting document by document, and again only what changed since it was counted last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import Coding, Decision
from qualcode.model.document import Document, Segment
from qualcode.model.guide import Guide
from qualcode.model.hits import Hits, in_reading_order
from qualcode.model.interview import Interview
from qualcode.model.nouns import dataclass
from qualcode.model.plain import sha256_of
from qualcode.study.kept import keep_entries, read_entries
from qualcode.study.results.parts import Part, pack_part, unpack_part
from qualcode.study.results.uncounted import read_for
from qualcode.study.review.coders import chosen
from qualcode.study.who_read import assignments, readers_of
from qualcode.tables.excerpt import Excerpt, make_excerpts

if TYPE_CHECKING:
    from qualcode.review.document_count import DocumentCount
    from qualcode.review.earlier import Earlier
    from qualcode.review.resolve import Resolution
    from qualcode.review.silence import Readers
    from qualcode.store.decided import Decided
    from qualcode.study.study import Study

T = TypeVar("T")

FEW = 8
"""Changed documents that are asked for one by one; of more, everything is read at once."""
WAYS = 4
"""Ways of counting that are kept: by everyone, by one coder, suggestions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the documents of a study come to together."""

    codebook: Codebook
    interviews: tuple[Interview, ...]
    codings: tuple[Coding, ...]
    resolution: Resolution | None = None
    """None where suggestions are counted."""
    reviewed: Mapping[str, frozenset[str]] | None = None
    by_reading: tuple[str, ...] = ()
    """Codes on which somebody is silent only once all their passages have been read."""
    disputed: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    n_proposed: int = 0
    n_decided: int = 0
    counts: Mapping[str, DocumentCount] = field(default_factory=dict)
    """By interview, what was decided in it; empty where suggestions are counted."""
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By interview, the questions of the guide that were recognised in it."""
    excerpts: Mapping[str, Excerpt] = field(default_factory=dict)
    """By coding, what would be quoted of it."""


class Way(NamedTuple):
    """How documents are counted; another way counts them all anew."""

    codebook: str
    """Its hash."""
    redirects: tuple[Redirect, ...]
    coder: str
    suggestions: bool
    by_reading: tuple[str, ...]
    quote_length: tuple[int, int]
    """Words of the shortest and of the longest quote."""
    assigned: tuple[tuple[str, str], ...]
    """Coder and interview of those that several code, each alone."""


Parts = dict[str, tuple[str, Part]]
"""By document, a hash of what it was counted from, and what it came to."""


class Counter:
    """Keeps what every document of an open study came to, by what it was counted from."""

    def __init__(self) -> None:
        self._parts: dict[Way, Parts] = {}
        self._decided: Decided | None = None
        self._asked: dict[str, tuple[str, frozenset[str]]] = {}
        self._guide: Guide | None = None

    def count(self, study: Study, *, unreviewed: bool = False, coder: str = "", guide: Guide | None = None) -> Counted:
        """Count the study; only documents in which something changed are read.

        Raises ProjectError where no codebook was applied.
        """
        codebook = study.codebook()
        documents = study.store.documents.states()
        self._decided = study.store.log.decided(self._decided)
        decided = {} if unreviewed else self._decided.states
        way = Way(
            codebook=codebook.sha256,
            redirects=study.store.log.redirects(),
            coder=coder,
            suggestions=not decided,
            by_reading=read_for(study, codebook) if decided else (),
            quote_length=(study.settings.quotes.shortest, study.settings.quotes.longest),
            assigned=tuple(sorted(assignments(study))) if decided else (),
        )
        counted = _joined(self._count(study, codebook, way, _states(study, documents, decided, way)), codebook)
        asked = self._recognise(study, guide, documents) if guide else counted.asked
        return replace(counted, by_reading=way.by_reading, asked=asked)

    def _count(self, study: Study, codebook: Codebook, way: Way, states: Mapping[str, str]) -> list[Part]:
        """What every document comes to, in their order, as it was counted before where nothing changed."""
        known = self._parts.pop(way, None)
        if known is None:
            parts = _counted_first(study, codebook, way, states)
        else:
            parts = _counted_again(study, codebook, way, states, known)
        self._parts[way] = parts
        while len(self._parts) > WAYS:
            self._parts.pop(next(iter(self._parts)))
        return [part for _, part in parts.values()]

    def _recognise(self, study: Study, guide: Guide, documents: Mapping[str, str]) -> dict[str, frozenset[str]]:
        """Of each document, the questions of the guide that are recognised in it."""
        from qualcode.questions import recognise

        if guide != self._guide:
            kept = read_entries(study.store, "asked", guide)
            self._asked = {id_: (state, frozenset(found)) for id_, (state, found) in kept.items()}
            self._guide = guide
        changed = [id_ for id_, state in documents.items() if self._asked.get(id_, ("",))[0] != state]
        for document in study.store.documents.all(changed) if changed else ():
            asked = frozenset(asking.question_id for asking in recognise(guide, [document]))
            self._asked[document.id] = (documents[document.id], asked)
        if changed:
            entries = {id_: (self._asked[id_][0], sorted(self._asked[id_][1])) for id_ in documents}
            keep_entries(study.store, "asked", guide, entries)
        return {id_: self._asked[id_][1] for id_ in documents}


def _counted_first(study: Study, codebook: Codebook, way: Way, states: Mapping[str, str]) -> Parts:
    """Count with what an earlier process kept in `.cache/`, and keep it with what changed since, for a later one."""
    # An edited codebook takes the place of the one before.
    name = "suggested" if way.suggestions else f"counted-{sha256_of(way.coder)[:12]}"
    kept = read_entries(study.store, name, way)
    known = {id_: (state, unpack_part(packed)) for id_, (state, packed) in kept.items()}
    parts = _counted_again(study, codebook, way, states, known)
    changed = [id_ for id_, state in states.items() if id_ not in kept or kept[id_][0] != state]
    if changed:
        kept |= {id_: (states[id_], pack_part(parts[id_][1])) for id_ in changed}
        keep_entries(study.store, name, way, {id_: kept[id_] for id_ in states})
    return parts


def _counted_again(study: Study, codebook: Codebook, way: Way, states: Mapping[str, str], known: Parts) -> Parts:
    """Count the documents in which something changed, and take the others as they are known."""
    changed = [id_ for id_, state in states.items() if id_ not in known or known[id_][0] != state]
    made = _parts(study, codebook, way, changed) if changed else {}
    return {id_: (state, made[id_] if id_ in made else known[id_][1]) for id_, state in states.items()}


def _states(study: Study, documents: Mapping[str, str], decided: Mapping[str, object], way: Way) -> dict[str, str]:
    """By document, in their order, a hash of what it is counted from; last, documents that are gone."""
    store = study.store
    proposed = store.suggestions.states()
    read = {} if way.suggestions else store.log.read_states()
    gone = sorted(decided.keys() - documents.keys())
    return {
        id_: _digest(documents.get(id_), decided.get(id_), proposed.get(id_), read.get(id_))
        for id_ in (*documents, *gone)
    }


def _digest(*made_from: object) -> str:
    return blake2b(repr(made_from).encode(), digest_size=16).hexdigest()


def _parts(study: Study, codebook: Codebook, way: Way, changed: Sequence[str]) -> dict[str, Part]:
    store = study.store
    segmented = {document.id: (document, passages) for document, passages in store.documents.segmented(changed)}
    hits = _of_documents(changed, store.suggestions.hits, lambda each: each.document_id)
    if way.suggestions:
        return {id_: _suggested(*segmented[id_], hits[id_], way) for id_ in changed}
    decisions = _of_documents(changed, store.log.decisions, lambda each: each.anchor.document_id)
    marks = _of_documents(changed, store.log.read_marks, lambda each: each.document_id)
    readers = readers_of(study, chain.from_iterable(marks.values()))
    earlier = store.documents.segmented_versions
    return {
        id_: _decided(segmented.get(id_), decisions[id_], hits[id_], codebook, way, readers, earlier) for id_ in changed
    }


def _of_documents(
    document_ids: Sequence[str], read: Callable[..., Iterable[T]], whose: Callable[[T], str]
) -> Mapping[str, list[T]]:
    """By document, what the store holds of it: of few documents asked one by one, of many all at once."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    several = chain.from_iterable(read(document_id=id_) for id_ in document_ids) if len(document_ids) <= FEW else read()
    for each in several:
        found[whose(each)].append(each)
    return found


def _suggested(document: Document, passages: Sequence[Segment], hits: Sequence[Hits], way: Way) -> Part:
    """What the rules propose in a document, as codings."""
    from qualcode.review.resolve import suggestions_as_codings

    codings = tuple(suggestions_as_codings(document, passages, in_reading_order(hits, document.text)))
    return Part(
        interview=Interview.of(document, passages),
        count=None,
        suggested=codings,
        excerpts=_excerpts(codings, passages, way),
    )


def _decided(
    segmented: tuple[Document, Sequence[Segment]] | None,
    decisions: Sequence[Decision],
    hits: Sequence[Hits],
    codebook: Codebook,
    way: Way,
    readers: Readers,
    earlier: Earlier,
) -> Part:
    """What coders decided in a document, and how far their review of it is."""
    from qualcode.review.document_count import count_document

    document, passages = segmented or (None, ())
    name, coders = chosen(way.coder)
    counted = count_document(
        document,
        passages,
        decisions,
        hits,
        codebook,
        redirects=way.redirects,
        coder=name,
        coders=coders,
        by_reading=way.by_reading,
        read=readers.by_anyone if way.by_reading else {},
        readers=readers,
        earlier=earlier,
    )
    return Part(
        interview=Interview.of(document, passages) if document else None,
        count=counted,
        excerpts=_excerpts(counted.resolution.codings, passages, way),
    )


def _excerpts(codings: Iterable[Coding], passages: Iterable[Segment], way: Way) -> Mapping[str, Excerpt]:
    shortest, longest = way.quote_length
    sentences = {passage.id: passage.sentences for passage in passages}
    return make_excerpts(codings, sentences, shortest=shortest, longest=longest)


def _joined(parts: Sequence[Part], codebook: Codebook) -> Counted:
    """Add up the documents of a study, in their order."""
    counts = [part.count for part in parts if part.count is not None]
    interviews = [part.interview for part in parts if part.interview is not None]
    counted = Counted(
        codebook=codebook,
        interviews=tuple(interviews),
        codings=tuple(chain.from_iterable(part.suggested for part in parts)),
        excerpts={id_: words for part in parts for id_, words in part.excerpts.items()},
    )
    if not counts:
        return counted
    from qualcode.review.document_count import add_up

    resolution, reviewed = add_up(counts, codebook)
    return replace(
        counted,
        codings=resolution.codings,
        resolution=resolution,
        reviewed=reviewed,
        disputed=_disputed(counts),
        counts={part.interview.id: part.count for part in parts if part.interview and part.count},
        n_proposed=sum(count.n_proposed for count in counts),
        n_decided=sum(count.n_decided for count in counts),
    )


def _disputed(counts: Iterable[DocumentCount]) -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, frozenset[tuple[str, str]]] = {}
    for count in counts:
        for code_id, places in count.disputed.items():
            found[code_id] = found.get(code_id, frozenset()) | places
    return found
