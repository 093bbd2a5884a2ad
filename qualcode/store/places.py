"""The order of all that people wrote, the same in every copy of the study."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select, union_all

from qualcode.store import schema


def next_place(connection: Connection) -> tuple[str, int]:
    """This copy's name, and the next number: above every number the copy has seen, its own or merged."""
    writer, highest = connection.execute(_writer_and_highest()).one()
    return writer or "", (highest or 0) + 1


@cache
def _writer_and_highest() -> Select[Any]:
    tables = (schema.decisions, schema.memos, schema.events)
    numbers = union_all(*(select(func.max(table.c.sequence).label("sequence")) for table in tables)).subquery()
    writer = select(schema.meta.c.value).where(schema.meta.c.key == "writer").scalar_subquery()
    return select(writer, func.max(numbers.c.sequence))
