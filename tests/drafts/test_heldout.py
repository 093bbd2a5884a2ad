"""Drafts written by people who knew nothing of the program are read whole. scripts/score_draft scores them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualcode.drafts.quotations import find_quotations
from qualcode.drafts.read import read_draft

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["heldout", "heldout_2"])
def test_all_that_its_author_lists_stands_in_the_draft_as_it_is_read(name: str) -> None:
    draft = read_draft(HERE / f"{name}.docx")
    text = "\n".join(paragraph.text for paragraph in draft.paragraphs)
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row["words"] for row in rows if row["words"] not in text] == []
    quoted = [quotation.words for quotation in find_quotations(draft.paragraphs)]
    listed = [row["words"] for row in rows if row["kind"] == "quotations"]
    assert [words for words in listed if not any(words.strip(".,") in each for each in quoted)] == []
