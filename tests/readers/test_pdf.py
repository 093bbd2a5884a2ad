from __future__ import annotations

import pytest

from qualcode.readers.pdf import join_hyphens, without_lines_printed_twice, without_running_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("they co\ufffe\nordinate it", "they coordinate\nit", id="a word divided"),
        pytest.param("long\ufffe\nterm, and long-term", "long-term,\nand long-term", id="with a hyphen elsewhere"),
        pytest.param("a long\ufffe\nterm plan", "a long-term\nplan", id="a compound"),
        pytest.param("a long\ufffe\ner road, short\ufffe\nage", "a longer\nroad, shortage\n", id="no compound"),
        pytest.param("the Erbil\ufffe\nDuhok road", "the Erbil-Duhok\nroad", id="two names"),
        pytest.param("from 2019\ufffe\n2021, yes", "from 2019-2021,\nyes", id="numbers"),
        pytest.param("a co\ufffeordinator", "a coordinator", id="within a line"),
        pytest.param("a co\ufffeordinator of it", "a coordinator of it", id="within a line that goes on"),
        pytest.param("wait \ufffe no", "wait - no", id="a dash"),
        pytest.param("nothing", "nothing", id="nothing"),
        pytest.param("on\ufffe\nthe-job training", "on-the-job\ntraining", id="of three parts"),
        pytest.param("their walk\ufffe\narounds here", "their walk-arounds\nhere", id="no word without a hyphen"),
        pytest.param("Kafr\ufffe\nut, and Kafrut", "Kafrut,\nand Kafrut", id="a word of the text"),
        pytest.param("ask them how\ufffeInterviewee: So", "ask them how-\nInterviewee: So", id="a role behind it"),
        pytest.param("how\ufffe\nAna: So\nAna: Yes", "how-\nAna: So\nAna: Yes", id="a label behind it"),
    ],
)  # fmt: skip
def test_a_hyphen_at_a_line_end_goes_unless_the_word_is_written_with_one(text: str, expected: str) -> None:
    assert join_hyphens(text)[0] == expected


def test_a_line_of_talk_that_comes_back_is_no_header() -> None:
    pages = [["Study 12", "I: How?", "Okay.", f"words {n}", "Okay.", str(n)] for n in range(1, 5)]

    dropped, kept = without_running_lines(pages)

    assert dropped == 8
    assert kept[0] == ["I: How?", "Okay.", "words 1", "Okay."]


def test_a_footer_behind_a_divided_word_goes_and_the_word_stays_divided() -> None:
    pages = [["a", "b", f"words {n}", "Study, page 1"] for n in range(3)] + [["a", "b", "pay long\ufffeStudy, page 4"]]

    dropped, kept = without_running_lines(pages)

    assert kept[-1][-1] == "pay long\ufffe"
    assert "page" not in "".join(line for lines in kept for line in lines)
    assert dropped == sum(map(len, pages)) - sum(map(len, kept)) + 1


LONG, OTHER = "R: a line of talk that is long enough to be told", "and another line of that talk"


@pytest.mark.parametrize(
    ("above", "below", "kept"),
    [
        (["a", LONG], [LONG, "b"], ["b"]),
        (["I: So?", "Okay."], ["Okay.", "b"], ["Okay.", "b"]),
        ([LONG, OTHER], [LONG, OTHER, "b"], ["b"]),
    ],
)
def test_lines_on_both_sides_of_a_page_break_are_read_once(above: list[str], below: list[str], kept: list[str]) -> None:
    assert without_lines_printed_twice([above, below])[1] == [above, kept]
