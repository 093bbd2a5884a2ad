"""The draft written by somebody who knew nothing of the program: it is read whole. scripts/score_draft scores it."""

from __future__ import annotations

import csv
from pathlib import Path

from qualcode.drafts.quotations import find_quotations
from qualcode.drafts.read import read_draft

HERE = Path(__file__).parent


def test_all_that_its_author_lists_stands_in_the_draft_as_it_is_read() -> None:
    draft = read_draft(HERE / "heldout.docx")
    text = "\n".join(paragraph.text for paragraph in draft.paragraphs)
    with (HERE / "heldout.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row["words"] for row in rows if row["words"] not in text] == []
    quoted = [quotation.words for quotation in find_quotations(draft.paragraphs)]
    listed = [row["words"] for row in rows if row["kind"] == "quotations"]
    assert [words for words in listed if not any(words.strip(".,") in each for each in quoted)] == []
