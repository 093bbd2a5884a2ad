"""Show what reading left out of the files: the first lines after an import, all of it on request."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.files.tables import suffix_is_table
from qualcode.model.document import Document
from qualcode.model.table import Table
from qualcode.model.wording import plural
from qualcode.study.reading.speakers import documents_named

if TYPE_CHECKING:
    from qualcode.study.study import Study

_LINES, _FILES, _LONGEST = 3, 5, 60


def left_out_of(study: Study, document_id: str = "") -> Table:
    """List what was left out of one interview's file, or of all."""
    from qualcode.tables.left_out import left_out_table

    return left_out_table(documents_named(list(study.store.documents.all()), document_id))


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
