from __future__ import annotations

import pytest

from qualcode.model import dictionary
from qualcode.suggesters.rules.forms import expand_term, inflect_english
from qualcode.suggesters.rules.terms import Term


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("fund", {"fund", "funds", "funded", "funding"}),
        ("salaries", {"salaries", "salary"}),
        ("NGO", {"ngo", "ngos"}),
        ("staffing", {"staffing"}),
        ("leave", {"leave", "leaves", "leaving", "left"}),
        ("organisation", {"organisation", "organisations", "organization", "organizations"}),
        ("e-mail", {"e mail", "e mails", "email", "emails", "emailed"}),
        ("run out of money", {"run out of money", "ran out of money", "running out of monies"}),
        ("coordination", {"coordination", "co ordination"}),
    ],
)
def test_english_terms_bring_their_inflected_forms(term: str, forms: set[str]) -> None:
    assert forms <= set(expand_term(Term(term, "en")))


@pytest.mark.parametrize(
    ("term", "never"),
    [("staffing", "staff"), ("fund", "fun"), ("out", "outs"), ("coordination", "coordinate"), ("fund", "fundings")],
)
def test_derivations_and_function_words_stay_out(term: str, never: str) -> None:
    assert never not in expand_term(Term(term, "en"))


@pytest.mark.parametrize(
    "spellings",
    [
        "programme program",
        "centre center",
        "centres centers",
        "labour labor",
        "behavioural behavioral",
        "neighbourhood neighborhood",
        "travelled traveled",
        "counsellor counselor",
        "defence defense",
        "licence license",
        "practice practise",
        "dialogue dialog",
        "catalogue catalog",
        "analyse analyze",
        "organisation organization",
        "anaemia anemia",
        "paediatrician pediatrician",
        "diarrhoea diarrhea",
        "enrolment enrollment",
        "fulfil fulfill",
        "judgement judgment",
        "ageing aging",
        "grey gray",
        "kilometre kilometer",
        "enquiry inquiry",
    ],
)
def test_british_and_american_spellings_find_each_other(spellings: str) -> None:
    one, other = spellings.split()

    assert other in expand_term(Term(one, "en"))
    assert one in expand_term(Term(other, "en"))
    assert f"health {other}" in expand_term(Term(f"health {one}", "en"))


@pytest.mark.parametrize(
    ("term", "never"),
    [("mourning", "morning"), ("filling", "filing"), ("willing", "wiling"), ("parameter", "parametre"),
     ("cheque", "check"), ("tour", "tor"), ("doctor", "doctour"), ("literacy", "litreacy"), ("storey", "story")],
)  # fmt: skip
def test_words_that_differ_as_spellings_do_stay_apart(term: str, never: str) -> None:
    assert never not in expand_term(Term(term, "en"))


@pytest.mark.parametrize("term", ["=WHO", "=short-term"])
def test_exact_terms_have_one_form(term: str) -> None:
    assert len(expand_term(Term(term, "en"))) == 1


@pytest.mark.parametrize(
    ("term", "language", "forms"),
    [
        ("تمويل", "ar", {"التمويل", "والتمويل", "بتمويل", "للتمويل", "تمويلهم", "وبالتمويل"}),
        ("منظمة", "ar", {"المنظمات", "منظمتنا", "لمنظمه"}),
        ("المانح", "ar", {"مانح", "والمانحين", "المانحون"}),
        ("نقص التمويل", "ar", {"ونقص تمويل", "نقص التمويل"}),
        ("financement", "fr", {"financements"}),
        ("bailleur", "fr", {"bailleurs"}),
        ("donante", "es", {"donantes"}),
        ("joven", "es", {"jóvenes"}),
        ("financiación", "es", {"financiaciones"}),
        ("razón", "es", {"razones"}),
        ("almacén", "es", {"almacenes"}),
        ("camión", "es", {"camiones"}),
        ("camiones", "es", {"camión"}),
        ("interés", "es", {"intereses"}),
        ("voz", "es", {"voces"}),
        ("pere", "ku", {"pereyê", "pereya", "pereyan"}),
        ("pomoc", "pl", {"pomoc"}),
    ],
)
def test_other_languages_bring_theirs(term: str, language: str, forms: set[str]) -> None:
    assert forms <= set(expand_term(Term(term, language)))


@pytest.mark.parametrize(
    ("language", "term", "written"),
    [
        ("fr", "bailleur de fonds", "bailleurs de fonds"),
        ("fr", "projet financé", "projets financés"),
        ("fr", "autorité locale", "autorités locales"),
        ("fr", "formation continue", "formations continues"),
        ("fr", "contrat court", "contrats courts"),
        ("fr", "manque de moyens", "manques de moyens"),
        ("fr", "manquer de moyens", "manquait de moyens"),
        ("fr", "manque d'hôpital", "manque d hôpitaux"),
        ("fr", "réseau social", "réseaux sociaux"),
        ("fr", "organisation non gouvernementale", "organisations non gouvernementales"),
        ("fr", "centre de santé communautaire", "centres de santé communautaires"),
        ("es", "autoridad local", "autoridades locales"),
        ("es", "trabajador social", "trabajadoras sociales"),
        ("es", "centro de salud", "centros de salud"),
        ("es", "joven sin empleo", "jóvenes sin empleo"),
        ("es", "origen lejano", "orígenes lejanos"),
        ("es", "almacén lleno", "almacenes llenos"),
        ("es", "recortar fondos", "recortaron fondos"),
        ("pt", "organização local", "organizações locais"),
        ("pt", "posto de saúde", "postos de saúde"),
        ("pt", "doador", "doadores"),
        ("it", "organizzazione locale", "organizzazioni locali"),
        ("it", "medico volontario", "medici volontari"),
        ("it", "donatore", "donatori"),
    ],
)
def test_every_word_of_a_romance_phrase_has_its_number_and_gender(language: str, term: str, written: str) -> None:
    forms = expand_term(Term(term, language))

    assert written in forms
    assert len(forms) < 600


@pytest.mark.parametrize(
    ("language", "term", "never"),
    [
        ("fr", "manque d'eau", "manque d elle"),
        ("fr", "prise en charge", "prise ens charge"),
        ("fr", "eau", "elle"),
        ("es", "mes", "me"),
        ("es", "común", "comuna"),
    ],
)
def test_a_romance_term_brings_no_other_words(language: str, term: str, never: str) -> None:
    assert never not in expand_term(Term(term, language))


@pytest.mark.parametrize(
    "word", ["fund", "leave", "child", "analysis", "good", "run", "budget", "donor", "duplicate", "hire"]
)
def test_english_forms_are_those_lemminflect_gives(word: str) -> None:
    lemminflect = pytest.importorskip("lemminflect")

    given = {form for forms in lemminflect.getAllInflections(word).values() for form in forms}

    assert given <= inflect_english(word)


def test_a_long_phrase_of_many_forms_is_held_in_bounds() -> None:
    assert len(expand_term(Term("run give take come go see find", "en"))) <= 600


WORDS = ["leave", "child", "children", "analyses", "axes", "leaves", "budget", "data", "qzx", "fund", "erroneous"]


def test_words_looked_up_together_have_the_forms_they_have_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "_known", {})
    dictionary.look_up(WORDS)
    together = [(dictionary.forms_of(word), dictionary.singulars_of(word)) for word in WORDS]

    for word, (forms, singulars) in zip(WORDS, together, strict=True):
        monkeypatch.setattr(dictionary, "_known", {})
        assert (forms, singulars) == (dictionary.forms_of(word), dictionary.singulars_of(word))


@pytest.mark.parametrize(
    ("word", "forms", "singulars"),
    [
        ("child", {"child", "children"}, ()),
        ("children", set(), ("child",)),
        ("erroneous", {"erroneous"}, ()),
        ("qzx", set(), ()),
    ],
)
def test_a_word_is_found_as_a_lemma_and_as_a_plural(word: str, forms: set[str], singulars: tuple[str, ...]) -> None:
    assert dictionary.forms_of(word) == forms
    assert dictionary.singulars_of(word) == singulars


def test_the_dictionary_is_read_in_pieces_as_if_it_were_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["aachen", "go", "leaf", "went", "zygote", "puréed", "datum"]

    def known() -> list[tuple[frozenset[str], tuple[str, ...]]]:
        monkeypatch.setattr(dictionary, "_known", {})
        dictionary._pieces.cache_clear()
        return [(dictionary.forms_of(word), dictionary.singulars_of(word)) for word in words]

    usual = known()
    monkeypatch.setattr(dictionary, "PIECE", 700)
    assert known() == usual
    dictionary._pieces.cache_clear()
