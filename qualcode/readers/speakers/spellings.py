"""One name written in several ways over a study: `Dana` and `Danna`, `Dana` and `Dana Haddad`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qualcode.readers.speakers.evidence import Evidence

_RARER = 3
"""How many times as many interviews the usual spelling is in."""
_SHORTEST = 4
"""Letters; shorter names are soon alike."""


def usual_spellings(interviews: Iterable[Evidence]) -> dict[str, str]:
    """Of each name that is another spelling of one, that one: never of names that speak in one interview together."""
    where: dict[str, set[str]] = defaultdict(set)
    for each in interviews:
        for heard in each.heard:
            if heard.name:
                where[heard.name].add(each.document_id)
    by_count = sorted(where, key=lambda name: (-len(where[name]), name))
    found: dict[str, str] = {}
    for name in reversed(by_count):
        for usual in by_count:
            if len(where[usual]) < _RARER * len(where[name]):
                break
            if usual not in found and _are_one(name, usual, where) and not where[name] & where[usual]:
                found[name] = usual
                break
    return found


def _are_one(name: str, usual: str, where: Mapping[str, object]) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    if (" " in name) is not (" " in usual):
        short, long = (usual, name) if " " in name else (name, usual)
        return short == long.split()[0] and sum(other.split()[0] == short for other in where) == _ONE_OF_EACH
    if min(len(name), len(usual)) < _SHORTEST or name[0] != usual[0]:
        return False
    return DamerauLevenshtein.distance(name, usual, score_cutoff=1) <= 1 and max(len(name), len(usual)) > _SHORTEST


_ONE_OF_EACH = 2
"""The short name and the long one: where two people begin alike, the short name may be either."""
