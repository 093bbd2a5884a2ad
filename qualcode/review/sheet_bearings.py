"""Findings in a coding sheet: for which a passage speaks, and against which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from qualcode.model.document import Segment
from qualcode.model.finding import Stance
from qualcode.model.sheet import Answer, SheetRow
from qualcode.review.session import Session
from qualcode.review.sheet_answer import RefusedRowError, shown_cell


def with_bearings(rows: Iterable[SheetRow], borne: Mapping[tuple[str, str], Stance]) -> Iterator[SheetRow]:
    """Rows with what a coder marked of their passages before; `borne` is by finding and passage."""
    by_passage: dict[str, dict[Stance, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (finding, segment_id), stance in borne.items():
        by_passage[segment_id][stance].append(finding)
    for row in rows:
        if row.segment_id not in by_passage:
            yield row
            continue
        said = by_passage[row.segment_id]
        supports, opposes = (tuple(sorted(said[stance])) for stance in (Stance.FOR, Stance.AGAINST))
        answer = replace(row.answer, supports=supports, opposes=opposes)
        yield replace(row, answer=answer, written=answer)


def with_known_findings(row: SheetRow, known: Collection[str]) -> SheetRow:
    """The row with findings as they are spelled. RefusedRowError for one there is not, and for both sides at once."""
    by_name = {id.casefold(): id for id in known}
    sides = []
    for names in (row.answer.supports, row.answer.opposes):
        for name in names:
            if name.casefold() not in by_name:
                raise RefusedRowError(f"{shown_cell(name)}: there is no such finding in findings.yaml")
        sides.append(tuple(by_name[name.casefold()] for name in names))
    supports, opposes = sides
    if both := set(supports).intersection(opposes):
        raise RefusedRowError(f"the passage speaks both for {min(both)} and against it: leave one of them")
    return replace(row, answer=replace(row.answer, supports=supports, opposes=opposes))


def _said(answer: Answer) -> dict[str, Stance]:
    return dict.fromkeys(answer.supports, Stance.FOR) | dict.fromkeys(answer.opposes, Stance.AGAINST)


def _changes(row: SheetRow) -> dict[str, Stance]:
    """What a row says otherwise than when it was written; neither, where a finding was taken out."""
    before, now = _said(row.written), _said(row.answer)
    said = {id: now.get(id, Stance.NEITHER) for id in {**before, **now}}
    return {id: stance for id, stance in said.items() if before.get(id, Stance.NEITHER) is not stance}


def torn_passages(rows: Sequence[SheetRow]) -> set[str]:
    """Passages of which two rows say different things of one finding."""
    said: dict[tuple[str, str], set[Stance]] = defaultdict(set)
    for row in rows:
        for id, stance in _changes(row).items():
            said[row.segment_id, id].add(stance)
    return {segment_id for (segment_id, _), stances in said.items() if len(stances) > 1}


def marks_of(row: SheetRow, session: Session) -> Iterator[tuple[Segment, str, Stance]]:
    """What a row says anew of findings."""
    segment = session.library.segments.get(row.segment_id)
    if segment is not None:
        yield from ((segment, id, stance) for id, stance in sorted(_changes(row).items()))
