"""Who asks the questions, told from the talk itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from qualcode.model.document import Document


def askers(document: Document, labels: Sequence[str], *, strict: bool = False) -> frozenset[str]:
    """The labels that ask: a larger share of their turns are questions, and they say less than those who answer.

    Among several, everybody who asks nearly as often as the first; `strict` finds nobody rather than somebody.
    """
    asked: dict[str, int] = defaultdict(int)
    turns: dict[str, int] = defaultdict(int)
    words: dict[str, int] = defaultdict(int)
    for turn in document.turns:
        if turn.speaker in labels:
            text = document.text[turn.start : turn.end]
            turns[turn.speaker] += 1
            asked[turn.speaker] += any(mark in text for mark in "?؟？")
            words[turn.speaker] += text.count(" ") + 1
    if not turns:
        return frozenset()
    share = {label: (asked[label] + 0.2) / (turns[label] + 1) for label in turns}
    brevity = {label: turns[label] / max(1, words[label]) for label in turns}
    first = max(share, key=lambda label: (share[label] * (1 + brevity[label]), turns[label]))
    if strict:
        return frozenset(label for label in turns if share[label] > 0.5 and turns[label] > 1)
    if len(turns) == 1:
        return frozenset({first} if share[first] > 0.6 and turns[first] > 2 else ())
    floor = share[first] * 0.7
    found = {label for label in turns if share[label] >= floor and turns[label] > 1} | {first}
    return frozenset({first} if len(found) == len(turns) else found)
