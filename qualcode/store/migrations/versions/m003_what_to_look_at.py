"""A transcript keeps why somebody should look at how it was read, and what of the file was left out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "m003"
down_revision = "m002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both, empty: nothing is known of files read before."""
    for name in ("doubts", "left_out"):
        op.add_column("documents", sa.Column(name, sa.Text(), nullable=False, server_default="[]"))
