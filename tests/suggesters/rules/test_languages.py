"""Terms in other languages: what is written onto a word, what is left out of it, and passages of another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.model.codebook import Code
from qualcode.model.coding import Evidence, Flag
from qualcode.model.informant import Roster
from qualcode.readers import read_documents
from qualcode.readers.codebooks import read_codebook
from qualcode.readers.speakers.roles import assign_roles
from qualcode.segmenters import segment_document
from qualcode.suggesters import compile_codebook, suggest_document
from qualcode.suggesters.rules.examples import find_in_sentence
from tests.make import make_codebook

ROOT = Path(__file__).parents[3]


def found(language: str, term: str, text: str) -> list[Evidence]:
    matcher = compile_codebook(make_codebook(Code(id="f", name="F", terms={language: (term,)})))
    return find_in_sentence(text, matcher, language=language)


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ar", "إدارة", "الإدارة والإداره وبإدارتهم ادارة اِدَارَة إدارات للإدارة أدارة"),
        ("ar", "مستشفى", "المستشفى مستشفي للمستشفى والمستشفيات مستشفـــى مستشفی"),
        ("ar", "موظف", "الموظفون موظفين والموظفات موظفينا لموظفيهم"),
        ("ar", "تمويل", "التمويلات تمويلنا ولتمويل فبالتمويل بالتَّمْوِيلِ كالتمويل"),
        ("ckb", "پارە", "پارەکە پارە پارەی پارەیان پارەكە"),
        ("ckb", "بودجە", "بودجه بودجه‌كه بودجەکەمان بودجەی"),
        ("ckb", "ڕێکخراو", "رێکخراوەکان ڕێکخراوێک ریكخراوه‌كان ڕێکخراوەکانی"),
        ("fa", "بودجه", "بودجه‌ها بودجهٔ بودجه‌های بودجههای بودجه‌مان بودجۀ"),
        ("fa", "کمک", "کمک‌های كمك‌ها کمکی کمک"),
        ("ar", "مسؤول", "المسئول مسؤولين والمسئولون ﻣﺴﺆﻭﻝ"),
        ("ku", "rêxistin", "rêxistin rêxistinê Rêxistinên rêxistinan RÊXISTINA"),
        ("fr", "bailleur", "bailleur Bailleurs l’bailleur"),
        ("fr", "coordonner", "coordonner coordonné coordonnées"),
        ("es", "donante", "donante Donantes"),
        ("es", "financiación", "financiación FINANCIACIÓN financiacio\u0301n"),
    ],
)
def test_every_spelling_and_form_of_a_word_is_found(language: str, term: str, text: str) -> None:
    words = [word.removeprefix("l’") for word in text.split()]

    assert [piece.text for piece in found(language, term, text)] == words


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ar", "منح", "امتحان منحدر"),
        ("ar", "تمويل", "تموين تمر"),
        ("fr", "fonds", "fondation fondre"),
        ("es", "fondo", "fondeadero refondo"),
        ("ku", "pere", "perest perdeyê"),
        ("fr", "=ONG", "ong"),
        ("fa", "کتاب", "کتابخانه کتاب‌خانه"),
    ],
)
def test_other_words_are_left_alone(language: str, term: str, text: str) -> None:
    assert found(language, term, text) == []


@pytest.mark.parametrize(
    ("language", "term", "text", "flags", "cue"),
    [
        ("ar", "تمويل", "لا يوجد تمويل هنا", (Flag.NEGATED,), "لا"),
        ("ar", "تمويل", "إذا جاء التمويل بدأنا", (Flag.HYPOTHETICAL,), "إذا"),
        ("ar", "تمويل", "سمعنا عن تمويل جديد", (Flag.REPORTED,), "سمعنا"),
        ("fr", "bailleur", "Selon lui, les bailleurs partent", (Flag.REPORTED,), "selon"),
        ("fr", "bailleur", "Sans bailleur il ferme", (Flag.NEGATED,), "sans"),
        ("es", "donante", "Ojalá vengan los donantes", (Flag.HYPOTHETICAL,), "ojalá"),
        ("en", "donor", "Apparently the donors left.", (Flag.REPORTED,), "apparently"),
        ("en", "donor", "Perhaps donors come back.", (Flag.HYPOTHETICAL,), "perhaps"),
        ("en", "donor", "The donors came.", (), ""),
    ],
)
def test_flags_name_their_cue_and_drop_nothing(
    language: str, term: str, text: str, flags: tuple[Flag, ...], cue: str
) -> None:
    (piece,) = found(language, term, text)

    assert (piece.flags, piece.cue) == (flags, cue)


def test_a_passage_in_arabic_in_an_english_interview_is_searched_for_the_arabic_terms() -> None:
    codebook = read_codebook(ROOT / "codebooks" / "cso_health.yaml")
    (document,) = read_documents(ROOT / "transcripts_sample" / "kii-02.txt")
    document = assign_roles(document, Roster())
    segments = segment_document(document)
    arabic = {segment.id for segment in segments if segment.language == "ar"}

    suggestions = suggest_document(document, segments, compile_codebook(codebook))

    assert document.language == "en"
    assert arabic
    assert {one.code_id for one in suggestions if one.segment_id in arabic} >= {"funding", "funding_short_term"}
    assert all(piece.text.isascii() == (one.segment_id not in arabic) or "’" in piece.text
               for one in suggestions for piece in one.evidence)  # fmt: skip


def test_a_passage_is_searched_in_the_same_languages_whichever_codes_are_matched() -> None:
    funding = Code(id="funding", name="Funding", terms={"en": ("chair",)})
    codebook = make_codebook(funding, Code(id="access", name="Access", terms={"fr": ("route",)}))

    for only in (None, {"funding"}):
        matcher = compile_codebook(codebook, only=only)
        assert [piece.text for piece in find_in_sentence("La chair.", matcher, language="de")] == ["chair"]
        assert find_in_sentence("La chair.", matcher, language="fr") == []


MIXED = {"en": ("fund", "NGO", "train", "health centre", "educat*"), "fr": ("bailleur", "pays"), "ar": ("تمويل",)}


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ar", "مشكلة في الـ funding", ["funding"]),
        ("ar", "مشكلة في الـfunding والـNGOs", ["الـfunding", "والـNGOs"]),
        ("ckb", "fundەکە نەهات، NGOەکان ڕۆیشتن", ["fundەکە", "NGOەکان"]),
        ("fa", "fundها و NGO‌ها", ["fundها", "NGO‌ها"]),
        ("fr", "Nous attendons le funding et les NGOs.", ["funding", "NGOs"]),
        ("fr", "Le health centre, l’education et تمويل.", ["health centre", "education", "تمويل"]),
        ("en", "The تمويل is late, the bailleurs say.", ["تمويل", "bailleurs"]),
        ("fr", "Ils sont en train de venir.", []),
        ("en", "He pays for it.", []),
        ("es", "El funding no llega.", ["funding"]),
    ],
)
def test_a_word_is_found_among_those_of_another_language(language: str, text: str, words: list[str]) -> None:
    matcher = compile_codebook(make_codebook(Code(id="f", name="F", terms=MIXED)))

    assert [piece.text for piece in find_in_sentence(text, matcher, language=language)] == words


def test_of_terms_that_find_the_same_word_that_of_the_passages_language_is_named() -> None:
    terms = {"en": ("budget*",), "fr": ("budget",)}
    matcher = compile_codebook(make_codebook(Code(id="f", name="F", terms=terms)))

    rules = {language: find_in_sentence("Budget", matcher, language=language)[0].rule for language in ("en", "fr")}

    assert rules == {"en": "budget*", "fr": "budget"}


@pytest.mark.parametrize(
    ("language", "term", "text", "words"),
    [
        ("fr", "école", "LES ECOLES SONT FERMEES.", ["ECOLES"]),
        ("fr", "école", "L’Ecole est fermée, l’école aussi, une ecole.", ["Ecole", "école"]),
        ("fr", "pêche", "La peche, la Pêche, LA PECHE, là.", ["Pêche", "PECHE"]),
        ("fr", "maïs", "OUI MAIS LE MAÏS", ["MAÏS"]),
        ("fr", "hôpital général", "L'HOPITAL GENERAL, l’Hôpital general", ["HOPITAL GENERAL"]),
        ("fr", "école", "les ecoles sont fermees", ["ecoles"]),
        ("es", "financiación", "LA FINANCIACION acabó", ["FINANCIACION"]),
        ("es", "año", "ANO, AÑO é", ["AÑO"]),
        ("pt", "organização", "A ORGANIZACAO é local", ["ORGANIZACAO"]),
        ("fr", "cœur", "le coeur, le cœur, LE COEUR", ["coeur", "cœur", "COEUR"]),
        ("fr", "=École", "Ecole École", ["École"]),
        ("en", "café", "The CAFE and the café.", ["CAFE", "café"]),
    ],
)
def test_capitals_may_lack_their_accents(language: str, term: str, text: str, words: list[str]) -> None:
    assert [piece.text for piece in found(language, term, text)] == words
