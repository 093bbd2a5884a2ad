"""The study's database: everything that is kept."""

from qualcode.store.database import DATABASE
from qualcode.store.engines.sqlite import DamagedError, ReadOnlyError
from qualcode.store.store import Store

__all__ = ["DATABASE", "DamagedError", "ReadOnlyError", "Store"]
