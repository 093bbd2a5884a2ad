from __future__ import annotations

import pytest

from qualcode.model.naming import did_you_mean, likeliest

THEMES = ("funding", "access", "coordination")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("fundng", "did you mean funding?"),
        ("acess", "did you mean access?"),
        ("turnover", "there are: access, coordination, funding"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_one_it_is_like_else_with_all(word: str, hint: str) -> None:
    assert did_you_mean(word, THEMES) == hint


def test_where_nothing_is_like_it_something_else_may_be_said() -> None:
    assert did_you_mean("turnover", THEMES, otherwise="see the codebook") == "see the codebook"
    assert did_you_mean("turnover", THEMES, otherwise="") == ""


def test_how_like_a_name_has_to_be_can_be_asked() -> None:
    assert likeliest("fund", THEMES) == "funding"
    assert likeliest("fund", THEMES, likeness=0.8) == ""
