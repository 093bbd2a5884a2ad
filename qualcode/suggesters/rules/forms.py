"""The word forms of a term: what `codebook show --forms` lists and nothing else is matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import product
from operator import add

from qualcode.model.dictionary import forms_of, is_english, look_up, singulars_of
from qualcode.model.text import fold_term, words_of
from qualcode.suggesters.rules import romance
from qualcode.suggesters.rules.spellings import doubles_its_l, other_spellings
from qualcode.suggesters.rules.terms import MANY, Term

MOST_FORMS = 600
"""Of one term; a longer phrase inflects only its first and last words."""
_GAPS = re.compile(r"(?<=\w)[^\w*]+(?=[\w*])")
"""What stands between the words of a term."""
MOST_GAPS = 4
"""Between words, in which signs may each have spaces of their own."""


def expand_term(term: Term) -> tuple[str, ...]:
    """Every form of a term in the spelling matching uses, the term's own first; wildcards stay in them."""
    words = term.words
    if not words:
        return ()
    if term.is_exact:
        return (" ".join(words),)
    if len(words) == 1:
        return tuple(dict.fromkeys([*expand_word(words[0], term.language), *_joined(term)]))
    if term.language in romance.LANGUAGES:
        words = tuple(" ".join(words).split())  # manque d'eau: of two words written together either has its forms
    choices = [_expand_in_phrase(word, term.language, is_first=not place) for place, word in enumerate(words)]
    if _count(choices) > MOST_FORMS:
        choices = [some if place in (0, len(words) - 1) else some[:1] for place, some in enumerate(choices)]
    phrases = [" ".join(chosen) for chosen in product(*choices)][:MOST_FORMS]
    return tuple(dict.fromkeys([*phrases, *_joined(term)]))


def with_spaces(form: str, term: Term) -> tuple[str, ...]:
    """A form as folding leaves it where there are spaces around the signs in a term: `M & E` for `M&E`."""
    gaps = _GAPS.findall(term.text.strip())
    words = form.split(" ")
    if len(gaps) != len(words) - 1 or len(gaps) > MOST_GAPS:
        return (form,)
    return tuple("".join(map(add, words, (*chosen, ""))) for chosen in product(*map(_spaces, gaps)))


def _spaces(gap: str) -> tuple[str, ...]:
    """As many as folding may leave of a gap; of a hyphen with space on one side none, where a sentence may end."""
    if any(sign not in " -'’" for sign in gap):
        return (" ", "  ", "   ")
    return (" ", "   ") if "-" in gap else (" ",)


def look_up_words(terms: Iterable[Term]) -> None:
    """Look the English words of all these terms up together, before they are expanded one by one."""
    words = {word for term in terms if term.language == "en" and not term.is_exact for word in term.words}
    words = {word for word in words if word.isalpha() and word not in FUNCTION_WORDS}
    look_up(words.union(*map(other_spellings, words)))


@lru_cache(maxsize=MANY)
def expand_word(word: str, language: str) -> tuple[str, ...]:
    """A folded word and its inflected forms, the word first."""
    if "*" in word or " " in word or not word.isalpha():
        return (word,)
    inflect = INFLECTORS.get(language)
    forms = sorted(form for form in inflect(word) if form != word) if inflect else []
    return (word, *forms)


def _expand_in_phrase(word: str, language: str, *, is_first: bool) -> tuple[str, ...]:
    """A word of a phrase. In Arabic the first carries conjunction and preposition, the others at most the article."""
    if language in romance.LANGUAGES and "*" not in word:
        return tuple(romance.inflect_in_phrase(word, language, is_first=is_first))
    if language != "ar" or "*" in word:
        return expand_word(word, language)
    bare = word.removeprefix("ال") if len(word) > 4 else word
    forms = [f"{clitic}{bare}" for clitic in _AR_PROCLITICS] if is_first else [bare, f"ال{bare}"]
    return tuple(dict.fromkeys((word, *forms)))


def _count(choices: Iterable[tuple[str, ...]]) -> int:
    total = 1
    for some in choices:
        total *= len(some)
    return total


def _joined(term: Term) -> Iterable[str]:
    """`e-mail` is also written "email"."""
    if "-" not in term.text or " " in term.text or "*" in term.text:
        return ()
    return expand_word(fold_term(term.text.replace("-", "")), term.language)


# English: looked up in a dictionary.

FUNCTION_WORDS = words_of("""
    a an the of in on at by to for from with without into onto over under up down out off about and or nor but not no as
    if than that this these those it its they them their we us our you your he him his she her i me my who whom which
    what so too very only own more most less much many few all any each every both such same other another there here
""")
"""Do not inflect inside a phrase, nor alone."""


def inflect_english(word: str) -> set[str]:
    """Inflections, without derivations: fund → funds, funded, funding.

    A plural brings its singular; any other inflected form stands for itself: "staffing" is not "staff".
    """
    if word in FUNCTION_WORDS or len(word) < 2:
        return {word}
    forms: set[str] = set()
    for spelling in _spellings(word):
        forms |= {spelling} - {word}
        forms |= forms_of(spelling) or {form for lemma in singulars_of(spelling) for form in forms_of(lemma)}
    if not forms and not word.endswith(("s", "ing", "ed")):
        forms = {f"{word}s"}
    return {form for form in forms if form.isalpha()} | {word} | {f"co {form[2:]}" for form in forms if _is_co(form)}


KEPT_TOGETHER = ("ord", "oper")
"""Beginnings of words that may be parted from their "co", with a hyphen or without."""


def _is_co(form: str) -> bool:
    return form.startswith("co") and form.startswith(KEPT_TOGETHER, 2)


def _spellings(word: str) -> tuple[str, ...]:
    """British and American: organisation, organization."""
    others = (other for other in other_spellings(word) if is_english(other) or doubles_its_l(other))
    return (word, *others)


@lru_cache(maxsize=65536)
def stem_of(word: str, language: str) -> str:
    """What is left of a word without its endings; the word itself in languages without a stemmer."""
    import snowballstemmer

    name = {"en": "english", "ar": "arabic", "fr": "french", "es": "spanish"}.get(language)
    return str(snowballstemmer.stemmer(name).stemWord(word)) if name else word


# Arabic and Kurdish: what is written onto the word.

_AR_PROCLITICS = (
    "",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
    "وب",
    "ول",
    "فب",
    "فل",
    "ال",
    "وال",
    "فال",
    "بال",
    "كال",
    "وبال",
    "فبال",
    "لل",
    "ولل",
)
_AR_POSSESSIVES = ("", "ه", "ها", "هم", "نا", "ي", "كم")


def inflect_arabic(word: str) -> set[str]:
    """With attached conjunctions, prepositions, article and possessives; feminine and sound plurals."""
    base = word.removeprefix("ال") if len(word) > 4 else word
    if base.endswith("ه") and len(base) > 3:
        root = base[:-1]
        indefinite = {base, f"{root}ات", f"{root}تين", f"{root}تان"}
        owned = {f"{stem}{ending}" for stem in (f"{root}ت", f"{root}ات") for ending in _AR_POSSESSIVES[1:]}
    else:
        indefinite = {base, f"{base}ين", f"{base}ون", f"{base}ات", f"{base}ا"}
        owned = {f"{stem}{ending}" for stem in (base, f"{base}ي") for ending in _AR_POSSESSIVES[1:]}
    with_article = {f"{clitic}{form}" for clitic in _AR_PROCLITICS for form in indefinite}
    with_owner = {f"{clitic}{form}" for clitic in _AR_PROCLITICS[:10] for form in owned}
    return with_article | with_owner | {word}


def _folded(listed: str) -> frozenset[str]:
    return frozenset(map(fold_term, words_of(listed)))


_KU_SUFFIXES = {
    "latin": words_of("a ê ên an ek ekê î yê ya yên yan"),
    "arabic": _folded("""
        ەکە ەکەی ەکەم ەکەمان ەکان ەکانی ەکانمان ەکانیان ێک ێکی یەک یەکی ان انی انە ی ە یە یەکان یەکانی یەکە کان کانی
        کانمان کانیان کە کەی کەم کەمان کەیان یان مان تان م ت
    """),
}
_FA_SUFFIXES = _folded("""
    ها های هایی هایش هایم هایمان هایشان هاست ی ای یی م ش مان تان شان ان انی ات تر ترین را
""")


def inflect_kurdish(word: str) -> set[str]:
    """With the endings of definiteness, number and construct state, in either script."""
    script = "latin" if word[0] < "\u0250" else "arabic"
    return {word} | {f"{word}{suffix}" for suffix in _KU_SUFFIXES[script]}


def inflect_persian(word: str) -> set[str]:
    """With the endings of number, owner and degree, written onto the word or behind a joiner."""
    return {word} | {f"{word}{suffix}" for suffix in _FA_SUFFIXES}


INFLECTORS: dict[str, Callable[[str], set[str]]] = {
    "en": inflect_english,
    **{language: partial(romance.inflect, language=language) for language in romance.LANGUAGES},
    "ar": inflect_arabic,
    "fa": inflect_persian,
    "ku": inflect_kurdish,
    "ckb": inflect_kurdish,
    "kmr": inflect_kurdish,
}
"""By language; terms of any other language match as they are written."""
