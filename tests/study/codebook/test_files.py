from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.readers.codebooks import read_codebook
from qualcode.study.codebook.files import check_whole, export_codebook, listed_codes, run_tests
from qualcode.study.study import Study


def test_a_code_is_shown_with_those_under_it(written: Study) -> None:
    assert [row.key for row in listed_codes(written.codebook_path, "Funding").rows] == ["funding", "short_term"]
    assert [row.key for row in listed_codes(written.codebook_path).rows] == ["funding", "short_term", "access"]


def test_the_forms_of_a_term_are_those_that_will_match(written: Study) -> None:
    table = listed_codes(written.codebook_path, "access", forms=True)

    assert [row.cells for row in table.rows] == [("access", "checkpoint", "checkpoint, checkpoints")]


def test_a_codebook_is_checked_with_the_interviews_in_view(coded: Study) -> None:
    text = coded.codebook_path.read_text(encoding="utf-8").replace("[checkpoint]", "[checkpoint, barrier]")
    coded.codebook_path.write_text(text, encoding="utf-8")

    alone, in_study = (check_whole(coded.codebook_path, study) for study in (None, coded))

    assert (alone.n_errors, alone.problems) == (0, ())
    assert in_study.n_errors == 0
    assert ["barrier" in problem.message for problem in in_study.problems] == [True]


def test_the_tests_of_a_codebook_are_counted_and_failures_named(written: Study) -> None:
    text = written.codebook_path.read_text(encoding="utf-8").replace("[Check it.]", "[A checkpoint.]")
    written.codebook_path.write_text(text, encoding="utf-8")

    done = run_tests(written.codebook_path)

    assert (done.n_tests, len(done.failures)) == (6, 1)
    assert "access should leave alone: “A checkpoint.”" in done.failures[0]
    assert [row.cells[1] for row in done.table.rows] == ["passed", "passed", "FAILED"]


def test_a_codebook_goes_out_as_a_table_and_comes_back_the_same(written: Study, tmp_path: Path) -> None:
    codebook = export_codebook(written.codebook_path, tmp_path / "codes.csv")

    assert [code.id for code in read_codebook(tmp_path / "codes.csv").codes] == [code.id for code in codebook.codes]
    with pytest.raises(UsageError, match="there is such a file"):
        export_codebook(written.codebook_path, written.folder / "codebook.yaml")
