from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from qualcode.model.text import Span, fold_term, fold_text, folded_words, has_even_spaces, n_words, word_counter

TALK = st.text(
    alphabet=st.sampled_from(
        "abé E\u0301ÀİßŒ’'-–\u00a0\u00ad\u200b\u200f \n\tعَمـلأى😀👍🏽٣3.,ﬁ\u0301ﻻﺗەئ\u200cه\u0654"
    ),
    max_size=60,
)
ANY = st.text(
    alphabet=st.sampled_from("aAéÉ́İßſKΣςÅŒ’'…-–_3٣.,?  ­​عأىکـَ가😀Ж") | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=40,
)


def words_in(text: str) -> dict[str, list[str]]:
    """Each folded word with the words of the text it stands for."""
    folded = fold_text(text)
    found: dict[str, list[str]] = {}
    place = 1
    for word in folded.text[1:-1].split(" "):
        if word:
            found.setdefault(word, []).append(folded.span(place, place + len(word)).within(text))
        place += len(word) + 1
    return found


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("Funding", "funding", "Funding"),
        ("fu\u00adnding", "funding", "fu\u00adnding"),
        ("cafe\u0301 noir", "café", "cafe\u0301"),
        ("İstanbul", "istanbul", "İstanbul"),
        ("la STRASSE, straße", "strasse", "STRASSE"),
        ("التَّمْوِيل", "التمويل", "التَّمْوِيل"),
        ("تمويـــل", "تمويل", "تمويـــل"),
        ("إدارة", "اداره", "إدارة"),
        ("😀 money", "money", "money"),
        ("ﬁnance", "finance", "ﬁnance"),
        ("ﺗﻤﻮﻳﻞ ﺿﻌﻴﻒ", "تمويل", "ﺗﻤﻮﻳﻞ"),
        ("ﺍﻷﻣﻮﺍﻝ", "الاموال", "ﺍﻷﻣﻮﺍﻝ"),
        ("كه‌مه", "كهمه", "كه‌مه"),
        ("بودجهٔ", "بودجه", "بودجهٔ"),
        ("COVID ١٩", "19", "١٩"),
    ],
)
def test_every_spelling_of_a_word_folds_to_one_and_leads_back(text: str, word: str, written: str) -> None:
    assert words_in(text)[word][0] == written


@pytest.mark.parametrize(
    "spellings",
    [
        "مسؤول مسئول",
        "شؤون شئون",
        "بودجه بودجە بودجة بودجۀ بودجہ",
        "ڕێکخراو رێکخراو ریکخراو ريكخراو",
        "کۆمەڵ كومه‌ل کومەل",
        "مستشفى مستشفي مستشفی مستشفے",
        "کمک كمك ڪمڪ",
        "ﻣﺴﺆﻭﻝ مسؤول",
        "۱۲ ١٢ 12",
        "ＦＵＮＤ ｆｕｎｄ fund",
        "تمويل تمـويل تَمْوِيل ﺗﻤﻮﯾﻞ تمویل",
    ],
)
def test_letters_that_writers_exchange_fold_alike(spellings: str) -> None:
    assert len({fold_term(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "text",
    ["short-term", "short\u2011term", "Short Term", "short\nterm", "short  term", "short \n\tterm", "SHORT\u00a0TERM"],
)
def test_hyphens_and_white_space_between_words_are_alike(text: str) -> None:
    assert fold_text(text).text == " short term "
    assert fold_term(text) == "short term"


@pytest.mark.parametrize("text", ["short - term", "short. Term", "short, term", "short – term"])
def test_punctuation_keeps_words_apart(text: str) -> None:
    assert " short term " not in fold_text(text).text


@given(TALK)
def test_every_folded_word_is_cut_out_of_the_text_it_came_from(text: str) -> None:
    for word, written in words_in(text).items():
        for stretch in written:
            assert fold_term(stretch) == word


@given(TALK)
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert fold_text(unicodedata.normalize("NFD", composed)).text == fold_text(composed).text


def test_plain_text_needs_no_map() -> None:
    assert fold_text("Money, they said, is short.\n\nWe’re out “again” – yes…").breaks == ()


@given(ANY.filter(lambda text: has_even_spaces(text) and "\n\n" not in text))  # as paragraphs are
@example("É, a’s ΣΑΣ")
def test_where_spaces_are_even_nothing_but_the_way_there_is_shorter(text: str) -> None:
    known, found = fold_text(text, is_even=True), fold_text(text)

    assert known.text == found.text
    for place in range(1, len(known.text) - 1):
        assert known.span(place, place + 1) == found.span(place, place + 1)


@given(ANY, ANY)
@example("Money’s gone. He said ÉTÉ", "été")
@example("ΟΔΟΣ", "οδος")
def test_the_words_of_a_text_are_those_that_folding_shows(text: str, other: str) -> None:
    for word in {*fold_term(other).split(), *fold_term(text).split()}:
        assert (word.encode() in folded_words(text)) == (word in fold_text(text).text)


def test_a_span_cuts_as_a_slice_does() -> None:
    assert Span(1, 3).within("abcd") == "bc"


@given(st.text(alphabet="ab \n\t\u00a0\u2003", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_words_are_counted_as_white_space_parts_them(text: str, start: int, end: int) -> None:
    assert word_counter(text)(start, end) == n_words(text[start:end])


@given(TALK, st.data())
def test_words_are_where_folding_says_their_stretch_is(text: str, data: st.DataObject) -> None:
    words = [found.span() for found in re.finditer(r"\S+", text)]
    assume(words)
    first, last = sorted((data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words))))
    folded = fold_text(text)

    start, end = folded.around(first[0], last[1])

    assert folded.text[start:end].split() == fold_text(text[first[0] : last[1]]).text.split()
