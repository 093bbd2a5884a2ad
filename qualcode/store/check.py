"""Is the database whole, and of a version this qualcode knows?"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from sqlalchemy import Connection, Engine

from qualcode.errors import ProjectError
from qualcode.store.engines.sqlite import DamagedError, reading
from qualcode.store.schema import SCHEMA, metadata, trigger_statements

WHOLE = 16_000_000
"""Bytes up to which opening checks the whole database; above, what people wrote. `qualcode check` always checks all."""

WRITTEN_BY_PEOPLE = ("meta", "decisions", "memos", "events")


def expect_file(path: Path) -> None:
    """Refuse a pipe, a device or a folder before it is opened: it may never end."""
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror})", hint="check the name of the file") from None
    if not is_file:
        raise ProjectError(f"{path}: is no file", hint="name a file, not a pipe, a device or a folder")


def check_header(path: Path) -> None:
    """Refuse what is not SQLite, is empty, or was cut short, before SQLite itself touches it."""
    expect_file(path)
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(b"SQLite format 3\x00") or len(header) < 100:
        raise DamagedError(f"{path}: this is not a study's database, or it is damaged", hint="see `qualcode restore`")
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    page_size = 65536 if page_size == 1 else page_size
    journal = path.with_name(path.name + "-journal")
    if path.stat().st_size < pages * page_size and not journal.exists():
        raise DamagedError(f"{path}: the database was cut short", hint="see `qualcode restore`")


def schema_version(engine: Engine, path: Path) -> str:
    """The migration the database carries; DamagedError for a database that is not a study's."""
    with reading(engine, path) as connection:
        tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars())
        if "alembic_version" not in tables:
            raise DamagedError(f"{path}: this database is not a study's", hint="see `qualcode restore`")
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none() or "")


def is_older(version: str, path: Path) -> bool:
    """Whether the database has to be upgraded; a newer one is refused."""
    found = re.fullmatch(r"m([0-9]{1,9})", version)
    if not found:
        raise DamagedError(f"{path}: the database does not say of what version it is", hint="see `qualcode restore`")
    if int(found[1]) > int(SCHEMA[1:]):
        raise ProjectError(
            f"{path}: this study is from a newer qualcode (schema {version}, known here: {SCHEMA})",
            hint="install the newer version: pip install --upgrade qualcode",
        )
    return int(found[1]) < int(SCHEMA[1:])


def check_schema(engine: Engine, path: Path) -> None:
    """DamagedError where a table or a column is missing, or where something is there that is not qualcode's.

    A trigger or a view of another program may take what is written and keep nothing.
    """
    with reading(engine, path) as connection:
        rows = connection.exec_driver_sql(
            "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        )
        found = {(str(table), str(column)) for table, column in rows}
        there = connection.exec_driver_sql("SELECT type, name FROM sqlite_schema").all()
    expected = ((table.name, column.name) for table in metadata.sorted_tables for column in table.columns)
    if missing := next((place for place in expected if place not in found), None):
        raise DamagedError(
            f"{path}: the database is damaged: {'.'.join(missing)} is missing", hint="see `qualcode restore`"
        )
    known = known_things()
    for kind, name in there:
        if (kind, name) not in known and not str(name).startswith("sqlite_"):
            raise DamagedError(
                f"{path}: the database holds the {kind} {str(name)[:60]!r}, which is not qualcode's",
                hint="take it out with the program that put it there, or see `qualcode restore`",
            )


def known_things() -> frozenset[tuple[str, str]]:
    """The type and name of everything that a study's database is made of."""
    tables = metadata.sorted_tables
    return frozenset(
        [
            ("table", "alembic_version"),
            *(("table", table.name) for table in tables),
            *(("index", str(index.name)) for table in tables for index in table.indexes),
            *(("trigger", name) for name, _ in trigger_statements()),
        ]
    )


def missing_triggers(connection: Connection) -> list[str]:
    """The SQL of every trigger that is missing: without them another program could change decisions."""
    found = set(connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").scalars())
    return [statement for _, statement in trigger_statements() if statement not in found]


def check_quickly(engine: Engine, path: Path) -> None:
    """The check on opening: cheap, however big the study."""
    tables = ("",) if path.stat().st_size <= WHOLE else tuple(f"({name})" for name in WRITTEN_BY_PEOPLE)
    with reading(engine, path) as connection:
        _expect_ok(connection, [f"PRAGMA quick_check{table}" for table in tables], path)


def check_fully(engine: Engine, path: Path) -> None:
    """Every page, every index, every reference."""
    with reading(engine, path) as connection:
        _expect_ok(connection, ["PRAGMA integrity_check"], path)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise DamagedError(f"{path}: the database refers to rows it does not hold", hint="see `qualcode restore`")
        if missing_triggers(connection):
            raise DamagedError(
                f"{path}: what keeps decisions as they were made was taken away by another program",
                hint="look at `qualcode log`; the next command that writes keeps them again, or see `qualcode restore`",
            )


def _expect_ok(connection: Connection, pragmas: list[str], path: Path) -> None:
    for pragma in pragmas:
        if connection.exec_driver_sql(pragma).scalars().first() != "ok":
            raise DamagedError(f"{path}: the database is damaged", hint="see `qualcode restore`")
