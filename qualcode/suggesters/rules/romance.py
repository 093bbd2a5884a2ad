"""The forms of words in French, Spanish, Portuguese and Italian."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from qualcode.model.stop_words import STOP_WORDS
from qualcode.model.text import words_of

_ENDINGS = {
    "fr": words_of("""
        s x e es ée ées é és er ent ait aient ant ante ants antes ons ez ai as a era eront erait eraient eur eurs euse
        euses trice trices al ale ales aux if ifs ive ives ment ement ements ation ations
    """),
    "es": words_of("""
        s es o a os as ar er ir ado ada ados adas ido ida idos idas ando iendo amos emos imos an en ó ió aron ieron aba
        aban ía ían ará arán aría ación aciones ición iciones ción ciones mente dad dades miento mientos dor dora dores
        doras
    """),
}
_STEMMERS = {"fr": "french", "es": "spanish"}

_KINDS = {
    "fr": (
        "eau eau eaux eaux", "al ale aux ales", "ail ail ails aux", "teur trice teurs trices", "eur euse eurs euses",
        "eux euse eux euses", "if ive ifs ives", "ien ienne iens iennes", "en enne ens ennes", "ion ion ions ions",
        "té té tés tés", "on onne ons onnes", "el elle els elles", "er ère ers ères", "c que cs ques", "eu eu eux eux",
        "x x x x", "e e es es", " e s es",
    ),
    "es": (
        "z z ces ces", "ión ión iones iones", "or ora ores oras", "án ana anes anas", "én ena enes enas",
        "ín ina ines inas", "ón ona ones onas", "ún ún unes unes", "és esa eses esas", "o a os as",
        "a a as as", "e e es es", "l l les les", "n na nes nas", "r r res res", "d d des des", "í í íes íes",
        " a s as",
    ),
    "pt": (
        "ção ção ções ções", "são são sões sões", "ão ão ões ãos", "al al ais ais", "el el eis eis", "il il is is",
        "ol ol ois ois", "m m ns ns", "or ora ores oras", "ês esa eses esas", "r r res res", "z z zes zes", "o a os as",
        "a a as as", "e e es es", " a s as",
    ),
    "it": (
        "ico ica ici iche", "co ca chi che", "go ga ghi ghe", "tore trice tori trici", "cia cia cie cie",
        "gia gia gie gie", "o a i e", "io ia i ie", "e e i i", "a a e e", "ista ista isti iste",
    ),
}  # fmt: skip
"""Endings of nouns and adjectives, a kind of words each: masculine, feminine, and the plurals of both."""
_INFINITIVES = {
    "fr": ("er", "ir", "dre", "ttre", "oir"),
    "es": ("ar", "er", "ir"),
    "pt": ("ar", "er", "ir"),
    "it": ("are", "ere", "ire"),
}
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "fr": STOP_WORDS["fr"] | words_of("chez contre entre non sous très vers"),
    "es": STOP_WORDS["es"] | words_of("contra e hacia según sus u"),
    "pt": words_of(
        "a ao aos as com da das de do dos e em na nas no nos o os ou para pela pelas pelo pelos por sem um uma"
    ),
    "it": words_of("""
        a ad agli ai al alla alle allo con da dagli dai dal dalla dalle dallo degli dei del della delle dello di e gli i
        il in l la le lo nei nel nella nelle o per senza su sui sul sulla tra un una uno
    """),
}
_STRESSED_BEFORE = re.compile(r"(\w*)([aeiou])([bcdfghjklmnñpqrstvxyz]{1,3}[aeiou]n)")
_STRESS = str.maketrans("aeiou", "áéíóú")
LANGUAGES = frozenset(_KINDS)
SHORTEST = 3
"""Letters of a word that has other forms."""


def inflect(word: str, language: str) -> set[str]:
    """A word that stands alone: nouns and verbs built on its stem, where a stemmer knows the language.

    The stem of a Spanish word has no accent and keeps its last letter: *razones*, *voces* are no forms by the stem.
    """
    forms = _by_stem(word, language) if language in _STEMMERS else number_and_gender(word, language)
    if language == "es":
        forms |= {form for form in number_and_gender(word, language) if len(form) >= SHORTEST}
    return forms | _with_ligature(forms) if language == "fr" else forms


def _with_ligature(forms: set[str]) -> set[str]:
    """Cœur is also typed coeur."""
    return {
        form.replace("œ", "oe") if "œ" in form else form.replace("oe", "œ")
        for form in forms
        if "œ" in form or "oe" in form
    }


def inflect_in_phrase(word: str, language: str, *, is_first: bool) -> list[str]:
    """A word among others, itself first: its number and gender; a verb in front may stand in any of its forms."""
    if word in _FUNCTION_WORDS[language]:
        return [word]
    forms = number_and_gender(word, language)
    if is_first and word.endswith(_INFINITIVES[language]):
        forms |= inflect(word, language)
    forms |= _with_ligature(forms) if language == "fr" else set()
    return [word, *sorted(forms - {word})]


def number_and_gender(word: str, language: str) -> set[str]:
    """The singular and plural, masculine and feminine of a noun or adjective, as far as its ending tells.

    A feminine word stays one: of *locale* come *locales*.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return {word}
    kinds = [kind.split(" ") for kind in _KINDS[language]]
    fitting = [(ending, kind) for kind in kinds for ending in kind[::2] if word.endswith(ending)]
    if not fitting:
        return {word}
    longest, kind = max(fitting, key=lambda pair: len(pair[0]))
    return {word.removesuffix(longest) + ending for ending in kind} | _with_stress(word, language)


def _with_stress(word: str, language: str) -> set[str]:
    """The plural of *joven*, *jóvenes*: the stress stays where it is, so there it is written."""
    found = _STRESSED_BEFORE.fullmatch(word) if language == "es" else None
    return {found[1] + found[2].translate(_STRESS) + found[3] + "es"} if found else set()


def _by_stem(word: str, language: str) -> set[str]:
    """The endings of the language that keep the word's stem."""
    stem = _stemmer(language).stemWord
    wanted = stem(word)
    candidates = {word + ending for ending in ("s", "x", "e", "es")}
    if word.startswith(wanted) and len(wanted) > 2:
        # The stemmer undoes a doubled consonant: coordonner, coordon, coordonné.
        bases = {wanted} | {word.removesuffix(ending) for ending in _ENDINGS[language] if word.endswith(ending)}
        candidates |= {base + ending for base in bases if len(base) > 2 for ending in _ENDINGS[language]}
    return {candidate for candidate in candidates if stem(candidate) == wanted} | {word}


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[language])
