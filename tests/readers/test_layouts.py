"""Studies in many layouts: every word with its person, or the evaluator is asked to look.

`scripts/compare_speakers --layouts` tries all layouts in all formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from qualcode.study.study import Study
from tests.readers.layouts.catalogue import some_cases
from tests.readers.layouts.layout import Layout
from tests.readers.layouts.reading import read_study

MARKED: Mapping[str, str] = {
    "interviewer and two informants": ".txt .docx .rtf .odt .html",
    "gender and age in brackets, group": ".txt .docx .rtf .odt .html",
    "initials in 10 files": ".txt .docx .pdf .rtf .odt .html",
    "full names in 10 files": ".txt .docx .pdf .rtf .odt .html",
    "names in 40 files": ".txt",
    "only the interviewer labelled": ".pdf",
    "dashes instead of labels": ".txt .docx .pdf .rtf .odt .html",
    "tab columns, names": ".pdf .html",
    "a table on a page, names": ".pdf",
    "bold full names before words": ".pdf",
    "bold questions": ".docx .pdf .html .md",
    "InqScribe, names": ".html",
    "Otter": ".txt .docx .pdf .rtf .odt .html",
    "subtitles in two rows": ".srt .vtt",
    "Word table, 3 columns, headings": ".docx",
    "Word table of questions": ".docx",
    "Word table of questions, no headings": ".docx",
    "French names": ".txt .docx .rtf .odt .html",
    "names in 10 files, no question marks": ".txt .docx .rtf .odt .html",
    "a colleague asks, too": ".txt .docx .pdf .rtf .odt .html",
    "a colleague asks, too, no question marks": ".txt .docx .pdf .rtf .odt .html",
    "French names, no question marks": ".txt .docx .rtf .odt .html",
    "Arabic names, no question marks": ".pdf",
}
"""Layouts of which not every word is understood, by format; a person is asked to look."""


@pytest.fixture(scope="module")
def empty_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a study without interviews, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "study"
    Study.create(folder, codebook="empty").close()
    return folder


def within(named: Mapping[str, str], layout: Layout, suffix: str) -> bool:
    return suffix in named.get(layout.name, "").split()


@pytest.mark.parametrize(
    ("layout", "suffix"),
    [pytest.param(layout, suffix, id=f"{layout.name}{suffix}") for layout, suffix in some_cases()],
)
def test_every_word_is_with_its_person_or_somebody_is_asked_to_look(
    layout: Layout, suffix: str, empty_study: Path, tmp_path: Path
) -> None:
    outcomes = read_study(layout.study(suffix), copytree(empty_study, tmp_path / "study"))

    assert [outcome for outcome in outcomes if outcome.is_silently_wrong] == []
    assert within(MARKED, layout, suffix) or not any(outcome.difference.wrong for outcome in outcomes)
