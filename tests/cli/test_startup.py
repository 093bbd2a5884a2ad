"""A table waits for nothing that it does not need, and reads its codebook and guide once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

NOT_FOR_A_TABLE = (
    "alembic", "docx", "jinja2", "matplotlib", "numpy", "openpyxl", "pandas", "pydantic", "rapidfuzz", "rich.console",
    "scipy", "sklearn", "snowballstemmer", "spacy", "textual", "tomlkit", "xlsxwriter", "yaml",
    "qualcode.agreement", "qualcode.study.reading.interviews", "qualcode.model.report", "qualcode.reports.docx",
)  # fmt: skip


def in_a_new_process(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize("command", ["frequencies", "status", "quotes"])
def test_a_table_loads_only_what_it_needs(command: str, sample: Path, qualcode: Command) -> None:
    assert qualcode("frequencies", "--project", sample).code == 0

    loaded = in_a_new_process(
        "import sys; from qualcode.cli.app import run; "
        f"code = run([{command!r}, '--project', {str(sample)!r}]); "
        f"print(code, [name for name in {NOT_FOR_A_TABLE!r} if name in sys.modules])"
    )

    assert loaded == "0 []"


FOR_ARCHIVES = ("dask", "distributed", "duckdb", "fsspec", "tornado")


@pytest.mark.parametrize("command", ["import", "suggest", "frequencies"])
def test_nothing_for_archives_is_loaded_where_nobody_asks_for_it(command: str, sample: Path) -> None:
    loaded = in_a_new_process(
        "import sys; from qualcode.cli.app import run; "
        f"code = run([{command!r}, '--project', {str(sample)!r}]); "
        f"print(code, [name for name in {FOR_ARCHIVES!r} if name in sys.modules])"
    )

    assert loaded == "0 []"


def test_the_codebook_is_parsed_once_however_often_it_is_asked_for(sample: Path) -> None:
    parsed = in_a_new_process(
        "from qualcode.cli.app import run; from qualcode.store import sources; "
        f"run(['frequencies', '--project', {str(sample)!r}]); found = sources._unpacked.cache_info(); "
        "print(found.misses, found.hits > 1)"
    )

    assert parsed == "1 True"
