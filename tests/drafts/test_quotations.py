"""Where a draft quotes somebody."""

from __future__ import annotations

import pytest

from qualcode.drafts.quotations import find_quotations
from qualcode.drafts.text import Paragraph
from tests.drafts.make import paragraphs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said “we have no fuel” and left.", "we have no fuel"),
        ('She said "we have no fuel" and left.', "we have no fuel"),
        ('She said “we have no fuel" and left.', "we have no fuel"),
        ("Elle dit «\u202fnous n’avons rien\u202f» hier.", "nous n’avons rien"),
        ("Sie sagte „wir haben nichts mehr“ und ging.", "wir haben nichts mehr"),
        ("She said ‘we don’t have any fuel’, and left.", "we don’t have any fuel"),
        ("“We have no fuel, and it goes on", "We have no fuel, and it goes on"),
        ("“Only a column. “Fuel, if any.” We have none.” It says so.", "Only a column. “Fuel, if any.” We have none."),
    ],
)
def test_a_quotation_stands_between_marks(text: str, words: str) -> None:
    assert [each.words for each in find_quotations(paragraphs(text))] == [words]


@pytest.mark.parametrize("text", ["The donors' money and the staff's pay.", "It is 5' 3\" tall.", "Don’t. They won’t."])
def test_apostrophes_and_inches_are_no_quotation(text: str) -> None:
    assert [*find_quotations(paragraphs(text))] == []


@pytest.mark.parametrize(
    ("texts", "after"),
    [
        (["“We have no fuel here” – CSO informant."], "CSO informant"),
        (["“We have no fuel here” (CSO informant)."], "CSO informant"),
        (["“We have no fuel here” (contrary) – CSO informant"], "CSO informant"),
        (["“We have no fuel here” – CSO informant “And we do” – UN agency informant"], "CSO informant"),
        (["“We have no fuel here.”", "– CSO informant"], "CSO informant"),
        (["“We have no fuel here.”", "The others had some."], ""),
    ],
)
def test_the_label_behind_a_quotation_is_its_informants(texts: list[str], after: str) -> None:
    assert next(find_quotations(paragraphs(*texts))).after == after


def test_the_label_of_one_quotation_is_not_before_the_next() -> None:
    _, second = find_quotations(paragraphs("“We have no fuel here” – CSO informant\n“We have some, it seems”"))

    assert second.before == "\n"


def test_marks_of_omission_part_a_quotation() -> None:
    found = next(find_quotations(paragraphs("“We have […] no fuel ... [in Basra] at all”")))

    assert found.pieces == ("We have", "no fuel", "[in Basra] at all")
    assert found.has_marks


def test_a_paragraph_that_leads_to_a_quotation_stands_before_it() -> None:
    found = find_quotations(paragraphs("One CSO informant said:", "“We have no fuel here.”"))

    assert next(found).before == "One CSO informant said:"


def test_a_paragraph_that_is_a_quotation_may_name_its_informant_in_brackets() -> None:
    paragraph = Paragraph(text="We have no fuel here. (CSO informant)", number=1, is_quote=True)
    (found,) = find_quotations([paragraph])
    assert (found.words, found.after) == ("We have no fuel here.", "CSO informant")
