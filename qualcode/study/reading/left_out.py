"""Tell the first lines that reading left out of each file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.files.tables import suffix_is_table
from qualcode.model.document import Document
from qualcode.model.wording import plural

_LINES, _FILES, _LONGEST = 3, 5, 60


def _is_survey(document: Document) -> bool:
    return "#" in document.name and suffix_is_table(Path(document.name.partition("#")[0]))


def first_left_out(documents: Sequence[Document]) -> Iterator[str]:
    """Tell the first lines that were left out of each file, whatever number they hold told once."""
    # Of a survey the import has named the columns; what stands in them may tell who somebody is.
    shown = [each for each in documents if each.left_out and not _is_survey(each)]
    files = {document.name.partition("#")[0]: document for document in reversed(shown)}
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
