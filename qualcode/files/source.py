"""A file as received: its bytes, read once, and what the evaluator asked of reading it."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from qualcode.errors import ReadError
from qualcode.files.held import remedy
from qualcode.model.naming import likeliest
from qualcode.model.nouns import dataclass

MAX_BYTES = 64_000_000
"""More than any transcript: an interview of 10,000 words is 60 kB of text."""
_ITSELF = "import the transcript itself, as a file of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the evaluator says about a file that the file does not say itself."""

    encoding: str = ""
    """Of text files, where it cannot be told from the bytes."""
    split: str = ""
    """Pattern of the headings that begin an interview, in a file that holds several."""
    whole_unless_split: bool = False
    """Read a file whole where no line of it matches `split`."""
    speakers: str = ""
    """Pattern of the speaker labels, where they are not recognised."""
    known_speakers: frozenset[str] = frozenset()
    """Labels, ids and names of the list of informants, folded: they are labels wherever they stand as one."""
    questions: frozenset[str] = frozenset()
    """The questions of the interview guide, folded: a line that is one is never a page's header."""
    not_labels: frozenset[str] = frozenset()
    """What looks like a label and is none, folded: the words go to whoever speaks there."""
    pseudonyms: tuple[tuple[str, str, str], ...] = ()
    """Names that are replaced as the file is read: each with what is shown in its place, and its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as received."""

    path: Path
    name: str
    data: bytes
    sha256: str

    def error(self, what: str, *, hint: str = "") -> ReadError:
        """The error that says what is wrong with this file."""
        return ReadError(f"{display_name(self.name)}: {what}", hint=hint)


def read_source(path: Path, *, max_bytes: int = MAX_BYTES) -> Source:
    """Read a file once, refusing what is no file or more than any transcript."""
    name = display_name(path.name)
    try:
        data = _read_regular_file(path, max_bytes)
    except FileNotFoundError as error:
        if path.is_symlink():
            raise ReadError(
                f"{name}: the link points to a file that is not there", hint="put the file itself into the folder"
            ) from error
        near = likeliest(path.name, _names_beside(path))
        hint = f"did you mean {display_name(near)}?" if near else "check the path"
        raise ReadError(f"{name}: no such file", hint=hint) from error
    except IsADirectoryError as error:
        raise ReadError(
            f"{name}: is a folder, not a file", hint="name the files in it, or import the folder"
        ) from error
    except PermissionError as error:
        raise ReadError(f"{name}: may not be read", hint=remedy(error)) from error
    except ValueError as error:
        raise ReadError(f"{name}: {error}", hint=_ITSELF) from error
    except OSError as error:
        raise ReadError(f"{name}: could not be read ({error.strerror})") from error
    return _source(path, data)


def source_of(name: str, data: bytes) -> Source:
    """Bytes that came from no file of this machine, under the name that they have there; refused as a file's are."""
    if len(data) > MAX_BYTES:
        raise ReadError(f"{display_name(name)}: {_too_large(MAX_BYTES)}", hint=_ITSELF)
    return _source(Path(name), data)


def _source(path: Path, data: bytes) -> Source:
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError(f"{display_name(path.name)}: is empty", hint="ask for the file again, or leave it out")
    return Source(path=path, name=stored_name(path.name), data=data, sha256=hashlib.sha256(data).hexdigest())


def _too_large(max_bytes: int) -> str:
    return f"is larger than {max_bytes // 1_000_000} MB, more than any transcript"


def stored_name(name: str) -> str:
    r"""A file name as a study keeps it: bytes that are no text are told as `\xff`, for no file format holds them."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _names_beside(path: Path) -> list[str]:
    try:
        return [other.name for other in path.parent.iterdir()]
    except OSError:
        return []


def display_name(name: str) -> str:
    """A file name that is safe in a message: control characters and bytes that are no text made visible."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _read_regular_file(path: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file; opened without waiting, so that a pipe without a writer cannot hang us."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        if not stat.S_ISREG(mode):
            raise ValueError("is a pipe or a device, not a file")
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise ValueError(_too_large(max_bytes))
    return data
