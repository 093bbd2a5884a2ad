"""A quote in a table of another program, and where it stands in the interview."""

from __future__ import annotations

import pytest

from qualcode.model.sheet import CodingRow
from qualcode.review.codings import take_codings
from qualcode.review.quoted import find_quoted
from qualcode.review.session import Session
from tests.make import make_document, make_segment, make_segments
from tests.review.make import ListLog, make_library

PASSAGE = "We don’t have “enough” money – it’s late.  The staff left in May… and nobody\ncame, not one of the officers."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("We don't have \"enough\" money - it's late.", "We don’t have “enough” money – it’s late"),
        ("we don’t have “enough” money", "We don’t have “enough” money"),
        ("it’s late. The staff left", "it’s late.  The staff left"),
        ("nobody came", "nobody\ncame"),
        ("The staff left in May... and nobody", "The staff left in May… and nobody"),
        ("  WE DON'T HAVE", "We don’t have"),
        ("Amina: We don't have", "We don’t have"),
        ("“… the staff left in May …”", "The staff left in May"),
        ("We don’t have […] money", "We don’t have “enough” money"),
        ("We don?t have ?enough? money", "We don’t have “enough” money"),
        ("We don\ufffdt have \ufffdenough\ufffd money", "We don’t have “enough” money"),
        ("We donâ€™t have â€œenoughâ€\x9d money", "We don’t have “enough” money"),
        ("We don&rsquo;t have &quot;enough&quot;", "We don’t have “enough"),
        ("not one of the o\ufb03cers", "not one of the officers"),
        ("not one of the off-\nicers", "not one of the officers"),
        ("not one of the off", "not one of the off"),
    ],
)
def test_a_quote_is_found_however_a_program_writes_it(quote: str, words: str) -> None:
    [(_, span)] = find_quoted(quote, [make_segment(PASSAGE)])

    assert span.within(PASSAGE) == words


@pytest.mark.parametrize("quote", ["", " ", "We have enough money", "We don’t have money", "Nobody: said so"])
def test_other_words_are_not_found(quote: str) -> None:
    assert find_quoted(quote, [make_segment(PASSAGE)]) == []


def test_what_stands_there_as_it_is_written_goes_before_what_is_like_it() -> None:
    segments = make_segments(make_document("The “money”.", 'The "money".'))

    assert [segment.ordinal for segment, _ in find_quoted('"money"', segments)] == [2]
    assert [segment.ordinal for segment, _ in find_quoted("‘money’", segments)] == [1, 2]


@pytest.mark.parametrize(
    ("document", "code", "codes"),
    [
        ("kii_01", "funding", {"funding"}),
        ("KII 01.DOCX", "Funding", {"funding"}),
        ("Files\\Interviews\\KII 01", "Money\\Funding", {"funding"}),
        ("D3: KII 01", "Money > Funding", {"funding"}),
        ("kii-01", "Funding; Staff", {"funding", "staff"}),
        ("kii-01", "Funding\nStaff", {"funding", "staff"}),
        ("kii-02", "Funding", set()),
        ("kii-01", "Fundign", set()),
    ],
)
def test_documents_and_codes_are_named_as_other_programs_name_them(document: str, code: str, codes: set[str]) -> None:
    session = Session(ListLog(), make_library(), coder="amal")
    row = CodingRow(document=document, segment="", code=code, coder="amal", quote="MONEY is short", line=2)

    taken = take_codings([row], session, [("kii-01.txt", "kii-01")])

    assert {word.item.target.code_id for word in taken.words} == codes
    assert len(taken.refused) == (not codes)
