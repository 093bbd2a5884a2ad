"""Transcripts in French and Arabic."""

from __future__ import annotations

from tests.readers.layouts.casts import two
from tests.readers.layouts.layout import CLOSE, Layout
from tests.readers.layouts.talk import ARABIC, FRENCH
from tests.readers.layouts.writing import before

LANGUAGES: tuple[Layout, ...] = (
    Layout(
        name="French role words",
        cast=two("Enquêteur", "Répondante"),
        way=before("{label} : ", gap=False),
        language=FRENCH,
    ),
    Layout(
        name="French role words, no-break space",
        cast=two("Enquêtrice", "Enquêté"),
        way=before("{label}\u00a0: "),
        language=FRENCH,
    ),
    Layout(name="French Q and R", cast=two("Q", "R"), way=before("{label} : ", gap=False), language=FRENCH),
    Layout(
        name="French names",
        cast=two("Hélène", "{given}"),
        way=before("{label} : ", gap=False),
        language=FRENCH,
        files=3,
    ),
    Layout(
        name="Arabic role words",
        cast=two("المحاور", "المشارك"),
        way=CLOSE,
        language=ARABIC,
        formats=(".txt", ".docx", ".rtf", ".odt", ".html"),
    ),
    Layout(
        name="Arabic role words with marks",
        cast=two("المحاورة", "المستجيب"),
        way=before("\u200f{label}:\u200f ", gap=False),
        language=ARABIC,
        formats=(".txt", ".docx", ".odt"),
    ),
    Layout(
        name="Arabic names", cast=two("دانا", "أمينة"), way=CLOSE, language=ARABIC, formats=(".txt", ".docx", ".odt")
    ),
    Layout(name="Arabic letters", cast=two("س", "ج"), way=CLOSE, language=ARABIC, formats=(".txt", ".docx", ".odt")),
)
