"""The English dictionary that lemminflect carries, read without importing it (it imports spaCy)."""

from __future__ import annotations

import gzip
import importlib.util
import re
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

FEW = 150
"""Words that are looked up in the file itself; for more, making tables of it is quicker."""
_asked = count()


@lru_cache(maxsize=65536)
def forms_of(lemma: str) -> frozenset[str]:
    """A lemma's forms, itself among them; empty where the dictionary does not have it."""
    if next(_asked) > FEW:
        return _table().get(lemma, frozenset())
    forms = {form for line in _lines_with(f"\n{lemma},") for form in _forms_in(line)}
    return frozenset(forms | {lemma}) if forms else frozenset()


@lru_cache(maxsize=65536)
def singulars_of(form: str) -> tuple[str, ...]:
    """The nouns a word is a plural of."""
    if next(_asked) > FEW:
        return _singulars().get(form, ())
    lines = {
        line: None
        for before in ",/"
        for after in "\n/"
        for line in _lines_with(f"{before}{form}{after}")
        if _is_noun(line)
    }
    return tuple(sorted(line.split(",", 1)[0] for line in lines))


@cache
def _text() -> str:
    found = importlib.util.find_spec("lemminflect")
    folder = Path(found.submodule_search_locations[0] if found and found.submodule_search_locations else "")
    with gzip.open(folder / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as file:
        return f"\n{file.read().lower()}\n"


def _lines_with(words: str) -> list[str]:
    """The lines of the file in which these characters stand."""
    text, found = _text(), []
    place = text.find(words)
    while place >= 0:
        start = text.rfind("\n", 0, place + 1) + 1
        end = text.find("\n", start)
        found.append(text[start:end])
        place = text.find(words, end)
    return found


def _forms_in(line: str) -> list[str]:
    return [form for form in re.split("[,/]", line.split(",", 2)[2]) if form]


def _is_noun(line: str) -> bool:
    return line.split(",", 2)[1] == "noun"


@cache
def _table() -> dict[str, frozenset[str]]:
    lemmas: dict[str, set[str]] = {}
    for line in _text().split("\n"):
        if line:
            lemma = line.split(",", 1)[0]
            lemmas.setdefault(lemma, {lemma}).update(_forms_in(line))
    return {lemma: frozenset(forms) for lemma, forms in lemmas.items()}


@cache
def _singulars() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for line in _text().split("\n"):
        if line and _is_noun(line):
            lemma, _, forms = line.split(",", 2)
            for form in re.split("[,/]", forms):
                found.setdefault(form, set()).add(lemma)
    return {form: tuple(sorted(lemmas)) for form, lemmas in found.items()}
