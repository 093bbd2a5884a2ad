from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.codebook import Change, Redirect, Standing, parts_of, redirect_code
from tests.make import make_codebook

MERGED = Redirect(change=Change.MERGE, code_id="cash", to=("funding",), sequence=10)
MERGED_ON = Redirect(change=Change.MERGE, code_id="funding", to=("money",), sequence=20)
SPLIT = Redirect(change=Change.SPLIT, code_id="access", to=("roads", "permits"), sequence=10)
RETIRED = Redirect(change=Change.RETIRE, code_id="money", sequence=30)
MOVED = Redirect(change=Change.MOVE, code_id="roads", to=("access",), sequence=10)


@pytest.mark.parametrize(
    ("code_id", "redirects", "today"),
    [
        ("cash", [], ("cash", Standing.CURRENT)),
        ("cash", [MERGED], ("funding", Standing.CURRENT)),
        ("cash", [MERGED, MERGED_ON], ("money", Standing.CURRENT)),
        ("cash", [MERGED, MERGED_ON, RETIRED], ("money", Standing.RETIRED)),
        ("access", [SPLIT], ("access", Standing.RECODE)),
        ("roads", [MOVED], ("roads", Standing.CURRENT)),
        ("funding", [MERGED], ("funding", Standing.CURRENT)),
    ],
)
def test_a_decision_follows_its_code(code_id: str, redirects: list[Redirect], today: tuple[str, Standing]) -> None:
    assert redirect_code(code_id, redirects) == today


def test_a_decision_made_after_a_change_means_the_code_as_it_is_now() -> None:
    assert redirect_code("cash", [MERGED], sequence=11, known=["cash"]) == ("cash", Standing.CURRENT)
    assert redirect_code("cash", [MERGED], sequence=9, known=["cash"]) == ("funding", Standing.CURRENT)


def test_a_later_decision_follows_where_its_coder_had_the_old_codebook() -> None:
    merged = replace(MERGED, codebook_sha256="old")

    assert redirect_code("cash", [merged], sequence=11, known=["cash"], codebook_sha256="old")[0] == "funding"
    assert redirect_code("cash", [merged], sequence=11, known=["cash"], codebook_sha256="new")[0] == "cash"
    assert redirect_code("cash", [merged], sequence=11, known=["funding"])[0] == "funding"


@pytest.mark.parametrize("change", [SPLIT, replace(RETIRED, code_id="access", sequence=10)])
def test_a_code_that_is_put_back_has_its_decisions_back(change: Redirect) -> None:
    again = Redirect(change=Change.ADD, code_id="access", sequence=12)

    assert redirect_code("access", [change], sequence=9)[1] is not Standing.CURRENT
    assert redirect_code("access", [change, again], sequence=9) == ("access", Standing.CURRENT)


def test_the_parts_of_a_split_are_named_as_they_are_today() -> None:
    merged = Redirect(change=Change.MERGE, code_id="permits", to=("paper",), sequence=20)

    assert parts_of("access", [SPLIT, merged]) == ("roads", "paper")
    assert parts_of("roads", [SPLIT, merged]) == ()


def test_a_family_is_a_code_and_all_under_it() -> None:
    codebook = make_codebook("funding", "funding/short", "short/very_short", "access")

    assert codebook.family("funding") == {"funding", "short", "very_short"}
    assert codebook.ancestors("very_short") == ("short", "funding")
