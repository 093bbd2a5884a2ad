"""The example report in docs: what a client would get of the sample study."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from qualcode.reports.marked_text import find_marked

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example"


def test_every_number_and_quote_of_the_example_is_as_it_was_written() -> None:
    found = find_marked(docx.Document(str(EXAMPLE / "report.docx")))

    assert len(found) > 50
    assert all(each.mark.is_untouched(each.text) for each in found)


@pytest.mark.parametrize("name", ["report.docx", "report.html"])
def test_no_interview_and_nobody_is_named_in_the_example(name: str) -> None:
    ids = re.compile(r"\b(?:kii|group|cso|moh|un|ingo)-\d+")
    path = EXAMPLE / name
    text = docx.Document(str(path)).element.xml if path.suffix == ".docx" else path.read_text(encoding="utf-8")

    assert not ids.search(text)
    assert "Dumont" not in text


def test_the_example_waits_for_its_authors_in_few_places() -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(EXAMPLE / "report.docx")).paragraphs)

    assert 5 <= text.count("[To be written: ") <= 24


def test_the_example_says_once_where_findings_begin_who_was_not_asked() -> None:
    texts = [paragraph.text for paragraph in docx.Document(str(EXAMPLE / "report.docx")).paragraphs]

    [said] = [place for place, text in enumerate(texts) if text.startswith("Those said to be not asked were neither")]
    assert "Findings" in texts[said - 4 : said]


def test_the_commented_draft_has_a_comment_beside_each_slip_and_names_no_day() -> None:
    comments = [*docx.Document(str(EXAMPLE / "draft-checked.docx")).comments]

    assert len(comments) >= 12
    assert {comment.text.split(":")[0] for comment in comments} >= {"Quotations", "Attributions", "Counts", "Privacy"}
    assert {comment.timestamp for comment in comments} == {None}
