"""The tables of `project.db`.

A document's turns and segments are packed into the row of the document: they are read and written whole, and a thousand
interviews stay a thousand rows. What people decide has a row each.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, String, Table, Text

SCHEMA = "m005"
"""The newest migration; a database made by this version carries it."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # a corrected transcript is a new version
    Column("name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("source_sha256", String, nullable=False),
    Column("key", String, nullable=False),  # of everything a suggester looks at
    Column("reader", String, nullable=False),
    Column("segmenter", String, nullable=False),
    Column("language", String, nullable=False),
    Column("record", String, nullable=False),
    Column("round", String, nullable=False),
    Column("date", String, nullable=False),
    Column("imported_at", String, nullable=False),
    Column("roles_reason", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("doubts", Text, nullable=False, server_default="[]"),
    Column("left_out", Text, nullable=False, server_default="[]"),
    Column("turns", Text, nullable=False),
    Column("segments", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("text", Text, nullable=False),  # last: the columns before it are read without it
)

places = Table(
    "places",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("path", String, primary_key=True),  # a file outside the study's folder, on the machine that read it
    sqlite_with_rowid=False,
)

informants = Table(
    "informants",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("informant_type", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("variables", Text, nullable=False),
)

appearances = Table(
    "appearances",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("informant_id", String, nullable=False),
    Column("document", String, nullable=False),
    Column("speaker", String, nullable=False),
    Column("round", String, nullable=False),
    Column("language", String, nullable=False),
    Column("record", String, nullable=False),
    Column("date", String, nullable=False),
    Column("line", Integer, nullable=False),
    Column("recording", String, nullable=False, server_default=""),
)

sources = Table(
    "sources",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("kind", String, primary_key=True),  # codebook, roster, settings …
    Column("name", String, nullable=False),
    Column("kept_at", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

codebooks = Table(
    "codebooks",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("version", String, nullable=False),
    Column("saved_at", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("content", Text, nullable=False),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("code_id", String, primary_key=True),
    Column("suggester", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("found", Text, nullable=False),
    Column("columns", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("writer", String, nullable=False),
    Column("sequence", Integer, nullable=False, index=True),
    Column("decided_at", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("code_id", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("document_id", String, nullable=False, index=True),
    Column("segment_id", String, nullable=False),
    Column("anchor", Text, nullable=False),
    Column("marks", Text, nullable=False),
    Column("origin", String, nullable=False),
    Column("evidence_sha256", String, nullable=False),
    Column("codebook_sha256", String, nullable=False),
    Column("supersedes", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("batch", String, nullable=False),
    Column("undoes", String, nullable=False),
)

memos = Table(
    "memos",
    metadata,
    Column("id", String, primary_key=True),
    Column("writer", String, nullable=False),
    Column("sequence", Integer, nullable=False, index=True),
    Column("written_at", String, nullable=False),
    Column("coder", String, nullable=False),
    Column("about", String, nullable=False),  # study, document, code or passage
    Column("target", String, nullable=False),  # the id of what it is about
    Column("text", Text, nullable=False),
    Column("supersedes", String, nullable=False),
)

reads = Table(
    "reads",
    metadata,
    Column("coder", String, primary_key=True),
    Column("segment_id", String, primary_key=True),
    Column("document_sha256", String, primary_key=True),
    Column("codebook_sha256", String, primary_key=True),
    Column("document_id", String, nullable=False),
    Column("read_at", String, nullable=False),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("writer", String, nullable=False),
    Column("sequence", Integer, nullable=False, index=True),
    Column("happened_at", String, nullable=False),
    Column("kind", String, nullable=False, index=True),  # exclude, include, forget, redirect, assign …
    Column("target", String, nullable=False),
    Column("detail", Text, nullable=False),
)

figures = Table(
    "figures",
    metadata,
    Column("id", String, primary_key=True),
    Column("spec", Text, nullable=False),
    Column("recorded_at", String, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("ordinal", Integer, primary_key=True),
    Column("ran_at", String, nullable=False),
    Column("command", String, nullable=False),
    Column("qualcode", String, nullable=False),
    Column("detail", Text, nullable=False),
)

APPEND_ONLY = ("decisions", "memos", "events")
"""What people wrote: triggers keep it as it is."""


def trigger_statements() -> list[tuple[str, str]]:
    """The name and the making of every trigger."""
    return [
        (
            f"{table}_keep_{verb.lower()}",
            f"CREATE TRIGGER {table}_keep_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are'); END",
        )
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]


def drop_triggers(connection: Connection) -> None:
    """Let what people wrote be changed, until `make_triggers`, inside one transaction."""
    for name, _ in trigger_statements():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def make_triggers(connection: Connection) -> None:
    """Keep what people wrote as it is."""
    for _, statement in trigger_statements():
        connection.exec_driver_sql(statement)


VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""Where Alembic looks; made here for a new study, so that Alembic is imported only to upgrade."""
