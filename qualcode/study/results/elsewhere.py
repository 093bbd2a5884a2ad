"""Which program the codings of an interview were imported from, as the imports noted it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study.study import Study

UNKNOWN = "another program"
"""What is said where the import was noted in another copy of the study."""


def programs_of(study: Study) -> Mapping[str, str]:
    """By interview, the program, or programs, that its imported codings were made in: `Taguette`."""
    found: dict[str, dict[str, None]] = {}
    for run in study.store.facts.runs():
        detail = run["detail"]
        for document_id in detail.get("coded", ()):
            found.setdefault(document_id, {})[str(detail.get("project", UNKNOWN))] = None
    return {document_id: " or ".join(programs) for document_id, programs in found.items()}
