"""How far a study is, for `status`."""

from __future__ import annotations

from collections import Counter

from qualcode.cli._stages import words_in
from qualcode.cli._study import Study
from qualcode.model.document import Role
from qualcode.model.table import Column, Row, Table


def progress_table(study: Study) -> Table:
    """A row per interview: words, passages, what is suggested, decided and left."""
    project = study.project
    decided = {(decision.anchor.segment_id, decision.code_id) for decision in project.decisions()}
    totals: Counter[str] = Counter()
    rows = []
    for document, segments in project.segmented():
        informant = {turn.ordinal for turn in document.turns if turn.role is Role.INFORMANT}
        proposed = {(found.segment_id, found.code_id) for found in project.suggestions(document.id)}
        numbers = {
            "words": words_in([document], Role.INFORMANT),
            "passages": sum(segment.turn in informant for segment in segments),
            "suggestions": len(proposed),
            "decided": len(proposed & decided),
            "left": len(proposed - decided),
        }
        totals.update(numbers)
        rows.append(Row(cells=(document.id, *(f"{number:,}" for number in numbers.values())), key=document.id))
    rows.append(
        Row(cells=("Total", *(f"{totals[name]:,}" for name in ("words", "passages", "suggestions", "decided", "left"))),
            total=True)
    )  # fmt: skip
    labels = ("Document", "Words", "Passages", "Suggestions", "Decided", "Left")
    return Table(
        name="status",
        title=study.name,
        columns=tuple(Column(key=label.lower(), label=label, numeric=label != "Document") for label in labels),
        rows=tuple(rows),
        notes=("Words and passages are the informants'.", _next_step(study, totals, len(rows) - 1)),
    )


def _next_step(study: Study, totals: Counter[str], n_documents: int) -> str:
    if not n_documents:
        return "Next: `qualcode import FOLDER`."
    if study.project.codebook() is None:
        return "Next: `qualcode suggest`."
    if not totals["decided"]:
        return "Nothing has been reviewed by a person; `qualcode frequencies` and `qualcode quotes` say so too."
    return "Next: `qualcode frequencies`, `qualcode quotes`."
