"""The codebook as a Word document: what readers are told of each theme, and what they are not."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from qualcode.errors import UsageError
from qualcode.model.codebook import Change, Redirect
from qualcode.readers.codebooks import read_codebook
from qualcode.study.report.codebook_document import write_codebook_document
from qualcode.study.study import Study
from tests.study.make import accept_all


def rows(path: Path, number: int = 0) -> list[list[str]]:
    table = docx.Document(str(path)).tables[number]
    return [[cell.text for cell in row.cells] for row in table.rows]


def words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_each_theme_has_who_raised_it_and_a_passage_with_names_replaced(shown: Study, tmp_path: Path) -> None:
    accept_all(shown)
    (shown.folder / "protect.csv").write_text("name,replacement\nBasra,[a town]\n", encoding="utf-8")
    to = tmp_path / "codebook.docx"

    write_codebook_document(shown.codebook_path, to, shown)

    heading, *themes = rows(to)
    assert heading == ["Theme", "Definition", "Include", "Exclude", "Raised by", "Passage"]
    told = {row[0]: row[1:] for row in themes}
    assert (told["Funding"][0], told["Funding"][3]) == ("Money.", "2 of 3")
    assert "Our last short grant ended, donors left [a town].” – CSO informant" in told["Short-term funding"][4]
    assert not any(name in str(themes) for name in ("amira", "basim:2", "Basra"))


def test_before_anything_is_counted_it_says_what_the_themes_mean(written: Study, tmp_path: Path) -> None:
    write_codebook_document(written.codebook_path, tmp_path / "codebook.docx", written)

    assert rows(tmp_path / "codebook.docx")[0] == ["Theme", "Definition", "Include", "Exclude"]
    assert "Codebook: Small, version 1" in words(tmp_path / "codebook.docx")


def test_what_nobody_has_reviewed_says_so(coded: Study, tmp_path: Path) -> None:
    write_codebook_document(coded.codebook_path, tmp_path / "codebook.docx", coded)

    assert "nobody has checked them" in words(tmp_path / "codebook.docx")


def test_what_became_of_themes_is_listed(coded: Study, tmp_path: Path) -> None:
    coded.store.log.append_redirect(Redirect(change=Change.MERGE, code_id="roads", to=("access",), note="One thing."))
    write_codebook_document(coded.codebook_path, tmp_path / "codebook.docx", coded)

    [change] = rows(tmp_path / "codebook.docx", 1)[1:]
    assert change[1:] == ["roads", "merge", "Access", "One thing."]


def test_it_is_read_again_as_a_codebook_without_the_words_of_informants(coded: Study, tmp_path: Path) -> None:
    accept_all(coded)
    to = tmp_path / "codebook.docx"
    write_codebook_document(coded.codebook_path, to, coded)

    read = read_codebook(to)

    assert [(code.name, code.definition) for code in read.codes] == [
        *(("Funding", "Money."), ("Short-term funding", "Money for too short a time."), ("Access", "Reaching people."))
    ]
    assert not any(code.match for code in read.codes)


def test_the_study_s_own_files_are_not_overwritten(coded: Study) -> None:
    (coded.folder / "transcripts" / "x.docx").write_bytes(b"x")

    with pytest.raises(UsageError, match="not overwritten"):
        write_codebook_document(coded.codebook_path, coded.folder / "transcripts" / "x.docx", coded)
