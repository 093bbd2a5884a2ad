"""Alembic's place: how older studies become newer ones."""
