"""Files that people edit count as they were last read, and the study says so once they were changed."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.readers.codebooks import read_codebook
from qualcode.study.codebook.changes import add_code
from qualcode.study.keeping.forgetting import delete_roster_rows, roster_rows
from qualcode.study.reading.roster import load_roster, read_roster_again
from qualcode.study.study import Study
from qualcode.study.unread import roster_is_unread, say_unread
from tests.study.make import Heard

ROSTER = "informants.csv changed since it was read: run `qualcode informants`"
CODEBOOK = "codebook.yaml changed since it was applied: run `qualcode suggest`"


def said(study: Study, heard: Heard) -> list[str]:
    """What the study warns of now."""
    heard.warnings.clear()
    say_unread(study)
    return list(heard.warnings)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_files_are_told_from_when_they_are_edited_until_they_are_read(coded: Study, heard: Heard) -> None:
    assert said(coded, heard) == []
    edit(coded.roster_path, "basim,CSO", "basim,UN agency")
    edit(coded.codebook_path, "[checkpoint]", "[checkpoint, medicine]")
    assert said(coded, heard) == [ROSTER, CODEBOOK]
    assert roster_is_unread(coded)

    read_roster_again(coded)
    assert said(coded, heard) == [CODEBOOK]
    coded.suggest()
    assert said(coded, heard) == []


def test_a_list_that_is_half_filled_in_is_to_be_completed_until_it_is(coded: Study, heard: Heard) -> None:
    edit(coded.roster_path, "basim,CSO", "basim,")
    load_roster(coded, strict=False)
    assert said(coded, heard) == ["informants.csv is still to be completed"]

    edit(coded.roster_path, "basim,", "basim,UN agency")
    assert said(coded, heard) == [ROSTER]
    load_roster(coded)
    assert said(coded, heard) == []


def test_every_count_says_that_the_old_files_count(shown: Study, heard: Heard) -> None:
    edit(shown.roster_path, "basim,CSO", "basim,UN agency")

    before = shown.frequencies()
    assert heard.warnings == [ROSTER]
    assert heard.hints == ["until then the old list counts"]

    read_roster_again(shown)
    assert shown.frequencies() != before


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (lambda study: study.roster_path, "informants.csv is gone"),
        (lambda study: study.codebook_path, "codebook.yaml is gone"),
    ],
    ids=["the list of informants", "the codebook"],
)
def test_a_file_that_is_gone_is_told_and_what_was_read_counts(
    coded: Study, heard: Heard, path: Callable[[Study], Path], says: str
) -> None:
    before = coded.frequencies()
    path(coded).unlink()

    assert said(coded, heard) == [says]
    assert coded.frequencies() == before


def test_changes_that_the_study_makes_itself_are_no_edits(coded: Study, heard: Heard) -> None:
    add_code(coded, "roads", terms=["road"])
    delete_roster_rows(coded, roster_rows(coded, "basim"))

    assert "basim" not in coded.roster_path.read_text("utf-8")
    assert said(coded, heard) == []


def test_another_list_named_once_does_not_make_the_studys_own_look_edited(
    coded: Study, heard: Heard, tmp_path: Path
) -> None:
    other = tmp_path / "who.csv"
    other.write_bytes(coded.roster_path.read_bytes())

    coded.import_transcripts(informants=other)

    assert said(coded, heard) == []


def test_before_anything_was_read_nothing_is_said(written: Study, heard: Heard) -> None:
    edit(written.roster_path, "basim,CSO", "basim,UN agency")
    edit(written.codebook_path, "[checkpoint]", "[checkpoint, medicine]")

    assert said(written, heard) == []


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_line_ends_and_a_mark_at_the_beginning_change_no_file(coded: Study, heard: Heard, mark: bytes) -> None:
    before = coded.codebook()
    for path in (coded.roster_path, coded.codebook_path):
        path.write_bytes(mark + path.read_bytes().removeprefix(codecs.BOM_UTF8).replace(b"\n", b"\r\n"))

    assert said(coded, heard) == []
    assert read_codebook(coded.codebook_path).sha256 == before.sha256
    assert read_codebook(coded.codebook_path) == before
