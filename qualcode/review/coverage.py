"""Who may be counted silent on a theme: those whose interviews are reviewed for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from qualcode.model.codebook import Codebook, Redirect, Standing, parts_of, redirect_code
from qualcode.model.document import Passages
from qualcode.model.hits import Hits
from qualcode.model.journal import ReadMark
from qualcode.model.place import Found
from qualcode.review.resolve import Resolution
from qualcode.review.standing import ADJUDICATION, CODED, Target, target_of_decision


def reviewed(
    decided: frozenset[Target],
    hits: Iterable[Hits],
    passages: Iterable[Passages],
    codebook: Codebook,
    *,
    waiting: Iterable[Target] = (),
    by_reading: Collection[str] = (),
    read: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> dict[str, frozenset[str]]:
    """Of each code the informants whose documents have been reviewed for it and for every code under it.

    Reviewed means that the rules were applied, every suggestion on the informant's words is decided, and nothing of
    theirs is `waiting` to be decided again. For codes that are found `by_reading` it also means that every passage of
    theirs was read for the code, or decided; `read` says of each passage for which codes it was.
    """
    spoken = spoken_in(passages)
    open_ = still_open(decided, hits, spoken, codebook, waiting=waiting, by_reading=by_reading, read=read)
    everyone = {who for speakers in spoken.values() for people in speakers.values() for who in people}
    return {
        code.id: frozenset(everyone.difference(*(open_[member] for member in codebook.family(code.id))))
        for code in codebook.codes
    }


Spoken = Mapping[str, Mapping[int, tuple[str, ...]]]
"""By document and number of the passage, the informants who say it; nobody where an interviewer does."""


def spoken_in(passages: Iterable[Passages]) -> Spoken:
    """Find who says each passage."""
    return {found.document_id: dict(zip(found.ordinals, found.informants, strict=True)) for found in passages}


def still_open(
    decided: frozenset[Target],
    hits: Iterable[Hits],
    spoken: Spoken,
    codebook: Codebook,
    *,
    waiting: Iterable[Target] = (),
    by_reading: Collection[str] = (),
    read: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> dict[str, set[str]]:
    """Of each code alone, the informants who are not reviewed for it; as in `reviewed`."""
    hits = tuple(hits)
    open_: dict[str, set[str]] = {code.id: set() for code in codebook.codes}
    for code_id, speakers in chain(
        _undecided(hits, spoken, decided),
        _never_applied(hits, spoken, open_),
        _decided_again(waiting, spoken),
        _unread(open_.keys() & by_reading, spoken, decided, read),
    ):
        if code_id in open_:
            open_[code_id].update(speakers)
    return open_


def _undecided(
    hits: Iterable[Hits], spoken: Spoken, decided: frozenset[Target]
) -> Iterator[tuple[str, Collection[str]]]:
    """Of each suggestion that nobody decided its code, and the informants whose words it is on."""
    for hit in hits:
        speakers = spoken.get(hit.document_id, {})
        for ordinal in hit.segments() if speakers else ():
            if Target(hit.document_id, f"{hit.document_id}:{ordinal}", hit.code_id) not in decided:
                yield hit.code_id, speakers.get(ordinal, ())


def _never_applied(hits: Iterable[Hits], spoken: Spoken, codes: Iterable[str]) -> Iterator[tuple[str, Collection[str]]]:
    """Of each code the informants of the documents to which its rules were not applied."""
    applied = {(hit.code_id, hit.document_id) for hit in hits}
    for code_id in codes:
        for document_id, speakers in spoken.items():
            if (code_id, document_id) not in applied:
                yield code_id, [who for people in speakers.values() for who in people]


def _decided_again(waiting: Iterable[Target], spoken: Spoken) -> Iterator[tuple[str, Collection[str]]]:
    """Of each code that has to be decided again the informants; everybody in the document where the passage is gone."""
    for target in waiting:
        speakers = spoken.get(target.document_id, {})
        people = speakers.get(int(target.segment_id.rpartition(":")[2]))
        yield target.code_id, people or [who for everybody in speakers.values() for who in everybody]


def _unread(
    codes: Collection[str], spoken: Spoken, decided: frozenset[Target], read: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Collection[str]]]:
    """Of each passage the codes it was neither read for nor decided on, and the informants who say it."""
    for document_id, speakers in spoken.items() if codes else ():
        for ordinal, people in speakers.items():
            segment_id = f"{document_id}:{ordinal}"
            for code_id in set(codes) - read.get(segment_id, frozenset()):
                if Target(document_id, segment_id, code_id) not in decided:
                    yield code_id, people


def found_by_reading(codebook: Codebook, *, looked_for: Collection[str] = ()) -> tuple[str, ...]:
    """Codes for which nothing is ever suggested: without terms, nearness or patterns, and without codes under them.

    `looked_for` are codes that another suggester than the codebook's rules looks for.
    """
    parents = {code.parent for code in codebook.codes}
    return tuple(
        code.id
        for code in codebook.codes
        if code.id not in parents and not (any(code.terms.values()) or code.near or code.patterns)
        if code.id not in looked_for
    )


def waiting(resolution: Resolution, redirects: Sequence[Redirect]) -> Iterator[Target]:
    """What was coded and has to be decided again: nobody is silent on it meanwhile.

    These are the parts of split codes, and words that were changed in the transcript. Words that are gone from it are
    said by nobody.
    """
    for decision in resolution.recode:
        for part in parts_of(decision.code_id, redirects):
            yield target_of_decision(decision)._replace(code_id=part)
    for decision, found in resolution.displaced:
        target = target_of_decision(decision)
        if (
            found is not Found.LOST
            and decision.verdict in CODED
            and (decision.origin == ADJUDICATION or target not in resolution.decided)
        ):
            yield target


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
    marks: Iterable[ReadMark],
    codes: Mapping[str, frozenset[str]],
    current: Mapping[str, str],
    *,
    redirects: Sequence[Redirect] = (),
) -> dict[str, frozenset[str]]:
    """Of each passage the codes it was read for, by their names of today.

    `codes` are those of each codebook by its hash; `current` is the hash of each document's text as it is now: a mark
    on an earlier text does not tell that the corrected one was read. Whoever read a passage for a code read it for the
    code it was merged into, and for the parts it was split into.
    """
    today = {sha256: _today(known, redirects) for sha256, known in codes.items()}
    found: dict[str, frozenset[str]] = {}
    for mark in marks:
        if current.get(mark.document_id) == mark.document_sha256:
            known = today.get(mark.codebook_sha256, frozenset())
            found[mark.segment_id] = found.get(mark.segment_id, frozenset()) | known
    return found


def _today(codes: frozenset[str], redirects: Sequence[Redirect]) -> frozenset[str]:
    found = set(codes)
    for code_id in codes if redirects else ():
        today, standing = redirect_code(code_id, redirects)
        found.update(parts_of(today, redirects) if standing is Standing.RECODE else [today])
    return frozenset(found)
