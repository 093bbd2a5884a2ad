"""Types written into the list of informants that people keep."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import RosterError
from qualcode.readers.roster import read_roster
from qualcode.readers.roster.filling import with_types

ROWS = (
    ("Study of 2024", "", "", ""),
    ("Informant ID", "Type", "Document", "Region"),
    ("i1", "", "kii-01.txt", "Basra"),
    ("i1", "", "kii-02.txt", "Basra"),
    ("i2", "CSO", "kii-03.txt", "Mosul; north"),
)


def written(folder: Path, suffix: str) -> Path:
    """The list in a format."""
    path = folder / f"informants{suffix}"
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append([cell or None for cell in row])
        book.save(path)
    else:
        delimiter = "\t" if suffix == ".tsv" else ";"
        path.write_text("\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_types_stand_in_every_row_of_an_informant_and_all_else_stays(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, suffix)

    path.write_bytes(with_types(path, {"i1": "UN agency", "nobody": "Ministry"}))

    roster = read_roster(path)
    assert {person.id: person.informant_type for person in roster.informants} == {"i1": "UN agency", "i2": "CSO"}
    assert {person.id: person.variables["Region"] for person in roster.informants} == {
        "i1": "Basra",
        "i2": "Mosul; north",
    }
    assert len(roster.appearances) == 3


def test_a_list_without_types_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "informants.csv"
    path.write_text("name,place\na,b\n", "utf-8")

    with pytest.raises(RosterError, match="no columns for informants and their types"):
        with_types(path, {"a": "CSO"})
