"""What each statistics program is given, read back."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pandas.io.stata import StataReader

from qualcode.model.dataset import DataSet, Kind, Missing, Variable
from qualcode.reports.dataset import DATA_WRITERS, PROGRAMS

DATA = DataSet(
    title="Don't stop. Ever.",
    basis="reviewed codings",
    variables=(
        Variable(name="informant", label="Informant", kind=Kind.NUMBER),
        Variable(name="informant_type", label="Type", kind=Kind.WORDS),
        Variable(name="age", label="Age", kind=Kind.NUMBER),
        Variable(name="note", label='What they "said", it\'s 50 %', kind=Kind.WORDS),
        Variable(name="funding", label="Funding › تمويل", kind=Kind.THEME, about="Money.\nAll of it."),
        Variable(name="access", label="Access", kind=Kind.THEME),
    ),
    rows=(
        (1, "CSO", 34, "=1+1", 1, Missing.NOT_ASKED),
        (2, "CSO", "", "a, b\nc", 0, 1),
        (3, "وكالة", 51.5, 'it\'s "so"', Missing.NOT_REVIEWED, Missing.DISPUTED),
    ),
    notes=("Read this.",),
)


def written(ending: str, data: DataSet = DATA) -> bytes:
    return DATA_WRITERS[ending](data, "informants.csv")


def stata(**options: object) -> pd.DataFrame:
    return pd.read_stata(io.BytesIO(written(".dta")), **options)  # type: ignore[call-overload, no-any-return]


def test_the_csv_says_in_words_what_is_missing_and_defuses_formulas() -> None:
    rows = list(csv.reader(io.StringIO(written(".csv").decode("utf-8-sig"))))

    assert rows[0] == ["informant", "informant_type", "age", "note", "funding", "access"]
    assert rows[1:] == [
        ["1", "CSO", "34", "'=1+1", "1", "not asked"],
        ["2", "CSO", "", "a, b c", "0", "1"],
        ["3", "وكالة", "51.5", 'it\'s "so"', "not reviewed", "coders differ"],
    ]


def test_stata_has_labels_and_a_missing_value_for_each_reason() -> None:
    told = stata(convert_missing=True, convert_categoricals=False)

    assert [str(value) for value in told["funding"]] == ["1", "0", ".b"]
    assert [str(value) for value in told["access"]] == [".a", "1", ".c"]
    with StataReader(io.BytesIO(written(".dta"))) as reader:
        assert reader.variable_labels() == {variable.name: variable.label for variable in DATA.variables}
        labels = reader.value_labels()["access"]
        assert reader.data_label == "Don't stop. Ever. (reviewed codings)"
    assert sorted(map(str, labels.values())) == ["coders differ", "not asked", "not raised", "not reviewed", "raised"]


def test_in_stata_nothing_is_computed_from_what_is_missing() -> None:
    read = stata(convert_categoricals=False)

    assert read["funding"].mean() == 0.5
    assert read["access"].count() == 1
    assert list(stata()["informant_type"]) == ["CSO", "CSO", "وكالة"]
    assert list(read["note"]) == ["=1+1", "a, b c", 'it\'s "so"']
    assert read["age"].sum() == 85.5


def test_a_data_set_of_nobody_and_one_of_no_themes_are_written() -> None:
    nobody = replace(DATA, rows=())
    no_themes = replace(DATA, variables=DATA.variables[:4], rows=tuple(row[:4] for row in DATA.rows))

    for ending in DATA_WRITERS:
        assert written(ending, nobody)
        assert written(ending, no_themes)


def test_the_same_data_gives_the_same_bytes() -> None:
    assert {ending: written(ending) for ending in DATA_WRITERS} == {ending: written(ending) for ending in DATA_WRITERS}


def test_the_description_names_every_variable_and_why_values_are_missing() -> None:
    text = written(".txt").decode()

    assert "funding  Funding › تمويل: Money. All of it." in text
    assert "Read this." in text
    assert [line.strip() for line in text.splitlines() if "missing:" in line] == [
        *("missing: not asked", "missing: not reviewed", "missing: coders differ")
    ]


def test_the_syntax_for_spss_ends_each_command_and_quotes_what_it_prints() -> None:
    text = written(".sps").decode("utf-8-sig")

    assert "* Don't stop. Ever: reviewed codings.\n" in text
    assert "  note 'What they \"said\", it''s 50 %'" in text
    assert (
        "RECODE read_2 ('0'=0) ('1'=1) ('not asked'=-1) ('not reviewed'=-2) ('coders differ'=-3) INTO access." in text
    )
    assert "MISSING VALUES\n  funding\n  access\n  (-1, -2, -3)." in text
    width = re.search(r"  informant_type A(\d+)", text)
    assert width is not None
    assert int(width[1]) > len("وكالة".encode())


def test_every_program_gets_files_that_can_be_written() -> None:
    assert all(set(endings) <= set(DATA_WRITERS) for endings in PROGRAMS.values())


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")
def test_r_reads_it_with_its_labels(tmp_path: Path) -> None:
    run_beside(
        tmp_path, ".R", ["Rscript", "-e", f"source({json.dumps('informants.R')}, encoding = 'UTF-8'); {R_PRINTS}"]
    )

    assert (tmp_path / "out.txt").read_text(encoding="utf-8").split("\n")[:6] == [
        *("1,0,NA", "NA,1,NA", "NA,NA,not reviewed", "Funding › تمويل", "34,NA,51.5", "CSO,وكالة")
    ]


R_PRINTS = """
lines <- c(paste(informants$funding, collapse = ","), paste(informants$access, collapse = ","),
           paste(why_missing$funding, collapse = ","), attr(informants$funding, "label"),
           paste(informants$age, collapse = ","), paste(levels(informants$informant_type), collapse = ","))
writeLines(enc2utf8(lines), "out.txt", useBytes = TRUE)
"""


@pytest.mark.skipif(shutil.which("pspp") is None, reason="needs PSPP")
def test_pspp_reads_it_with_its_labels(tmp_path: Path) -> None:
    shown = tmp_path / "shown.sps"
    shown.write_text(
        "INSERT FILE='informants.sps'.\nSAVE TRANSLATE /OUTFILE='out.csv' /TYPE=CSV /FIELDNAMES /MISSING=IGNORE.\n"
        "FREQUENCIES /VARIABLES=access.\n",
        encoding="utf-8",
    )
    done = run_beside(tmp_path, ".sps", ["pspp", shown.name])

    assert "error" not in done.lower()
    assert re.search(r"\|  Missing\| +2\|", done)
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["funding"].strip(), row["access"].strip()) for row in rows] == [("1", "-1"), ("0", "1"), ("-2", "-3")]


def run_beside(folder: Path, ending: str, command: list[str]) -> str:
    """What a program prints that runs a script in a folder with its file."""
    for each in (".csv", ending):
        (folder / f"informants{each}").write_bytes(written(each))
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
