"""The data set of a study: which files are written, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.errors import UsageError
from qualcode.study.results.dataset import write_data_set
from qualcode.study.study import Study
from tests.study.make import Heard


@pytest.mark.parametrize(
    ("to", "program", "names"),
    [
        ("out", "", ["informants.R", "informants.csv", "informants.dta", "informants.sps", "informants.txt"]),
        ("out", "Stata", ["informants.dta", "informants.txt"]),
        ("out", "r", ["informants.R", "informants.csv", "informants.txt"]),
        ("out/x.csv", "", ["x.csv"]),
        ("out/x.dta", "stata", ["x.dta"]),
        ("out/x.SPS", "spss", ["x.csv", "x.sps"]),
        ("out/x.r", "", ["x.R", "x.csv"]),
    ],
)
def test_files(coded: Study, tmp_path: Path, to: str, program: str, names: list[str]) -> None:
    paths = write_data_set(coded, tmp_path / to, program=program)

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert sorted(path.name for path in paths) == names


@pytest.mark.parametrize(
    ("to", "program", "said"),
    [
        ("x.csv", "stata", "a data set ends in .dta"),
        ("x.xlsx", "", "a data set ends in .csv, .dta, .sps and .R"),
        ("x.txt", "", "a data set ends in"),
        ("out", "sas", "no such program"),
    ],
)
def test_what_cannot_be_written(coded: Study, tmp_path: Path, to: str, program: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write_data_set(coded, tmp_path / to, program=program)
    assert not (tmp_path / to).exists()


def test_the_study_s_own_list_of_informants_is_not_overwritten(coded: Study) -> None:
    before = coded.roster_path.read_bytes()

    with pytest.raises(UsageError, match="not overwritten"):
        write_data_set(coded, coded.folder)
    assert coded.roster_path.read_bytes() == before


def test_nothing_tells_who_the_informants_are_unless_it_is_for_the_team(
    coded: Study, tmp_path: Path, heard: Heard
) -> None:
    write_data_set(coded, tmp_path / "client")
    write_data_set(coded, tmp_path / "team", small_groups=True)

    def holds(folder: str) -> list[bool]:
        contents = (path.read_bytes() for path in sorted((tmp_path / folder).iterdir()))
        return [any(name in content for name in (b"amira", b"basim", b"carol")) for content in contents]

    assert holds("client") == [False] * 5
    assert holds("team") == [False, True, True, False, False]
    assert heard.notes[-1] == "For the study's team: a row is a person."
