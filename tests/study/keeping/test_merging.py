from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.model.coding import Verdict
from qualcode.study.keeping.merging import export_records, merge_files, write_records
from qualcode.study.review.sessions import decide
from qualcode.study.study import Study
from tests.study.make import Heard


@pytest.fixture
def elsewhere(coded: Study, tmp_path: Path) -> Path:
    """Another copy of the small study, in which amal decided."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(coded.folder, folder)
    with Study.open(folder) as copy:
        decide(copy, "amal", "amira:2", Verdict.ACCEPT, code="funding")
        export_records(copy, tmp_path / "out.jsonl")
    return folder


@pytest.mark.parametrize("what", ["out.jsonl", "elsewhere", "elsewhere/project.db"])
def test_what_was_decided_in_another_copy_comes_in_once(
    coded: Study, heard: Heard, elsewhere: Path, tmp_path: Path, what: str
) -> None:
    path = tmp_path / what

    assert [merge_files(coded, [path]) for _ in range(2)] == [0, 0]

    assert [decision.coder for decision in coded.store.log.decisions()] == ["amal"]
    assert heard.notes == [
        f"{path}: 1 decision; here already: 0 records",
        f"{path}: decisions of amal 1",
        f"{path}: nothing new; here already: 1 record",
    ]


def test_one_coder_who_said_different_things_in_two_copies_is_named(
    coded: Study, heard: Heard, elsewhere: Path, tmp_path: Path
) -> None:
    merge_files(replace(coded, voice=Heard()), [elsewhere])
    with Study.open(elsewhere) as copy:
        decide(copy, "amal", "amira:2", Verdict.REJECT, code="funding")
    decide(coded, "amal", "amira:2", Verdict.SKIP, code="funding")

    merge_files(coded, [elsewhere])

    assert heard.warnings == [
        "1 time one coder said different things in two copies; the later word counts until they decide again"
    ]


def test_rows_of_a_table_that_cannot_be_taken_in_are_counted_and_named(
    coded: Study, heard: Heard, tmp_path: Path
) -> None:
    path = tmp_path / "codings.csv"
    path.write_text("document,segment,code,coder\namira,amira:2,funding,lou\namira,amira:9,funding,lou\n", "utf-8")

    assert merge_files(coded, [path]) == 1
    assert [decision.code_id for decision in coded.store.log.decisions()] == ["funding"]
    assert heard.warnings[0].startswith(f"{path}: line 3: ")


def test_records_go_out_as_lines_and_never_over_the_studys_own_files(coded: Study) -> None:
    decide(coded, "amal", "amira:2", Verdict.ACCEPT, code="funding")
    written = io.StringIO()

    assert write_records(coded, written) == 1
    assert len(written.getvalue().splitlines()) == 2
    with pytest.raises(UsageError, match="codebook of the study"):
        export_records(coded, coded.codebook_path)


def test_codings_of_an_interviewers_words_are_refused(coded: Study, heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text("document,segment,code,coder\namira,1,funding,amal\namira,2,funding,amal\n", "utf-8")

    assert merge_files(coded, [path]) == 1
    assert any("line 2: the passage is not an informant's" in warning for warning in heard.warnings)
    assert {decision.anchor.segment_id for decision in coded.store.log.decisions()} == {"amira:2"}
