"""The codebooks that come with qualcode hold to what they ask of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.readers.codebooks import inspect_codebook, read_codebook
from qualcode.study.folder import shipped_codebooks
from qualcode.suggesters import check_rules, compile_codebook
from qualcode.suggesters import test_codebook as run_tests

FOLDER = Path(__file__).parents[1] / "codebooks"
SHIPPED = ["csosi", "cso_functions", "cso_health"]


def test_init_offers_every_codebook() -> None:
    assert shipped_codebooks() == sorted(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_codebook_has_no_problems_and_passes_its_tests(name: str) -> None:
    codebook, problems = inspect_codebook(FOLDER / f"{name}.yaml")

    assert [*problems, *check_rules(codebook)] == []
    assert [each for each in run_tests(codebook, compile_codebook(codebook)) if not each.passed] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_code_is_defined_bounded_and_tested(name: str) -> None:
    for code in read_codebook(FOLDER / f"{name}.yaml").codes:
        assert code.definition, code.id
        assert code.include, code.id
        assert code.exclude, code.id
        assert len(code.match) >= 2, code.id
        assert len(code.no_match) >= 2, code.id
