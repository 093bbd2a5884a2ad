from __future__ import annotations

import pytest

from qualcode.readers.right_to_left import Glyph, read_lines

WIDE, HIGH = 6.0, 11.0


def drawn(visual: str, y: float = 700.0, *, spaces: bool = True) -> list[Glyph]:
    """The glyphs of a line as a program draws them: from left to right, the first character leftmost."""
    made = []
    for n, character in enumerate(visual):
        if spaces or not character.isspace():
            made.append(Glyph(character, n * WIDE, y, n * WIDE, (n + 1) * WIDE, HIGH))
    return made


@pytest.mark.parametrize(
    ("visual", "read"),
    [
        pytest.param("فيعض ليومتلا", "التمويل ضعيف", id="two words"),
        pytest.param("ليومتلا :ةنيمأ", "أمينة: التمويل", id="a label"),
        pytest.param(".2023 ماع ذنم", "منذ عام 2023.", id="a number"),
        pytest.param("10:30 ةعاسلا", "الساعة 10:30", id="a time"),
        pytest.param("2023-2019 نم", "من 2019-2023", id="two years"),
        pytest.param("3,500 نم %50", "50% من 3,500", id="a share and a sum"),
        pytest.param("اهتيمست Save the Children عم", "مع Save the Children تسميتها", id="words in other letters"),
        pytest.param("(12 نوناق) معن", "نعم (قانون 12)", id="brackets"),
        pytest.param(")12 نوناق( معن", "نعم (قانون 12)", id="mirrored brackets"),
        pytest.param("١٢ ةداملا", "المادة ١٢", id="Arabic digits"),
        pytest.param(".הכומנ בוצקתה :הרש", "שרה: התקצוב נמוכה.", id="Hebrew"),
        pytest.param("כ-50% בערך"[::-1].replace("%05", "50%"), "כ-50% בערך", id="Hebrew and a share"),
        pytest.param("We call it ليومت here", "We call it تمويل here", id="one word in a line of other letters"),
        pytest.param("2023 is the year", "2023 is the year", id="no such letters"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("spaces", [True, False])
def test_a_line_is_read_from_the_right_and_numbers_from_the_left(visual: str, read: str, spaces: bool) -> None:
    page = [*drawn(visual, spaces=spaces), *([] if read.startswith("We") else drawn("فيعض ليومتلا", 600.0))]

    assert read_lines(page)[0].text == read


def test_lines_are_read_from_the_top_whatever_is_drawn_first() -> None:
    glyphs = [*drawn("اينث", 600.0), *drawn("لاوأ", 700.0)]

    assert [(line.text, line.y) for line in read_lines(glyphs)] == [("أوال"[0:4], 700.0), ("ثنيا", 600.0)]


@pytest.mark.parametrize("turned", [True, False])
def test_a_ligature_stands_in_one_place_and_is_read_lam_before_alef(turned: bool) -> None:
    place = (WIDE, 700.0, WIDE, 2 * WIDE, HIGH)
    pair = "ال" if turned else "لا"
    glyphs = [Glyph("و", 2 * WIDE, 700.0, 2 * WIDE, 3 * WIDE, HIGH), *(Glyph(each, *place) for each in pair)]

    assert read_lines([*glyphs, Glyph("م", 0.0, 700.0, 0.0, WIDE, HIGH)])[0].text == "ولام"


def test_presentation_forms_become_letters() -> None:
    assert read_lines(drawn("\ufef4\ufefb"))[0].text == "لاي"


def test_a_vowel_sign_goes_behind_its_letter() -> None:
    sign = Glyph("\u0651", 7.0, 698.5, 7.0, 11.0, 13.0)

    assert read_lines([*drawn("ريغ"), sign])[0].text == "غي\u0651ر"


def test_what_draws_a_word_longer_is_no_letter() -> None:
    assert read_lines(drawn("كرا&شملا"))[0].text == "المشارك"


def test_a_narrow_letter_between_low_ones_parts_no_word() -> None:
    low = [Glyph("ت", 20.0, 700.0, 20.0, 23.0, 6.0), Glyph("ا", 16.4, 700.0, 17.5, 20.1, 9.0)]
    after = [Glyph("ب", 13.0, 700.0, 12.9, 15.3, 5.0), Glyph("ر", 7.0, 700.0, 6.5, 12.9, 14.0)]

    assert read_lines([*low, *after])[0].text == "تابر"


def test_a_sign_that_a_program_draws_with_its_letter_stands_in_the_line_of_the_word() -> None:
    before, after = (Glyph(each, n * WIDE, 700.0, n * WIDE, (n + 1) * WIDE, 6.0) for each, n in (("ف", 3), ("ر", 1)))
    together = [Glyph("ا", 12.0, 702.6, 15.0, 17.0, 3.0), Glyph("\u064b", 12.0, 702.6, 13.0, 15.0, 3.0)]

    assert read_lines([before, *together, after, *drawn("فيعض ليومتلا", 600.0)])[0].text == "فا\u064bر"


@pytest.mark.parametrize(
    ("visual", "read"),
    [
        (".ضارمأ 12 و ليومت", "تمويل و 12 أمراض."),
        (".عفد UNICEF ةمظنم", "منظمة UNICEF دفع."),
    ],
)
def test_a_paragraph_that_was_written_from_the_left_ends_with_its_stop(visual: str, read: str) -> None:
    """As programs lay it out that nobody told the direction: the stop stands at the right."""
    runs = visual[1:].split(" UNICEF ")
    drawn_so = (" UNICEF ".join(reversed(runs)) if len(runs) > 1 else visual[1:]) + "."

    assert read_lines([*drawn(drawn_so), *drawn("فيعض ليومتلا", 600.0)])[0].text == read
