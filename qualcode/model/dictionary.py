"""The English dictionary that lemminflect carries, read without importing it (it imports spaCy).

It is read through once for all the words asked for together, which takes no longer than for one.
"""

from __future__ import annotations

import gzip
import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

PIECE = 65536
"""Bytes."""
FEW = 20_000
"""Words beyond which all of the dictionary is taken apart once, which is quicker than looking for each."""

_lemmas: dict[str, set[str]] = {}
"""By every form, the lemmas it is of, once all of the dictionary was taken apart."""
_known: dict[str, tuple[str, ...]] = {}
"""By word that was looked up: the lines of the dictionary in which it stands, as a lemma or as a form of one."""


def look_up(words: Iterable[str]) -> None:
    """Find these words, and the nouns they are plurals of, so that asking for them later costs nothing."""
    words = set(words)
    _find(words)
    _find({lemma for word in words for lemma in singulars_of(word)})


def look_up_all() -> None:
    """Find every word there is, for somebody who will ask for very many."""
    if _lemmas:
        return
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for lines in _pieces():
        for line in filter(None, lines.decode().split("\n")):
            lemma = _lemma(line)
            for word in (lemma, *_STANDING.findall(line)):
                found[word][line] = None
            for form in (lemma, *_forms(line)):
                _lemmas.setdefault(form, set()).add(lemma)
    _known.update({word: tuple(lines) for word, lines in found.items()})


def words_beside(word: str) -> frozenset[str]:
    """The word, and all forms of every lemma that it is a form of."""
    look_up_all()
    return frozenset({word}.union(*map(forms_of, _lemmas.get(word, ()))))


def forms_of(lemma: str) -> frozenset[str]:
    """A lemma's forms, itself among them; empty where the dictionary does not have it."""
    lines = [line for line in _lines(lemma) if _lemma(line) == lemma]
    return frozenset({lemma, *(form for line in lines for form in _forms(line))}) if lines else frozenset()


def singulars_of(form: str) -> tuple[str, ...]:
    """The nouns a word is a plural of."""
    return tuple(sorted({_lemma(line) for line in _lines(form) if _is_noun(line) and form in _forms(line)}))


def is_english(word: str) -> bool:
    """Whether the dictionary has a word, be it a lemma or a form of one."""
    return bool(_lines(word))


def _lines(word: str) -> tuple[str, ...]:
    if word not in _known:
        _find({word})
    return _known[word]


def _find(words: set[str]) -> None:
    """Read the dictionary through for those not known yet. A line is `lemma,part of speech,form/form`."""
    words = {word for word in words if word not in _known}
    if len(words) > FEW:
        look_up_all()
    if _lemmas:
        _known.update({word: () for word in words if word not in _known})
        return
    asked = [
        (word, f"{before}{word}{after}".encode())
        for word in sorted(words)
        for before, after in ("\n,", ",\n", ",/", "/\n", "//")
    ]
    found: dict[str, dict[str, None]] = defaultdict(dict)
    if asked:
        automaton = BytesAhoCorasick([written for _, written in asked])
        for lines in _pieces():
            for place, start, end in automaton.find_matches_as_indexes(lines, overlapping=True):
                line = lines[lines.rfind(b"\n", 0, start + 1) + 1 : lines.find(b"\n", end - 1)]
                found[asked[place][0]][line.decode()] = None
    _known.update({word: tuple(found[word]) for word, _ in asked})


@cache
def _pieces() -> tuple[bytes, ...]:
    """Stretches of whole lines, in lower case (it has no capitals beyond ASCII): cheaper than copies of all of it."""
    package = importlib.util.find_spec("lemminflect")
    folder = Path(package.submodule_search_locations[0] if package and package.submodule_search_locations else "")
    with gzip.open(folder / "resources" / "infl_lu.csv.gz") as file:
        pieces = iter(lambda: file.read(PIECE) + file.readline(), b"")
        return tuple(b"\n%b\n" % lines.lower() for lines in pieces)


def _lemma(line: str) -> str:
    return line.split(",", 1)[0]


def _forms(line: str) -> list[str]:
    return [form for form in re.split("[,/]", line.split(",", 2)[2]) if form]


_STANDING = re.compile("[,/]([^,/]+)(?=/|$)")
"""The forms by which `_find` finds a line."""


def _is_noun(line: str) -> bool:
    return line.split(",", 2)[1] == "noun"
