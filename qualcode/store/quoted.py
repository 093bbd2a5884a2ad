"""Words of somebody who withdrew in the codebooks and guides that a study keeps: they are filled in."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, delete, select, update

from qualcode.model.document import WITHDRAWN
from qualcode.model.plain import dump
from qualcode.model.word_rows import fill_rows, words_of_their_own
from qualcode.store import schema
from qualcode.store.tombstones import Forgotten


def fill_in_quoted(connection: Connection, forgotten: Forgotten, removed: Collection[str]) -> int:
    """Fill in, in what is kept of files people edit, the rows of words that only the `removed` turns have.

    What was in force at some moment can still be shown, but for these words. Returns how many were changed.
    """
    table = schema.documents.c
    others = connection.scalars(select(table.text))
    own = words_of_their_own(removed, others) if removed else set()

    def fill(text: str) -> str:
        return fill_rows(text, lambda row: row in own or forgotten.has_row(row), WITHDRAWN)

    return _in_codebooks(connection, fill) + _in_sources(connection, fill)


def _in_codebooks(connection: Connection, fill: Callable[[str], str]) -> int:
    table, count = schema.codebooks, 0
    for row in connection.execute(select(table.c.sha256, table.c.source, table.c.content)).all():
        try:
            content = dump(_filled(json.loads(row.content), fill))
        except ValueError:  # damaged, and named by `check`
            content = fill(row.content)
        values = {"source": fill(row.source), "content": content}
        if (row.source, row.content) != (values["source"], content):
            connection.execute(update(table).where(table.c.sha256 == row.sha256).values(values))
            count += 1
    return count


def _filled(value: Any, fill: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item, fill) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, fill) for item in value]
    return fill(value) if isinstance(value, str) else value


def _in_sources(connection: Connection, fill: Callable[[str], str]) -> int:
    """In guides and whatever else is kept as a file; what is no text is not kept where it may hold words."""
    table, count = schema.sources, 0
    query = select(table.c.sha256, table.c.kind, table.c.content).where(table.c.kind != "roster")
    for row in connection.execute(query).all():
        here = (table.c.sha256 == row.sha256, table.c.kind == row.kind)
        try:
            text = row.content.decode()
        except UnicodeDecodeError:
            connection.execute(delete(table).where(*here))
            count += 1
            continue
        if (filled := fill(text)) != text:
            connection.execute(update(table).where(*here).values(content=filled.encode()))
            count += 1
    return count
