"""Who may be counted silent on a theme: those whose interviews are reviewed for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.model.codebook import Codebook
from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.model.journal import ReadMark
from qualcode.review.resolve import Target


def reviewed(
    decided: frozenset[Target],
    hits: Iterable[Hits],
    passages: Iterable[Passages],
    codebook: Codebook,
    *,
    read: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, frozenset[str]]:
    """Of each code the informants whose documents have been reviewed for it and for every code under it.

    Reviewed means that the rules were applied and every suggestion on the informant's words is decided; with `read`
    (of each passage the codes that existed when somebody read it), that every passage of theirs was read as well.
    """
    spoken = {found.document_id: dict(zip(found.ordinals, found.speakers, strict=True)) for found in passages}
    everyone = {speaker for speakers in spoken.values() for speaker in speakers.values() if speaker}
    open_: dict[str, set[str]] = {code.id: set() for code in codebook.codes}
    looked: dict[str, set[str]] = {code.id: set() for code in codebook.codes}
    for hit in hits:
        if hit.code_id not in open_ or hit.document_id not in spoken:
            continue
        looked[hit.code_id].add(hit.document_id)
        for ordinal in {row[0] for row in hit.rows()}:
            if Target(hit.document_id, f"{hit.document_id}:{ordinal}", hit.code_id) not in decided:
                open_[hit.code_id].add(spoken[hit.document_id].get(ordinal, ""))
    for code_id, documents in looked.items():
        for document_id in spoken.keys() - documents:
            open_[code_id].update(spoken[document_id].values())
    if read is not None:
        for document_id, speakers in spoken.items():
            for ordinal, speaker in speakers.items():
                for code_id in open_.keys() - read.get(f"{document_id}:{ordinal}", frozenset()):
                    open_[code_id].add(speaker)
    return {
        code.id: frozenset(everyone.difference(*(open_[member] for member in codebook.family(code.id))))
        for code in codebook.codes
    }


def decided_of(decided: frozenset[Target], hits: Iterable[Hits], codebook: Codebook) -> tuple[int, int]:
    """How many of the suggestions there are now were accepted or rejected, and how many there are."""
    known = {code.id for code in codebook.codes}
    proposed = [
        Target(hit.document_id, f"{hit.document_id}:{ordinal}", hit.code_id)
        for hit in hits
        if hit.code_id in known
        for ordinal in hit.segments()
    ]
    return sum(target in decided for target in proposed), len(proposed)


def codes_read(
    marks: Iterable[ReadMark], codes: Mapping[str, frozenset[str]], current: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Of each passage the codes that existed when somebody read it.

    `codes` are those of each codebook by its hash; `current` is the hash of each document's text as it is now: a mark
    on an earlier text does not tell that the corrected one was read.
    """
    found: dict[str, frozenset[str]] = {}
    for mark in marks:
        if current.get(mark.document_id) == mark.document_sha256:
            known = codes.get(mark.codebook_sha256, frozenset())
            found[mark.segment_id] = found.get(mark.segment_id, frozenset()) | known
    return found
