"""The questions of an interview guide, and where they were asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model.document import Document, Role
from qualcode.model.guide import Asking, Guide
from qualcode.model.table import Row, Table, listing


def guide_table(guide: Guide, documents: Sequence[Document], asking: Iterable[Asking]) -> Table:
    """List each question, the codes it could raise, and the interviews in which it was not recognised."""
    where: dict[str, set[str]] = {question.id: set() for question in guide.questions}
    for each in asking:
        where[each.question_id].add(each.document_id)
    rows = []
    for question in guide.questions:
        silent = [document.id for document in documents if document.id not in where[question.id]]
        asked = f"{len(documents) - len(silent)} of {len(documents)}"
        cells = (question.id, question.wordings[0], ", ".join(question.codes), asked, ", ".join(silent))
        rows.append(Row(cells=cells, key=question.id))
    return listing(
        "guide",
        guide.name or "Interview guide",
        ("Question", "Wording", "Codes", "Asked in", "Not recognised in"),
        rows,
        wide=("Wording", "Not recognised in"),
        notes=(
            "A question is recognised where a turn of an interviewer holds nearly all the telling words of one of its "
            "wordings. Asked otherwise? `qualcode guide DOCUMENT` shows each turn; add its words as a further wording.",
        ),
    )


def interviewer_table(guide: Guide, document: Document, asking: Iterable[Asking]) -> Table:
    """List what the interviewers of one interview say, with the question recognised in it."""
    found: dict[int, list[Asking]] = {}
    for each in asking:
        found.setdefault(each.turn, []).append(each)
    rows = []
    for turn in document.turns:
        if turn.role is Role.INTERVIEWER:
            here = found.get(turn.ordinal, [])
            words = " ".join(document.text[turn.start : turn.end].split())
            cells = (words, ", ".join(each.question_id for each in here), "; ".join(each.wording for each in here))
            rows.append(Row(cells=cells, key=str(turn.ordinal)))
    asked = {each.question_id for some in found.values() for each in some}
    missing = ", ".join(question.id for question in guide.questions if question.id not in asked)
    labels = ("The interviewer says", "Question", "Recognised by the wording")
    notes = (f"Not recognised: {missing}." if missing else "Every question of the guide was asked.",)
    return listing("guide", document.id, labels, rows, wide=labels, notes=notes)
