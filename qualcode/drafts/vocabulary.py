"""The words by which a draft names themes and groups of informants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from qualcode.drafts.answers import Questions, stems
from qualcode.model.nouns import dataclass
from qualcode.model.one_of import singular

_WORD = re.compile(r"[^\W\d_]{3,}")
_BETWEEN = 4
"""Small words that may stand between those of a theme's name: `links between CSOs and the government`."""
NOUNS = (
    r"(?:key\s+|main\s+)?(?:informants?|interviewees?|respondents?|participants?|KII?s?|discussants?)"
    r"|(?:people|persons|those)\s+(?:we\s+)?(?:interviewed|heard|spoken\s+to)"
)
"""What informants are called."""


_FIRST = re.compile(r"(?<!\w)[\w'’&]")
_APART = r"[\s\-–/]+"
_BUT = (
    r"(?:(?:those\s+(?:who\s+are\s+)?)?not(?:\s+from(?:\s+an?)?)?|non|(?:those\s+)?other\s+than|outside(?:\s+the)?)"
    + _APART
)
"""How a draft begins to call all who are not of a group: `those who are not CSOs`, `non-CSO`."""
_BUT_GROUP = re.compile(_BUT, re.IGNORECASE)


class Named(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    of: tuple[str, ...]
    """What it may name: ids of themes, or groups."""


class Phrases:
    """Finds names in a text, in any case, in the singular and plural; of two that begin alike the longer."""

    def __init__(self, names: Mapping[str, Iterable[str]], *, with_rest: bool = False) -> None:
        """`names` are phrases by what they name: `donor*` stands for every word that begins so.

        With those of groups, the rest of each is found too: `those who are not CSOs`, `non-CSO`.
        """
        self._with_rest = with_rest
        self._meant: dict[str, dict[str, None]] = {}
        self._by_letter: dict[str, list[str]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        letters: dict[str, str] = {}
        for meant, phrases in names.items():
            for phrase in phrases:
                if expression := _expression(phrase):
                    self._meant.setdefault(expression, {})[meant] = None
                    letters[expression] = _FIRST.search(phrase)[0].casefold()[0]  # type: ignore[index]
        self._ordered = sorted(self._meant, key=len, reverse=True)
        for expression in self._ordered:
            self._by_letter.setdefault(letters[expression], []).append(expression)

    @cached_property
    def pattern(self) -> str:
        """An expression for any of them."""
        names = "|".join(self._ordered) or "(?!)"
        return rf"(?:{_BUT})?(?:{names})" if self._with_rest else names

    def find(self, text: str) -> list[Named]:
        """Every name in a text, in its order; none stands within another."""
        found: list[Named] = []
        end = 0
        for word in _FIRST.finditer(text):
            if word.start() >= end and (named := self._at(text, word.start())):
                found.append(named)
                end = named.end
        return found

    def _at(self, text: str, start: int) -> Named | None:
        """The name that begins at a place, which may be of all who are not of a group."""
        own = self._name_at(text, start)
        but = _BUT_GROUP.match(text, start) if self._with_rest else None
        if but and (named := self._name_at(text, but.end())) and (own is None or own.end < named.end):
            return Named(start, named.end, tuple(map(rest_of, named.of)))
        return own

    def _name_at(self, text: str, start: int) -> Named | None:
        letter = text[start : start + 1].casefold()[:1]
        expressions = self._by_letter.get(letter)
        if not expressions:
            return None
        if letter not in self._compiled:  # those of one letter: each word of a draft is held against few
            either = "|".join(f"({each})" for each in expressions)
            self._compiled[letter] = re.compile(rf"(?:{either})(?!\w)", re.IGNORECASE)
        match = self._compiled[letter].match(text, start)
        return (
            Named(start, match.end(), tuple(self._meant[expressions[match.lastindex - 1]]))
            if match and match.lastindex
            else None
        )


def _expression(phrase: str) -> str:
    """`UN agency` → an expression that also finds `UN agencies`."""
    words = re.findall(r"[\w'’&]+\*?", phrase)
    return _APART.join(map(_in_any_number, words))


def _in_any_number(word: str) -> str:
    if word.endswith("*"):
        return rf"{re.escape(word[:-1])}\w*"
    if len(word) > 3 and word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies|y['’]s)"
    return re.escape(word) if len(word) < 2 or word.endswith("s") else rf"{re.escape(word)}(?:['’]?s)?"


def names_of_group(label: str) -> tuple[str, ...]:
    """How a draft may call a group: `CSOs`, `CSO`; the `UN` for its agencies, and `INGO` for an international NGO."""
    before, _, last = label.rpartition(" ")
    short = [before] if before.isupper() else []
    short += [f"{before[0]}{last}"] if " " not in before and before.istitle() and singular(last).isupper() else []
    return tuple(dict.fromkeys((label, singular(label), *short)))


def rest_of(label: str) -> str:
    """What all who are not of a group are called here."""
    return f"all but {label}"


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What themes and groups of a study are called."""

    themes: Phrases
    """By the names of themes."""
    terms: Phrases
    """By the codebook's terms that belong to one theme alone."""
    groups: Phrases
    parts: Phrases = field(default_factory=lambda: Phrases({}))
    """By a word that only one theme has in its name: `pay`, of Low pay."""
    by_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of themes with names of several words, these words."""
    scale: Mapping[str, float] = field(default_factory=dict)
    """The study's words for shares, each with the smallest share it is used for."""
    like_nouns: tuple[str, ...] = ()
    """Groups that are called as informants are: `Key informant`, which may mean everyone."""
    surveyed: Vocabulary | None = None
    """What is answered in the study's survey; None where it has none."""
    questions: Questions | None = None
    """Of a survey, whose answers stand for themes."""

    def themes_in(self, text: str) -> list[Named]:
        """The themes that a text names, by their names or by all words of one close together, in any order."""
        found = self.themes.find(text)
        words = [(match.start(), match.end(), stems(match.group())) for match in _WORD.finditer(text)]
        for theme, named in self.by_words.items():
            for place, (start, _, first) in enumerate(words):
                if not first & named:
                    continue
                near = words[place : place + len(named) + _BETWEEN]
                last = next(
                    (n for n in range(len(near)) if named <= frozenset().union(*(each for *_, each in near[: n + 1]))),
                    None,
                )
                if last is None or re.search(r"[.,;:()\ue000]", text[start : near[last][1]]):
                    continue
                if not any(start < other.end and other.start < near[last][1] for other in found):
                    found.append(Named(start, near[last][1], (theme,)))
        return sorted(found)

    @classmethod
    def of(
        cls,
        themes: Mapping[str, str],
        terms: Mapping[str, Iterable[str]],
        groups: Mapping[str, Iterable[str]],
        scale: Mapping[str, float],
    ) -> Vocabulary:
        """Names of themes and their terms by id, and further words for groups by their label."""
        owners: dict[str, set[str]] = {}
        for theme, phrases in terms.items():
            for phrase in phrases:
                owners.setdefault(phrase.lstrip("=").casefold(), set()).add(theme)
        single: dict[str, list[str]] = {}
        for phrase, having in owners.items():
            if len(having) == 1 and not re.fullmatch(NOUNS, phrase):
                single.setdefault(next(iter(having)), []).append(phrase)
        words = {theme: stems(name) for theme, name in themes.items()}
        shared = Counter(word for each in words.values() for word in each)
        return cls(
            themes=Phrases({theme: [name] for theme, name in themes.items()}),
            terms=Phrases(single),
            parts=Phrases(
                {
                    theme: [word for word in _WORD.findall(name) if {shared[each] for each in stems(word)} == {1}]
                    for theme, name in themes.items()
                    if len(words[theme]) > 1
                }
            ),
            by_words={theme: each for theme, each in words.items() if len(each) > 1},
            groups=Phrases({label: [*names_of_group(label), *more] for label, more in groups.items()}, with_rest=True),
            scale=scale,
        )
