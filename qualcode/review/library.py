"""What there is to review, and a code on a passage of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import Decision, Suggestion, Verdict
from qualcode.model.document import Document, Role, Segment
from qualcode.model.hits import GUESSES
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.review.earlier import Earlier, not_kept
from qualcode.review.placing import speakers_of
from qualcode.review.standing import CODED, DECIDED, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What there is to review, in the order of documents and of the text."""

    documents: Mapping[str, Document]
    segments: Mapping[str, Segment]
    suggestions: tuple[Suggestion, ...]
    codebook: Codebook
    roster: Roster = field(default_factory=Roster)
    assigned: frozenset[tuple[str, str]] = frozenset()
    """Coder and document of every document that was given to several coders, each to decide alone."""
    redirects: tuple[Redirect, ...] = ()
    """What became of codes since decisions were made."""
    earlier: Earlier = not_kept
    """Gives the versions of a document."""

    @classmethod
    def of(
        cls,
        segmented: Iterable[tuple[Document, Sequence[Segment]]],
        suggestions: Iterable[Suggestion],
        codebook: Codebook,
        *,
        roster: Roster | None = None,
        assigned: Iterable[tuple[str, str]] = (),
        redirects: Iterable[Redirect] = (),
        earlier: Earlier = not_kept,
    ) -> Library:
        """From transcripts with their passages."""
        pairs = list(segmented)
        return cls(
            documents={document.id: document for document, _ in pairs},
            segments={segment.id: segment for _, segments in pairs for segment in segments},
            suggestions=tuple(suggestions),
            codebook=codebook,
            roster=roster or Roster(),
            assigned=frozenset(assigned),
            redirects=tuple(redirects),
            earlier=earlier,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A code on a passage, to be decided."""

    target: Target
    segment: Segment
    suggestion: Suggestion | None = None
    """None for a code that a coder added by hand."""
    decision: Decision | None = None
    """This coder's latest word on it."""
    in_doubt: bool = False
    """That word was on an older version of the transcript, and its words were not found beyond doubt in this one."""
    recodes: Decision | None = None
    """What someone coded here with a code that was split; this is one of its parts."""

    @property
    def is_decided(self) -> bool:
        """Whether this coder accepted, rejected or added it."""
        return self.decision is not None and self.decision.verdict in DECIDED and not self.in_doubt

    @property
    def is_coded(self) -> bool:
        """Whether this coder accepted or added it."""
        return self.decision is not None and self.decision.verdict in CODED and not self.in_doubt

    @property
    def is_skipped(self) -> bool:
        """Whether this coder put it off."""
        return self.decision is not None and self.decision.verdict is Verdict.SKIP

    @property
    def is_changed(self) -> bool:
        """Whether the rules found other evidence since this coder decided."""
        seen = self.decision.evidence_sha256 if self.decision else ""
        now = evidence_sha256(self.suggestion) if seen and self.suggestion else ""
        return bool(now and seen != now)


def without_guesses(suggestion: Suggestion) -> Suggestion | None:
    """What the codebook's rules alone propose; None where nothing of it is theirs."""
    evidence = tuple(piece for piece in suggestion.evidence if piece.suggester not in GUESSES)
    if len(evidence) == len(suggestion.evidence):
        return suggestion
    return replace(suggestion, evidence=evidence, score=1.0) if evidence else None


def target_of(suggestion: Suggestion) -> Target:
    """The code and passage a suggestion is about."""
    return Target(suggestion.document_id, suggestion.segment_id, suggestion.code_id)


def reading_order(library: Library) -> Callable[[Item], tuple[int, int, int, str]]:
    """What items are sorted by: as in the text, and on a passage as in the codebook."""
    documents = {document_id: place for place, document_id in enumerate(library.documents)}
    codes = {code.id: place for place, code in enumerate(library.codebook.codes)}

    def place(item: Item) -> tuple[int, int, int, str]:
        code_id = item.target.code_id
        return documents[item.target.document_id], item.segment.start, codes.get(code_id, len(codes)), code_id

    return place


def evidence_sha256(suggestion: Suggestion) -> str:
    """Changes when the rules find something else in the passage; empty where they find nothing in it.

    What is learned is left out: it is another thing after every decision.
    """
    found = [piece for piece in suggestion.evidence if piece.suggester not in GUESSES]
    if not found:
        return ""
    seen = [(piece.rule, piece.text, piece.start - found[0].start) for piece in found]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def is_informants(library: Library, segment: Segment) -> bool:
    """Whether a passage is an informant's; only those are coded."""
    turns = library.documents[segment.document_id].turns
    return any(turn.ordinal == segment.turn and turn.role is Role.INFORMANT for turn in turns)


def informants_of(library: Library, segment: Segment) -> tuple[str, ...]:
    """The informants whose words a passage holds: several where they say it together."""
    return speakers_of(library.documents[segment.document_id], segment.start, segment.end)


def types_of(library: Library, segment: Segment) -> tuple[str, ...]:
    """The types of the informants whose words a passage holds; none where it is nobody's."""
    return library.roster.types_of(informants_of(library, segment))
