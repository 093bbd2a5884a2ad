from __future__ import annotations

import pytest

from qualcode.model.codebook import Code
from qualcode.suggesters import check_rules
from qualcode.suggesters.rules.expressions import expressions_in, trouble_with
from tests.make import make_codebook


@pytest.mark.parametrize("written", ["^financ", "^(fund|grant)(s|ing)?$", "[0-9]{4}", "(ab)+$", "é$"])
def test_ordinary_expressions_are_fine(written: str) -> None:
    assert trouble_with(written) == ""


@pytest.mark.parametrize(
    ("written", "trouble"),
    [
        ("(a+)+$", "takes too long on long words"),
        (r"^(\w+\s?)+$", "takes too long on long words"),
        ("(x|xx)+y$", "takes too long on long words"),
        ("f*", "matches every word"),
        ("(", "cannot be understood"),
        ("f" * 201, "is longer than 200 characters"),
    ],
)
def test_what_would_never_end_or_match_everything_is_told(written: str, trouble: str) -> None:
    assert trouble_with(written) == trouble


def test_expressions_are_found_at_any_depth() -> None:
    pattern = [{"LOWER": {"REGEX": "^a"}}, {"_": {"x": [{"REGEX": "^b"}]}}, {"LOWER": "c"}]

    assert list(expressions_in(pattern)) == ["^a", "^b"]


def test_check_names_an_expression_that_never_ends() -> None:
    code = Code(id="funding", name="Funding", line=7, patterns=(({"LOWER": {"REGEX": "(a+)+$"}},),))

    [problem] = check_rules(make_codebook(code), "codebook.yaml")

    assert str(problem).startswith("codebook.yaml: line 7: funding: the regular expression '(a+)+$' takes too long")
    assert problem.is_error
