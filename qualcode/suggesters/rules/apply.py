"""The two suggesters that apply the codebook: each finds its own evidence, whether the other one is asked or not.

What one finds hangs on the other's rules in two places only: a code takes words from the code above it, whichever rule
found them, and `unless` takes words from both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import Passages
from qualcode.model.hits import KEYWORDS, PATTERNS, Hits
from qualcode.model.plain import from_plain, to_plain
from qualcode.suggesters.rules.keys import code_keys
from qualcode.suggesters.rules.matcher import Matcher, compile_codebook
from qualcode.suggesters.rules.matching import find_in
from qualcode.suggesters.rules.untouched import find_untouched
from qualcode.suggesters.stale import DocumentCode, Stale
from qualcode.suggesters.suggester import Material, Texts


class _Rules:
    """One kind of a codebook's rules."""

    name = ""

    def __init__(self, material: Material) -> None:
        self._codebook = material.codebook
        self._only = material.only
        self._cache = material.cache

    def key(self, code: Code) -> str:
        """A hash over the rules that decide where the code is found; empty where it has none of this kind."""
        return self._keys.get(code.id, "")

    def find(self, passages: Passages) -> Iterator[Hits]:
        """Find the codes in one document."""
        return find_in(passages, self._matcher).hits(passages, self._matcher)

    def untouched(
        self,
        stale: Stale,
        earlier: Iterable[Codebook],
        document_keys: Mapping[str, str],
        hit_keys: Mapping[DocumentCode, str],
        texts: Texts,
    ) -> dict[DocumentCode, str]:
        """Places whose suggestions stand: their documents hold no word of a rule that came or went."""
        return find_untouched(self._codebook, earlier, stale, document_keys, hit_keys, texts, suggester=self.name)

    @property
    def needs_sentences(self) -> bool:
        """Whether a rule asks where sentences begin."""
        return self._matcher.needs_sentences

    @cached_property
    def _keys(self) -> dict[str, str]:
        return code_keys(self._codebook, self.name)

    @cached_property
    def _matcher(self) -> Matcher:
        return compile_codebook(self._codebook, only=self._only, suggester=self.name, cache=self._cache)

    def __getstate__(self) -> dict[str, Any]:
        """What another process makes the matcher from: that itself cannot be sent."""
        return {"_codebook": to_plain(self._codebook), "_only": self._only, "_cache": self._cache}

    def __setstate__(self, state: dict[str, Any]) -> None:
        cache = state["_cache"]
        self.__dict__.update(
            _codebook=from_plain(Codebook, state["_codebook"]),
            _only=state["_only"],
            _cache=cache if cache and cache.parent.is_dir() else None,  # on another machine there is no such study
        )


class Keywords(_Rules):
    """Codes proposed by words: terms, words near each other, and phrases inside which a term does not count."""

    name = KEYWORDS


class Patterns(_Rules):
    """Codes proposed by spaCy token patterns."""

    name = PATTERNS
