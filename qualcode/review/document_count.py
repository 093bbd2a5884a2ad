"""What counts in one document, and, added up, in a study: a new decision moves its own document alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from types import MappingProxyType

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import Decision
from qualcode.model.document import Document, Role, Segment
from qualcode.model.hits import Hits
from qualcode.model.nouns import dataclass
from qualcode.review.coverage import decided_of, still_open, waiting
from qualcode.review.earlier import Earlier, not_kept
from qualcode.review.evidence import with_evidence
from qualcode.review.reanchor import is_current, reanchored
from qualcode.review.resolve import Coders, Resolution, disputed_of, resolve
from qualcode.review.silence import NOBODY, Readers, proposed_in
from qualcode.review.standing import DECIDED, Target, order_of, sort_out, target_of_decision


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCount:
    """What coders' decisions on one document come to."""

    resolution: Resolution
    speakers: frozenset[str]
    """Informants who say a passage of it."""
    still_open: Mapping[str, frozenset[str]]
    """By code, the speakers who cannot be counted silent on it yet."""
    n_proposed: int
    n_decided: int
    """Suggestions that were accepted or rejected."""
    n_said: Mapping[str, int] = field(default_factory=dict)
    """By coder, the codes on passages that the coder accepted or rejected."""
    n_answered: Mapping[str, int] = field(default_factory=dict)
    """By coder, how many of the suggestions there are now they accepted or rejected."""
    disputed: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """By code, informant and document of the passages that coders decided differently."""


def count_document(
    document: Document | None,
    segments: Sequence[Segment],
    decisions: Iterable[Decision],
    hits: Sequence[Hits],
    codebook: Codebook,
    *,
    redirects: Sequence[Redirect] = (),
    coder: str = "",
    coders: Coders = Coders.ADJUDICATED,
    by_reading: Collection[str] = (),
    read: Mapping[str, frozenset[str]] = MappingProxyType({}),
    readers: Readers = NOBODY,
    earlier: Earlier = not_kept,
) -> DocumentCount:
    """Count one document; `document` is None where decisions are left of one that is gone.

    `by_reading` are the codes that nothing is suggested for, `read` says of each passage for which codes it was read,
    `readers` by whom. `earlier` gives the versions of the document.
    """
    documents = {document.id: document} if document else {}
    now = reanchored(decisions, documents, {segment.id: segment for segment in segments}, earlier=earlier)
    resolution = resolve(
        now,
        documents.values(),
        codebook=codebook,
        coder=coder,
        coders=coders,
        redirects=redirects,
        readers=readers.with_proposed(hits),
    )
    if document:
        codings = with_evidence(resolution.codings, hits, document.text, segments, codebook)
        resolution = replace(resolution, codings=codings)
    spoken = {document.id: _spoken(document, segments)} if document else {}
    open_ = still_open(
        resolution.decided,
        hits,
        spoken,
        codebook,
        waiting=waiting(resolution, redirects),
        by_reading=by_reading,
        read=read,
    )
    n_decided, n_proposed = decided_of(resolution.decided, hits, codebook)
    said, proposed = _said(now, documents, codebook, redirects), proposed_in(hits)
    return DocumentCount(
        resolution=resolution,
        speakers=frozenset(who for speakers in spoken.values() for people in speakers.values() for who in people),
        still_open={code_id: frozenset(people) for code_id, people in open_.items() if people},
        n_proposed=n_proposed,
        n_decided=n_decided,
        n_said=Counter(coder for coder, _ in said),
        n_answered=Counter(coder for coder, target in said if target in proposed),
        disputed=disputed_of(resolution.disputed, documents),
    )


def _said(
    decisions: Sequence[Decision],
    documents: Mapping[str, Document],
    codebook: Codebook,
    redirects: Sequence[Redirect],
) -> list[tuple[str, Target]]:
    """Coder and what they accepted or rejected last."""
    latest = {
        (decision.coder, target_of_decision(decision)): decision
        for decision in sort_out(decisions, codebook=codebook, redirects=redirects).current
    }
    return [key for key, said in latest.items() if said.verdict in DECIDED and is_current(said, documents)]


def _spoken(document: Document, segments: Iterable[Segment]) -> dict[int, tuple[str, ...]]:
    """By number of the passage, the informants who say it; nobody where an interviewer does, or nobody knows who."""
    people = {turn.ordinal: turn.informants for turn in document.turns if turn.role is Role.INFORMANT}
    return {segment.ordinal: people.get(segment.turn, ()) for segment in segments}


def add_up(counts: Sequence[DocumentCount], codebook: Codebook) -> tuple[Resolution, dict[str, frozenset[str]]]:
    """Join the counts of a study's documents, in the order given: what counts, and who is reviewed for each code."""
    parts = [count.resolution for count in counts]
    everyone = frozenset[str]().union(*(count.speakers for count in counts))
    open_: dict[str, set[str]] = {code.id: set() for code in codebook.codes}
    for count in counts:
        for code_id, people in count.still_open.items():
            open_[code_id] |= people
    resolution = Resolution(
        codings=tuple(chain.from_iterable(part.codings for part in parts)),
        decided=frozenset().union(*(part.decided for part in parts)),
        coders=tuple(sorted({coder for part in parts for coder in part.coders})),
        disputed=tuple(sorted((each for part in parts for each in part.disputed), key=lambda found: found.target)),
        unattributed=tuple(chain.from_iterable(part.unattributed for part in parts)),
        of_others=tuple(chain.from_iterable(part.of_others for part in parts)),
        displaced=tuple(sorted((each for part in parts for each in part.displaced), key=lambda one: order_of(one[0]))),
        unknown=_in_order(part.unknown for part in parts),
        recode=_in_order(part.recode for part in parts),
        retired=_in_order(part.retired for part in parts),
        conflicts=tuple(
            sorted((each for part in parts for each in part.conflicts), key=lambda several: order_of(several[0]))
        ),
    )
    reviewed = {
        code.id: everyone.difference(*(open_[member] for member in codebook.family(code.id))) for code in codebook.codes
    }
    return resolution, reviewed


def _in_order(parts: Iterable[Sequence[Decision]]) -> tuple[Decision, ...]:
    return tuple(sorted(chain.from_iterable(parts), key=order_of))
