"""The documents of a study, who speaks in each, and how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from qualcode.model.certainty import Certainty, Mark
from qualcode.model.document import Document, Role
from qualcode.model.naming import fold, slug
from qualcode.model.table import Cell, Row, Table, listing

MOST_OF_ONE_FILE = 12
"""A survey has an interview per row: of a file with more than these, one line tells them all."""
MOST_SURE = 200
"""Interviews that are sure and listed on a terminal, below those that are not."""


LABELS = ("Document", "File", "Interviewer", "Informant", "Turns", "Words", "Told by")
MARKED = ("Known by", "Share", "Left out", "Mark", "Reason")
_WORST_FIRST = (Certainty.WRONG, Certainty.LOOK, Certainty.SURE)


def documents_table(
    documents: Iterable[Document], marks: Mapping[str, Mark] = MappingProxyType({}), *, brief: bool = False
) -> Table:
    """Who was understood to speak in each document, how much, and by what; with `marks`, the doubtful ones first.

    `marks` are how sure each is, by document id; `brief` is what a terminal has room for.
    """
    documents = sorted(documents, key=lambda document: _place(marks.get(document.id)))
    parts = _of_one_file(documents) if brief else {}
    alone = [document for document in documents if document.id not in parts]
    n_sure = sum(_is_sure(marks.get(document.id)) for document in alone)
    n_unlisted = max(0, n_sure - MOST_SURE) if brief else 0
    rows = [
        Row(cells=_document_cells(document, marks.get(document.id), shares=brief), key=document.id)
        for document in alone[: len(alone) - n_unlisted]
    ]
    rows += [_file_row(name, held, marks) for name, held in _by_file(documents, parts).items()]
    labels = (*LABELS, *MARKED)
    hidden = _hidden(documents, marks, brief=brief)
    shown = [n for n, label in enumerate(labels) if label not in hidden]
    return listing(
        "documents",
        "Documents",
        [labels[n] for n in shown],
        (replace(row, cells=tuple(row.cells[n] for n in shown)) for row in rows),
        numeric=("Turns", "Words", "Share", "Left out"),
        notes=(
            *([f"Not listed: {n_unlisted:,} more, all of them sure."] if n_unlisted else []),
            "Turns and words are the informants'. Told wrongly? `qualcode roles DOCUMENT` shows how to put it right.",
        ),
    )


def _is_sure(mark: Mark | None) -> bool:
    return mark is not None and mark.certainty is Certainty.SURE


def _place(mark: Mark | None) -> int:
    return _WORST_FIRST.index(mark.certainty) if mark else 0


def _hidden(documents: Sequence[Document], marks: Mapping[str, Mark], *, brief: bool) -> set[str]:
    """The columns that are left out: those of the marks without marks, and in brief what tells nothing."""
    hidden = set() if marks else set(MARKED)
    if brief:
        hidden |= {"Known by", "Share", "Reason"}
        hidden |= {"File"} if _tells_nothing(documents) else set()
        hidden |= set() if any(document.left_out for document in documents) else {"Left out"}
    return hidden


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


def _file_row(name: str, documents: Sequence[Document], marks: Mapping[str, Mark]) -> Row:
    turns = sum(_n_turns(document) for document in documents)
    words = words_by_role(documents)
    each = f"{slug(name.rpartition('.')[0])}-…"
    told = (each, name, "", "", turns, words[Role.INFORMANT], f"{len(documents):,} interviews in one file")
    found = [marks[document.id] for document in documents if document.id in marks]
    worst = min(found, key=_place).certainty.value if found else ""
    reasons = "; ".join(dict.fromkeys(reason for mark in found for reason in mark.reasons))
    cells = (*told, "", _share(words), _left_out(documents), worst, reasons)
    return Row(cells=cells, key=name)


def _tells_nothing(documents: Sequence[Document]) -> bool:
    """Whether the column of file names can be left out: every document has its file's name."""
    return all(slug(document.name.rpartition(".")[0]) == document.id for document in documents)


def _document_cells(document: Document, mark: Mark | None, *, shares: bool) -> tuple[Cell, ...]:
    shares = shares and mark is not None
    words = words_by_role([document])
    return (
        document.id,
        document.name,
        _speakers(document, Role.INTERVIEWER) + (_percent(words, Role.INTERVIEWER) if shares else ""),
        _speakers(document, Role.INFORMANT) + (_percent(words, Role.INFORMANT) if shares else ""),
        _n_turns(document),
        words[Role.INFORMANT],
        document.roles_reason,
        mark.known_by if mark else "",
        _share(words),
        _left_out([document]),
        mark.certainty.value if mark else "",
        "; ".join(mark.reasons) if mark else "",
    )


def _percent(words: Mapping[Role, int], role: Role) -> str:
    """The share of the words, to stand behind who says them; nothing where nobody does."""
    return f" ({words[role] / sum(words.values()):.0%})" if words[role] else ""


def _share(words: Mapping[Role, int]) -> str:
    """The informants' share of the words."""
    return f"{words[Role.INFORMANT] / max(1, sum(words.values())):.0%}"


def words_by_role(documents: Sequence[Document]) -> dict[Role, int]:
    """How many words speakers of each role said."""
    words = dict.fromkeys(Role, 0)
    for document in documents:
        for turn, n_words in zip(document.turns, document.n_words_each(), strict=True):
            words[turn.role] += n_words
    return words


def _left_out(documents: Sequence[Document]) -> Cell:
    """How many lines of the files are not part of the text; nothing where it is all of them."""
    return sum(len(document.left_out) for document in documents) or ""


def _n_turns(document: Document) -> int:
    return sum(n for voice, n in document.voices().items() if voice.role is Role.INFORMANT)


def _speakers(document: Document, role: Role) -> str:
    """`Dana, Lee`, or for informants `Amina, Amina S. → cso-1`: the labels of each, and whose they are."""
    found: dict[str, dict[str, None]] = {}
    for voice in document.voices():
        if voice.role is role:
            whose = ", ".join(voice.informants) if role is Role.INFORMANT else ""
            found.setdefault(whose, {})[voice.speaker or "(no label)"] = None
    return "; ".join(
        ", ".join(labels) + (f" → {whose}" if whose and [fold(whose)] != list(map(fold, labels)) else "")
        for whose, labels in found.items()
    )
