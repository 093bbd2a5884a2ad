"""The study's database: everything that is kept."""

from qualcode.store.database import DATABASE
from qualcode.store.engine import DamagedError, ReadOnlyError
from qualcode.store.project import Project

__all__ = ["DATABASE", "DamagedError", "Project", "ReadOnlyError"]
