"""Another program's project that is handed over piece by piece, outside any study: the study may be made of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePath

from qualcode.errors import UsageError
from qualcode.exchange import MAX_BYTES, ForeignProject, is_project, read_project
from qualcode.files.process import private_folder
from qualcode.files.source import display_name

LONGEST_NAME = 80


class ReceivedProject:
    """A project in a file of its own that only its owner can read, until it is discarded."""

    def __init__(self, name: str) -> None:
        """Raises UsageError for a name that no project has."""
        self.name = PurePath(name.replace("\\", "/")).name.strip()[-LONGEST_NAME:]
        if not is_project(Path(self.name)):
            raise UsageError(
                f"{display_name(self.name)}: is no project of another program",
                hint="a project ends in .qdpx, .qde, .sqlite3 (Taguette) or .qda.zip (QualCoder)",
            )
        self._folder = private_folder()
        self._path = self._folder / self.name
        self._file = os.fdopen(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
        self._size = 0

    def write(self, piece: bytes) -> None:
        """Take a piece. Raises UsageError once it is more than any project."""
        self._size += len(piece)
        if self._size > MAX_BYTES:
            raise UsageError(
                f"{display_name(self.name)}: is larger than {MAX_BYTES // 1_000_000} MB, more than any project",
                hint="export it again without recordings and pictures",
            )
        self._file.write(piece)

    def read(self, counting: str = "") -> ForeignProject:
        """Read it, its positions counted so where that has to be told. Raises ReadError where it cannot be read."""
        self._file.close()
        self.project = read_project(self._path, counting=counting)
        return self.project

    def discard(self) -> None:
        """Take it away."""
        self._file.close()
        shutil.rmtree(self._folder, ignore_errors=True)
