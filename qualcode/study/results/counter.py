"""Counting document by document, and again only what changed since it was counted last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import Coding, Decision
from qualcode.model.document import Document, Segment
from qualcode.model.guide import Guide
from qualcode.model.hits import Hits
from qualcode.model.interview import Interview
from qualcode.model.text import Span
from qualcode.study.results.uncounted import read_for
from qualcode.study.review.coders import chosen

if TYPE_CHECKING:
    from qualcode.review.document_count import DocumentCount
    from qualcode.review.resolve import Resolution
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
    disputed: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    n_proposed: int = 0
    n_decided: int = 0
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By interview, the questions of the guide that were recognised in it."""
    sentences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """Of each coded passage."""


class Way(NamedTuple):
    """How documents are counted; another way counts them all anew."""

    codebook: str
    """Its hash."""
    redirects: tuple[Redirect, ...]
    coder: str
    suggestions: bool
    by_reading: tuple[str, ...]
    guide: Guide | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one document adds."""

    interview: Interview | None
    """None where decisions are left of a document that is gone."""
    count: DocumentCount | None
    """None where suggestions are counted."""
    suggested: tuple[Coding, ...] = ()
    asked: frozenset[str] = frozenset()
    sentences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


class Counter:
    """Keeps what every document of an open study came to, by what it was counted from."""

    def __init__(self) -> None:
        self._parts: dict[Way, dict[str, tuple[Hashable, Part]]] = {}

    def count(self, study: Study, *, unreviewed: bool = False, coder: str = "", guide: Guide | None = None) -> Counted:
        """Count the study; only documents in which something changed are read.

        Raises ProjectError where no codebook was applied.
        """
        codebook = study.codebook()
        decided = {} if unreviewed else study.store.log.decision_states()
        way = Way(
            codebook=codebook.sha256,
            redirects=study.store.log.redirects(),
            coder=coder,
            suggestions=not decided,
            by_reading=read_for(study.settings, codebook) if decided else (),
            guide=guide,
        )
        states = _states(study, decided, way)
        known = self._parts.pop(way, {})
        changed = [id_ for id_, state in states.items() if id_ not in known or known[id_][0] != state]
        made = _parts(study, codebook, way, changed) if changed else {}
        parts = {id_: (state, made[id_] if id_ in made else known[id_][1]) for id_, state in states.items()}
        self._parts[way] = parts
        while len(self._parts) > WAYS:
            self._parts.pop(next(iter(self._parts)))
        return _joined([part for _, part in parts.values()], codebook)


def _states(study: Study, decided: Mapping[str, Hashable], way: Way) -> dict[str, Hashable]:
    """By document, in their order, what it is counted from; last, documents that are gone but were decided on."""
    store = study.store
    documents, proposed = store.documents.states(), store.suggestions.states()
    read = store.log.read_states() if way.by_reading else {}
    gone = sorted(decided.keys() - documents.keys())
    return {
        id_: (documents.get(id_), decided.get(id_), proposed.get(id_), read.get(id_)) for id_ in (*documents, *gone)
    }


def _parts(study: Study, codebook: Codebook, way: Way, changed: Sequence[str]) -> dict[str, Part]:
    from qualcode.study.review.raters import passages_read

    store = study.store
    segmented = {document.id: (document, passages) for document, passages in store.documents.segmented(changed)}
    if way.suggestions:
        return {id_: _suggested(study, *segmented[id_], _asked(segmented[id_][0], way.guide)) for id_ in changed}
    decisions = _of_documents(changed, store.log.decisions, lambda each: each.anchor.document_id)
    hits = _of_documents(changed, store.suggestions.hits, lambda each: each.document_id)
    read = passages_read(study, store.log.read_marks()) if way.by_reading else {}
    return {id_: _decided(segmented.get(id_), decisions[id_], hits[id_], codebook, way, read) for id_ in changed}


def _of_documents(
    document_ids: Sequence[str], read: Callable[..., Iterable[T]], whose: Callable[[T], str]
) -> Mapping[str, list[T]]:
    """By document, what the store holds of it: of few documents asked one by one, of many all at once."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    several = chain.from_iterable(read(document_id=id_) for id_ in document_ids) if len(document_ids) <= FEW else read()
    for each in several:
        found[whose(each)].append(each)
    return found


def _suggested(study: Study, document: Document, passages: Sequence[Segment], asked: frozenset[str]) -> Part:
    """What the rules propose in a document, as codings."""
    from qualcode.review.resolve import suggestions_as_codings

    codings = tuple(suggestions_as_codings(document, passages, study.store.suggestions.of(document.id)))
    return Part(
        interview=Interview.of(document),
        count=None,
        suggested=codings,
        asked=asked,
        sentences=_sentences(passages, codings),
    )


def _decided(
    segmented: tuple[Document, Sequence[Segment]] | None,
    decisions: Sequence[Decision],
    hits: Sequence[Hits],
    codebook: Codebook,
    way: Way,
    read: Mapping[str, frozenset[str]],
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
        read=read,
    )
    return Part(
        interview=Interview.of(document) if document else None,
        count=counted,
        asked=_asked(document, way.guide) if document else frozenset(),
        sentences=_sentences(passages, counted.resolution.codings),
    )


def _asked(document: Document, guide: Guide | None) -> frozenset[str]:
    """The questions of the guide that are recognised in a document."""
    if guide is None:
        return frozenset()
    from qualcode.questions import recognise

    return frozenset(asking.question_id for asking in recognise(guide, [document]))


def _sentences(passages: Iterable[Segment], codings: Iterable[Coding]) -> Mapping[str, tuple[Span, ...]]:
    coded = {coding.segment_id for coding in codings}
    return {passage.id: passage.sentences for passage in passages if passage.id in coded}


def _joined(parts: Sequence[Part], codebook: Codebook) -> Counted:
    """Add up the documents of a study, in their order."""
    counts = [part.count for part in parts if part.count is not None]
    interviews = [part.interview for part in parts if part.interview is not None]
    counted = Counted(
        codebook=codebook,
        interviews=tuple(interviews),
        codings=tuple(chain.from_iterable(part.suggested for part in parts)),
        asked={part.interview.id: part.asked for part in parts if part.interview is not None},
        sentences={id_: spans for part in parts for id_, spans in part.sentences.items()},
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
        n_proposed=sum(count.n_proposed for count in counts),
        n_decided=sum(count.n_decided for count in counts),
    )


def _disputed(counts: Iterable[DocumentCount]) -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, frozenset[tuple[str, str]]] = {}
    for count in counts:
        for code_id, places in count.disputed.items():
            found[code_id] = found.get(code_id, frozenset()) | places
    return found
