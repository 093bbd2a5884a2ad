"""Take in what was decided in other copies of a study or coded elsewhere, and write out what was decided here."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from qualcode.files.write import write_whole
from qualcode.model.wording import plural
from qualcode.settings import OPEN_ANSWERS
from qualcode.store import DATABASE
from qualcode.store.backup import back_up
from qualcode.study.codebook.hand_edits import warn_of_other_codebook
from qualcode.study.folder import refuse_own_files
from qualcode.study.results.counting import resolution_of
from qualcode.study.review.coders import spellings
from qualcode.study.review.sessions import keep_read, open_session
from qualcode.study.survey.coding import open_answers_of

if TYPE_CHECKING:
    from qualcode.study.study import Study

SHOWN = 10
"""Refused rows that are named one by one."""
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
_KINDS = {"decision": "decision", "memo": "memo", "event": "event", "read": "read mark"}


def merge_files(study: Study, paths: Iterable[Path], *, coder: str = "") -> int:
    """Take in exports, copies of the database and tables of codings; return how many rows were refused.

    `coder` made the codings of a table that does not say who did.
    """
    n_refused = 0
    for path in paths:
        if path.suffix.lower() in _TABLES:
            n_refused += merge_codings(study, path, coder=coder)
        else:
            merge_records(study, path)
    warn_of_other_codebook(study)
    _warn_of_conflicts(study)
    return n_refused


def merge_records(study: Study, path: Path) -> None:
    """Take in an export or a copy of the database (or the folder it lies in, with its open answers)."""
    if (path / OPEN_ANSWERS / DATABASE).is_file():
        with open_answers_of(study, read_only=False) as own:
            if own:
                merge_records(own, path / OPEN_ANSWERS)
            else:
                study.voice.warn(
                    f"{path}: its open answers were not merged", "first `qualcode survey code`, then again"
                )
    merged = study.store.merging.merge(path / DATABASE if path.is_dir() else path)
    added = [plural(count, _KINDS[kind]) for kind, count in merged.added.items() if count]
    known = plural(sum(merged.known.values()), "record")
    study.voice.note(f"{path}: {', '.join(added) or 'nothing new'}; here already: {known}")
    if merged.decided:
        whose = ", ".join(f"{coder} {number:,}" for coder, number in sorted(merged.decided.items()))
        study.voice.note(f"{path}: decisions of {whose}")
    if merged.forgotten:
        left_out = plural(merged.forgotten, "record")
        study.voice.note(f"{path}: {left_out} of people who withdrew consent left out")
    for record in merged.altered:
        study.voice.warn(f"{path}: record {record} says something else here; the one here is kept")


def _warn_of_conflicts(study: Study) -> None:
    """Say where one coder said different things in two copies: the later word counts until they decide again."""
    resolution = resolution_of(study)
    if resolution and resolution.conflicts:
        study.voice.warn(
            f"{plural(len(resolution.conflicts), 'time')} one coder said different things in two copies; "
            "the later word counts until they decide again",
            hint="`qualcode status --uncounted` lists them",
        )


def export_records(study: Study, to: Path) -> int:
    """Write everything people decided, noted and read as JSON lines; return how many records."""
    refuse_own_files(to)
    written = io.StringIO()
    count = write_records(study, written)
    write_whole(to, written.getvalue().encode())
    return count


def write_records(study: Study, stream: IO[str]) -> int:
    """Write everything people decided, noted and read to a stream as JSON lines; return how many records."""
    return study.store.merging.export(stream)


def merge_codings(study: Study, path: Path, *, coder: str = "") -> int:
    """Take in what coders coded elsewhere; return how many rows were refused."""
    from qualcode.readers.codings import read_codings
    from qualcode.review.codings import FROM_TABLE, take_codings

    documents = study.store.documents.names()
    codes = [name for code in study.codebook().codes for name in (code.id, code.name)]
    table = read_codings(path, coder=coder, documents=[*documents, *documents.values()], codes=codes)
    for note in table.notes:
        study.voice.note(note)
    names_of = spellings(study, (row.coder for row in table.rows))
    rows = [replace(row, coder=names_of[row.coder]) for row in table.rows]
    back_up(study.store.path, "before-merge")
    names = [(name, document_id) for document_id, name in documents.items()]
    refused = [(row.line, "no coder is named") for row in rows if not row.coder]
    for name in dict.fromkeys(row.coder for row in rows if row.coder):
        session = open_session(study, name, guesses=False)
        taken = take_codings([row for row in rows if row.coder == name], session, names)
        session.keep_each(taken.words, batch=f"{FROM_TABLE}{uuid.uuid4()}")
        keep_read(study, session, taken.read, session.library.codebook.sha256)
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
