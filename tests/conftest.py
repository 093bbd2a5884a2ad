"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Files and whole texts as arguments do not name a test: a zip archive made a second later is another name."""
    is_long = isinstance(val, bytes) or (isinstance(val, str) and (len(val) > 60 or "\n" in val))
    return argname if is_long else None
