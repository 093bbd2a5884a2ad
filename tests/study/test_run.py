from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from qualcode.errors import UsageError
from qualcode.study.run import run_whole
from qualcode.study.study import Study
from tests.study.make import CODEBOOK, TRANSCRIPTS, Heard


def test_without_a_list_of_informants_one_is_drafted_to_fill_in(tmp_path: Path, heard: Heard) -> None:
    folder = tmp_path / "interviews"
    folder.mkdir()
    for name, text in TRANSCRIPTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "codes.yaml").write_text(CODEBOOK, encoding="utf-8")

    with pytest.raises(UsageError, match="who was interviewed"):
        run_whole(tmp_path / "out", [folder], tmp_path / "codes.yaml", None, voice=heard)

    rows = openpyxl.load_workbook(tmp_path / "out" / "informants.xlsx").active.values
    assert "amira" in [row[0] for row in rows]
    assert "3 interviews imported" in heard.notes


def test_the_sample_is_left_as_a_study_with_its_transcripts(sample_once: Path) -> None:
    with Study.open(sample_once, read_only=True) as study:
        names = {name.partition("#")[0] for name in study.store.documents.names().values()}
    assert names <= {path.name for path in (sample_once / "transcripts").iterdir()}
