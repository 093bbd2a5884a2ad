"""Counted statements: read, linked with a theme and a group, and held against figures."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from qualcode.drafts.claim import INTERVIEWS
from qualcode.drafts.claims import Claim, read_claims
from qualcode.drafts.forms import Kind, first_numbers
from qualcode.drafts.judge import Count, Figures, Verdict
from qualcode.drafts.read import read_draft
from qualcode.drafts.rules import fits_word
from qualcode.drafts.vocabulary import Vocabulary
from tests.drafts.make import paragraphs

SCALE = {"almost all": 0.9, "most": 0.6, "about half": 0.4, "several": 0.25, "some": 0.15, "few": 0.0}
WORDS = Vocabulary.of(
    themes={"funding": "Funding", "access": "Access", "trust": "Community trust"},
    terms={"funding": ["grant", "financ*"], "access": ["checkpoint"]},
    groups={"CSO": [], "UN agency": ["the UN"], "International NGO": ["INGO"], "International": []},
    scale=SCALE,
)
COUNTS = [
    Count(theme="", k=11, n=11),
    Count(theme="", group="CSO", k=3, n=3),
    Count(theme="funding", k=7, n=11, figure_id="F-all", word="most"),
    Count(theme="funding", group="CSO", k=3, n=3, word="all three"),
    Count(theme="funding", group="UN agency", k=1, n=4),
    Count(theme="funding", group="International NGO", k=3, n=4),
    Count(theme="funding", group="International", k=4, n=8),
    Count(theme="access", k=2, n=11),
    Count(theme="access", group="CSO", k=0, n=3),
    Count(theme="access", group="UN agency", k=2, n=4),
    Count(theme="access", group="International NGO", k=0, n=4),
    Count(theme="trust", k=5, n=11, is_settled=False),
]
FIGURES = Figures(counts=COUNTS, scale=SCALE, distinct=frozenset({"CSO", "UN agency", "International NGO"}))


def claims(*texts: str, heading: str = "") -> list[Claim]:
    return [*read_claims(paragraphs(*texts, heading=heading), WORDS, {})]


@pytest.mark.parametrize(
    ("text", "kind", "k", "n"),
    [
        ("Seven of 11 informants raised funding.", Kind.OF, 7, 11),
        ("Funding came up with 7 out of the 11.", Kind.OF, 7, 11),
        ("Funding was raised by 7/11 informants.", Kind.OF, 7, 11),
        ("Informants raised funding (n=7).", Kind.N, 7, None),
        ("Five CSO informants raised funding.", Kind.COUNT, 5, None),
        ("Only one informant raised funding.", Kind.COUNT, 1, None),
        ("All three CSOs raised funding.", Kind.ALL, 3, 3),
        ("Both UN agencies raised funding.", Kind.ALL, 2, 2),
        ("64 % of informants raised funding.", Kind.PERCENT, None, None),
        ("Two thirds of the informants raised funding.", Kind.PERCENT, None, None),
        ("Most informants raised funding.", Kind.WORD, None, None),
        ("Nobody spoke of funding.", Kind.WORD, None, None),
        ("Two did not raise funding.", Kind.COUNT, 2, None),
        ("Few raised funding.", Kind.WORD, None, None),
        ("More CSO than UN agency informants raised funding.", Kind.MORE, None, None),
    ],
)
def test_a_counted_statement_is_read_in_every_form(text: str, kind: Kind, k: int | None, n: int | None) -> None:
    (found,) = claims(text)

    assert (found.form.kind, found.form.k, found.form.n) == (kind, k, n)
    assert found.themes == ("funding",)


@pytest.mark.parametrize(
    "text",
    [
        "One informant put it plainly: funding is short.",
        "The funding lasts two of four years.",
        "Funding fell by 64 % in three years.",
        "In the survey, 40 % of respondents named funding.",
        "Of 13 people approached, two informants declined.",
        "Three clinics have closed for lack of funding.",
        "Funding ended on 7/11.",
        "Funding is short, explained one of the CSO informants.",
        "At least two informants raised funding.",
    ],
)
def test_what_counts_no_informants_is_not_read(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "heading", "themes", "groups"),
    [
        ("Two informants raised it.", "Funding", ("funding",), ()),
        ("Two informants spoke of a checkpoint.", "", ("access",), ()),
        ("Funding was raised by two informants and access by three informants.", "", ("funding",), ()),
        ("Two CSO informants raised funding.", "", ("funding",), ("CSO",)),
        ("Two INGOs raised funding.", "", ("funding",), ("International NGO",)),
        ("Two informants from the UN and CSOs raised funding.", "", ("funding",), ("UN agency", "CSO")),
    ],
)
def test_a_statement_is_linked_with_the_nearest_theme_and_the_group_of_its_noun(
    text: str, heading: str, themes: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    found = claims(text, heading=heading)[0]

    assert (found.themes, found.groups) == (themes, groups)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Seven of 11 informants raised funding.", Verdict.AGREES),
        ("Six of 11 informants raised funding.", Verdict.DIFFERS),
        ("Seven of 12 informants raised funding.", Verdict.DIFFERS),
        ("Most of the 11 informants raised funding.", Verdict.AGREES),
        ("Informants raised funding (n=8).", Verdict.DIFFERS),
        ("Access was no issue for CSO informants (n = 3).", Verdict.AGREES),
        ("All three CSO informants raised funding.", Verdict.AGREES),
        ("All three CSO informants raised access.", Verdict.DIFFERS),
        ("None of the three CSO informants raised access.", Verdict.AGREES),
        ("64 % of informants raised funding.", Verdict.AGREES),
        ("65 % of informants raised funding.", Verdict.DIFFERS),
        ("Seven of 11 informants (64%) raised funding.", Verdict.AGREES),
        ("Two thirds of the informants raised funding.", Verdict.AGREES),
        ("Few informants raised funding.", Verdict.DIFFERS),
        ("Many informants raised funding.", Verdict.AGREES),
        ("Several CSO informants raised funding.", Verdict.UNLINKED),
        ("More CSO than UN agency informants raised funding.", Verdict.AGREES),
        ("More CSO than UN agency informants raised access.", Verdict.DIFFERS),
        ("Four informants did not raise funding.", Verdict.AGREES),
        ("Three informants did not raise funding.", Verdict.DIFFERS),
        ("Four informants from the UN and CSOs raised funding.", Verdict.AGREES),
        ("Six informants raised community trust.", Verdict.UNFINISHED),
        ("Six informants raised the weather.", Verdict.UNLINKED),
        ("Eleven informants were interviewed.", Verdict.AGREES),
        ("Twelve informants were interviewed.", Verdict.DIFFERS),
        ("Of the eleven informants, seven raised funding.", Verdict.AGREES),
        ("Three of the international ones raised funding.", Verdict.AGREES),
        ("Four of those who are not CSOs raised funding.", Verdict.AGREES),
        ("Five of the eight non-CSO informants raised funding.", Verdict.DIFFERS),
        ("Four informants other than CSOs raised funding.", Verdict.AGREES),
        ("Two of the informants who are not from CSOs raised access.", Verdict.AGREES),
        ("All but four informants raised funding.", Verdict.AGREES),
        ("All but three informants raised funding.", Verdict.DIFFERS),
        ("Funding was raised more often than access.", Verdict.AGREES),
        ("Access was raised more often than funding.", Verdict.DIFFERS),
        ("More informants raised access than funding.", Verdict.DIFFERS),
        ("As many UN agency informants raised funding as access.", Verdict.DIFFERS),
    ],
)
def test_a_statement_is_held_against_the_figure_it_means(text: str, verdict: Verdict) -> None:
    assert {FIGURES.judge(claim).verdict for claim in claims(text)} == {verdict}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Two raised it.", Verdict.DIFFERS),
        ("Five raised the pooled money.", Verdict.DIFFERS),
        ("Two raised the way to the villages.", Verdict.UNLINKED),
        ("Nobody raised the way to the villages.", Verdict.UNLINKED),
        ("Nobody raised it.", Verdict.DIFFERS),
    ],
)
def test_under_a_heading_a_narrower_theme_may_be_meant(text: str, verdict: Verdict) -> None:
    figures = Figures(counts=COUNTS, scale=SCALE, below={"funding": ["access"]})

    assert [figures.judge(claim).verdict for claim in claims(text, heading="Funding")] == [verdict]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Funding is what hurts. All three CSO informants raised it.", ("funding",)),
        ("Funding is what hurts. Two informants spoke of the way to the villages.", ("access",)),
        ("Trust in the community was raised by two informants.", ("trust",)),
        ("The community is small. Trust is what matters: two informants raised it.", ("access", "trust")),
    ],
)
def test_a_theme_is_carried_over_by_a_pronoun_and_known_by_its_words(text: str, themes: tuple[str, ...]) -> None:
    (claim,) = claims(text, heading="Access")

    assert claim.themes == themes


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Not one of the CSO informants raised access.", Verdict.AGREES),
        ("Fewer than half of the informants raised access.", Verdict.AGREES),
        ("More than half of the informants raised access.", Verdict.DIFFERS),
        ("Six informants were not asked about access.", Verdict.AGREES),
        ("Six of the eleven informants were not asked about access.", Verdict.AGREES),
        ("Five informants were not asked about access.", Verdict.DIFFERS),
        ("Two informants also met in a group interview.", Verdict.UNLINKED),
        ("This makes twelve individual interviews.", Verdict.AGREES),
        ("We held eleven individual interviews.", Verdict.DIFFERS),
        ("Funding is the most widely raised theme.", Verdict.AGREES),
        ("Access is the most widely raised theme.", Verdict.DIFFERS),
        ("The least mentioned theme was access.", Verdict.AGREES),
        ("Funding, the theme with the fewest informants, is old.", Verdict.DIFFERS),
        ("Community trust is the most widely raised theme under access.", Verdict.UNLINKED),
    ],
)
def test_counts_of_another_kind_are_held_against_their_own_figures(text: str, verdict: Verdict) -> None:
    counts = [
        Count(theme="funding", k=7, n=11),
        Count(theme="access", k=2, n=11, n_unasked=6),
        Count(theme="access", group="CSO", k=0, n=3),
        Count(theme="trust", k=5, n=11),
        Count(theme="", k=11, n=11),
        Count(theme=INTERVIEWS["individual"], k=12, n=12),
    ]
    figures = Figures(counts=counts, scale=SCALE, below={"funding": (), "access": (), "trust": ()})

    assert [figures.judge(claim).verdict for claim in claims(text)] == [verdict]


def test_what_is_right_of_a_group_named_before_is_not_flagged() -> None:
    found = claims("The UN agency staff differ: funding was raised by one informant only.")

    assert [FIGURES.judge(claim).verdict for claim in found] == [Verdict.AGREES]


def test_the_right_figure_and_its_word_are_named() -> None:
    (claim,) = claims("Six of 11 informants raised funding.")

    assert FIGURES.judge(claim).today == "7 of 11: most"


@pytest.mark.parametrize(
    ("word", "k", "n", "fits"),
    [
        ("all", 11, 11, True),
        ("all", 10, 11, False),
        ("almost all", 10, 11, True),
        ("most", 11, 11, False),
        ("most", 7, 11, True),
        ("most", 5, 11, False),
        ("majority", 6, 11, True),
        ("about half", 5, 11, True),
        ("several", 3, 11, True),
        ("several", 9, 11, False),
        ("some", 2, 11, True),
        ("few", 2, 11, True),
        ("few", 5, 11, False),
        ("none", 1, 11, False),
        ("many", 5, 11, True),
        ("many", 2, 11, False),
        ("several", 2, 4, None),
        ("most", 3, 4, True),
        ("about half", 2, 4, True),
    ],
)
def test_words_for_shares_are_judged_by_the_scale(word: str, k: int, n: int, fits: bool | None) -> None:
    assert fits_word(word, k, n, SCALE) is fits


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("two of the three", (2, 3)),
        ("all three", (3, 3)),
        ("both", (2, 2)),
        ("none of the 4", (0, 4)),
        ("7", (7, None)),
    ],
)
def test_numbers_are_read_from_words(text: str, numbers: tuple[int, int | None]) -> None:
    assert first_numbers(text) == numbers


def test_a_count_in_a_table_is_of_the_theme_that_begins_its_row(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for cells in (("Theme", "All (n = 11)"), ("Funding", "6 of 11"), ("Access", "2 of 11"), ("Weather", "9 of 11")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "draft.docx"))

    found = [*read_claims(read_draft(tmp_path / "draft.docx").paragraphs, WORDS, {})]

    assert [(claim.words, claim.themes) for claim in found] == [("6 of 11", ("funding",)), ("2 of 11", ("access",))]
    assert [FIGURES.judge(claim).verdict for claim in found] == [Verdict.DIFFERS, Verdict.AGREES]
