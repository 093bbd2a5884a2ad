"""A table of codings made elsewhere, into a study."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.wording import plural
from qualcode.store.backup import back_up
from qualcode.study.review.coders import spellings
from qualcode.study.review.sessions import open_session

if TYPE_CHECKING:
    from qualcode.study.study import Study

SHOWN = 10
"""Refused rows that are named one by one."""


def is_codings(path: Path) -> bool:
    """Whether a file to merge is a table, by its name."""
    return path.suffix.lower() in (".csv", ".tsv", ".xlsx", ".xlsm")


def merge_codings(study: Study, path: Path, *, coder: str = "") -> int:
    """Take in what coders coded elsewhere; how many rows were refused."""
    from qualcode.model.journal import ReadMark
    from qualcode.readers.codings import read_codings
    from qualcode.review.codings import FROM_TABLE, take_codings

    rows = read_codings(path, coder=coder)
    names_of = spellings(study, (row.coder for row in rows))
    rows = [replace(row, coder=names_of[row.coder]) for row in rows]
    back_up(study.store.path, "before-merge")
    names = [(name, document_id) for document_id, name in study.store.documents.names().items()]
    refused = [(row.line, "no coder is named") for row in rows if not row.coder]
    for name in dict.fromkeys(row.coder for row in rows if row.coder):
        session = open_session(study, name)
        taken = take_codings([row for row in rows if row.coder == name], session, names)
        session.keep_each(taken.words, batch=f"{FROM_TABLE}{uuid.uuid4()}")
        study.store.log.mark_read(
            ReadMark(
                coder=name,
                segment_id=segment.id,
                document_id=segment.document_id,
                document_sha256=session.library.documents[segment.document_id].sha256,
                codebook_sha256=session.library.codebook.sha256,
            )
            for segment in taken.read
        )
        refused += taken.refused
        study.voice.note(
            f"{path}, {name}: {plural(len(taken.words), 'decision')} on {plural(len(taken.read), 'passage')}; "
            f"{taken.n_known:,} were here already"
        )
    for line, why in sorted(refused)[:SHOWN]:
        study.voice.warn(f"{path}: line {line}: {why}")
    if len(refused) > SHOWN:
        study.voice.warn(f"{path}: {len(refused) - SHOWN:,} more lines were not taken in")
    return len(refused)
