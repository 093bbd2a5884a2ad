"""A file of what people wrote, a JSON record in each line, as another copy of the study exported it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qualcode.errors import ProjectError
from qualcode.model.plain import from_plain
from qualcode.store.records import KINDS, expect_record
from qualcode.store.rows import MALFORMED

FORMAT = 1
LONGEST = 10_000_000
"""Characters of a line; the longest passage has a few thousand words."""
LARGEST = 2_000_000_000
"""Bytes of a file: some million records."""

KindAndNoun = tuple[str, Any]
"""The kind, and the noun."""


def read_lines(path: Path) -> tuple[str, list[KindAndNoun]]:
    """The study's id and the records of a file of JSON lines; ProjectError with the line where one is wrong."""
    records: list[KindAndNoun] = []
    study = ""
    if path.stat().st_size > LARGEST:
        raise ProjectError(f"{path}: is larger than any export", hint="export it again; nothing was merged")
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(iter(lambda: stream.readline(LONGEST + 1), ""), start=1):
                if len(line) > LONGEST:
                    raise ProjectError(
                        f"{path}: line {number} is longer than any record", hint="export it again; nothing was merged"
                    )
                row = _parse(path, number, line)
                kind = row.pop("kind", "")
                if kind == "study":
                    study = _expect_format(path, row)
                else:
                    records.append((kind, _noun(path, number, kind, row)))
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror})", hint="check the name of the file") from None
    except UnicodeDecodeError:
        raise ProjectError(f"{path}: not a text file", hint="export it again with `qualcode export`") from None
    if not study:
        raise ProjectError(f"{path}: not an export of qualcode", hint="make one: qualcode export --decisions FILE")
    return study, records


def _parse(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise ProjectError(f"{path}: line {number} is not a record", hint="export the file again; nothing was merged")
    return row


def _expect_format(path: Path, row: dict[str, Any]) -> str:
    if not isinstance(row.get("format"), int) or not isinstance(row.get("study"), str):
        raise ProjectError(f"{path}: not an export of qualcode", hint="make one: qualcode export --decisions FILE")
    if row["format"] != FORMAT:
        raise ProjectError(
            f"{path}: written by a newer qualcode", hint="install the newer version: pip install --upgrade qualcode"
        )
    return str(row.get("study", ""))


def _noun(path: Path, number: int, kind: str, row: dict[str, Any]) -> Any:
    try:
        if kind == "event":
            row["kind"] = row.pop("event", "")
        expect_record(kind, noun := from_plain(KINDS[kind], row))
    except MALFORMED:
        raise ProjectError(
            f"{path}: line {number} is not a whole record", hint="export the file again; nothing was merged"
        ) from None
    return noun
