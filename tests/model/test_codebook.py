from __future__ import annotations

import pytest

from qualcode.model.codebook import Change, Redirect, Standing, redirect_code
from tests.make import make_codebook

MERGED = Redirect(change=Change.MERGE, code_id="cash", to=("funding",), made_at="2026-02-01")
MERGED_ON = Redirect(change=Change.MERGE, code_id="funding", to=("money",), made_at="2026-03-01")
SPLIT = Redirect(change=Change.SPLIT, code_id="access", to=("roads", "permits"), made_at="2026-02-01")
RETIRED = Redirect(change=Change.RETIRE, code_id="money", made_at="2026-04-01")
MOVED = Redirect(change=Change.MOVE, code_id="roads", to=("access",), made_at="2026-02-01")


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
    assert redirect_code("cash", [MERGED], decided_at="2026-02-02") == ("cash", Standing.CURRENT)
    assert redirect_code("cash", [MERGED], decided_at="2026-01-31") == ("funding", Standing.CURRENT)


def test_a_family_is_a_code_and_all_under_it() -> None:
    codebook = make_codebook("funding", "funding/short", "short/very_short", "access")

    assert codebook.family("funding") == {"funding", "short", "very_short"}
    assert codebook.ancestors("very_short") == ("short", "funding")
