"""Transcripts in French and Arabic, and without question marks."""

from __future__ import annotations

from tests.readers.layouts.casts import NAMES, changing, two
from tests.readers.layouts.layout import CLOSE, Layout
from tests.readers.layouts.talk import ARABIC, ENGLISH, FRENCH, without_question_marks
from tests.readers.layouts.writing import before

_UNMARKED = without_question_marks(ENGLISH)

LANGUAGES: tuple[Layout, ...] = (
    Layout(name="names, no question marks", cast=NAMES, way=CLOSE, language=_UNMARKED),
    Layout(name="names in 10 files, no question marks", cast=NAMES, way=CLOSE, language=_UNMARKED, files=10),
    Layout(name="a colleague asks, too", cast=changing, way=CLOSE, files=10),
    Layout(name="a colleague asks, too, no question marks", cast=changing, way=CLOSE, language=_UNMARKED, files=10),
    Layout(
        name="French names, no question marks",
        cast=two("Hélène", "{given}"),
        way=before("{label} : ", gap=False),
        language=without_question_marks(FRENCH),
        files=3,
    ),
    Layout(
        name="Arabic names, no question marks",
        cast=two("دانا", "أمينة"),
        way=before("{label}: ", gap=False),
        language=without_question_marks(ARABIC),
    ),
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
