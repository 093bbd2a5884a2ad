"""Who asks throughout a study, decided from the evidence of all its interviews at once.

Of names, who speaks in far more interviews than those they speak with is an interviewer, unless they answer there.
Labels that are no names (`Interviewee`, `SPEAKER 2`) stand in all interviews and are somebody else in each: how many
those are says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from qualcode.model.document import Role
from qualcode.model.nouns import dataclass
from qualcode.model.wording import plural
from qualcode.readers.speakers.behaviour import TALKS_MOST
from qualcode.readers.speakers.evidence import Evidence, Heard
from qualcode.readers.speakers.spellings import usual_spellings

FEWEST = 3
"""Interviews in which somebody has to speak: in two it may be an informant who was interviewed again."""
_OFTENER = 2
"""How many times as many interviews as those they speak with, at the median."""
_ASK_AS_OFTEN = 0.5
"""The share of questions that they have to ask at least, beside the share of those they are compared with."""
_FEWEST_QUESTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Regular:
    """Somebody who asks throughout a study."""

    n_interviews: int
    """In how many they speak."""
    n_of: int
    """Of how many the study has."""
    set_in: str = ""
    """An interview in which a person said so."""
    usual: str = ""
    """The usual spelling, where this is another one of the same name."""

    @property
    def because(self) -> str:
        """Why they are taken for an interviewer."""
        if self.set_in:
            told = f"set as the interviewer in {self.set_in}"
        else:
            told = f"speaks in {self.n_interviews:,} of {plural(self.n_of, 'interview')}"
        return f"another spelling of {self.usual}: {told}" if self.usual else told


Regulars = Mapping[str, Regular]
"""By name as it is compared (`evidence.name_in`)."""


def find_regulars(evidence: Iterable[Evidence]) -> dict[str, Regular]:
    """Find who asks throughout a study, whatever the order of its interviews; nobody in a study of a few."""
    interviews = sorted(evidence, key=lambda each: each.document_id)
    speaks: dict[str, list[Evidence]] = defaultdict(list)
    for each in interviews:
        for name in {heard.name for heard in each.heard if heard.name}:
            speaks[name].append(each)
    counts = {name: len(where) for name, where in speaks.items()}
    found: dict[str, Regular] = {}
    for name in sorted(speaks, key=lambda name: (-counts[name], name)):
        said = [(each.document_id, heard.said) for each in speaks[name] for heard in _of(each, name)]
        set_in = min((where for where, role in said if role is Role.INTERVIEWER), default="")
        others = {where for where, role in said if role not in (None, Role.INTERVIEWER)}
        free = [each for each in speaks[name] if each.document_id not in others]
        if len(free) > len(others) and (set_in or _asks_throughout(name, free, counts, found)):
            found[name] = Regular(n_interviews=counts[name], n_of=len(interviews), set_in=set_in)
    for name, usual in usual_spellings(interviews).items():
        if usual in found and name not in found and not any(h.said for each in speaks[name] for h in _of(each, name)):
            found[name] = replace(found[usual], usual=usual)
    return found


def _asks_throughout(name: str, where: Sequence[Evidence], counts: Mapping[str, int], found: Regulars) -> bool:
    """Whether somebody of whom nobody said anything speaks in many interviews, and as who asks does."""
    beside = {heard.name for each in where for heard in each.heard if heard.name} - {name}
    if len(where) < FEWEST or (beside and len(where) < _OFTENER * median(counts[other] for other in beside)):
        return False
    own = [heard for each in where for heard in _of(each, name)]
    others = [heard for each in where for heard in each.heard if heard.name != name]
    asking = [heard for heard in others if _asks(heard, found)]
    answering = [heard for heard in others if not _asks(heard, found) and heard.kind != "other"]
    if sum(_talks_most(name, each) for each in where) * 2 > len(where):
        return False
    # Beside an interviewer somebody who does not ask is not another one: a colleague who sits in, say.
    n_with = sum(any(_asks(heard, found) for heard in each.heard if heard.name != name) for each in where)
    if n_with * 2 > len(where) and not _ask_as_often(own, asking):
        return False
    return _ask_as_often(own, answering)


def _talks_most(name: str, each: Evidence) -> bool:
    """Whether somebody talks many times as much in an interview as all others together."""
    words = {is_own: sum(h.words for h in each.heard if (h.name == name) is is_own) for is_own in (True, False)}
    return words[False] > 0 and words[True] >= TALKS_MOST * words[False]


def _asks(heard: Heard, found: Regulars) -> bool:
    return heard.kind == "interviewer" or heard.said is Role.INTERVIEWER or heard.name in found


def _ask_as_often(own: Sequence[Heard], others: Sequence[Heard]) -> bool:
    """Whether they ask nearly as often as others do; true where those hardly ask at all."""
    is_marked = any(heard.marked for heard in (*own, *others))
    asked, asked_by_others = (sum(h.marked if is_marked else h.begun for h in side) for side in (own, others))
    if asked_by_others < _FEWEST_QUESTIONS:
        return True
    said, said_by_others = (sum(h.turns if is_marked else h.words for h in side) for side in (own, others))
    return asked / said >= _ASK_AS_OFTEN * asked_by_others / said_by_others


def _of(each: Evidence, name: str) -> list[Heard]:
    return [heard for heard in each.heard if heard.name == name]
