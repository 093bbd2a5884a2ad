"""How each rule did, and which words were rejected."""

from __future__ import annotations

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.study.results.codebook_scores import rejections_table, rules_table
from qualcode.study.results.codebook_terms import terms_table
from qualcode.study.review.sessions import decide, suggestions_of
from qualcode.study.study import Study
from tests.study.make import cells


def test_each_rule_is_scored_by_what_was_decided_on_its_words(coded: Study) -> None:
    found = suggestions_of(coded, code="funding").rows
    for row, verdict in zip(found, (Verdict.ACCEPT, Verdict.ACCEPT, Verdict.REJECT), strict=True):
        decide(coded, "rana", row.key, verdict)

    rules = {row["rule"]: row for row in cells(rules_table(coded, "", silent=False))}

    assert rules["grant"]["accepted"] == "0 of 1"
    assert rules["donor"]["accepted"] == "1 of 1"
    assert rules["checkpoint"]["accepted"] == "none decided"
    [word] = cells(rejections_table(coded, ""))
    assert (word["code"], word["words"], word["rejected"]) == ("funding", "grant", "1")


def test_rules_that_find_nothing_are_listed_apart(coded: Study) -> None:
    text = coded.codebook_path.read_text(encoding="utf-8")
    coded.codebook_path.write_text(text.replace("[checkpoint]", "[checkpoint, avalanche]"), "utf-8")
    coded.suggest()

    assert "avalanche" not in {row["rule"] for row in cells(rules_table(coded, "", silent=False))}
    assert [row["rule"] for row in cells(rules_table(coded, "access", silent=True))] == ["avalanche"]


def test_a_code_the_codebook_does_not_have_is_refused(coded: Study) -> None:
    for refused in (
        lambda: rules_table(coded, "nothing", silent=False),
        lambda: rejections_table(coded, "nothing"),
        lambda: terms_table(coded, "nothing", most=3),
    ):
        with pytest.raises(UsageError, match="nothing: no such code"):
            refused()
