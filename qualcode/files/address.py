"""Addresses that interviews are read from: a path, `s3://bucket/kii-01.docx`, or a row of one of these."""

from __future__ import annotations

from pathlib import Path, PurePath

from qualcode.files.source import display_name

ROWS = (".parquet", ".jsonl", ".ndjson")
ROW = "#row "


def is_row_file(name: str) -> bool:
    """Whether a file holds an interview in each row, by its ending."""
    return PurePath(name).suffix.lower() in ROWS


def is_remote(address: str) -> bool:
    """Whether it is an address such as `s3://bucket/folder`, and no path of this machine."""
    return "://" in address


def row_in(address: str) -> tuple[str, int] | None:
    """The file and the number of the row that an address means; None where it means a file."""
    file, is_row, number = address.rpartition(ROW)
    return (file, int(number)) if is_row and number.isdigit() and is_row_file(file) else None


def file_at(address: str) -> Path | None:
    """The file on a disk that an address is, or is a row of; None for what lies elsewhere."""
    row = row_in(address)
    return None if is_remote(address) else Path(row[0] if row else address)


def shown(address: str) -> str:
    """An address in a message: `/data/interviews.parquet, row 17`."""
    row = row_in(address)
    return display_name(address) if row is None else f"{display_name(row[0])}, row {row[1]}"
