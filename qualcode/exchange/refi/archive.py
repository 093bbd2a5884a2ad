"""The members of a REFI-QDA file: its XML and the texts beside it, in memory and of sane size."""

from __future__ import annotations

import zipfile
from dataclasses import field
from functools import cached_property

from qualcode.files.archive import MAX_XML, has_dtd, inspect_member, list_members, refused_dtd
from qualcode.files.source import Source
from qualcode.model.nouns import dataclass

MAX_TEXTS = 25_000_000
"""Bytes of all texts of a project together: four million words."""


@dataclass(kw_only=True)
class Package:
    """A project as it came: the XML that describes it, and what lies beside it."""

    source: Source
    xml: bytes
    archive: zipfile.ZipFile | None = field(default=None, repr=False)
    unpacked: int = 0
    """Bytes of the texts that were read, each as often as it was."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a text that the XML names (`internal://x.txt`, `sources/x.txt`); None where it is absent."""
        info = self._named.get(_last(path))
        if info is None or self.archive is None:
            return None
        self.unpacked += inspect_member(self.source, self.archive, info, MAX_TEXTS - self.unpacked)
        return self.archive.read(info)

    @cached_property
    def _named(self) -> dict[str, zipfile.ZipInfo]:
        """Members by the last part of their names: programs disagree on the folder, and on capitals."""
        return {_last(info.filename): info for info in self.archive.infolist()} if self.archive else {}


def open_package(source: Source) -> Package:
    """Open a `.qdpx`, or a bare `.qde` or `.qdc`. ReadError where it is none, or built to do harm."""
    if not source.data.startswith(b"PK"):
        if len(source.data) > MAX_XML:
            raise source.error("is larger than any project", hint="export it again without its media")
        if has_dtd(source.data):
            raise refused_dtd(source)
        return Package(source=source, xml=source.data)
    archive = list_members(source)
    projects = [info for info in archive.infolist() if info.filename.lower().endswith((".qde", ".qdc"))]
    if len(projects) != 1:
        found = "holds no project (.qde)" if not projects else "holds several projects (.qde)"
        raise source.error(f"{found} inside", hint="export it again as a REFI-QDA project")
    inspect_member(source, archive, projects[0])
    return Package(source=source, xml=archive.read(projects[0]), archive=archive)


def _last(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1].casefold()
