"""Tell the first lines that reading left out of each file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from qualcode.model.document import Document
from qualcode.model.wording import plural

_LINES, _FILES, _LONGEST = 3, 5, 60


def first_left_out(documents: Sequence[Document]) -> Iterator[str]:
    """Tell the first lines that were left out of each file, whatever number they hold told once."""
    files = {document.name.partition("#")[0]: document for document in reversed(documents) if document.left_out}
    names = list(reversed(files))
    for name in names[:_FILES]:
        alike = {re.sub(r"\d+", "#", line): line for line in reversed(files[name].left_out) if line.strip()}
        lines = [textwrap.shorten(line, _LONGEST, placeholder=" …") for line in reversed(alike.values())]
        more = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
        yield f"{name}: left out: {', '.join(f'“{line}”' for line in lines[:_LINES])}{more}"
    if len(names) > _FILES:
        yield f"something was left out of {plural(len(names) - _FILES, 'file')} more"
    if names:
        yield f"`qualcode roles {files[names[0]].id} --left-out` shows all that was left out"
