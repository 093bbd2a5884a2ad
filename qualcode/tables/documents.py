"""The documents of a study, who speaks in each, and how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qualcode.model.document import Document, Role
from qualcode.model.naming import fold, slug
from qualcode.model.table import Cell, Row, Table, listing

MOST_OF_ONE_FILE = 12
"""A survey has an interview per row: of a file with more than these, one line tells them all."""


def documents_table(documents: Iterable[Document], *, brief: bool = False) -> Table:
    """Who was understood to speak in each document, and how much; `brief` is what a terminal has room for."""
    documents = list(documents)
    parts = _of_one_file(documents) if brief else {}
    rows = [Row(cells=_document_cells(document), key=document.id) for document in documents if document.id not in parts]
    rows += [_file_row(name, held) for name, held in _by_file(documents, parts).items()]
    labels = ("Document", "File", "Interviewer", "Informant", "Turns", "Words", "Told by")
    shown = [n for n, label in enumerate(labels) if not (brief and label == "File" and _tells_nothing(documents))]
    return listing(
        "documents",
        "Documents",
        [labels[n] for n in shown],
        (replace(row, cells=tuple(row.cells[n] for n in shown)) for row in rows),
        numeric=("Turns", "Words"),
        notes=(
            "Turns and words are the informants'. Told wrongly? `qualcode roles DOCUMENT` shows how to put it right.",
        ),
    )


def _of_one_file(documents: Sequence[Document]) -> Mapping[str, str]:
    """By id, the file of each document that shares its file with very many others."""
    files = {document.id: name for document in documents for name, mark, _ in [document.name.partition("#")] if mark}
    n_of = Counter(files.values())
    return {document_id: name for document_id, name in files.items() if n_of[name] > MOST_OF_ONE_FILE}


def _by_file(documents: Sequence[Document], parts: Mapping[str, str]) -> dict[str, list[Document]]:
    held: dict[str, list[Document]] = {}
    for document in documents:
        if document.id in parts:
            held.setdefault(parts[document.id], []).append(document)
    return held


def _file_row(name: str, documents: Sequence[Document]) -> Row:
    turns = sum(_n_turns(document) for document in documents)
    words = words_in(documents, Role.INFORMANT)
    each = f"{slug(name.rpartition('.')[0])}-…"
    cells = (each, name, "", "", turns, words, f"{len(documents):,} interviews in one file")
    return Row(cells=cells, key=name)


def _tells_nothing(documents: Sequence[Document]) -> bool:
    """Whether the column of file names can be left out: every document has its file's name."""
    return all(slug(document.name.rpartition(".")[0]) == document.id for document in documents)


def _document_cells(document: Document) -> tuple[Cell, ...]:
    return (
        document.id,
        document.name,
        _speakers(document, Role.INTERVIEWER),
        _speakers(document, Role.INFORMANT),
        _n_turns(document),
        words_in([document], Role.INFORMANT),
        document.roles_reason,
    )


def _n_turns(document: Document) -> int:
    return sum(turn.role is Role.INFORMANT for turn in document.turns)


def _speakers(document: Document, role: Role) -> str:
    """`Dana, Lee`, or for informants `Amina, Amina S. → cso-1`: the labels of each, and whose they are."""
    found: dict[str | None, dict[str, None]] = {}
    for turn in document.turns:
        if turn.role is role:
            whose = turn.informant_id if role is Role.INFORMANT else None
            found.setdefault(whose, {})[turn.speaker or "(no label)"] = None
    return "; ".join(
        ", ".join(labels) + (f" → {whose}" if whose and [fold(whose)] != list(map(fold, labels)) else "")
        for whose, labels in found.items()
    )


def words_in(documents: Iterable[Document], role: Role) -> int:
    """How many words speakers of a role said."""
    return sum(
        len(document.text[turn.start : turn.end].split())
        for document in documents
        for turn in document.turns
        if turn.role is role
    )
