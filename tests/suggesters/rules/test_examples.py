from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.model.codebook import Code
from qualcode.readers.codebooks import read_codebook
from qualcode.suggesters import compile_codebook
from qualcode.suggesters.rules import examples
from tests.make import make_codebook

CODEBOOKS = sorted((Path(__file__).parents[3] / "codebooks").glob("*.yaml"))


def test_each_sentence_of_a_codes_tests_is_tried() -> None:
    code = Code(
        id="funding",
        name="Funding",
        terms={"": ("fund",)},
        match=("Funds are short.", "Donors left."),
        no_match=("The children had fun.", "We fund it."),
        line=7,
    )
    results = examples.test_codebook(make_codebook(code), compile_codebook(make_codebook(code)))

    assert [(result.sentence, result.passed) for result in results] == [
        ("Funds are short.", True),
        ("Donors left.", False),
        ("The children had fun.", True),
        ("We fund it.", False),
    ]
    assert results[3].evidence[0].rule == "fund"
    assert results[0].line == 7


def test_a_sentence_found_by_a_child_counts_for_its_parent() -> None:
    codes = (
        Code(id="funding", name="F", match=("Donors left.",)),
        Code(id="donors", name="D", parent="funding", terms={"": ("donor",)}),
    )

    assert all(
        result.passed
        for result in examples.test_codebook(make_codebook(*codes), compile_codebook(make_codebook(*codes)))
    )


@pytest.mark.parametrize("path", CODEBOOKS, ids=lambda path: path.stem)
def test_the_tests_of_every_codebook_we_ship_pass(path: Path) -> None:
    codebook = read_codebook(path)
    failed = [result for result in examples.test_codebook(codebook, compile_codebook(codebook)) if not result.passed]

    assert [(result.code_id, result.sentence) for result in failed] == []
