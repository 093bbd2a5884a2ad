"""Regular expressions made ready when they are first needed: of what may stand in a file most files hold little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as late
else:

    class late:  # noqa: N801  # called as `re.compile` is
        """A pattern as `re.compile` gives it, whose making costs nothing before one of its methods is asked for."""

        def __init__(self, pattern: str, flags: int = 0) -> None:
            self._written = pattern, flags

        def __reduce__(self) -> tuple[Any, ...]:
            return late, self._written

        def __getattr__(self, name: str) -> Any:
            found = getattr(re.compile(*self._written), name)
            setattr(self, name, found)
            return found


__all__ = ["late"]
