"""Who asks the questions, told from what each label does."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.model.nouns import dataclass
from qualcode.readers.speakers.evidence import Evidence, Heard

_FEWEST = 5
_FEWEST_OF_SECOND, _LITTLE, _LESS, _NEARLY, _AT_LEAST = 3, 8, 2, 0.6, 0.3
"""A second interviewer's turns; how many times as much the most talkative says, and where they ask about as much for
as many words; questions beside the first one's."""
_OF_TWO = 4
"""How many times as much one of two says who are not told to ask, for the other to be worth a look."""
_OFTEN = 0.45
"""Questions of somebody who says nearly as much as others, for which they are worth a look."""
_AS_DENSE = 0.33
"""Questions for as many words, beside those of who asks most."""
TALKS_MOST = 5
"""Who says this many times as much as all others together is no interviewer."""
_TO_A_QUESTION = 25
"""Words in which somebody who only asks begins a question."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How often each of some labels asks: by question marks, or, where there are none, by how sentences begin."""

    of: Sequence[Heard]
    is_marked: bool

    def n(self, heard: Heard) -> int:
        """How many questions are told."""
        return heard.marked if self.is_marked else heard.begun

    def share(self, heard: Heard) -> float:
        """The share of somebody's turns that ask; without question marks, questions beside those of who only asks."""
        all_there_may_be = heard.turns + 1 if self.is_marked else heard.words / _TO_A_QUESTION + 2
        return (self.n(heard) + 0.2) / all_there_may_be

    def per_word(self, several: Sequence[Heard]) -> float:
        """Questions for each word that some say."""
        return sum(map(self.n, several)) / max(1, sum(heard.words for heard in several))

    @property
    def enough(self) -> float:
        """How large a share, beside the largest, is like it: how sentences begin is the weaker sign."""
        return 0.7 if self.is_marked else _AS_DENSE


def asking(said: Sequence[Heard]) -> Asking:
    """How to tell who asks; few turns without a question mark ask nothing."""
    is_marked = any(heard.marked for heard in said) or sum(heard.turns for heard in said) < _FEWEST
    return Asking(said, is_marked)


def askers(evidence: Evidence, labels: Collection[str], *, strict: bool = False) -> frozenset[str]:
    """Find the labels that ask: a larger share of their turns are questions, and they say less than those who answer.

    Among several, everybody who asks nearly as often as the first; nobody where nobody asks. `strict` finds nobody
    rather than somebody.
    """
    said = [heard for heard in evidence.heard if heard.label in labels]
    asked = asking(said)
    if not any(map(asked.n, said)):
        return frozenset()
    share = {heard.label: asked.share(heard) for heard in said}
    if strict:
        return frozenset(heard.label for heard in said if share[heard.label] > 0.5 and heard.turns > 1)
    if len(said) == 1:
        [only] = said
        return frozenset({only.label} if share[only.label] > 0.6 and only.turns > 2 else ())
    all_words = sum(heard.words for heard in said)
    quiet = [heard for heard in said if heard.words < TALKS_MOST * (all_words - heard.words)]
    first = max(quiet, key=lambda heard: (share[heard.label] * (1 + heard.turns / heard.words), heard.turns)).label
    floor = share[first] * asked.enough
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
    asked = asking([*others, *leading])
    share = sum(map(asked.n, leading)) / max(1, sum(heard.turns for heard in leading)) if asked.is_marked else 0
    most = max(heard.words for heard in others)

    def says_less(heard: Heard) -> bool:
        is_dense = asked.per_word([heard]) >= _AS_DENSE * asked.per_word(leading)
        return heard.words * _LITTLE <= most or (is_dense and heard.words * _LESS <= most)

    return frozenset(
        heard.label
        for heard in others
        if heard.turns >= _FEWEST_OF_SECOND
        and says_less(heard)
        and asked.share(heard) >= max(_NEARLY * share, _AT_LEAST)
    )


def may_ask(evidence: Evidence, unknown: Collection[str], interviewers: Collection[str]) -> bool:
    """Whether one of several who are not told to ask may do so: the interviewers put no question marks, somebody who
    says less than others asks, in too few turns to tell, or of two one says little and asks, or hardly ever speaks; or
    all speak to one of them, turn by turn, as those do who ask.
    """
    others = [heard for heard in evidence.heard if heard.label in unknown]
    if len(others) < 2:
        return False
    if not any(heard.marked for heard in evidence.heard if heard.label in interviewers):
        return True
    if evidence.between in {heard.label for heard in others}:
        return True
    asked, most = asking(others), max(heard.words for heard in others)
    little = [heard for heard in others if heard.words * _OF_TWO <= most and len(others) == 2]
    if any(asked.n(heard) or heard.turns < _FEWEST for heard in little):
        return True
    least = {heard.label: _AT_LEAST if heard.words * _LESS <= most else _OFTEN for heard in others}
    return any(heard.words < most and asked.share(heard) >= least[heard.label] for heard in others)
