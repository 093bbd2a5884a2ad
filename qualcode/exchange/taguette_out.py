"""A project → a Taguette file (`.sqlite3`) that Taguette 1.5 imports: tags are paths, positions are bytes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from html import escape
from itertools import accumulate

from qualcode.exchange.project import ForeignCode, ForeignProject, ForeignText

VERSION = "db5e31a0233d"
"""Of Taguette 1.5's tables."""
_MADE = "1980-01-01 00:00:00.000000"
_TABLES = (
    "CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, "
    "created DATETIME NOT NULL)",
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, "
    "filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, "
    "text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL)",
    "CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, "
    "description TEXT NOT NULL)",
    "CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, "
    "end_offset INTEGER NOT NULL, snippet TEXT NOT NULL)",
    "CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, "
    "PRIMARY KEY (highlight_id, tag_id))",
    "CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, "
    "project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL)",
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
)


def write_taguette(project: ForeignProject) -> bytes:
    """The project as a Taguette file. Its coders are one there: Taguette keeps them in its log alone."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in _TABLES:
            connection.execute(table)
        connection.execute("INSERT INTO alembic_version VALUES (?)", [VERSION])
        connection.execute("INSERT INTO projects VALUES (1, ?, ?, ?)", [project.name, "", _MADE])
        tags = _write_tags(connection, project)
        highlights: dict[tuple[str, int, int], int] = {}
        for number, text in enumerate(project.texts, start=1):
            _write_text(connection, project, text, number, tags, highlights)
        connection.commit()
        return bytes(connection.serialize())


def _write_tags(connection: sqlite3.Connection, project: ForeignProject) -> dict[str, int]:
    codes = {code.id: code for code in project.codes}
    tags = {}
    for number, code in enumerate(project.codes, start=1):
        row = [number, 1, _path(code, codes)[:200], code.definition]
        connection.execute("INSERT INTO tags VALUES (?, ?, ?, ?)", row)
        tags[code.id] = number
    return tags


def _path(code: ForeignCode, codes: dict[str, ForeignCode]) -> str:
    """`Funding.Delay`: a full stop within a name would make one more level."""
    names = [code.name]
    while code.parent in codes:
        code = codes[code.parent]
        names.append(code.name)
    return ".".join(name.replace(".", "․") for name in reversed(names))


def _write_text(
    connection: sqlite3.Connection,
    project: ForeignProject,
    text: ForeignText,
    number: int,
    tags: dict[str, int],
    highlights: dict[tuple[str, int, int], int],
) -> None:
    turns = text.text.split("\n\n")
    page = "".join(f"<p>{escape(turn, quote=False)}</p>" for turn in turns)
    row = [number, text.name[:200], "", text.name[:200], _MADE, 1, "LEFT_TO_RIGHT", page]
    connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    places = _byte_places(turns)
    for coding in project.codings:
        if coding.text != text.id:
            continue
        key = (text.id, coding.start, coding.end)
        if key not in highlights:
            highlights[key] = len(highlights) + 1
            snippet = escape(text.text[coding.start : coding.end], quote=False)
            row = [highlights[key], number, places[coding.start], places[coding.end], snippet]
            connection.execute("INSERT INTO highlights VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("INSERT OR IGNORE INTO highlight_tags VALUES (?, ?)", [highlights[key], tags[coding.code]])


def _byte_places(turns: list[str]) -> list[int]:
    """For each character, and the end, its place in bytes: what parts turns is no character of a page."""
    widths: list[int] = []
    for number, turn in enumerate(turns):
        widths += [0, 0] if number else []
        widths += [len(character.encode("utf-8", "surrogatepass")) for character in turn]
    return [0, *accumulate(widths)]
