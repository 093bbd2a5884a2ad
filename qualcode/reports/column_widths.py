"""The columns of a table that is wider than its page or screen: in which parts they come, and how wide each is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt

from qualcode.model.table import Column, Table


def in_parts(table: Table, fits: Callable[[Sequence[int]], bool]) -> list[list[int]]:
    """The columns of each part: all where they fit, else group by group, those that lead a row repeated."""
    everything = list(range(len(table.columns)))
    if fits(everything):
        return [everything]
    lead = everything[: table.lead]
    found: list[list[int]] = []
    for group in _groups_of(table.columns, table.lead):
        if found and fits(found[-1] + group):
            found[-1] += group
            continue
        found.append([*lead])
        for place in group:
            if len(found[-1]) > len(lead) and not fits([*found[-1], place]):
                found.append([*lead])
            found[-1].append(place)
    return found


def _groups_of(columns: Sequence[Column], lead: int) -> Iterator[list[int]]:
    """Places of columns under one heading, those that lead a row apart."""
    group: list[int] = []
    for place in range(lead, len(columns)):
        if group and columns[place].group != columns[group[-1]].group:
            yield group
            group = []
        group.append(place)
    yield group


def shared(needs: Sequence[float], left: float) -> list[float]:
    """Of the room that is left so much for each: all it needs, or a part by the root of it, so that lines are few."""
    given = [0.0] * len(needs)
    waiting = sorted(range(len(needs)), key=lambda place: needs[place])
    weight = sum(sqrt(need) for need in needs)
    for place in waiting:
        root = sqrt(needs[place])
        given[place] = min(needs[place], left * root / weight) if weight > 0 else 0.0
        left, weight = left - given[place], weight - root
    return given
