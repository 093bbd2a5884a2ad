"""Write memos of a study, find what they are about, and list them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.journal import About, Memo
from qualcode.model.naming import did_you_mean
from qualcode.model.table import Row, Table, listing

if TYPE_CHECKING:
    from qualcode.study.study import Study


def write_memo(study: Study, text: str, *, on: str, coder: str, replaces: str = "") -> Memo:
    """Keep a memo on the study, a document, a passage or a code; one that corrects another stands in its place."""
    if not text:
        raise UsageError("the memo is empty", hint='write it: --add "…"')
    about, target = subject(study, on)
    older = _older(study, replaces) if replaces else None
    return study.store.log.add_memo(
        Memo(
            id=str(uuid.uuid4()),
            coder=coder,
            about=older.about if older else about,
            target=older.target if older else target,
            text=text,
            supersedes=older.id if older else "",
        )
    )


def subject(study: Study, on: str) -> tuple[About, str]:
    """Find what a memo is about by its id. Raises UsageError where the study has no such thing."""
    if on == "study":
        return About.STUDY, ""
    documents = study.store.documents.ids()
    if on in documents:
        return About.DOCUMENT, on
    document_id = on.rpartition(":")[0]
    if document_id in documents and on in {segment.id for segment in study.store.documents.segments(document_id)}:
        return About.PASSAGE, on
    codebook = study.store.sources.codebook()
    codes = [code.id for code in codebook.codes] if codebook else []
    if on in codes:
        return About.CODE, on
    raise UsageError(f"{on}: no such interview, passage or code", hint=did_you_mean(on, ["study", *documents, *codes]))


def memo_table(study: Study, *, on: str = "", coder: str = "") -> Table:
    """List the memos that stand, oldest first."""
    target = subject(study, on)[1] if on else ""
    rows = [
        Row(
            cells=(memo.id[:8], memo.written_at[:16].replace("T", " "), memo.coder, memo.target or "study", memo.text),
            key=memo.id,
        )
        for memo in study.store.log.memos()
        if coder.casefold() in ("", memo.coder.casefold())
        and (not on or memo.target == target or (target and memo.target.rpartition(":")[0] == target))
    ]
    return listing(
        "memos",
        "Memos",
        ("Id", "Written", "Coder", "About", "Memo"),
        rows,
        wide=("Memo",),
        notes=() if rows else ('None yet: `qualcode memos --add "…" --on ID`.',),
    )


def _older(study: Study, id: str) -> Memo:
    found = [memo for memo in study.store.log.memos() if memo.id.startswith(id)]
    if len(found) != 1:
        raise UsageError(f"{id}: no such memo, or several", hint="`qualcode memos` lists them with their ids")
    return found[0]
