from __future__ import annotations

from dataclasses import replace

from qualcode.model.changes import compare_codebooks
from qualcode.model.codebook import Code
from tests.make import make_codebook

FUNDING = Code(id="funding", name="Funding", terms={"": ("fund",), "ar": ("تمويل",)})


def test_terms_without_a_language_are_those_of_the_first() -> None:
    written_out = replace(FUNDING, terms={"en": ("fund",), "ar": ("تمويل",)})

    assert not compare_codebooks(make_codebook(FUNDING), make_codebook(written_out))


def test_a_changed_pattern_is_shown_as_it_is_written() -> None:
    before = replace(FUNDING, patterns=(({"LOWER": {"IN": ("lack", "need")}},),))
    after = replace(FUNDING, patterns=(({"LOWER": "lack"},),))

    [change] = compare_codebooks(make_codebook(before), make_codebook(after)).details

    assert (change.what, change.before, change.after) == (
        "patterns",
        "[{'LOWER': {'IN': ['lack', 'need']}}]",
        "[{'LOWER': 'lack'}]",
    )
