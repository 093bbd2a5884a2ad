"""What several suggesters propose on one passage is one suggestion."""

from __future__ import annotations

from array import array
from itertools import permutations

import pytest

from qualcode.model.hits import Found, Hits, joined, suggestion_id

TEXT = "No money at all. Money is enough."


def hits(suggester: str, *rows: tuple[int, int, int, int], rule: str = "", score: float = 1) -> Hits:
    found: Found = (suggester, rule or suggester, "") if score == 1 else (suggester, rule or suggester, "", score)
    columns = array("i", [number for row in rows for number in row])
    return Hits(
        document_id="kii-01",
        code_id="funding",
        suggester=suggester,
        key="k",
        found=(found,) if rows else (),
        columns=columns,
    )


def told(parts: tuple[Hits, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (each.segment_id, [(piece.suggester, piece.text) for piece in each.evidence])
        for each in joined(parts).suggestions(TEXT)
    ]


def test_what_one_suggester_found_is_left_as_it_is() -> None:
    alone = hits("keywords", (1, 3, 8, 0))

    assert joined([alone]) is alone


def test_evidence_of_all_stands_in_reading_order_whoever_comes_first() -> None:
    parts = (
        hits("keywords", (1, 3, 8, 0), (2, 17, 22, 0)),
        hits("patterns", (1, 0, 8, 0)),
        hits("learned", (1, 12, 15, 0), (3, 26, 32, 0), score=0.4),
        hits("similarity"),
    )
    expected = [
        ("kii-01:1", [("patterns", "No money"), ("keywords", "money"), ("learned", "all")]),
        ("kii-01:2", [("keywords", "Money")]),
        ("kii-01:3", [("learned", "enough")]),
    ]

    assert all(told(some) == expected for some in permutations(parts))
    suggestions = joined(parts).suggestions(TEXT)
    assert [each.id for each in suggestions] == [suggestion_id("kii-01", f"kii-01:{n}", "funding") for n in (1, 2, 3)]
    assert [each.score for each in suggestions] == [1.0, 1.0, 0.4]


@pytest.mark.parametrize(
    ("suggesters", "named"),
    [
        (("keywords", "patterns"), ["patterns"]),
        (("keywords", "learned"), ["keywords", "learned"]),
        (("learned", "similarity"), ["learned", "similarity"]),
        (("keywords", "patterns", "learned"), ["patterns", "learned"]),
    ],
)
def test_of_two_rules_on_the_same_words_one_is_named_and_others_stand_beside(
    suggesters: tuple[str, ...], named: list[str]
) -> None:
    ((_, evidence),) = told(tuple(hits(suggester, (1, 3, 8, 0)) for suggester in suggesters))

    assert [suggester for suggester, _ in evidence] == named
