"""The files that lie where a study's transcripts do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.study.study import Study


def files_beside(study: Study) -> Iterator[Path]:
    """Find all files below the study's transcripts, and those beside originals elsewhere."""
    yield from sorted((study.folder / "transcripts").rglob("*"))
    outside = study.store.documents.places(study.store.documents.ids())
    for folder in sorted({path.parent for path in outside}):
        with suppress(OSError):  # gone since, or not to be looked into
            yield from sorted(folder.iterdir())


def may_be_translation(path: Path) -> bool:
    """Whether a name says a language, as `kii-03.en.docx` does: most studies have no such file."""
    return path.name.count(".") > 1
