"""A study remembers from which files outside its folder it read interviews, and has a secret for fingerprints."""

from __future__ import annotations

import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "m004"
down_revision = "m003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty: nothing is known of files read before. Copies made from now on share the secret."""
    op.create_table(
        "places",
        sa.Column("document_id", sa.String(), nullable=False, primary_key=True),
        sa.Column("path", sa.String(), nullable=False, primary_key=True),
        sqlite_with_rowid=False,
    )
    meta = sa.table("meta", sa.column("key", sa.String), sa.column("value", sa.Text))
    connection = op.get_bind()
    if connection.execute(sa.select(meta.c.key).where(meta.c.key == "secrets")).first() is None:
        connection.execute(meta.insert().values(key="secrets", value=json.dumps([secrets.token_hex(32)])))
