"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("qualcode", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qualcode")  # a busy machine is no failure


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Files and whole texts as arguments do not name a test: a zip archive made a second later is another name."""
    is_long = isinstance(val, bytes) or (isinstance(val, str) and (len(val) > 60 or "\n" in val))
    return argname if is_long else None
