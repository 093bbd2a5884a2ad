"""What a way of proposing codes has to do, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Protocol, runtime_checkable

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Judged
from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.model.nouns import dataclass
from qualcode.suggesters.stale import DocumentCode, Stale

Texts = Callable[[Sequence[str]], Iterable[tuple[str, str]]]
"""Ids and texts of the documents that are asked for, in any order."""


@dataclass(frozen=True, kw_only=True)
class Material:
    """What a suggester is made from: the codebook, and what people have made of the passages so far.

    What costs something to fetch is fetched when it is called for.
    """

    codebook: Codebook
    only: frozenset[str] | None = None
    """The codes that are asked for now; None for all."""
    document_keys: Mapping[str, str] = field(default_factory=dict)
    """By document a hash of all there is to look at: for a key that changes with the study's texts."""
    passages: Callable[[], Iterable[Passages]] = tuple
    """Those of all the study's documents, in their order."""
    judged: Callable[[], Mapping[str, Judged]] = dict
    """By code; codes on which nobody has said anything may be left out."""
    found: Callable[[], Iterable[Hits]] = tuple
    """What the codebook's rules find, as it is kept."""
    likely: float = 0.2
    """How likely a code has to be on a passage to be proposed by who learns or guesses."""
    cache: Path | None = None
    """The study's folder for what can be made again; None keeps nothing."""


class Suggester(Protocol):
    """A way to propose codes, made from `Material`. It is copied to other processes, so it must be one that pickles,
    unless it is one of `GUESSES`, whose work is done in one.

    One that does not ask where sentences begin may say so, `needs_sentences = False`: reading them takes time.
    """

    def key(self, code: Code) -> str:
        """A hash of all that decides where the code is found in a given text; empty where there is nothing to look for.

        What was found stays as long as the key and the document do. A code that any suggester has a key for counts as
        looked for: a passage without a suggestion of it is reviewed without having been read.
        """

    def find(self, passages: Passages) -> Iterator[Hits]:
        """What one document holds, a value per code, evidence in reading order; `Hits.of` packs it.

        Only passages with `passages.informant` are coded; what is found in others is left out. The same passages give
        the same values, whatever was looked at before. Codes that are found nowhere, or that nobody asked for, may be
        left out. The suggester's name and the key are filled in later, in values and evidence.
        """


@runtime_checkable
class FollowsEdits(Protocol):
    """A suggester that can tell in which documents an edit of the codebook changes nothing."""

    def untouched(
        self,
        stale: Stale,
        earlier: Iterable[Codebook],
        document_keys: Mapping[str, str],
        hit_keys: Mapping[DocumentCode, str],
        texts: Texts,
    ) -> dict[DocumentCode, str]:
        """Documents and codes of which the suggestions stand, each with the key that says so from now on.

        `earlier` are codebooks that were applied before, newest first; `hit_keys` what was found with.
        """
