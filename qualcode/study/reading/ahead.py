"""Files read and cut into passages before any is stored: in this process or, where it pays, in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.files.source import Source, display_name, read_source
from qualcode.model.document import Document
from qualcode.model.nouns import dataclass
from qualcode.store.pack import PackedSegments, pack_cut

if TYPE_CHECKING:
    from qualcode.privacy.pseudonyms import Pseudonyms
    from qualcode.readers import ReadOptions
    from qualcode.readers.speakers.evidence import Evidence
    from qualcode.suggesters.workers.scheduler import Cluster

FEW, SMALL = 40, 10_000_000
"""So many files, and bytes of them all, are read before another process would have started."""
FEW_BESIDE_COPY = 8
"""So many files are, where this process can be copied."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be read, and how."""

    path: Path
    options: ReadOptions
    source: Source | None = None
    """Its bytes, where those who read it do not see the file, or it is none."""
    failure: ReadError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What a file holds: interviews, each with its passages as they are kept, or the reason why it was not read."""

    documents: tuple[Document, ...] = ()
    cuts: tuple[PackedSegments, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """What the labels of each interview do."""
    failure: ReadError | None = None


def read_ahead(
    asked: Sequence[Asked], *, words: int, n_workers: int = 0, cluster: Cluster | None = None
) -> Iterator[FileRead]:
    """Read files, in their order, whoever reads them; `n_workers` is 0 for two where it pays.

    `words` is the length at which passages are cut. The workers of a `cluster` are sent the bytes of the files.
    """
    read = partial(_read, words=words)
    n_workers = 0 if cluster is not None else n_workers or _worth(asked)
    if n_workers == 1:
        return chain.from_iterable(map(read, asked))
    import qualcode.readers.compose
    import qualcode.segmenters  # noqa: F401 - what is loaded here is there in a copy of this process
    from qualcode.suggesters.workers import spread_out

    waiting = iter(asked) if cluster is None else map(_with_bytes, asked)
    return spread_out(waiting, read, n_workers=n_workers, cluster=cluster, weigh=_weight, lost=_lost)


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
    return 2 if sum(map(_size, asked)) > SMALL else 1


def _size(asked: Asked) -> int:
    if asked.source:
        return len(asked.source.data)
    return asked.path.stat().st_size if asked.path.is_file() else 0


def _read(asked: Asked, *, words: int) -> list[FileRead]:
    from qualcode.readers import documents_in
    from qualcode.readers.speakers.evidence import evidence_of
    from qualcode.segmenters import cut_document

    try:
        if asked.failure:
            raise asked.failure
        documents = tuple(documents_in(asked.source or read_source(asked.path), asked.options))
    except ReadError as error:
        return [FileRead(failure=error)]
    if asked.options.pseudonyms:
        pseudonyms = _pseudonyms(asked.options.pseudonyms)
        documents = tuple(pseudonyms.read(document)[0] for document in documents)
    documents = tuple(replace(each, counted=tuple(each.n_words_each())) for each in documents)
    cuts = tuple(pack_cut(cut_document(each, words=words)) for each in documents)
    return [FileRead(documents=documents, cuts=cuts, evidence=tuple(map(evidence_of, documents)))]


@lru_cache(maxsize=1)
def _pseudonyms(key: tuple[tuple[str, str, str], ...]) -> Pseudonyms:
    from qualcode.privacy.pseudonyms import Entry, Pseudonyms

    return Pseudonyms(Entry(real=real, shown=shown, kind=kind) for real, shown, kind in key)


def _with_bytes(asked: Asked) -> Asked:
    try:
        return asked if asked.source else replace(asked, source=read_source(asked.path))
    except ReadError as error:
        return replace(asked, failure=error)


def _weight(asked: Asked) -> int:
    return len(asked.source.data) if asked.source else 0


def _lost(asked: Asked) -> list[FileRead]:
    """What is said of a file that ended every worker that read it."""
    error = ReadError(
        f"{display_name(asked.path.name)}: ended every worker that read it",
        hint="leave it out, or save it again in another format",
    )
    return [FileRead(failure=error)]
