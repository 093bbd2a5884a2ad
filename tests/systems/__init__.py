"""Rules of Windows and macOS, imposed on Linux: what no machine here can try is at least read by its rules."""

from __future__ import annotations

import os
from pathlib import Path

WINDOWS = "lock,folder,lines,names,encoding,resource"
MACOS = "limits"
IMPOSED = Path(__file__).parent / "imposed"


def under(rules: str) -> dict[str, str]:
    """The environment in which Python, and every Python it starts, keeps these rules."""
    before = os.environ.get("PYTHONPATH", "")
    return {
        **os.environ,
        "QUALCODE_TEST_RULES": rules,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(IMPOSED), before))),
    }
