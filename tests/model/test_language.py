from __future__ import annotations

import pytest

from qualcode.model.language import guess_language, passage_language

ENGLISH = "We have two donors, and the money that they give is not enough for the clinic in the old town. "
FRENCH = "Nous avons deux bailleurs, et l’argent qu’ils donnent ne suffit pas pour la clinique de la vieille ville. "
ARABIC = "لدينا جهتان مانحتان، والمال الذي تقدمانه لا يكفي للعيادة في المدينة القديمة. "


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (ARABIC, "ar"), ("Yes.", ""), ("12:30 – 14", "")]
)
def test_a_text_tells_its_language(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("passage", "document", "language"),
    [
        (ENGLISH, "en", "en"),
        (ARABIC, "en", "ar"),
        (FRENCH, "en", "fr"),
        (ENGLISH, "ar", "en"),
        ("Mosul, Erbil, Dohuk.", "en", "en"),
        ("Inshallah, as they say إن شاء الله", "en", "en"),
        ("XXXX XX " * 20, "en", "en"),
        ("Yes.", "ar", "ar"),
    ],
)
def test_a_passage_has_a_language_of_its_own_only_where_that_is_clear(
    passage: str, document: str, language: str
) -> None:
    assert passage_language(passage, document) == language
