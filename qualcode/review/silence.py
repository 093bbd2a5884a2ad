"""Coders who read a passage and did not put a code on it: their silence is an answer, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from types import MappingProxyType

from qualcode.model.hits import Hits
from qualcode.model.nouns import dataclass
from qualcode.review.standing import Target

ReadFor = Mapping[str, frozenset[str]]
"""By passage the codes it was read for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who read which passages for which codes."""

    read: Mapping[str, ReadFor] = field(default_factory=lambda: MappingProxyType({}))
    """By coder."""
    assigned: frozenset[tuple[str, str]] = frozenset()
    """Coder and interview of those that several code, each alone."""
    proposed: Collection[Target] = frozenset()
    """What suggesters propose."""

    @property
    def by_anyone(self) -> dict[str, frozenset[str]]:
        """By passage the codes that somebody read it for."""
        found: dict[str, frozenset[str]] = {}
        for passages in self.read.values():
            for segment_id, codes in passages.items():
                found[segment_id] = found.get(segment_id, frozenset()) | codes
        return found

    def silent(self, target: Target) -> frozenset[str]:
        """Find the coders whose silence on a code on a passage counts as a no, as long as they say nothing of it.

        They read the passage for the code. Where the code is proposed, that is an answer only of somebody who codes the
        interview alone: in a queue that coders share, a proposal waits for a decision, and whoever is first to decide
        takes it off the queue of the others.
        """
        return frozenset(
            coder
            for coder, passages in self.read.items()
            if target.code_id in passages.get(target.segment_id, ())
            and (target not in self.proposed or (coder, target.document_id) in self.assigned)
        )

    def answered(self, coder: str) -> dict[str, frozenset[str]]:
        """By passage the codes on which a coder's silence counts as a no."""
        read = dict(self.read.get(coder, {}))
        for target in self.proposed:
            if target.segment_id in read and (coder, target.document_id) not in self.assigned:
                read[target.segment_id] -= {target.code_id}
        return read

    def with_proposed(self, hits: Iterable[Hits]) -> Readers:
        """The same readers, before what is proposed now."""
        return replace(self, proposed=proposed_in(hits)) if self.read else self


def proposed_in(hits: Iterable[Hits]) -> frozenset[Target]:
    """What suggesters propose, as codes on passages."""
    return frozenset(
        Target(hit.document_id, f"{hit.document_id}:{ordinal}", hit.code_id)
        for hit in hits
        for ordinal in hit.segments()
    )


NOBODY = Readers()
"""Where nobody is known to have read anything."""
