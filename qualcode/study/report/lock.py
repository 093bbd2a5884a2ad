"""What a report rests on, for the lock file beside it; and what has moved since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.model.lock import Lock, LockedFigure, Person, Work
from qualcode.model.plain import sha256_of
from qualcode.model.report import Report
from qualcode.model.table import Figure
from qualcode.study.report.facts import settings_used
from qualcode.study.results.results import Results

if TYPE_CHECKING:
    from qualcode.study.study import Study


def lock_of(study: Study, results: Results, report: Report, *, unreviewed: bool, files: Iterable[Path] = ()) -> Lock:
    """Every figure of a report, and hashes of everything it was counted from."""
    codebook = results.codebook
    return Lock(
        title=report.title,
        version=__version__,
        date=report.date,
        basis=report.basis,
        audience=report.audience,
        unreviewed=unreviewed,
        codebook=f"{codebook.name} {codebook.version}".strip(),
        codebook_sha256=codebook.sha256,
        codes={code.id: sha256_of(replace(code, line=0)) for code in codebook.codes},
        parents={code.id: code.parent for code in codebook.codes if code.parent},
        decisions=_work(study),
        documents={interview.id: interview.sha256 for interview in results.interviews},
        roster=_people(results),
        excluded=tuple(sorted(results.excluded)),
        settings=settings_used(results.settings),
        n_read=len(study.store.log.read_marks()),
        asked={code_id: sha256_of(sorted(people)) for code_id, people in (results.asked or {}).items()},
        figures=tuple(_figures(report)),
        files={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    )


def _figures(report: Report) -> Iterable[LockedFigure]:
    for table in report.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if isinstance(cell, Figure):
                    yield LockedFigure(
                        id=cell.id,
                        table=table.name,
                        row=table.about(row),
                        column=column.label,
                        shown=str(cell),
                        value=cell.value,
                        of=cell.of,
                        spec=dict(cell.spec),
                    )


def _work(study: Study) -> Mapping[str, Work]:
    """By code what was decided; nothing where suggestions are results."""
    ids: dict[str, list[str]] = {}
    for decision in study.store.log.decisions():
        ids.setdefault(decision.code_id, []).append(decision.id)
    return {code_id: Work(n_decisions=len(found), sha256=sha256_of(sorted(found))) for code_id, found in ids.items()}


def _people(results: Results) -> Mapping[str, Person]:
    spoken: dict[str, list[str]] = {}
    for interview in results.interviews:
        for person in interview.speakers:
            spoken.setdefault(person, []).append(interview.id)
    return {
        row.id: Person(
            informant_type=row.informant_type, documents=tuple(spoken.get(row.id, ())), sha256=sha256_of(row)
        )
        for row in results.whole_roster.informants
    }
