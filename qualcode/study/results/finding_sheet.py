"""Passages to mark for or against findings, as a spreadsheet to tick, written and taken in again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.finding import Finding, Stance
from qualcode.model.ticks import TickList, TickRow, take_in_ticks
from qualcode.model.wording import plural
from qualcode.study.folder import expect_new_sheet
from qualcode.study.review.bearing import findings_in, mark_of_coder, mark_passages
from qualcode.study.ticked import TicksTaken, read_back, taken

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

COLUMNS = ("Passage", "Finding", "Statement", "Type", "Words")
HELP = (
    "Passages coded with the themes a finding rests on, as often as there are findings on them.",
    "Says: for, where the passage supports the statement; against, where it speaks against it; neither, to take a mark "
    "back. Most passages on a theme say neither.",
    "Take it in with: qualcode findings --from FILE.xlsx --coder NAME.",
)


def write_finding_sheet(study: Study, results: Results, path: Path, *, coder: str, finding: str = "") -> None:
    """Write the passages on the themes of the findings, or of one, with what the coder marked."""
    from qualcode.reports.tick_list import write_tick_list

    expect_new_sheet(path, "a list to fill in", "qualcode findings --from")
    rows = tuple(_rows(study, results, coder, finding))
    if not rows:
        study.voice.note("no passage is coded with a theme of a finding: no list was written")
        return
    write_tick_list(_tick_list(study, rows), path)
    study.voice.note(f"{plural(len(rows), 'row')} written to {path}; it holds words of the interviews")
    study.voice.note(f"Fill it in, save it, then: qualcode findings --from {path} --coder {coder}")


def read_finding_sheet(study: Study, results: Results, path: Path, *, coder: str) -> TicksTaken:
    """Take in a list that was filled in, as marks of that coder."""
    came_back = read_back(study, path, _tick_list(study, ()))
    rows = tuple(_rows(study, results, coder, ""))
    ticked = take_in_ticks(came_back, _tick_list(study, rows), _read)
    findings = {finding.id: finding for finding in findings_in(study)}
    segments = {each.id: each for _, passages in study.store.documents.segmented() for each in passages}
    for id_, said in ticked.answers.items():
        finding_id, segment_id = id_.split("\n")
        mark_passages(study, coder, findings[finding_id], [(segments[segment_id], Stance(said))])
    return taken(
        path,
        "passages",
        ((row.line, f"{row.shown[0]}, {row.shown[1]}", row.answer or Stance.NEITHER) for row in ticked.changed),
        ticked.refused,
        n_unchanged=ticked.n_unchanged,
        n_deleted=ticked.n_deleted,
    )


def _read(answer: str) -> str:
    if not answer:
        return Stance.NEITHER
    if answer.casefold() not in {*Stance}:
        raise ValueError(f"{answer!r} is not for, against or neither")
    return answer.casefold()


def _rows(study: Study, results: Results, coder: str, only: str) -> Iterator[TickRow]:
    marked = mark_of_coder(study, coder)
    types = {person.id: person.informant_type for person in results.roster.informants}
    for finding in findings_in(study):
        if only in ("", finding.id):
            for segment_id, (who, words) in _passages(results, finding).items():
                stance = marked.get((finding.id, segment_id), Stance.NEITHER)
                said = "" if stance is Stance.NEITHER else stance.value
                shown = (segment_id, finding.id, finding.statement, types[who], words)
                yield TickRow(id=f"{finding.id}\n{segment_id}", shown=shown, answer=said, written=said)


def _passages(results: Results, finding: Finding) -> dict[str, tuple[str, str]]:
    """The passages coded with the themes of a finding, or one under them: who says them, and what is coded."""
    family = frozenset[str]().union(*(results.codebook.family(code) for code in finding.codes))
    found: dict[str, tuple[str, str]] = {}
    for coding in results.codings:
        if coding.code_id in family:
            found.setdefault(coding.segment_id, (coding.informant_id, coding.text))
    return found


def _tick_list(study: Study, rows: Iterable[TickRow]) -> TickList:
    written = tuple(rows)
    return TickList(
        kind="findings",
        id=uuid.uuid4().hex[:16],
        study=study.store.facts.setting("study"),
        columns=COLUMNS,
        question="Says",
        answers=tuple(Stance),
        rows=written,
        n_rows=len(written),
        help=HELP,
    )
