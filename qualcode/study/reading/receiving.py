"""A file that is handed to a study piece by piece: a transcript, the list of informants, a codebook."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path, PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qualcode.errors import UsageError
from qualcode.files.held import delete_file, replace_file
from qualcode.files.process import own_folder, own_mark
from qualcode.files.source import MAX_BYTES, display_name
from qualcode.files.write import sync_file, write_whole
from qualcode.study.around import expect_interviews
from qualcode.study.codebook.adding import CHANGED
from qualcode.study.folder import is_starter, is_unwritten
from qualcode.study.reading.pseudonyms import expect_key

if TYPE_CHECKING:
    from qualcode.study.study import Study


class Kind(StrEnum):
    """What a file is to the study."""

    TRANSCRIPT = "transcript"
    INFORMANTS = "informants"
    CODEBOOK = "codebook"


NAMES = {Kind.INFORMANTS: "list of informants", Kind.CODEBOOK: "codebook"}
"""What a file that is no transcript is called."""
_NAMED = {
    Kind.INFORMANTS: frozenset({"informants", "informant", "roster", "rosters", "contacts"}),
    Kind.CODEBOOK: frozenset({"codebook", "codebooks"}),
}


class Receiving:
    """A file on its way into a study's folder; under its own name it is whole.

    `with Receiving(study, kind, name) as file:` takes the pieces by `file.write`; `file.keep()` gives it its place.
    What is not kept leaves nothing behind. A list of informants or a codebook that comes among transcripts, as in a
    folder of everything, is taken for what its name says; `kind` tells.
    """

    def __init__(self, study: Study, kind: Kind, name: str) -> None:
        """Raises UsageError for a name that no such file has, and where its words would bring names in."""
        self._study, self._name = study, _plain(name)
        self.kind = self._kind_by_name() if kind is Kind.TRANSCRIPT else kind
        if self.kind is Kind.TRANSCRIPT:
            expect_key(study, None)
        self._expect_known()
        folder = study.folder / "transcripts"
        folder.mkdir(mode=0o700, exist_ok=True)
        # Of that name, what is left by a process that died is found and removed.
        handle, made = tempfile.mkstemp(dir=folder, prefix=f".qualcode-{own_mark()}-", suffix=".tmp")
        self._path, self._file = Path(made), os.fdopen(handle, "wb")
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()
        with suppress(PermissionError):  # held by another program: taken away with the next file that is written here
            delete_file(self._path)

    def write(self, piece: bytes) -> None:
        """Take a piece. Raises UsageError once it is more than any transcript."""
        self._size += len(piece)
        if self._size > MAX_BYTES:
            raise UsageError(
                f"{display_name(self._name)}: is larger than {MAX_BYTES // 1_000_000} MB, more than any transcript",
                hint="leave it out, or put the transcript itself into a file of its own",
            )
        self._file.write(piece)

    def keep(self) -> Path:
        """Give it its place in the study, in place of one of that name; it is read from there.

        Raises CodebookError or RosterError, and changes nothing, where it cannot be used.
        """
        self._file.flush()
        sync_file(self._file.fileno())
        self._file.close()  # Windows gives no other name to a file that is open
        if self.kind is Kind.TRANSCRIPT:
            place = self._path.with_name(self._name)
            replace_file(self._path, place)
            return place
        return self._keep_codebook() if self.kind is Kind.CODEBOOK else self._keep_informants()

    def _kind_by_name(self) -> Kind:
        """What comes among transcripts. Raises UsageError for a list or codebook where somebody wrote one already."""
        from qualcode.readers.files import is_named_as

        study, suffix, endings = self._study, PurePath(self._name).suffix.lower(), _endings()
        for kind, named in _NAMED.items():
            if suffix not in endings[kind] or not is_named_as(self._name, named):
                continue
            place = study.codebook_path if kind is Kind.CODEBOOK else study.roster_path
            is_new = is_starter(place, study.name) if kind is Kind.CODEBOOK else is_unwritten(place)
            if place.exists() and not is_new:
                raise UsageError(
                    f"{display_name(self._name)}: a {NAMES[kind]} by its name, and there is one already",
                    hint=f"to have this one instead, drop it on the {NAMES[kind]}",
                )
            return kind
        return Kind.TRANSCRIPT

    def _expect_known(self) -> None:
        known = _endings()[self.kind]
        if PurePath(self._name).suffix.lower() not in known or self._name.startswith("."):
            raise UsageError(
                f"{display_name(self._name)}: cannot be read as {self.kind.value}",
                hint=f"save it as {', '.join(known)}",
            )

    def _keep_codebook(self) -> Path:
        from qualcode.readers.codebooks import codebook_as_yaml

        expect_interviews(self._study, CHANGED)
        with self._under_its_name() as received:
            content = codebook_as_yaml(received)
        write_whole(self._study.codebook_path, content)
        return self._study.codebook_path

    def _keep_informants(self) -> Path:
        from qualcode.readers.roster import read_roster

        now = self._study.roster_path
        place = (self._study.folder / self._study.settings.study.informants).with_suffix(
            PurePath(self._name).suffix.lower()
        )
        if now.exists() and not is_unwritten(now) and now != place:
            raise UsageError(
                f"there is a list of informants already, {now.name}",
                hint=f"write into that one, or save yours as {now.suffix}",
            )
        with self._under_its_name() as received:
            read_roster(received, strict=False)
        write_whole(place, self._path.read_bytes())
        if now != place:
            delete_file(now)
        return place

    @contextmanager
    def _under_its_name(self) -> Iterator[Path]:
        """The file under the name it came with, for problems to name, until it is read."""
        with own_folder(self._study.folder) as folder:
            received = folder / self._name
            received.write_bytes(self._path.read_bytes())
            yield received


def _endings() -> dict[Kind, list[str]]:
    """How the names of files end that can be read as each."""
    from qualcode.readers import READERS
    from qualcode.readers.codebooks import CODEBOOK_READERS

    return {
        Kind.TRANSCRIPT: list(READERS),
        Kind.INFORMANTS: [".csv", ".xlsx"],
        Kind.CODEBOOK: list(CODEBOOK_READERS),
    }


def _plain(name: str) -> str:
    """A file's own name, without the folders a browser may say before it."""
    return PurePath(name.replace("\\", "/")).name.strip() or "file"
