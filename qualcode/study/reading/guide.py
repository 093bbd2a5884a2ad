"""The interview guide of a study: what it asks, and where that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode.errors import GuideError
from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role
from qualcode.model.guide import Asking, Guide, check_guide
from qualcode.model.problem import told_at_once
from qualcode.model.table import Row, Table, listing


def check_whole_guide(path: Path, codebook: Codebook) -> Guide:
    """Read a guide and compare it with the codebook; GuideError names all that is wrong."""
    from qualcode.readers.guide import read_guide

    guide = read_guide(path)
    errors = [problem for problem in check_guide(guide, codebook, path.name) if problem.is_error]
    if errors:
        hint = "put these right; nothing was changed"
        raise GuideError(told_at_once(path.name, errors), hint=hint, problems=errors)
    return guide


def guide_table(guide: Guide, documents: Sequence[Document], asking: Iterable[Asking]) -> Table:
    """Each question, the codes it could raise, and the interviews in which it was not recognised."""
    where: dict[str, set[str]] = {question.id: set() for question in guide.questions}
    for each in asking:
        where[each.question_id].add(each.document_id)
    rows = []
    for question in guide.questions:
        silent = [document.id for document in documents if document.id not in where[question.id]]
        asked = f"{len(documents) - len(silent)} of {len(documents)}"
        cells = (question.id, question.wordings[0], ", ".join(question.codes), asked, ", ".join(silent))
        rows.append(Row(cells=cells, key=question.id))
    labels = ("Question", "Wording", "Codes", "Asked in", "Not recognised in")
    return listing(
        "guide",
        guide.name or "Interview guide",
        labels,
        rows,
        wide=("Wording", "Not recognised in"),
        notes=(
            "A question is recognised where a turn of an interviewer holds nearly all the telling words of one of its "
            "wordings. Asked otherwise? `qualcode guide DOCUMENT` shows each turn; add its words as a further wording.",
        ),
    )


def turns_table(guide: Guide, document: Document, asking: Iterable[Asking]) -> Table:
    """What the interviewers of one interview say, with the question recognised in it."""
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
    return listing(
        "guide",
        document.id,
        labels,
        rows,
        wide=labels,
        notes=(f"Not recognised: {missing}." if missing else "Every question of the guide was asked.",),
    )
