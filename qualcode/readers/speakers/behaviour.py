"""Who asks the questions, told from what each label does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from qualcode.readers.speakers.evidence import Evidence, Heard

_FEWEST = 5
_FEWEST_OF_SECOND, _LITTLE, _NEARLY, _AT_LEAST = 3, 8, 0.6, 0.3
"""A second interviewer's turns; how many times as much the most talkative says; questions beside the first one's."""
TALKS_MOST = 5
"""Who says this many times as much as all others together is no interviewer."""


def askers(evidence: Evidence, labels: Collection[str], *, strict: bool = False) -> frozenset[str]:
    """Find the labels that ask: a larger share of their turns are questions, and they say less than those who answer.

    Among several, everybody who asks nearly as often as the first; nobody where nobody asks. `strict` finds nobody
    rather than somebody.
    """
    said = [heard for heard in evidence.heard if heard.label in labels]
    asked = questions(said)
    if not asked.total():
        return frozenset()
    share = {heard.label: (asked[heard.label] + 0.2) / (heard.turns + 1) for heard in said}
    if strict:
        return frozenset(heard.label for heard in said if share[heard.label] > 0.5 and heard.turns > 1)
    if len(said) == 1:
        [only] = said
        return frozenset({only.label} if share[only.label] > 0.6 and only.turns > 2 else ())
    all_words = sum(heard.words for heard in said)
    quiet = [heard for heard in said if heard.words < TALKS_MOST * (all_words - heard.words)]
    first = max(quiet, key=lambda heard: (share[heard.label] * (1 + heard.turns / heard.words), heard.turns)).label
    floor = share[first] * 0.7
    found = {heard.label for heard in quiet if share[heard.label] >= floor and heard.turns > 1} | {first}
    return frozenset({first} if len(found) == len(said) else found)


def seconds(evidence: Evidence, unknown: Collection[str], interviewers: Collection[str]) -> frozenset[str]:
    """Find who asks beside the interviewers, where nobody is known to answer: they ask nearly as often, and say little.

    Never everybody: somebody answers.
    """
    others = [heard for heard in evidence.heard if heard.label in unknown]
    if len(others) < 2:
        return frozenset()
    leading = [heard for heard in evidence.heard if heard.label in interviewers]
    asked = questions([*others, *leading])
    share = sum(asked[heard.label] for heard in leading) / max(1, sum(heard.turns for heard in leading))
    most = max(heard.words for heard in others)
    return frozenset(
        heard.label
        for heard in others
        if heard.turns >= _FEWEST_OF_SECOND
        and heard.words * _LITTLE <= most
        and (asked[heard.label] + 0.2) / (heard.turns + 1) >= max(_NEARLY * share, _AT_LEAST)
    )


def questions(said: Sequence[Heard]) -> Counter[str]:
    """How many turns of each ask; where no question mark is written, those that begin as a question does."""
    marked = Counter({heard.label: heard.marked for heard in said})
    if marked.total() or sum(heard.turns for heard in said) < _FEWEST:
        return marked
    return Counter({heard.label: heard.begun for heard in said})
