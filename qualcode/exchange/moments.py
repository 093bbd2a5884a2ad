"""Times as other programs write them → UTC, ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime

FIRST_YEAR = 1970
"""ATLAS.ti writes the year 1 where there is no time."""


def moment_of(written: str | None) -> str:
    """A time in UTC, as decisions have it; empty where there is none, or it cannot be understood.

    A time without a zone is taken for UTC.
    """
    try:
        moment = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return ""
    if moment.year < FIRST_YEAR:
        return ""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
