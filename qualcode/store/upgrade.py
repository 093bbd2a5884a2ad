"""An older study becomes one of this version: all of it, or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.store.backup import back_up
from qualcode.store.engines.sqlite import DamagedError, open_engine, translated

if TYPE_CHECKING:
    from sqlalchemy import Connection


VERSIONS = (Path(__file__).parent / "migrations" / "versions",)
"""Folders that hold the migrations."""


def upgrade(path: Path) -> Path:
    """Back the database up, then run the migrations it lacks. Returns the backup."""
    kept = back_up(path, "before-upgrade")
    try:
        bring_up(path)
    except DamagedError as error:
        raise DamagedError(error.message, hint=f"a copy is in {kept}") from None
    return kept


def bring_up(path: Path) -> None:
    """Run the migrations that a database lacks, all of them or none; no copy is made."""
    engine = open_engine(path)
    try:
        with translated(path), engine.connect() as connection:
            # Foreign keys are off while tables are rebuilt, which SQLite allows only outside a transaction.
            driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.execution_options(writes=True).begin():
                migrate(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise DamagedError(f"{path}: the upgrade would leave references that lead nowhere")
    finally:
        engine.dispose()


def migrate(connection: Connection) -> None:
    """Run the migrations on a connection that is inside a transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, VERSIONS)))
    command.upgrade(config, "head")
