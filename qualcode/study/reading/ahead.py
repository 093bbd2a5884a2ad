"""Files read and cut into passages before any is stored: in this process or, where it pays, in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.model.cut import Cut
from qualcode.model.document import Document

if TYPE_CHECKING:
    from qualcode.readers import ReadOptions
    from qualcode.readers.speakers.evidence import Evidence

FEW, SMALL = 40, 10_000_000
"""So many files, and bytes of them all, are read before another process would have started."""
FEW_BESIDE_COPY = 8
"""So many files are, where this process can be copied."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be read, and how."""

    path: Path
    options: ReadOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What a file holds: interviews, each with where its passages lie, or the reason why it could not be read."""

    documents: tuple[Document, ...] = ()
    cuts: tuple[Cut, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """What the labels of each interview do."""
    failure: ReadError | None = None


def read_ahead(asked: Sequence[Asked], *, words: int, n_workers: int = 0) -> Iterator[FileRead]:
    """Read files, in their order, whoever reads them; `n_workers` is 0 for two where it pays.

    `words` is the length at which passages are cut.
    """
    read = partial(_read, words=words)
    n_workers = n_workers or _worth(asked)
    if n_workers > 1:
        import qualcode.readers.compose
        import qualcode.segmenters  # noqa: F401 - what is loaded here is there in a copy of this process
        from qualcode.suggesters.workers.processes import in_processes

        return in_processes(iter(asked), read, n_workers)
    return chain.from_iterable(map(read, asked))


def _worth(asked: Sequence[Asked]) -> int:
    """How many processes pay for these files."""
    from qualcode.suggesters.workers import n_cores
    from qualcode.suggesters.workers.processes import may_fork

    if len(asked) <= FEW_BESIDE_COPY or n_cores() == 1:
        return 1
    if may_fork():
        return 2
    if len(asked) <= FEW:
        return 1
    return 2 if sum(each.path.stat().st_size for each in asked if each.path.is_file()) > SMALL else 1


def _read(asked: Asked, *, words: int) -> list[FileRead]:
    from qualcode.readers import read_documents
    from qualcode.readers.speakers.evidence import evidence_of
    from qualcode.segmenters import cut_document

    try:
        documents = tuple(read_documents(asked.path, asked.options))
    except ReadError as error:
        return [FileRead(failure=error)]
    cuts = tuple(cut_document(each, words=words) for each in documents)
    return [FileRead(documents=documents, cuts=cuts, evidence=tuple(map(evidence_of, documents)))]
