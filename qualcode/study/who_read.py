"""Which interviews coders code alone, and which passages they read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.model.journal import EventKind, ReadMark

if TYPE_CHECKING:
    from qualcode.review.silence import Readers
    from qualcode.study.study import Study


def assignments(study: Study) -> list[tuple[str, str]]:
    """List coder and document of every interview that was given to several coders."""
    given: dict[tuple[str, str], bool] = {}
    for event in study.store.log.events(EventKind.ASSIGN):
        given[str(event.detail.get("coder", "")), event.target] = not event.detail.get("withdrawn")
    return [pair for pair, still in given.items() if still]


def readers_of(study: Study, marks: Iterable[ReadMark] | None = None) -> Readers:
    """Find who read which passages for which codes; by all marks there are, unless some are given.

    What is proposed there is left to be added (`Readers.with_proposed`).
    """
    from qualcode.review.coverage import codes_read
    from qualcode.review.silence import Readers

    store = study.store
    by_coder: dict[str, list[ReadMark]] = {}
    for mark in store.log.read_marks() if marks is None else marks:
        by_coder.setdefault(mark.coder, []).append(mark)
    hashes = {mark.codebook_sha256 for several in by_coder.values() for mark in several}
    books = {sha256: store.sources.codebook(sha256) for sha256 in hashes}
    codes = {sha256: frozenset(code.id for code in book.codes) for sha256, book in books.items() if book}
    current = {found.document_id: found.sha256 for found in store.documents.passages()} if by_coder else {}
    redirects = store.log.redirects() if by_coder else ()
    return Readers(
        read={coder: codes_read(several, codes, current, redirects=redirects) for coder, several in by_coder.items()},
        assigned=frozenset(assignments(study)),
    )
