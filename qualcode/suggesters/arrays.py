"""Numbers kept in the study's cache: read without unpickling anything, made again where they are damaged."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.errors import QualcodeError
from qualcode.files.write import write_whole

MADE_BY = "made_by"


def read_arrays(path: Path | None, made_by: str) -> dict[str, Any]:
    """The numpy arrays that were kept in a file, by name; nothing where there are none, or others made them."""
    import numpy as np

    if path is not None:
        with (
            suppress(OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile),
            np.load(BytesIO(path.read_bytes()), allow_pickle=False) as kept,
        ):
            found = {name: kept[name] for name in kept.files}
            if str(found.pop(MADE_BY)) == made_by:
                return found
    return {}


def keep_arrays(path: Path, made_by: str, arrays: dict[str, Any]) -> None:
    """Keep numpy arrays in a file. A full disk, or a folder that can only be read, is no reason to stop."""
    import numpy as np

    made = BytesIO()
    contents: dict[str, Any] = {MADE_BY: np.array(made_by), **arrays}
    np.savez(made, **contents)
    with suppress(QualcodeError):
        write_whole(path, made.getvalue())
