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


class Named(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    of: tuple[str, ...]
    """What it may name: ids of themes, or groups."""


class Phrases:
    """Finds names in a text, in any case, in the singular and plural; of two that begin alike the longer."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """`names` are phrases by what they name: `donor*` stands for every word that begins so."""
        self._meant: dict[str, dict[str, None]] = {}
        for meant, phrases in names.items():
            for phrase in phrases:
                if expression := _expression(phrase):
                    self._meant.setdefault(expression, {})[meant] = None

    @cached_property
    def pattern(self) -> str:
        """An expression for any of them."""
        return "|".join(sorted(self._meant, key=len, reverse=True)) or "(?!)"

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        ordered = sorted(self._meant, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(f'({each})' for each in ordered) or '(?!)'})(?!\w)", re.IGNORECASE)

    @cached_property
    def _ordered(self) -> list[tuple[str, ...]]:
        return [tuple(self._meant[each]) for each in sorted(self._meant, key=len, reverse=True)]

    def find(self, text: str) -> list[Named]:
        """Every name in a text, in its order; none stands within another."""
        return [
            Named(match.start(), match.end(), self._ordered[match.lastindex - 1])
            for match in self._compiled.finditer(text)
            if match.lastindex
        ]


def _expression(phrase: str) -> str:
    """`UN agency` → an expression that also finds `UN agencies`."""
    words = re.findall(r"[\w'’&]+\*?", phrase)
    return r"[\s\-–/]+".join(map(_in_any_number, words))


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


_BUT = (
    *("not", "not from", "not from a", "not from an", "non", "other than", "outside", "outside the"),
    *(f"those {each}" for each in ("not from", "who are not", "who are not from", "who are not from a", "other than")),
)


def names_of_rest(names: Iterable[str]) -> tuple[str, ...]:
    """How a draft may call all who are not of a group: `those who are not CSOs`, `non-CSO`."""
    return tuple(f"{before} {name}" for name in names for before in _BUT)


def with_rest(groups: Mapping[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    """Names of groups, and of the rest of each."""
    return {**groups, **{rest_of(label): names_of_rest(names) for label, names in groups.items()}}


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
            groups=Phrases(with_rest({label: [*names_of_group(label), *more] for label, more in groups.items()})),
            scale=scale,
        )
