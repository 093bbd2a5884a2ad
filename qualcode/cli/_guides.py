"""The interview guide of a study: what it asks, and where that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode.cli._kept import kept, library_mark
from qualcode.cli._say import counted
from qualcode.cli._study import Study
from qualcode.errors import GuideError
from qualcode.model.codebook import Codebook
from qualcode.model.document import Document, Role
from qualcode.model.guide import Asking, Guide, check_guide
from qualcode.model.problem import told_at_once
from qualcode.model.table import Column, Row, Table


def check_whole_guide(path: Path, codebook: Codebook) -> Guide:
    """Read a guide and compare it with the codebook; GuideError names all that is wrong."""
    from qualcode.readers.guide import read_guide

    guide = read_guide(path)
    errors = [problem for problem in check_guide(guide, codebook, path.name) if problem.is_error]
    if errors:
        hint = "put these right; nothing was changed"
        raise GuideError(told_at_once(path.name, errors), hint=hint, problems=errors)
    return guide


def recognised(study: Study, guide: Guide, documents: Sequence[Document]) -> tuple[Asking, ...]:
    """Recognise the guide's questions in what interviewers say, or give what was recognised in the same before."""

    def recognise_all() -> tuple[Asking, ...]:
        from qualcode.questions import recognise

        return tuple(recognise(guide, documents))

    made_from = [
        *map(library_mark, ("rapidfuzz", "snowballstemmer")),
        [(question.id, question.wordings) for question in guide.questions],
        [
            (document.id, document.sha256, document.language, [(turn.ordinal, turn.start, turn.end) for turn in asked])
            for document in documents
            for asked in [[turn for turn in document.turns if turn.role is Role.INTERVIEWER]]
        ],
    ]
    return kept(study.project, "asked", tuple[Asking, ...], made_from, recognise_all)


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
    return Table(
        name="guide",
        title=guide.name or "Interview guide",
        columns=tuple(
            Column(key=label.lower().replace(" ", "_"), label=label, wide=label in ("Wording", "Not recognised in"))
            for label in labels
        ),
        rows=tuple(rows),
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
    return Table(
        name="guide",
        title=document.id,
        columns=tuple(Column(key=label.lower().replace(" ", "_"), label=label, wide=True) for label in labels),
        rows=tuple(rows),
        notes=(f"Not recognised: {missing}." if missing else "Every question of the guide was asked.",),
    )


def asked_notes(documents: Sequence[Document], asking: Iterable[Asking]) -> list[str]:
    """What a reader has to know of 'not asked'."""
    told = {each.document_id for each in asking}
    silent = sum(document.id not in told for document in documents)
    notes = []
    if silent:
        notes.append(
            f"In {counted(silent, 'interview')} no question of the guide was recognised: it is not known who was asked "
            "what there, and everybody counts as asked (`qualcode guide`)."
        )
    return notes
