"""Codes proposed by what coders decided on other passages: their words, what was asked before, what is said around."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from qualcode.model.codebook import Code
from qualcode.model.coding import Evidence, Judged, Suggestion
from qualcode.model.document import Passages
from qualcode.model.hits import LEARNED, Hits, suggestion_id
from qualcode.suggesters.learned.enough import is_enough
from qualcode.suggesters.rules.keys import versions

if TYPE_CHECKING:
    from qualcode.suggesters.learned.evidence import Reason
    from qualcode.suggesters.learned.learner import Learner, Likely
    from qualcode.suggesters.suggester import Material

VERSION = "2"
"""Changes when the same decisions would teach something else."""


class Learned:
    """Codes proposed where probably somebody would put them, learned again from everything whenever something changed.

    Nothing of what was learned is kept but the suggestions themselves. Whoever has not been taught enough of a theme
    does not propose it.
    """

    def __init__(self, material: Material) -> None:
        self._material = material

    def key(self, code: Code) -> str:
        """A hash of all texts, the codebook and everything decided; empty while too little is decided on the code."""
        return self._key if is_enough(self._material.judged().get(code.id, Judged())) else ""

    def find(self, passages: Passages) -> Iterator[Hits]:
        """Propose codes in one document where they are likely, each on the words that speak most for it."""
        for code_id, likely in self.likely.items():
            if likely.speaks:
                yield Hits.of(passages.document_id, code_id, self._suggestions(passages, code_id, likely))

    @property
    def least(self) -> float:
        """How likely a code has to be on a passage to be proposed."""
        return self._material.likely

    @cached_property
    def learner(self) -> Learner:
        """What has been learned."""
        from qualcode.suggesters.learned.learner import Learner
        from qualcode.suggesters.learned.words import read_words

        material = self._material
        return Learner(read_words(material.passages(), material.cache), material.codebook, material.found())

    @cached_property
    def likely(self) -> dict[str, Likely]:
        """How likely each passage is to have each code."""
        return self.learner.likely(self._material.judged())

    def named(self, likely: Mapping[str, Likely], place: int) -> Iterator[tuple[str, float, str]]:
        """The codes that are likely enough on a passage, each with its chance and the reason; in their order."""
        document_id = self.learner.wording.documents[place]
        for code_id, each in likely.items():
            if (chance := _chance(each, place)) >= self.least:
                yield code_id, chance, self._reason(self.read[document_id], code_id, each, place).rule

    @cached_property
    def read(self) -> dict[str, Passages]:
        """The passages of each document."""
        return {passages.document_id: passages for passages in self._material.passages()}

    def _reason(self, passages: Passages, code_id: str, likely: Likely, place: int) -> Reason:
        from qualcode.suggesters.learned.evidence import reason_of

        code = self._material.codebook.code(code_id)
        return reason_of(self.learner.features, likely.fitted, place, passages, code, self._material.codebook)

    def _suggestions(self, passages: Passages, code_id: str, likely: Likely) -> Iterator[Suggestion]:
        learner = self.learner
        without = set(likely.lesson.without.tolist())
        for place in learner.places_of(passages.document_id):
            chance = _chance(likely, place)
            if chance >= self.least and place not in without and learner.school.is_long_enough[place]:
                reason = self._reason(passages, code_id, likely, place)
                yield _suggestion(passages, learner.wording.ids[place], code_id, reason, chance)

    @cached_property
    def _key(self) -> str:
        material = self._material
        judged = {
            code_id: [sorted(each.coded), sorted(each.rejected), sorted(each.read)]
            for code_id, each in sorted(material.judged().items())
        }
        parts = [_versions(), material.codebook.sha256, dict(material.document_keys), judged, material.likely]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _chance(likely: Likely, place: int) -> float:
    return round(float(likely.probability[place]), 2)


def _suggestion(passages: Passages, segment_id: str, code_id: str, reason: Reason, chance: float) -> Suggestion:
    evidence = (
        Evidence(
            code_id=code_id,
            segment_id=segment_id,
            start=span.start,
            end=span.end,
            text=span.within(passages.text),
            suggester=LEARNED,
            rule=reason.rule,
        )
        for span in reason.spans
    )
    return Suggestion(
        id=suggestion_id(passages.document_id, segment_id, code_id),
        document_id=passages.document_id,
        segment_id=segment_id,
        code_id=code_id,
        evidence=tuple(evidence),
        score=chance,
    )


@cache
def _versions() -> list[str]:
    return [VERSION, versions(), version("scikit-learn")]
