"""What informants say on an open study, passage by passage, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.document import Document, Role, Segment
from qualcode.model.table import Row, Table, listing
from qualcode.model.text import n_words
from qualcode.review.standing import DECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qualcode.study.study import Study


def passages_table(study: Study) -> Table:
    """List what informants say, passage by passage: who says it, who read it, and what was decided on it."""
    store = study.store
    readers: dict[str, dict[str, None]] = {}
    for mark in sorted(store.log.read_marks(), key=lambda mark: mark.read_at):
        readers.setdefault(mark.segment_id, {})[mark.coder] = None
    decided: dict[str, dict[str, None]] = {}
    for decision in store.log.decisions():
        if decision.verdict in DECIDED:
            decided.setdefault(decision.anchor.segment_id, {})[decision.code_id] = None
    return listing(
        "passages",
        "Passages",
        ("Passage", "Document", study.people.column, "Turn", "Words", "N words", "Read", "Decided"),
        (
            _row(document, segment, list(readers.get(segment.id, ())), list(decided.get(segment.id, ())))
            for document, segments in store.documents.segmented()
            for segment in _of_informants(document, segments)
        ),
        wide=("Words",),
        numeric=("N words",),
    )


def informants_of_passages(study: Study) -> dict[str, tuple[str, ...]]:
    """By passage that informants say, who these are; where nobody is known the interview stands for them."""
    return {
        segment.id: _whose(document, segment) or (document.id,)
        for document, segments in study.store.documents.segmented()
        for segment in _of_informants(document, segments)
    }


def _whose(document: Document, segment: Segment) -> tuple[str, ...]:
    return next((turn.informants for turn in document.turns if turn.ordinal == segment.turn), ())


def _row(document: Document, segment: Segment, readers: list[str], decided: list[str]) -> Row:
    whose = ", ".join(_whose(document, segment))
    cells = (segment.id, document.id, whose, segment.turn, segment.text, n_words(segment.text))
    facts = {"read": readers, "decided": decided}
    return Row(cells=(*cells, ", ".join(readers), ", ".join(decided)), facts=facts, key=segment.id)


def _of_informants(document: Document, segments: Iterable[Segment]) -> Iterator[Segment]:
    spoken = {turn.ordinal for turn in document.turns if turn.role is Role.INFORMANT}
    return (segment for segment in segments if segment.turn in spoken)
