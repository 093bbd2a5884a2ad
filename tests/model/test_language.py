from __future__ import annotations

import subprocess
import sys

import pytest

from qualcode.model.language import guess_language, passage_language
from qualcode.model.small_words import told_by_small_words

ENGLISH = "We have two donors, and the money that they give is not enough for the clinic in the old town. "
FRENCH = "Nous avons deux bailleurs, et l’argent qu’ils donnent ne suffit pas pour la clinique de la vieille ville. "
KURDISH = "پارەمان نییە و کەس یارمەتیمان نادات، بۆیە ناچارین هەموو شتێک لێرە بکڕین. "
ARABIC = "لدينا جهتان مانحتان، والمال الذي تقدمانه لا يكفي للعيادة في المدينة القديمة. "


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (FRENCH, "fr"), (ARABIC, "ar"), (KURDISH, "ckb"), ("Yes.", ""), ("12:30 – 14", "")],
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


SPANISH = "Tenemos dos donantes, pero el dinero que nos dan no alcanza para la clínica y los pueblos también esperan. "
PORTUGUESE = (
    "Temos dois doadores, mas o dinheiro que eles dão não chega para a clínica, e as aldeias também esperam muito. "
)
PERSIAN = "ما دو اهداکننده داریم و پولی که می‌دهند برای درمانگاه در شهر قدیمی کافی نیست. "
KURDISH = "پارەمان نییە، و بودجەی ڕێکخراوەکان کەمە، پێویستمان بە سێ کارمەندە لە گوندەکان. "
CATALAN = "Tenim dos donants, però els diners que ens donen no són prou per a la clínica i els pobles també esperen. "
ITALIAN = "Abbiamo due donatori, ma i soldi che danno non bastano per la clinica della città vecchia, e anche i paesi. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        (ARABIC, "ar"),
        (SPANISH, "es"),
        (PORTUGUESE, "pt"),
        *((text, "") for text in (ENGLISH, PERSIAN, KURDISH, CATALAN, ITALIAN, "", "كيف الوضع؟")),
    ],
)
def test_small_words_tell_a_language_where_it_is_clear(text: str, language: str) -> None:
    assert told_by_small_words(text) == language


def test_arabic_with_some_latin_words_is_arabic() -> None:
    assert told_by_small_words(f"{ARABIC} That is all.") == "ar"


def test_the_model_is_not_loaded_for_languages_that_their_small_words_tell() -> None:
    script = (
        "import sys\nfrom qualcode.model.language import guess_language\n"
        f"assert [guess_language(text) for text in {[FRENCH * 4, ARABIC, SPANISH]}] == ['fr', 'ar', 'es']\n"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
