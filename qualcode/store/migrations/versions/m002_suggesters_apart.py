"""Suggestions are kept by suggester, too: each is found again when its own key changes."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from sys import byteorder
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "m002"
down_revision = "m001"
branch_labels = None
depends_on = None

TOGETHER = ("document_id", "code_id", "key", "found", "columns")
WIDTH = 4
"""Numbers per piece of evidence; the last is a place in `found`, of which the first entry is the suggester."""
KEYWORDS = "keywords"
STALE = ""
"""A key that is never the one of today."""


def upgrade() -> None:
    """Give every suggester a row of its own, with the evidence its rules found."""
    op.rename_table("suggestions", "suggestions_together")
    op.create_table(
        "suggestions",
        sa.Column("document_id", sa.String(), primary_key=True),
        sa.Column("code_id", sa.String(), primary_key=True),
        sa.Column("suggester", sa.String(), primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("columns", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in TOGETHER]
    together = connection.execute(sa.select(*columns).select_from(sa.table("suggestions_together")))
    rows = [part for row in together.mappings().all() for part in split(dict(row))]
    if rows:
        # The columns have no types, so that a damaged value is carried over as it is.
        connection.execute(sa.insert(sa.table("suggestions", *columns, sa.column("suggester"))), rows)
    op.drop_table("suggestions_together")


def split(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One row as the rows of the suggesters that found something, the keywords' first, which always has one.

    Where a pattern found the same words as a term, only the pattern was kept: these are found again the next time.
    """
    try:
        found = [tuple(each) for each in json.loads(row["found"])]
        numbers = _little(array("i", row["columns"]))
        pieces = list(zip(*(numbers[place::WIDTH] for place in range(WIDTH)), strict=True))
        names = sorted({KEYWORDS, *(found[piece[3]][0] for piece in pieces)}, key=lambda name: (name != KEYWORDS, name))
        packed = [_pack([piece for piece in pieces if found[piece[3]][0] == name], found) for name in names]
    except (ValueError, TypeError, IndexError):
        yield row | {"suggester": KEYWORDS}  # damaged: whoever reads it says so
        return
    for name, (rules, columns) in zip(names, packed, strict=True):
        key = row["key"] if names == [KEYWORDS] else STALE
        yield row | {"suggester": name, "key": key, "found": rules, "columns": columns}


def _pack(pieces: list[tuple[int, ...]], found: list[tuple[Any, ...]]) -> tuple[str, bytes]:
    rules = sorted({found[piece[3]] for piece in pieces})
    columns = array("i", [number for *place, rule in pieces for number in (*place, rules.index(found[rule]))])
    return json.dumps(rules, ensure_ascii=False, separators=(",", ":")), _little(columns).tobytes()


def _little(numbers: array[int]) -> array[int]:
    """From or to the order of bytes that is the same on every machine."""
    if byteorder != "little":
        numbers.byteswap()
    return numbers
