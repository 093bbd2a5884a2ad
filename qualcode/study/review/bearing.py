"""Passages marked for or against the findings of a study: kept, counted, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.model.document import Segment
from qualcode.model.finding import Finding, Stance
from qualcode.model.journal import EventKind
from qualcode.model.naming import did_you_mean
from qualcode.model.wording import plural
from qualcode.review.bearing import Bearings, bearing_event, bearings_of

if TYPE_CHECKING:
    from qualcode.study.study import Study


def bearings_in(study: Study) -> Bearings:
    """Find which passages speak for and against findings; nothing is read where nobody marked any."""
    events = study.store.log.events(EventKind.FINDING)
    if not events:
        return Bearings()
    documents = sorted({event.target.rpartition(":")[0] for event in events} & {*study.store.documents.ids()})
    return bearings_of(events, study.store.documents.segmented(documents) if documents else ())


def bearing_notes(found: Bearings) -> Iterator[str]:
    """What of the marks counts for no finding."""
    if found.n_differ:
        yield f"Not counted: {plural(found.n_differ, 'passage')} that coders marked both for and against a finding."
    if found.n_lost:
        yield f"Not counted: {plural(found.n_lost, 'mark')} for or against findings, on words changed or gone since."


def findings_in(study: Study) -> tuple[Finding, ...]:
    """Read the findings of the study. Raises UsageError where it has none."""
    from qualcode.readers.findings import read_findings

    path = study.folder / study.settings.study.findings
    if not path.is_file():
        raise UsageError(
            f"{path}: no findings yet",
            hint="write them: findings:, and each with - id: F1, statement:, codes: [funding]",
        )
    return read_findings(path, {code.id for code in study.codebook().codes}).findings


def known_findings(study: Study) -> tuple[Finding, ...]:
    """The findings of the study; none where it has no findings.yaml."""
    return findings_in(study) if (study.folder / study.settings.study.findings).is_file() else ()


def add_finding(study: Study, statement: str, code_ids: Sequence[str]) -> Finding:
    """Write one more finding, and the themes it rests on, into the file of findings."""
    from qualcode.files.write import write_whole
    from qualcode.readers.findings import parse_findings, with_finding

    if not statement.strip() or not code_ids:
        raise UsageError("a finding is a sentence, and rests on a theme", hint="write the sentence, and name the theme")
    path = study.folder / study.settings.study.findings
    numbers = [re.fullmatch(r"F(\d+)", each.id) for each in known_findings(study)]
    id = f"F{max((int(each[1]) for each in numbers if each), default=0) + 1}"
    finding = Finding(id=id, statement=" ".join(statement.split()), codes=tuple(code_ids))
    content = with_finding(path.read_bytes() if path.is_file() else b"", path.name, finding)
    parse_findings(content, path.name, {code.id for code in study.codebook().codes})
    write_whole(path, content)
    return finding


def finding_named(study: Study, id: str) -> Finding:
    """Find the finding of that id, in capitals or not. Raises UsageError where there is none."""
    known = {finding.id: finding for finding in findings_in(study)}
    for each in known:
        if each.casefold() == id.strip().casefold():
            return known[each]
    raise UsageError(f"{id}: no such finding", hint=did_you_mean(id, known))


def mark_of_coder(study: Study, coder: str) -> dict[tuple[str, str], Stance]:
    """Tell by finding and passage what a coder marked last."""
    found: dict[tuple[str, str], Stance] = {}
    for event in study.store.log.events(EventKind.FINDING):
        if event.detail["coder"] == coder:
            found[str(event.detail["finding"]), event.target] = Stance(str(event.detail["stance"]))
    return found


def mark_passages(study: Study, coder: str, finding: Finding, marks: Sequence[tuple[Segment, Stance]]) -> None:
    """Keep what passages say of a finding, in a coder's name."""
    keep_marks(study, coder, [(segment, finding.id, stance) for segment, stance in marks])


def keep_marks(study: Study, coder: str, marks: Sequence[tuple[Segment, str, Stance]]) -> None:
    """Keep what passages say of findings, by their ids, in a coder's name."""
    study.store.log.add_events(bearing_event(segment, id, stance, coder) for segment, id, stance in marks)


def mark_passage(study: Study, coder: str, passage: str, stance: str, finding_id: str) -> None:
    """Keep what one passage says of a finding, both as a person names them, and say so.

    Raises UsageError where there is no such finding, or no informant says such a passage.
    """
    finding = finding_named(study, finding_id)
    mark_passages(study, coder, finding, [(informants_passage(study, passage), Stance(stance))])
    speaks = f", {finding.id}: neither" if stance == Stance.NEITHER else f" speaks {stance} {finding.id}"
    study.voice.note(f"saved: {passage}{speaks}")


def informants_passage(study: Study, segment_id: str) -> Segment:
    """Find a passage that an informant says. Raises UsageError where there is none such."""
    from qualcode.review.placing import speakers_of

    document_id = segment_id.rpartition(":")[0]
    pairs = study.store.documents.segmented([document_id]) if document_id in study.store.documents.ids() else ()
    for document, passages in pairs:
        for segment in passages:
            if segment.id == segment_id:
                if speakers_of(document, segment.start, segment.end):
                    return segment
                raise UsageError(
                    f"{segment_id}: only what informants say is evidence", hint="`qualcode roles` puts it right"
                )
    raise UsageError(f"{segment_id}: no such passage", hint="it is written kii-03:128, document and number")
