"""The study's database: everything that is kept."""

from qualcode.store.engine import DamagedError, ReadOnlyError
from qualcode.store.project import Project

__all__ = ["DamagedError", "Project", "ReadOnlyError"]
