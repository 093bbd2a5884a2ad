"""Which terms of a large codebook a text can hold, told by its words: of the others no form need be made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from qualcode.model.dictionary import words_beside
from qualcode.suggesters.rules.forms import INFLECTORS, KEPT_TOGETHER
from qualcode.suggesters.rules.spellings import other_spellings
from qualcode.suggesters.rules.terms import MANY, Term

_ENGLISH = re.compile("[a-z]+")


MANY_TERMS = 5_000
"""Of fewer all forms are made, once for all texts, which takes less time."""


class Possible:
    """Tells which of some terms may stand among some words: every one that does, and a few more."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._always: list[int] = []
        self._by_word: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for place, term in enumerate(terms):
            if words := _words_needed(term):
                self._by_word[max(words, key=len)].append((place, words))
            else:
                self._always.append(place)

    def among(self, said: Iterable[str]) -> list[int]:
        """The places of the terms of which all words, or forms of them, are among these; in their order."""
        meant = frozenset[str]().union(*map(_words_of_form, said))
        found = [
            place
            for word in meant & self._by_word.keys()
            for place, words in self._by_word[word]
            if meant.issuperset(words)
        ]
        return sorted([*self._always, *found])


@lru_cache(maxsize=MANY)
def _words_of_form(said: str) -> frozenset[str]:
    """English words of which this may be a form, and itself."""
    # Among words of another script, what is written onto one in Latin letters, too.
    words = {said, *(_ENGLISH.findall(said) if not said.isascii() else ())}
    words |= {f"co{word}" for word in words if word.startswith(KEPT_TOGETHER)}
    words |= {word.removesuffix("s") for word in words}
    beside = frozenset(words).union(*map(words_beside, words))
    return beside.union(*map(other_spellings, beside))


def _words_needed(term: Term) -> tuple[str, ...]:
    """Words of which a form stands wherever the term is found; none where that cannot be told."""
    written = term.text.replace(" ", "")
    is_told = written.isascii() and written.isalpha() and (term.language == "en" or term.language not in INFLECTORS)
    return term.words if is_told else ()
