"""The roster beside the transcripts: what is missing on either side, and what is probably misspelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from qualcode.files.source import display_name
from qualcode.model.dates import read_dates
from qualcode.model.informant import Roster
from qualcode.model.naming import document_key, fold
from qualcode.model.problem import Problem
from qualcode.model.wording import some

_FEW = 5
"""More missing transcripts than these are told in one line, and no more names than these in a line."""


def check_roster(roster: Roster, document_ids: Iterable[str], known_types: Sequence[str] = ()) -> list[Problem]:
    """Rows without a transcript, transcripts without a row, types that are probably misspelled."""
    ids = list(document_ids)
    named = {document_key(appearance.document) for appearance in roster.appearances}
    problems = _without_transcript(roster, ids, named)
    unknown = [document_id for document_id in ids if document_id not in named]
    if unknown:
        problems.append(
            Problem(
                where="roster",
                message=f"no row for {unknown[0]}; nobody's words in it are counted"
                if len(unknown) == 1
                else f"no row for {len(unknown):,} interviews ({some(unknown, _FEW)}); "
                "nobody's words in them are counted",
                hint="`qualcode informants --draft` adds a row for each, to be filled in; "
                "what is no interview goes with `qualcode forget DOCUMENT`",
                is_error=False,
            )
        )
    return [*problems, *_doubtful_dates(roster), *_misspelled_types(roster, known_types)]


def _without_transcript(roster: Roster, ids: Sequence[str], named: Set[str]) -> list[Problem]:
    """Rows whose transcript is not there: each, where few are missing or a name is nearly right; else how many."""
    unnamed = [document_id for document_id in ids if document_id not in named]
    there = set(ids)
    missing = [
        (appearance, _nearest(document_key(appearance.document), unnamed))
        for appearance in roster.appearances
        if document_key(appearance.document) not in there
    ]
    nearly = [pair for pair in missing if pair[1]]
    told = missing if len(missing) - len(nearly) <= _FEW else nearly
    problems = [
        Problem(
            where=f"list of informants, line {appearance.line}"
            if appearance.line
            else f"roster, {appearance.informant_id}",
            message=f"{appearance.informant_id}: no transcript {display_name(appearance.document)!r} is imported",
            hint=f"is it {near!r}?" if near else "import it, or correct the name",
            is_error=False,
        )
        for appearance, near in told
    ]
    if told is not missing:
        others = [display_name(appearance.document) for appearance, near in missing if not near]
        problems.append(
            Problem(
                where="roster",
                message=f"{len(others)} rows without an imported transcript: {', '.join(others[:_FEW])} …",
                hint="import them when they are there, or correct the names",
                is_error=False,
            )
        )
    return problems


def _doubtful_dates(roster: Roster) -> list[Problem]:
    """Dates of which the day cannot be told, so that interviews may stand in another order than they were held in."""
    return [
        Problem(where="roster", message=doubt, hint="write them as 2024-05-25: year, month, day", is_error=False)
        for doubt in read_dates(appearance.date for appearance in roster.appearances).doubts
    ]


def _misspelled_types(roster: Roster, known_types: Sequence[str]) -> list[Problem]:
    """A type in other capitals or spaces than most write it, and one nobody else has that looks like another: `cso` and
    `CS0` beside `CSO`.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    counts = Counter(informant.informant_type for informant in roster.informants if informant.informant_type)
    usual = _usual_spellings(counts, known_types)
    problems = []
    for written, n in counts.items():
        if written in known_types:
            continue
        if (meant := usual[_squeezed(written)]) != written:
            message = f"the type {written!r} differs from {meant!r} in capitals or spaces alone, and is counted apart"
            problems.append(_of_type(roster, written, meant, message))
            continue
        rivals = [other for other in dict.fromkeys(usual.values()) if other != written and counts[other] >= n]
        distances = {other: DamerauLevenshtein.distance(fold(written), fold(other)) for other in rivals}
        near = min(rivals, key=lambda other: (distances[other], -counts[other]), default=None)
        if near is None or (counts[near] == n and near not in known_types and near > written):
            continue
        if distances[near] <= 2 and distances[near] <= max(1, len(near) // 3):
            problems.append(_of_type(roster, written, near, f"the type {written!r} is probably {near!r}"))
    return problems


def _usual_spellings(counts: Mapping[str, int], known_types: Sequence[str]) -> dict[str, str]:
    """How each type is written: as the settings have it, else as most informants of it, else as the first."""
    usual: dict[str, str] = {}
    for written in sorted(counts, key=lambda each: -counts[each]):
        usual.setdefault(_squeezed(written), written)
    return usual | {_squeezed(known): known for known in known_types}


def _squeezed(written: str) -> str:
    return "".join(fold(written).split())


def _of_type(roster: Roster, written: str, meant: str, message: str) -> Problem:
    """What is wrong with a type, in the first line that has it."""
    who = [informant.id for informant in roster.informants if informant.informant_type == written]
    lines = [appearance.line for appearance in roster.appearances if appearance.informant_id in who and appearance.line]
    where = f"list of informants, line {lines[0]}" if lines else f"roster, {who[0]}"
    return Problem(where=where, message=message, hint=f"correct it to {meant!r}", is_error=False)


def _nearest(name: str, candidates: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, candidates, scorer=fuzz.ratio, score_cutoff=75)
    return str(found[0]) if found else ""
