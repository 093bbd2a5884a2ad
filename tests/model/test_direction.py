"""The one notion of a text's direction, and that every output goes by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.direction import is_right_to_left
from qualcode.reports.docx_parts import add_text

CASES = {
    "English": ("The donors left.", False),
    "Arabic": ("المانحون غادروا", True),
    "Hebrew": ("התורמים עזבו", True),
    "Persian": ("بودجه کم است", True),
    "Kurdish in Arabic letters": ("پارە کەمە", True),
    "Kurdish in Latin letters": ("pere kêm e", False),
    "Arabic that begins with a digit": ("12 منظمة", True),
    "Arabic that begins with Arabic digits": ("١٢ منظمة", True),
    "English that begins with a digit": ("12 donors المانحون", False),
    "Arabic after a quotation mark": ("«المانحون» left", True),
    "English after a bracket": ("[sic] المانحون", False),
    "Arabic after a cut": ("[…] المانحون", True),
    "mostly Arabic after an English name": ("UNICEF قالت إن التمويل لا يكفي", False),
    "mostly English after an Arabic name": ("منظمة (the organisation for women and health)", True),
    "Arabic after an emoji": ("🙂 شكرا", True),
    "English after an emoji": ("🙂 thanks", False),
    "Arabic after a flag, which Unicode writes in letters": ("🇮🇶 العراق", False),
    "Arabic after a combining mark": ("\u0301المانحون", True),
    "Arabic after white space": (" \n\t المانحون", True),
    "English under an override": ("\u202ethe donors", False),
    "Arabic after an isolate": ("\u2066المانحون\u2069", True),
    "a mark that sets the direction": ("\u200f12", True),
    "the other mark": ("\u200e12 المانحون", False),
    "an Arabic letter mark": ("\u061c12", True),
    "digits alone": ("12.5 %", False),
    "signs alone": ("– … !", False),
    "emoji alone": ("🙂", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("text", "right_to_left"), CASES.values(), ids=CASES)
def test_the_first_letter_with_a_direction_decides(text: str, right_to_left: bool) -> None:
    assert is_right_to_left(text) is right_to_left


@given(st.text(alphabet="12 .!?«»[]…🙂\n\t\u202e\u2066\u2069\u0301"), st.text())
def test_what_has_no_direction_decides_nothing(before: str, text: str) -> None:
    assert is_right_to_left(before + text) is is_right_to_left(text)


@pytest.mark.parametrize(("text", "right_to_left"), CASES.values(), ids=CASES)
def test_word_goes_by_it(text: str, right_to_left: bool) -> None:
    paragraph = WordFile().add_paragraph()
    add_text(paragraph, text)

    properties = paragraph._p.pPr
    assert (properties is not None and properties.find(qn("w:bidi")) is not None) is right_to_left


def test_pages_leave_it_to_the_browser_which_goes_by_the_same_rule() -> None:
    page = Path(__file__).parents[2] / "qualcode" / "reports" / "templates" / "report.html"

    assert '<p dir="auto">{{ quote.printed }}</p>' in page.read_text(encoding="utf-8")
