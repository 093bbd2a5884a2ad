"""A row of the list of informants may name the recording of the interview."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "m005"
down_revision = "m004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column: nothing is known of recordings until the list is read again."""
    op.add_column("appearances", sa.Column("recording", sa.String(), nullable=False, server_default=""))
