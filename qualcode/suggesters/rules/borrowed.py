"""Words of one language among those of another: what of a term is looked for where people speak differently.

People mix languages, so every term is looked for in every passage. Left out is what is another word there: `pain` is
bread to the French.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model.dictionary import is_english, look_up
from qualcode.model.language import is_latin_written
from qualcode.model.late import late
from qualcode.model.stop_words import STOP_WORDS
from qualcode.model.text import fold_term, words_of
from qualcode.suggesters.rules.forms import expand_term
from qualcode.suggesters.rules.terms import Term

SHORTEST = 4
"""Letters of a word that is looked for among words of the same script; of one in capitals, one less."""
BEFORE_STAR = 5
"""Letters before the `*` of such a word."""
_ONTO_LATIN = {"ar": ("ال", "وال", "بال", "لل")}
_BEHIND_LATIN = {
    "ckb": tuple(map(fold_term, ("ەکە", "ەکان", "ێک", "ی", "مان"))),
    "fa": tuple(map(fold_term, ("ها", "های", "ی"))),
}
"""What is written onto a word of Latin letters by language, with a tatweel or joiner or without."""
_LATIN = late("[a-z\u00df-\u024f\u1e00-\u1eff]")
_OTHER = late("[\u0370-\u1dff\u2c00-\U0010ffff]")
_PLURALS = frozenset(("", "s", "x", "es"))

_OTHER_WORDS = {
    "fr": words_of("""
        actuel arrive attend attends case cases chair champ chance chances chat chose coin coins comment
        comments compass conference course courses court courts crane cure dame date dates dent dire dresser due
        dues encore essay etat fail fat fond fonds force forces fore fort four front gain gene grave habit
        habits hale journal laid lance lever lit local location locations main mais mange mare mine mines mode
        mouse note notes ours pain pains patron patrons pays permit pied pile pin place places plus point points
        porter pour presents prime prise prune queue rang range rate rates rayon regard report reports rest
        reste ride robe rude sage sale sales sang sauce sent serge server service sort sorts souvenir stage
        stages store stores supplier support supports table tables tale tales tape tend tender tenders tent tire
        tirer tires toile tour tours trail train trains travail travers trouve user vent vents verse verses vice
        voile volume
    """),
    "es": words_of("""
        actual base bases cabe cargo cargos case come comes complete cope copes dame date dates dice dices done
        dote embargo eras fines gripe gripes hace idea lance large largo legal local mayor mayors media mire
        papel para parada pare parte paste pies plan posts primer pues real redes salve sane seas sobre sola
        sole sopa tarde tire todo tome tomes trace tramite vale vine viva vive
    """),
}
"""Words of a language that are spelt like words of another and mean something else."""


def scripts_in(folded: str) -> tuple[bool, bool]:
    """Whether a text in the spelling matching uses holds Latin letters, and those of another script."""
    if folded.isascii():
        return True, False
    return _LATIN.search(folded) is not None, _OTHER.search(folded) is not None


def may_stand_in(term: Term, scripts: tuple[bool, bool]) -> bool:
    """Whether a text with letters of these scripts can hold a term."""
    is_latin, is_other = scripts_in(" ".join(term.words))
    return not (is_latin or is_other) or (is_latin <= scripts[0] and is_other <= scripts[1])


def look_up_borrowed(terms: Iterable[Term], language: str) -> None:
    """Look up at once what `forms_in` asks of terms one by one."""
    if language == "en":
        look_up(form for term in terms if term.language != "en" for form in expand_term(term) if form.isascii())


def is_written_onto(language: str) -> bool:
    """Whether a language writes its particles and endings onto words of Latin letters."""
    return language in _ONTO_LATIN or language in _BEHIND_LATIN


def forms_in(term: Term, language: str, *, any_word: bool = False) -> tuple[str, ...]:
    """The forms of a term that are looked for in a passage of this language.

    All of them where the language is not known, and with `any_word` where the codebook has no words in it.
    """
    forms = expand_term(term)
    if not term.is_exact and scripts_in(forms[0] if forms else "") == (True, False):
        single = [form for form in forms if " " not in form and "*" not in form]
        forms += tuple(f"{clitic}{form}" for form in single for clitic in _ONTO_LATIN.get(language, ()))
        forms += tuple(f"{form}{suffix}" for form in single for suffix in _BEHIND_LATIN.get(language, ()))
    if any_word or language in ("", term.language) or term.is_exact or _is_foreign_script(term, language):
        return forms
    return tuple(form for form in forms if _is_borrowed(form, term, language))


def _is_foreign_script(term: Term, language: str) -> bool:
    is_latin, _ = scripts_in(" ".join(term.words))
    return is_latin != is_latin_written(language)


def _is_borrowed(form: str, term: Term, language: str) -> bool:
    """Whether a form that stands among words of another language can only be meant as the term means it."""
    if " " in form:
        return True
    if "*" in form:
        return len(form.partition("*")[0]) >= BEFORE_STAR
    if len(form) < SHORTEST - term.text.isupper() or form in STOP_WORDS.get(language, ()):
        return False
    asked = {form}
    if term.language != "en" and not _OTHER.search(form):
        # Its endings are all that the language has, whether the word takes them or not.
        if form.removeprefix(term.words[0]) not in _PLURALS:
            return False
        asked.add(term.words[0])
    if language == "en":
        return not any(map(is_english, asked))
    return asked.isdisjoint(_OTHER_WORDS.get(language, ()))
