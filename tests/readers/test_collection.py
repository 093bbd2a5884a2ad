"""Interviews are found wherever they lie, and rows that are none are named by file and row, without their words."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import ReadError, UsageError
from qualcode.files import source as sources
from qualcode.files.address import row_in, shown
from qualcode.files.source import Source
from qualcode.readers import row_files
from qualcode.readers.collection import Collection, Entry, collect, fetch
from qualcode.readers.row_files import file_name

ROWS: list[dict[str, Any]] = [
    {"document": "kii-1", "text": "We lack funds.", "informant_id": "p1", "informant_type": "CSO"},
    {"document": "kii-2.docx", "text": "Money came – late.", "informant_id": "7", "date": "2026-03-01"},
    {"document": "kii-3", "text": "Nothing."},
]


def as_lines(path: Path, rows: list[Any]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def as_parquet(path: Path, rows: list[Any]) -> str:
    import duckdb

    lines = as_lines(path.with_suffix(".json"), rows)
    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT * FROM read_json('{lines}', format = 'nd')) TO '{path}' (FORMAT parquet)")
    return str(path)


def found_at(address: str) -> str:
    return address.replace("memory://", "memory:///")


def texts(found: Collection) -> list[str]:
    return [each.data.decode() if isinstance(each, Source) else each.message for each in fetch(found.entries)]


@pytest.fixture
def remote() -> Iterator[Any]:
    from fsspec import filesystem

    memory = filesystem("memory")
    memory.store.clear()
    yield memory
    memory.store.clear()


@pytest.mark.parametrize("is_remote", [False, True])
@pytest.mark.parametrize("write", [as_lines, as_parquet])
def test_a_row_is_an_interview_with_a_name_and_an_address(
    tmp_path: Path, remote: Any, write: Any, is_remote: bool
) -> None:
    address = write(tmp_path / ("rows.parquet" if write is as_parquet else "rows.jsonl"), ROWS)
    if is_remote:
        remote.pipe(f"/{Path(address).name}", Path(address).read_bytes())
        address = f"memory://{Path(address).name}"

    found = collect([address])

    assert [entry.name for entry in found.entries] == ["kii-1.txt", "kii-2.txt", "kii-3.txt"]
    assert [row_in(entry.address) for entry in found.entries] == [(found_at(address), n) for n in (1, 2, 3)]
    assert texts(found) == [row["text"] for row in ROWS]
    assert [source.name for source in fetch(found.entries[1:]) if isinstance(source, Source)] == [
        "kii-2.txt",
        "kii-3.txt",
    ]
    assert found.people == [
        {"informant_id": "p1", "informant_type": "CSO", "document": "kii-1.txt"},
        {"informant_id": "7", "date": "2026-03-01", "document": "kii-2.txt"},
    ]
    again = fetch([Entry(entry.address) for entry in found.entries[::-1]])
    assert [each.data.decode() for each in again if isinstance(each, Source)] == [row["text"] for row in ROWS[::-1]]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("no JSON", "line 2: is no interview"),
        ("[" * 100_000, "line 2: is no interview"),
        ("[1]", "line 2: is no interview"),
        ("{}", "line 2: has no document"),
        ({"document": "kii-9"}, "line 2: has no text"),
        ({"document": "kii-9", "text": None}, "line 2: its text is empty"),
        ({"document": "kii-9", "text": " \n"}, "line 2: its text is empty"),
        ({"document": "kii-9", "text": 7}, "line 2: its text is no text"),
        ({"document": "kii-9", "text": ["We", "lack"]}, "line 2: its text is no text"),
        ({"document": "kii-9", "text": "x", "informant_id": {"a": 1}}, "line 2: its informant_id is no text"),
        ({"document": "kii-9", "text": "x", "speaker": True}, "line 2: its speaker is no text"),
        ({"document": "  ", "text": "x"}, "line 2: its document is empty"),
        ({"document": "../..", "text": "x"}, "line 2: its document is no name"),
        ({"document": "k" * 200, "text": "x"}, "line 2: its document is no name"),
        ({"document": "kii-9", "text": "x" * 3000}, "line 2: is longer than 0 MB, more than any transcript"),
    ],
)
def test_a_row_that_is_none_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Any, told: str
) -> None:
    monkeypatch.setattr(row_files, "MAX_BYTES", 2000)
    path = Path(as_lines(tmp_path / "rows.jsonl", [ROWS[0], None, ROWS[2]]))
    written = row if isinstance(row, str) else json.dumps(row)
    path.write_text(path.read_text("utf-8").replace("null\n", written + "\n"), "utf-8")

    first, failed, last = texts(collect([str(path)]))

    assert failed == f"rows.jsonl: {told}" or (row == "[" * 100_000 and "longer" in failed)
    assert (first, last) == (ROWS[0]["text"], ROWS[2]["text"])


def test_the_number_of_a_line_counts_empty_ones_and_those_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_files, "MAX_BYTES", 100)
    path = tmp_path / "rows.ndjson"
    path.write_text(f"\n{'x' * 350}\n\n{json.dumps(ROWS[2])}", "utf-8")

    found = collect([str(path)])

    assert [shown(entry.address) for entry in found.entries] == [f"{path}, row 2", f"{path}, row 4"]
    assert texts(found)[1] == "Nothing."


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT 'kii-1' AS document, 'x'::BLOB AS text", "its column text holds BLOB"),
        ("SELECT 'kii-1' AS document, {'a': 1} AS text", "its column text holds STRUCT"),
        ("SELECT ['kii-1'] AS document, 'x' AS text", "its column document holds VARCHAR[]"),
        ("SELECT 'kii-1' AS name, 'x' AS text", "has no column document"),
        ("SELECT 'kii-1' AS document", "has no column text"),
        ("SELECT 'kii-1' AS document, NULL::VARCHAR AS text", "row 1: its text is empty"),
        ("SELECT 'kii-1' AS document, repeat('x', 300) AS text", "row 1: its text is longer than"),
    ],
)
def test_a_parquet_file_of_something_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, told: str
) -> None:
    import duckdb

    monkeypatch.setattr(row_files, "MAX_BYTES", 200)
    path = tmp_path / "rows.parquet"
    with duckdb.connect() as database:
        database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")

    [failed] = texts(collect([str(path)]))

    assert f"rows.parquet: {told}" in failed


@pytest.mark.parametrize("name", ["damaged.parquet", "gone.parquet", "gone.jsonl", "damaged.jsonl"])
def test_a_file_of_rows_that_cannot_be_read_is_named_and_stops_no_other(tmp_path: Path, name: str) -> None:
    good = as_lines(tmp_path / "good.jsonl", ROWS)
    if name.startswith("damaged"):
        (tmp_path / name).write_bytes(b"PAR1 \xff no rows")

    *read, failed = texts(collect([good, str(tmp_path / name)]))

    assert len(read) == 3
    assert failed.startswith(f"{name}: ")
    assert "no rows" not in failed


def test_in_a_folder_a_file_of_something_else_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_lines(tmp_path / "good.jsonl", ROWS)
    as_lines(tmp_path / "log.jsonl", [{"level": "info"}])
    (tmp_path / "kii-4.txt").write_text("Words.", "utf-8")
    (tmp_path / "stray.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "duckdb", None)

    found = collect([tmp_path])

    assert [entry.name for entry in found.entries] == ["kii-4.txt", "kii-1.txt", "kii-2.txt", "kii-3.txt"]
    assert {each.path.name: each.reason for each in found.left_out} == {
        "log.jsonl": "line 1: has no document",
        "stray.parquet": "needs DuckDB, which is not installed",
    }
    with pytest.raises(UsageError, match="needs DuckDB") as refused:
        collect([tmp_path / "stray.parquet"])
    assert refused.value.hint == 'pip install "qualcode[archive]" brings it'


@given(st.text(max_size=200))
def test_a_name_leads_out_of_no_folder_and_holds_nothing_unseen(document: str) -> None:
    name = file_name(document)

    assert not name or (Path(name).name == name and name.endswith(".txt") and not name.startswith("."))
    assert not set(name) & set("/\\#\n\t\0\x1b\u202e")


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("../../etc/passwd", "etc-passwd.txt"),
        ("site\\kii 1", "site-kii 1.txt"),
        ("kii-1#2", "kii-1-2.txt"),
        ("kii-3.DOCX", "kii-3.txt"),
        ("v1.2", "v1.2.txt"),
        ("=HYPERLINK(1)", "=HYPERLINK(1).txt"),
        ("مقابلة ١", "مقابلة ١.txt"),
        ("\ud800", ""),
    ],
)
def test_what_a_row_is_called(document: str, name: str) -> None:
    assert file_name(document) == name


def test_numbers_are_told_as_they_are_written(tmp_path: Path) -> None:
    row = {"document": 12, "text": "Words.", "informant_id": 7, "round": 2.5, "organisation": float("nan")}

    found = collect([as_lines(tmp_path / "rows.jsonl", [row])])

    assert found.people == [{"informant_id": "7", "round": "2.5", "document": "12.txt"}]


def test_half_a_character_becomes_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('\ufeff{"document": "kii-1", "text": "We \\ud800 lack."}', "utf-8")

    assert texts(collect([path])) == ["We ? lack."]


def test_an_address_with_a_password_is_refused_and_not_told(remote: Any) -> None:
    with pytest.raises(UsageError, match="password") as refused:
        collect(["memory://amal:secret@host/kii-1.txt"])

    assert "secret" not in str(refused.value)


def test_what_is_too_large_or_empty_at_an_address_is_refused_as_on_this_disk(
    remote: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.readers.collection.MAX_BYTES", 10)
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    remote.pipe({"/given/large.txt": b"x" * 20, "/given/none.txt": b" ", "/given/good.txt": b"Words."})

    assert sorted(texts(collect(["memory://given/*.txt"]))) == [
        "Words.",
        "large.txt: is larger than 0 MB, more than any transcript",
        "none.txt: is empty",
    ]


def test_a_row_that_is_gone_by_now_is_named(tmp_path: Path) -> None:
    path = Path(as_lines(tmp_path / "rows.jsonl", ROWS))
    found = collect([path])
    path.write_text(path.read_text("utf-8").partition("\n")[0], "utf-8")

    [good, *gone] = fetch([Entry(entry.address) for entry in found.entries])

    assert isinstance(good, Source)
    assert [isinstance(each, ReadError) and each.message for each in gone] == [
        f"{path}, row 2: is not there any more",
        f"{path}, row 3: is not there any more",
    ]
