"""The rules of a codebook, and what each finds in a study."""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of a code that finds passages."""

    code_id: str
    written: str
    """As the codebook has it and as suggestions name it: `financ*`, `near(money, enough; 6)`."""
    language: str = ""
    """Of a term."""

    @property
    def is_wildcard(self) -> bool:
        """Whether it is a term with a `*`."""
        return bool(self.language) and "*" in self.written


@dataclass(slots=True)
class RuleHits:
    """What a rule finds in a study."""

    rule: Rule
    places: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """By document and ordinal of the passage: the words it caught, in the spelling matching uses."""
    informants: set[str] = field(default_factory=set)

    @property
    def hits(self) -> int:
        """How often it matched."""
        return sum(map(len, self.places.values()))

    @property
    def words(self) -> Counter[str]:
        """What it caught, how often."""
        return Counter(word for words in self.places.values() for word in words)
