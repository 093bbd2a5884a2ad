"""How a codebook writes a term, read: words, exact words, wildcards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qualcode.model.codebook import Code, Codebook
from qualcode.model.nouns import dataclass
from qualcode.model.text import fold_term

MANY = 2**18
"""Terms or words kept in mind: of a codebook with more each would be forgotten before it is asked for again."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a code's terms."""

    written: str
    """As the codebook writes it: `financ*`, `=WHO`; the rule's name in every suggestion."""
    language: str

    @property
    def is_exact(self) -> bool:
        """Whether it must stand in the text in this case and without inflection."""
        return self.written.startswith("=")

    @property
    def text(self) -> str:
        """The words alone."""
        return self.written.removeprefix("=").strip()

    @property
    def words(self) -> tuple[str, ...]:
        """As matching sees them, each with its wildcards."""
        return _words(self.text)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but signs and wildcards is left, so that it could never match, or always."""
        return not any(character.isalnum() for character in self.text)


@lru_cache(maxsize=MANY)
def _words(text: str) -> tuple[str, ...]:
    if text.isascii() and text.replace(" ", "").isalpha():
        return tuple(text.lower().split())
    return tuple(word for part in re.split(r"[\s/-]+", text) if (word := fold_word(part)))


def fold_word(part: str) -> str:
    """A word in the spelling matching uses; wildcards are kept."""
    return "*".join(fold_term(piece) for piece in part.split("*"))


def code_terms(code: Code, codebook: Codebook) -> Iterator[Term]:
    """Every term of a code with its language, in the order of the codebook."""
    for language, written in code.terms.items():
        for entry in written:
            yield Term(entry.strip(), language or codebook_language(codebook))


def codebook_language(codebook: Codebook) -> str:
    """The language of terms that stand without one."""
    return codebook.languages[0] if codebook.languages else "en"


def languages_of(codebook: Codebook) -> frozenset[str]:
    """The languages a codebook has words in; a passage in another one is searched for the words of all."""
    without = codebook_language(codebook)
    own = {language or without for code in codebook.codes for language, terms in code.terms.items() if terms}
    return frozenset(own | {without for code in codebook.codes if code.near or code.unless})
