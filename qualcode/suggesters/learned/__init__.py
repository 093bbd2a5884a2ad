"""Codes proposed by what coders decided on other passages: their words, what was asked before, what is said around."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
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
    from qualcode.suggesters.learned.learner import Learner, Likely
    from qualcode.suggesters.suggester import Material

VERSION = "1"
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
                found = self._suggestions(passages, self._material.codebook.code(code_id), likely)
                yield Hits.of(passages.document_id, code_id, found)

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

    def _suggestions(self, passages: Passages, code: Code, likely: Likely) -> Iterator[Suggestion]:
        from qualcode.suggesters.learned.evidence import reason_of

        assert likely.fitted is not None  # noqa: S101  # it speaks
        learner = self.learner
        without = set(likely.lesson.without.tolist())
        for place in learner.places_of(passages.document_id):
            chance = round(float(likely.probability[place]), 2)
            if chance < self._material.likely or place in without or not learner.school.is_long_enough[place]:
                continue
            reason = reason_of(learner.features, likely.fitted, place, passages, code, self._material.codebook)
            id_ = learner.wording.ids[place]
            yield Suggestion(
                id=suggestion_id(passages.document_id, id_, code.id),
                document_id=passages.document_id,
                segment_id=id_,
                code_id=code.id,
                evidence=tuple(
                    Evidence(
                        code_id=code.id,
                        segment_id=id_,
                        start=span.start,
                        end=span.end,
                        text=span.within(passages.text),
                        suggester=LEARNED,
                        rule=reason.rule,
                    )
                    for span in reason.spans
                ),
                score=chance,
            )

    @cached_property
    def _key(self) -> str:
        material = self._material
        judged = {
            code_id: [sorted(each.coded), sorted(each.rejected), sorted(each.read)]
            for code_id, each in sorted(material.judged().items())
        }
        parts = [_versions(), material.codebook.sha256, dict(material.document_keys), judged, material.likely]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


@cache
def _versions() -> list[str]:
    return [VERSION, versions(), version("scikit-learn")]
