"""What may be a name as a spreadsheet to tick, written and taken in again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.ticks import Refused, TickList, TickRow
from qualcode.model.wording import plural
from qualcode.study.folder import expect_new_sheet
from qualcode.study.results.protecting import (
    COLUMNS,
    NO,
    YES,
    id_of_name,
    propose_names,
    protect,
    read_answer,
    said_of,
    shown,
)
from qualcode.study.ticked import TicksTaken, read_back, taken

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

HELP = (
    "What may be a name in what a report prints, and is on no list yet: many are none.",
    "Protect: yes, and it is written into protect.csv and replaced wherever it is quoted by [name], [organisation] or "
    "[place]; no, and it is not asked again. Or write what to print instead: [a town].",
    "What stands in findings, titles or the codebook is not replaced there: write it otherwise.",
    "Take it in with: qualcode check-privacy --from FILE.xlsx.",
)


def write_names(study: Study, results: Results, path: Path) -> None:
    """Write what may be a name as a spreadsheet to tick."""
    from qualcode.reports.tick_list import write_tick_list

    expect_new_sheet(path, "a list to fill in", "qualcode check-privacy --from")
    proposed = propose_names(study, results)
    for sentence in proposed.how:
        study.voice.note(sentence)
    if not proposed.candidates:
        study.voice.note("nothing that may be a name is printed and not on a list: no list was written")
        return
    rows = (TickRow(id=each.id, shown=shown(each)) for each in proposed.candidates)
    write_tick_list(_tick_list(study, rows), path, secret=study.store.facts.secrets()[0])
    study.voice.note(f"{plural(len(proposed.candidates), 'name')} written to {path}; it holds words of the interviews")
    study.voice.note(f"Fill it in, save it, then: qualcode check-privacy --from {path}")


def read_names(study: Study, results: Results, path: Path) -> TicksTaken:
    """Take in a list of names that was filled in."""
    from qualcode.model.ticks import take_in_ticks

    came_back = read_back(study, path, _tick_list(study, ()))
    known = {id_of_name(row.shown[0]): row.shown[0] for row in came_back.rows if row.shown}
    rows = (
        TickRow(id=id_, shown=(name,), answer=said, written=said)
        for id_, name in known.items()
        for said in [said_of(results, name)]
    )
    ticked = take_in_ticks(came_back, _tick_list(study, rows), read_answer, secrets=study.store.facts.secrets())
    kinds = {row.shown[0]: row.shown[1] for row in ticked.changed}
    why = protect(study, results, {known[id_]: (kinds[known[id_]], said) for id_, said in ticked.answers.items()})
    refused = [
        Refused(line=row.line, about=row.shown[0], why=why[row.shown[0]])
        for row in ticked.changed
        if row.shown[0] in why
    ]
    return taken(
        path,
        "names",
        ((row.line, row.shown[0], row.answer or "taken back") for row in ticked.changed if row.shown[0] not in why),
        [*ticked.refused, *refused],
        n_unchanged=ticked.n_unchanged,
        n_deleted=ticked.n_deleted,
    )


def _tick_list(study: Study, rows: Iterable[TickRow]) -> TickList:
    written = tuple(rows)
    return TickList(
        kind="names",
        id=uuid.uuid4().hex[:16],
        study=study.store.facts.setting("study"),
        columns=COLUMNS,
        question="Protect",
        answers=(YES, NO),
        rows=written,
        n_rows=len(written),
        help=HELP,
        is_open=True,
    )
