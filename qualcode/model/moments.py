"""When something was decided or happened, as records tell it: UTC, ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


def day_of(moment: str) -> str | None:
    """The day of a moment, `2026-11-24`; None where it is no time."""
    found = _MOMENT.fullmatch(moment)
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return None
    return found[1] if found else None
