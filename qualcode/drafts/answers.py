"""Which answers to which question of a survey a sentence speaks of, by the words of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from qualcode.model.nouns import dataclass
from qualcode.model.one_of import singular
from qualcode.model.text import words_of
from qualcode.model.wording import LATER_NUMBERS, NUMBERS

EITHER = "|"
"""Between the keys of two answers of which a respondent gave one or the other."""
OF_ANSWERED = " (answered)"
"""Ends the key of an answer that is counted of those who answered, not of all who were asked."""
ENOUGH = 0.34
"""The share of a question's telling words by which a sentence speaks of it."""
SURE = 0.6
"""The share by which it does, although it names none of its answers."""
_SHORTEST = 3
_OTHER = frozenset({"other", "another"})
"""Answers that no sentence names by their name: `another five` are people."""
_NUMBERS = {str(number): word for number, word in enumerate((*NUMBERS, *LATER_NUMBERS)) if number}
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
    sizes: tuple[str, ...] = ()
    """Keys of how many were asked, and of how many answered."""
    is_single: bool = True
    """One answer is given."""


class Questions:
    """Tells which answers are meant: one that is called by a word that many share, by the question it answers."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        self._asked = tuple(asked)
        self._of = {key: place for place, each in enumerate(self._asked) for key in (*each.answers, *each.sizes)}

    @property
    def names(self) -> Mapping[str, Iterable[str]]:
        """What answers are called, by their keys: whole, or one of several things that an answer names."""
        return {
            key: dict.fromkeys(
                singular(part)
                for called in names
                for part in (called, in_words(called), *_parts(called), _core(called))
                if part.casefold() not in _OTHER
            )
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

    def either(self, keys: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
        """Stand for two answers to a question of which one is given; none where several may be."""
        places = {self._of[key] for key in (*keys, *others)}
        if not others or not all(self._asked[place].is_single for place in places):
            return () if others else tuple(keys)
        pairs = ((one, other) for one in keys for other in others if self._of[one] == self._of[other])
        return tuple(EITHER.join(pair) for pair in pairs if _is_of_all(pair[0]) == _is_of_all(pair[1]))

    def affirmed(self, near: str) -> tuple[str, ...]:
        """The yes to the question that a sentence speaks of, where it names no answer."""
        with_yes = [place for place, each in enumerate(self._asked) if each.yes]
        return tuple(key for place in self._spoken_of(with_yes, near) for key in self._asked[place].yes)

    def sizes(self, near: str) -> tuple[str, ...]:
        """How many were asked what a sentence speaks of, or answered it, where it names no answer."""
        found = self._spoken_of(range(len(self._asked)), near)
        return tuple(key for place in found for key in self._asked[place].sizes)

    def _spoken_of(self, places: Iterable[int], near: str) -> list[int]:
        shares = {place: self._share(place, near, half=True) for place in places}
        best = max(shares.values(), default=0.0)
        return [place for place, share in shares.items() if share == best >= SURE]

    def asks(self, phrase: str, near: str) -> bool:
        """Whether words are those of a question to which a sentence may say yes, though they are called an answer."""
        yes = {self._of[key] for key in self.affirmed(near)}
        return any(stems(phrase) <= words for place in yes for words in self._telling[place] if stems(phrase))

    def _share(self, place: int, text: str, phrase: str = "", *, half: bool = False) -> float:
        """The share of a question's telling words that stand in a text; those of many questions weigh less.

        With `half` none, unless half of its words do, however telling they are.
        """
        said = stems(text) - (stems(phrase) if phrase else frozenset())
        shares = []
        for words in self._telling[place]:
            whole = sum(1 / self._having[stem] for stem in words)
            is_enough = whole and (not half or len(words & said) * 2 >= len(words))
            shares.append(sum(1 / self._having[stem] for stem in words & said) / whole if is_enough else 0.0)
        return max(shares, default=0.0)

    @cached_property
    def _telling(self) -> list[list[frozenset[str]]]:
        return [[stems(words) for words in each.words] for each in self._asked]

    @cached_property
    def _having(self) -> Counter[str]:
        return Counter(stem for each in self._telling for stem in frozenset().union(*each))


def _is_of_all(key: str) -> bool:
    return not key.endswith(OF_ANSWERED)


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


def in_words(called: str) -> str:
    """`11 to 20 years` with its numbers as words."""
    return re.sub(r"\d+", lambda match: _NUMBERS.get(match.group(), match.group()), called)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The telling words of a text, without their endings."""
    words = (word for word in _WORD.findall(text) if len(word) >= _SHORTEST and word.casefold() not in _SMALL)
    return frozenset(map(stem, words))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its ending, in small letters; of `CSOs` its plural."""
    import snowballstemmer

    single = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
    return str(snowballstemmer.stemmer("english").stemWord(single.casefold()))
