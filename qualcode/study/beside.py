"""The files that lie where a study's transcripts do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.files.address import file_at

if TYPE_CHECKING:
    from qualcode.study.study import Study


def files_beside(study: Study) -> Iterator[Path]:
    """Find all files below the study's transcripts, and those beside originals elsewhere."""
    yield from sorted(_transcripts(study).rglob("*"))
    for folder in _outside(study):
        with suppress(OSError):  # gone since, or not to be looked into
            yield from sorted(folder.iterdir())


def may_have_translations(study: Study) -> bool:
    """Whether a name among these files says a language, as `kii-03.en.docx` does: most studies have no such file."""
    return any(name.count(".") > 1 for name in _names_beside(study))


def _names_beside(study: Study) -> Iterator[str]:
    """The names of `files_beside` in any order, without their paths: every count looks through them."""
    for _, folders, files in os.walk(_transcripts(study)):
        yield from folders
        yield from files
    for folder in _outside(study):
        with suppress(OSError):
            yield from (entry.name for entry in os.scandir(folder))


def _transcripts(study: Study) -> Path:
    return study.folder / "transcripts"


def _outside(study: Study) -> list[Path]:
    """The folders elsewhere from which interviews were read."""
    return sorted({path.parent for path in map(file_at, study.store.documents.places()) if path})
