"""One name written in several ways over a study: `Dana` and `Danna`, `Dana` and `Dana Haddad`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qualcode.model.naming import fold
from qualcode.readers.speakers.evidence import Evidence, name_in
from qualcode.readers.speakers.label_words import base

_RARER = 3
"""How many times as many interviews the usual spelling is in."""
_SHORTEST = 4
"""Letters; shorter names are soon alike."""
_SLIPS, _OFTENER = 2, 10
"""Turns under a slip of the pen at most, and how many times as often the usual label speaks."""


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


def one_person_each(turns: Mapping[str, int]) -> list[list[str]]:
    """Put the labels of one interview together that are one person's; `turns` are how often each speaks, by label.

    `AMINA` and `Dr. Amina` are one, `Amina` and `Amina S.` where nobody else is called so, and a slip of the pen: a
    label that hardly speaks, a letter or a number away from one that speaks all the time.
    """
    people: list[list[str]] = []
    for label in turns:
        mine = next((held for held in people if any(_is_one_person(label, other, turns) for other in held)), None)
        if mine is None:
            people.append([label])
        else:
            mine.append(label)
    return people


def _is_one_person(label: str, other: str, turns: Mapping[str, int]) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    name, other_name = name_in(label), name_in(other)
    if fold(label) == fold(other) or (name and name == other_name):
        return True
    few, many = sorted((turns[label], turns[other]))
    is_slip = few <= _SLIPS and many >= _OFTENER * few
    if not name or not other_name:
        numbered, plain = fold(label) != base(label), fold(other) != base(other)
        return is_slip and base(label) == base(other) and numbered is not plain
    if name.split()[0] == other_name.split()[0] and (" " in name) is not (" " in other_name):
        alike = {name_in(each) for each in turns if name_in(each).split()[:1] == name.split()[:1]}
        return len(alike) == _ONE_OF_EACH
    near = DamerauLevenshtein.distance(name, other_name, score_cutoff=1) <= 1
    return is_slip and near and min(len(name), len(other_name)) >= _SHORTEST


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
