"""qualcode: from interview transcripts to tables of themes that stand up to questions.

In a notebook: `from qualcode import Study`, then `with Study.open("my-study") as study: study.frequencies()`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.errors import QualcodeError
    from qualcode.model.table import Table
    from qualcode.study.report.report import ReportOptions
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

__version__ = "0.1.0"

__all__ = ["QualcodeError", "ReportOptions", "Results", "Study", "Table"]

_HOMES = {
    "QualcodeError": "qualcode.errors",
    "ReportOptions": "qualcode.study.report.report",
    "Results": "qualcode.study.results.results",
    "Study": "qualcode.study.study",
    "Table": "qualcode.model.table",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that a command starts without what it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module 'qualcode' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
