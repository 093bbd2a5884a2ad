"""Which answers to which question of a survey a sentence speaks of, by the words of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from qualcode.model.nouns import dataclass
from qualcode.model.one_of import singular
from qualcode.model.text import words_of

ENOUGH = 0.34
"""The share of a question's telling words by which a sentence speaks of it."""
SURE = 0.6
"""The share by which it does, although it names none of its answers."""
_SHORTEST = 3
_SMALL = words_of("""
    a an the of from in at with and or to for on by as is are was were be been do does did have has had you your they
    their it its this that these those which what who whom how many much should would could can may will not no other
    any all more most if so than
""")
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"\s*[,;:/()]\s*|\s+(?:and|or|et|y|ou|o)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as a draft may speak of it."""

    words: tuple[str, ...]
    """What was asked, in every language, and the themes that are joined to it."""
    answers: Mapping[str, tuple[str, ...]]
    """By the key of an answer, what it is called."""
    yes: tuple[str, ...] = ()
    """Keys of the answer that says yes to it."""


class Questions:
    """Tells which answers are meant: one that is called by a word that many share, by the question it answers."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        self._asked = tuple(asked)
        self._of = {key: place for place, each in enumerate(self._asked) for key in each.answers}

    @property
    def names(self) -> Mapping[str, Iterable[str]]:
        """What answers are called, by their keys: whole, or one of several things that an answer names."""
        return {
            key: dict.fromkeys(singular(part) for called in names for part in (called, *_parts(called), _core(called)))
            for each in self._asked
            for key, names in each.answers.items()
        }

    def meant(self, keys: Sequence[str], phrase: str, texts: Sequence[str]) -> tuple[str, ...]:
        """Of answers that are called alike, those to the question that the first of some texts speaks of that does.

        None where a single word is all that tells them, of several questions. Of the last text, which stands before the
        sentence, all questions may be meant that it speaks of.
        """
        questions = {self._of[key] for key in keys}
        for text in texts:
            shares = {place: self._share(place, text, phrase) for place in questions}
            best = max(shares.values())
            least = ENOUGH if text is texts[-1] else best
            if best >= ENOUGH:
                return tuple(key for key in keys if shares[self._of[key]] >= least)
        return tuple(keys) if len(questions) == 1 or len(_WORD.findall(phrase)) > 1 else ()

    def speaks_of(self, keys: Sequence[str], phrase: str, near: str) -> bool:
        """Whether a text speaks of what answers that are called alike are answers to, besides their own name."""
        return max(self._share(self._of[key], near, phrase) for key in keys) >= ENOUGH

    def beside(self, keys: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
        """Of answers that are called alike, those to a question to which others are answers."""
        questions = {self._of[key] for key in others}
        return tuple(key for key in keys if self._of[key] in questions)

    def affirmed(self, near: str) -> tuple[str, ...]:
        """The yes to the question that a sentence speaks of, where it names no answer."""
        with_yes = (place for place, each in enumerate(self._asked) if each.yes)
        shares = {place: self._share(place, near, half=True) for place in with_yes}
        best = max(shares.values(), default=0.0)
        found = [place for place, share in shares.items() if share == best >= SURE]
        return tuple(key for place in found for key in self._asked[place].yes)

    def asks(self, phrase: str, near: str) -> bool:
        """Whether words are those of a question to which a sentence may say yes, though they are called an answer."""
        yes = {self._of[key] for key in self.affirmed(near)}
        return any(_stems(phrase) <= words for place in yes for words in self._telling[place] if _stems(phrase))

    def _share(self, place: int, text: str, phrase: str = "", *, half: bool = False) -> float:
        """The share of a question's telling words that stand in a text; those of many questions weigh less.

        With `half` none, unless half of its words do, however telling they are.
        """
        said = _stems(text) - (_stems(phrase) if phrase else frozenset())
        shares = []
        for words in self._telling[place]:
            whole = sum(1 / self._having[stem] for stem in words)
            is_enough = whole and (not half or len(words & said) * 2 >= len(words))
            shares.append(sum(1 / self._having[stem] for stem in words & said) / whole if is_enough else 0.0)
        return max(shares, default=0.0)

    @cached_property
    def _telling(self) -> list[list[frozenset[str]]]:
        return [[_stems(words) for words in each.words] for each in self._asked]

    @cached_property
    def _having(self) -> Counter[str]:
        return Counter(stem for each in self._telling for stem in frozenset().union(*each))


def _parts(called: str) -> Collection[str]:
    """`Disability, rehabilitation` may be called by either."""
    parts = _PARTS.split(called)
    return [part for part in parts if len(part) > _SHORTEST and part.casefold() not in _SMALL] if len(parts) > 1 else []


def _core(called: str) -> str:
    """`They implement` without the small words that it begins with, `In the whole country`."""
    words = called.split()
    while len(words) > 1 and words[0].casefold() in _SMALL | {"they", "we"}:
        words.pop(0)
    return " ".join(words) if len(words[0]) > _SHORTEST else called


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """The telling words of a text, without their endings."""
    words = (word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST and word not in _SMALL)
    return frozenset(map(_stem, words))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))
