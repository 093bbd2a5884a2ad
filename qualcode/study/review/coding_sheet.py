"""Write what a coder has to decide as a coding sheet, and take it in again when it was filled in."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError, UsageError
from qualcode.model.nouns import dataclass
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural
from qualcode.study.folder import expect_new_sheet
from qualcode.study.review.bearing import keep_marks, known_findings, mark_of_coder
from qualcode.study.review.coders import spelled
from qualcode.study.review.sessions import keep_read, open_session, say_why_empty, understood

if TYPE_CHECKING:
    from qualcode.model.sheet import Kind, Sheet, SheetRow
    from qualcode.review.queue import Wanted
    from qualcode.review.session import Session
    from qualcode.review.sheet import Taken
    from qualcode.study.study import Study


def fill_sheet(study: Study, path: Path, wanted: Wanted, *, coder: str, blind: bool, suggestions: bool) -> None:
    """Write what this coder has to decide; where the whole is wanted, every passage an informant says."""
    from qualcode.model.sheet import Kind
    from qualcode.review.queue import Order, passages, queue
    from qualcode.review.sheet_rows import passage_rows, suggestion_rows

    expect_new_sheet(path, "a coding sheet", "qualcode review --from")
    wanted = understood(study, wanted)
    session = open_session(study, coder, blind=blind, suggestions=suggestions)
    if wanted.whole:
        if wanted.code_id or wanted.order is not Order.DOCUMENT:
            raise UsageError(
                "a sheet of all passages is for all codes, in the order of the interviews",
                hint="leave out --code, --order and --sample, or the passages without a suggestion",
            )
        read = {mark.segment_id for mark in study.store.log.read_marks(coder=coder)}
        rows = tuple(passage_rows(session, passages(session, wanted), read=read))
    else:
        rows = tuple(suggestion_rows(session, queue(session, wanted)))
    if not rows:
        say_why_empty(session, wanted, study.voice)
        return
    _write(study, path, Kind.PASSAGES if wanted.whole else Kind.SUGGESTIONS, rows, coder)


def write_audit(study: Study, path: Path, segment_ids: Iterable[str], code: str, *, coder: str) -> None:
    """Write passages without a suggestion of a code, to judge whether the rules missed it there."""
    from qualcode.model.sheet import Kind
    from qualcode.review.sheet_rows import audit_rows

    expect_new_sheet(path, "a coding sheet", "qualcode review --from")
    rows = tuple(audit_rows(open_session(study, coder), segment_ids, code))
    if not rows:
        study.voice.note("nothing is left to judge: no sheet was written")
        return
    _write(study, path, Kind.SUGGESTIONS, rows, coder)


def _write(study: Study, path: Path, kind: Kind, rows: tuple[SheetRow, ...], coder: str) -> None:
    from qualcode.model.sheet import Sheet
    from qualcode.reports.coding_sheet import write_coding_sheet
    from qualcode.review.sheet_bearings import with_bearings

    findings = known_findings(study)
    if findings:
        rows = tuple(with_bearings(rows, mark_of_coder(study, coder)))
    sheet = Sheet(
        id=uuid.uuid4().hex[:16],
        kind=kind,
        study=study.store.facts.setting("study"),
        coder=coder,
        sequence=max((decision.sequence for decision in study.store.log.decisions()), default=0),
        codebook_sha256=study.codebook().sha256,
        rows=rows,
        n_rows=len(rows),
    )
    write_coding_sheet(sheet.sealed(study.store.facts.secrets()[0]), study.codebook(), path, findings)
    study.voice.note(f"{plural(len(rows), 'row')} written to {path}; it holds words of the interviews")
    study.voice.note(f"Fill it in, save it, then: qualcode review --from {path}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOutcome:
    """What taking in a sheet did."""

    table: Table
    """A row for each that changed or was refused."""
    said: tuple[str, ...]
    """What was done in all, in sentences."""
    n_refused: int


def read_sheet(
    study: Study, path: Path, *, coder: str, is_theirs: Callable[[str], bool] = lambda _: True
) -> SheetOutcome:
    """Take in a sheet that was filled in; where no coder is named, `is_theirs` is asked whether it is the one it says.

    Raises ProjectError where what the sheet says of itself is not as it was written, and UsageError where it is of
    somebody else.
    """
    from qualcode.readers.coding_sheet import read_coding_sheet
    from qualcode.review.sheet import take_in

    sheet = read_coding_sheet(path)
    secret = _expect_ours(study, path, sheet, coder, is_theirs)
    sheet = replace(sheet, coder=spelled(study, sheet.coder))
    session = open_session(study, sheet.coder)
    findings = known_findings(study)
    taken = take_in(
        sheet,
        session,
        secret=secret,
        findings=[finding.id for finding in findings],
        borne=mark_of_coder(study, sheet.coder) if findings else {},
    )
    if taken.words:
        session.keep_each(taken.words, batch=f"{sheet.id}-{uuid.uuid4().hex[:8]}")
    keep_marks(study, sheet.coder, taken.bearings)
    _keep_reading(study, sheet, session, taken)
    # What was refused stands last, where it is seen.
    rows = [(*row, "changed") for row in sorted(taken.changed)] + [(*row, "refused") for row in taken.refused]
    said = [
        f"{path}, {sheet.coder}: {plural(len(taken.changed), 'row')} changed, {taken.n_unchanged} unchanged, "
        f"{len(taken.refused)} refused; {plural(len(taken.words), 'decision')} saved"
    ]
    if taken.bearings:
        said.append(f"{plural(len(taken.bearings), 'mark')} for or against findings saved")
    if taken.n_deleted:
        said.append(f"{plural(taken.n_deleted, 'row')} deleted from the sheet: they stay as they are")
    if taken.n_open:
        said.append(f"{plural(taken.n_open, 'row')} still without a decision")
    return SheetOutcome(
        table=listing(
            "review",
            f"Rows of {path.name}",
            ("Row", "Passage", "Outcome", "What"),
            (Row(cells=(str(line), where, outcome, what)) for line, where, what, outcome in rows),
            numeric=("Row",),
            notes=() if rows else ("Nothing new in the sheet.",),
        ),
        said=tuple(said),
        n_refused=len(taken.refused),
    )


def _expect_ours(study: Study, path: Path, sheet: Sheet, coder: str, is_theirs: Callable[[str], bool]) -> str:
    """Refuse the sheet of another study, of somebody else, or that was tampered with; the secret it was sealed with."""
    store = study.store
    if sheet.study != store.facts.setting("study"):
        raise ProjectError(f"{path}: the sheet was written by another study", hint="see --project")
    secret = next((each for each in store.facts.secrets() if sheet.is_sealed(each)), "")
    if not secret:
        raise ProjectError(
            f"{path}: what the sheet says of itself was changed, or another copy of the study wrote it",
            hint="read it in where it was written and merge, or write a new sheet: qualcode review --to FILE.xlsx",
        )
    if not coder and not is_theirs(sheet.coder):
        raise UsageError(f"{path}: the sheet was written for {sheet.coder}", hint="nothing was taken in")
    if coder and spelled(study, coder).casefold() != sheet.coder.casefold():
        raise UsageError(
            f"{path}: the sheet was written for {sheet.coder}, not for {coder}",
            hint="write each coder a sheet: qualcode review --to FILE.xlsx --coder NAME",
        )
    return secret


def _keep_reading(study: Study, sheet: Sheet, session: Session, taken: Taken) -> None:
    """Keep which passages the coder has read, and the notes that belong to no code."""
    from qualcode.model.journal import About, Memo

    store = study.store
    keep_read(study, session, taken.read, sheet.codebook_sha256)
    known = {(memo.coder, memo.target, memo.text) for memo in store.log.memos()}
    for segment_id, text in taken.remarks:
        if (sheet.coder, segment_id, text) not in known:
            store.log.add_memo(
                Memo(id=str(uuid.uuid4()), coder=sheet.coder, about=About.PASSAGE, target=segment_id, text=text)
            )
