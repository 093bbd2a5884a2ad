"""The small tables people keep come as Excel saves them: Windows letters, semicolons, a first line `sep=;`."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.study.folder import INFORMANTS
from tests.cli.conftest import Command

ROSTER = """\
identifiant;Catégorie;fichier
amira;Chercheuse établie;amira.txt
basim;Chercheuse établie;basim.txt
carol;Chercheuse établie;carol.txt
"""
WINDOWS = "informants.csv: read as Windows-1252: check the letters in line"


@pytest.fixture
def study(coded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(coded)
    return coded


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        (ROSTER, "cp1252", f"{WINDOWS} 1, column 2"),
        ("sep=;\n" + ROSTER, "cp1252", f"{WINDOWS} 2, column 2"),
        ("sep=;\r\n" + ROSTER.replace("\n", "\r\n"), "utf-8-sig", ""),
        (ROSTER.replace(";", "\t"), "utf-16", ""),
    ],
    ids=["Windows", "Windows with sep=", "UTF-8 with sep=", "Unicode text"],
)
def test_a_list_of_informants_from_a_french_excel_is_read(
    text: str, encoding: str, note: str, study: Path, qualcode: Command
) -> None:
    (study / "informants.csv").write_bytes(text.encode(encoding))

    done = qualcode("informants", "--format", "json")

    assert done.code == 0
    assert "3 Chercheuse établie" in done.out
    assert note in done.err
    assert (WINDOWS in done.err) is bool(note)


def test_lines_are_those_of_the_file_where_the_first_says_what_parts_the_cells(study: Path, qualcode: Command) -> None:
    (study / "informants.csv").write_text("sep=;\n" + ROSTER.replace("basim;Chercheuse établie", "basim;"), "utf-8")

    assert "informants.csv: line 4: informant_type missing" in qualcode("informants").err


def test_letters_that_cannot_be_told_lead_to_the_way_excel_saves_them_well(study: Path, qualcode: Command) -> None:
    of_dos = ROSTER.replace("établie", "générale, tübingen").encode("cp850")  # whose ü is no letter of Windows at all
    (study / "informants.csv").write_bytes(of_dos)

    done = qualcode("informants")

    assert done.code == 3
    assert "the encoding cannot be told" in done.err
    assert "in Excel: Save As, CSV UTF-8" in done.err


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        ("informant_id,Categry,document", "rename 'Categry' to informant_type"),
        ("informant_id,Stakeholder,document", "rename 'Stakeholder' to informant_type"),
        ("Informant no,type,Interviews", "rename 'Interviews' to document"),
    ],
)
def test_the_heading_that_is_probably_meant_is_proposed(
    headings: str, said: str, study: Path, qualcode: Command
) -> None:
    (study / "informants.csv").write_text(f"{headings}\namira,CSO,amira.txt\n", encoding="utf-8")

    assert said in qualcode("informants").err


def test_a_drafted_row_joins_a_windows_list_and_its_letters_stay(study: Path, qualcode: Command) -> None:
    text = ROSTER.replace("carol;Chercheuse établie;carol.txt\n", "")
    (study / "informants.csv").write_bytes(text.encode("cp1252"))

    assert qualcode("informants", "--draft").code == 0

    assert (study / "informants.csv").read_text(encoding="utf-8-sig") == text + "carol;;carol.txt\n"


def test_a_codebook_from_a_windows_table_is_read_with_a_warning(tmp_path: Path, qualcode: Command) -> None:
    table = tmp_path / "themes.csv"
    table.write_bytes("id;name;definition;terms\nacces;Accès;L’accès aux soins;accès\n".encode("cp1252"))

    done = qualcode("codebook", "check", table)

    assert done.code == 0
    assert "themes.csv: read as Windows-1252: check the letters in line 2, column 2" in done.err


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-8"])
def test_names_to_protect_may_come_from_excel_as_well(encoding: str, study: Path, qualcode: Command) -> None:
    (study / "protect.csv").write_bytes("name;replacement\nBasra;une ville protégée\n".encode(encoding))

    done = qualcode("quotes", "--code", "short_term", "--format", "csv")

    assert "[une ville protégée]" in done.out
    assert "Basra" not in done.out


def test_an_empty_list_of_names_protects_nothing_and_an_unreadable_one_stops(study: Path, qualcode: Command) -> None:
    (study / "protect.csv").touch()
    assert qualcode("quotes").code == 0

    (study / "protect.csv").write_bytes(b"\xff\xfe\xff")
    done = qualcode("quotes")

    assert done.code == 3
    assert "protect.csv" in done.err


@pytest.mark.parametrize(("options", "name"), [((), "informants.xlsx"), (("--format", "csv"), "informants.csv")])
def test_a_new_list_is_an_excel_file_unless_asked_otherwise(
    options: tuple[str, ...], name: str, study: Path, qualcode: Command
) -> None:
    (study / "informants.csv").write_text(INFORMANTS, "utf-8")

    assert qualcode("informants", "--draft", *options).code == 0

    assert [path.name for path in study.glob("informants.*")] == [name]
    told = qualcode("informants")
    assert (told.code, f"{name}: 3 rows have no informant_type" in told.err) == (3, True)
    assert qualcode("init", study, "--no-input").code == 0
    assert f"{name}: 3 rows have no informant_type" in qualcode("informants").err


ONE_COLUMN = '''\
informant_id,informant_type,document,speaker,organisation;;;;
"amira,CSO,amira.txt,,""Al-Amal, Basra""";;;;
basim;CSO;basim.txt;;
carol,CSO,carol.txt,,;;;;
'''


def test_a_list_that_excel_showed_in_one_column_is_read_whatever_was_written_into_it(
    study: Path, qualcode: Command
) -> None:
    (study / "informants.csv").write_bytes(ONE_COLUMN.replace("\n", "\r\n").encode("cp1252"))

    done = qualcode("informants", "--format", "json")

    assert (done.code, "3 CSO" in done.out) == (0, True)
