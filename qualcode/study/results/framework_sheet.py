"""The framework matrix as a spreadsheet to fill in: a row per cell, with the words to summarise beside it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.sheet import LONGEST
from qualcode.model.summary import Box, By, Framework, Place, as_summary
from qualcode.model.ticks import TickList, TickRow, take_in_ticks
from qualcode.model.wording import plural
from qualcode.study.folder import expect_new_sheet
from qualcode.study.results.framework import framework_of, words_behind, write_summaries
from qualcode.study.ticked import TicksTaken, read_back, taken

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

COLUMNS = ("Cell", "Type", "Theme", "So far", "Words")
HELP = (
    "A row for each informant and theme (or question of the guide): what they say on it, to be put in your words.",
    "So far: how many passages there are, or why there are none. Words: the passages, each with its id.",
    "Summary: a sentence or two. Emptied, it is taken back; what was there stays in the study's log.",
    "Take it in with: qualcode framework --from FILE.xlsx --coder NAME.",
)


def write_framework_sheet(study: Study, results: Results, framework: Framework, path: Path) -> None:
    """Write every cell of the matrix, with what stands in it, to be filled in."""
    from qualcode.reports.tick_list import write_tick_list

    expect_new_sheet(path, "a list to fill in", "qualcode framework --from")
    rows = tuple(_rows(framework, words_behind(study, results, framework)))
    write_tick_list(_tick_list(study, rows), path, secret=study.store.facts.secrets()[0])
    study.voice.note(f"{plural(len(rows), 'cell')} written to {path}; it holds words of the interviews")
    study.voice.note(f"Fill it in, save it, then: qualcode framework --from {path} --coder NAME")


def read_framework_sheet(study: Study, results: Results, path: Path, *, coder: str) -> TicksTaken:
    """Take in what was written into a list, in a coder's name."""
    came_back = read_back(study, path, _tick_list(study, ()))
    boxes = {_id(box): box for box in _all_boxes(study, results, {row.id for row in came_back.rows})}
    today = _tick_list(study, (_row(box, "", "", "") for box in boxes.values()))
    ticked = take_in_ticks(came_back, today, as_summary, secrets=study.store.facts.secrets())
    write_summaries(study, ((boxes[id_], text) for id_, text in ticked.answers.items()), coder=coder)
    return taken(
        path,
        "cells",
        ((row.line, row.shown[0], row.answer or "taken back") for row in ticked.changed),
        ticked.refused,
        n_unchanged=ticked.n_unchanged,
        n_deleted=ticked.n_deleted,
    )


def _all_boxes(study: Study, results: Results, ids: Iterable[str]) -> Iterator[Box]:
    """Every cell there is of the kinds that a list asks about."""
    kinds = {id_.partition("\n")[0] for id_ in ids}
    for by in By:
        if by.value in kinds:
            yield from framework_of(study, results, by=by, levels=0).boxes.values()


def _rows(framework: Framework, words: dict[Place, dict[str, str]]) -> Iterator[TickRow]:
    types = {person.id: person.informant_type for person in framework.informants}
    for heading in framework.headings:
        for person in framework.informants:
            box = framework.box(heading.id, person.id)
            said = "\n".join(f"{id_}: {each}" for id_, each in words[box.place].items())
            yield _row(box, types[person.id], heading.label, said)


def _row(box: Box, type_: str, label: str, words: str) -> TickRow:
    from qualcode.tables.framework import so_far

    cut = words if len(words) <= LONGEST else f"{words[:LONGEST]} …"
    shown = (f"{box.place.informant_id} · {box.place.of}", type_, label, so_far(box), cut)
    return TickRow(id=_id(box), shown=shown, answer=box.text, written=box.text)


def _id(box: Box) -> str:
    return "\n".join((box.place.by, box.place.of, box.place.informant_id))


def _tick_list(study: Study, rows: Iterable[TickRow]) -> TickList:
    written = tuple(rows)
    return TickList(
        kind="framework",
        id=uuid.uuid4().hex[:16],
        study=study.store.facts.setting("study"),
        columns=COLUMNS,
        question="Summary",
        answers=(),
        rows=written,
        n_rows=len(written),
        help=HELP,
    )
