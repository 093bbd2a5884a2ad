"""What a killed process left in a study's folder: copies and files that never got their name."""

from __future__ import annotations

import re
from pathlib import Path

from qualcode.files.process import MARK, TEMPORARY, discard, is_left
from qualcode.store.backup import FOLDER

PLACES = ("", FOLDER, "reports", "transcripts", "survey", ".cache", ".cache/parses")
PARTIAL = re.compile(rf"\.project(?:\.db|-.*\.db)\.{MARK}(?:-journal)?")


def remove_leftovers(folder: Path) -> list[Path]:
    """Delete files that were being written by a process that is gone, or that are a day old; returns them."""
    gone = []
    for place in PLACES:
        if place and (folder / place).is_symlink():
            continue
        for path in sorted((folder / place).glob(".*")):
            found = PARTIAL.fullmatch(path.name) or TEMPORARY.fullmatch(path.name)
            if found and not path.is_symlink() and is_left(path, int(found[1]), found[2]):
                try:
                    discard(path)
                except OSError:  # where nothing may be deleted, nothing was left by this study's work
                    continue
                gone.append(path)
    return gone
