"""Which interviews several coders code, each alone, so that their agreement can be measured."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from qualcode.review.queue import draw


def choose_documents(types: Mapping[str, frozenset[str]], share: float, *, seed: int = 1) -> list[str]:
    """A random share of the interviews of every type of informant, at least one of each.

    `types` says whose words each document holds. The same documents and seed give the same choice; a larger share
    keeps what a smaller one chose.
    """
    order = draw(types, len(types), seed, key=str)
    chosen: list[str] = []
    for each in sorted({name for names in types.values() for name in names}):
        of_type = [document_id for document_id in order if each in types[document_id]]
        wanted = max(1, ceil(round(share * len(of_type), 6)))
        chosen += [document_id for document_id in of_type[:wanted] if document_id not in chosen]
    return [document_id for document_id in types if document_id in chosen]
