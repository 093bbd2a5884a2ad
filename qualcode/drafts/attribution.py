"""Labels beside quotations held against who said the words, and against what may be told of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from qualcode.drafts.patterns import SAYS
from qualcode.drafts.quotations import Quotation
from qualcode.drafts.verify import Checked
from qualcode.drafts.verify import Verdict as Said
from qualcode.drafts.vocabulary import NOUNS, Named, Phrases
from qualcode.model.nouns import dataclass
from qualcode.model.one_of import PERSONS
from qualcode.model.text import words_of
from qualcode.model.wording import listed

_SAID = re.compile(
    rf"\b(?:{NOUNS}|interview|focus group|fgd|kii|male|female|{'|'.join(sorted(PERSONS))})\b", re.IGNORECASE
)
"""Words by which a label is one of a person, though it names no type."""
_PLAIN = words_of("""
    a an the of from in at with and or one another other same second third this that as by to for first round
    key main survey informant informants interviewee interviewees respondent respondents participant
    participants interview said ki kii voice person representative member local national organisation organization
    our further anonymous contrary notes translated translation original edited own emphasis
""")
"""Words of a label that tell nobody."""
_PHRASE = re.compile(r"\b(?:an?|one|the|another|this|that)\s+((?:[\w’'-]+\s+){0,4})$", re.IGNORECASE)
_SAYS_BEFORE = re.compile(rf"\b{SAYS}\s+(?:[\w’'-]+\s+){{0,5}}$", re.IGNORECASE)
_SAYS_BEHIND = re.compile(rf"\s+(?:[\w’'-]+\s+){{0,3}}{SAYS}\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:informants?\s+|interviewees?\s+)?(?:in|from|of|at)\s+(?:the\s+)?([A-ZÀ-Þ][\w’'-]+)")
_ID = re.compile(r"\w+[-_ ]\d+")
"""What stands in the place of a label and is none: the id of an interview, which is a finding of its own."""
_CLAUSE = re.compile(r"[^.;:“”\"«»()]*")
_WORD = re.compile(r"[\w’'-]+")


class Verdict(StrEnum):
    """What the label beside a quotation is."""

    FITS = "agrees"
    OTHER_TYPE = "said by another type"
    INTERVIEWER = "said by the interviewer"
    TOO_SMALL = "names a type below the minimum"
    SAYS_MORE = "says more than the type"
    TWO_LABELS = "one interview under two labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """The informants' types, and what a draft may call them."""

    phrases: Phrases
    members: Mapping[str, frozenset[str]]
    """By what a draft may call them, the types meant."""
    type_of: Mapping[str, str]
    """By informant."""
    shown: Mapping[str, str]
    """By type, what a report calls it: another name where so few are of it that they would be known."""
    small: frozenset[str] = frozenset()
    """What points at people where it is named: types of so few that a report calls them otherwise."""
    known: frozenset[str] = frozenset()
    """Further words of the study's own attributions, in small letters."""
    places: re.Pattern[str] = re.compile(r"(?!)")
    """What may stand behind a label in a draft for the team, and is no part of it: where the words are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """The label beside a quotation, and what it is."""

    quotation: Quotation
    label: str
    verdict: Verdict
    detail: str = ""
    """The words that say too much, or the other label."""
    today: str = ""
    """What a report calls the informant's type."""

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict is not Verdict.FITS


def check_attributions(checked: Iterable[Checked], types: Types) -> list[Attributed]:
    """Say what each label is: of every quotation whose informant is known and that has one."""
    found: list[Attributed] = []
    first: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for each in checked:
        if each.verdict is Said.INTERVIEWER:
            label, _ = _label(each.quotation, types)
            if label:
                found.append(_made(each, label, Verdict.INTERVIEWER, types))
            continue
        if types.type_of.keys().isdisjoint(each.informants):
            continue
        one = _check(each, types)
        if one is None:
            continue
        key = _key(one.label, types)
        if one.verdict is Verdict.FITS and key:
            seen = first.setdefault((each.document_id, each.informants), (key, one.label))
            one = _made(each, one.label, Verdict.TWO_LABELS, types, seen[1]) if key != seen[0] else one
        found.append(one)
    return found


def _check(checked: Checked, types: Types) -> Attributed | None:
    label, groups = _label(checked.quotation, types)
    if not label:
        return None
    spoken = set(_types_of(checked, types))
    named = [label for group in groups for label in group.of]
    if groups and all(spoken.isdisjoint(types.members[each]) for each in named):
        return _made(checked, label, Verdict.OTHER_TYPE, types)
    if small := [group for group in groups if types.small.issuperset(group.of)]:
        words = label[small[0].start : small[0].end]
        return _made(checked, label, Verdict.TOO_SMALL, types, words)
    if more := _beyond(label, groups, types):
        return _made(checked, label, Verdict.SAYS_MORE, types, ", ".join(more))
    return _made(checked, label, Verdict.FITS, types)


def _types_of(checked: Checked, types: Types) -> list[str]:
    """The types of those who said a quotation, alone or together."""
    return [types.type_of[person] for person in checked.informants if person in types.type_of]


def _label(quotation: Quotation, types: Types) -> tuple[str, list[Named]]:
    """What stands beside a quotation, behind it or before, and the groups that it names."""
    label, groups = quotation.after, types.phrases.find(quotation.after)
    if (groups or _SAID.search(label)) and not _ID.fullmatch(label):
        return types.places.sub("", label), groups
    return _behind(quotation, types) or _before(quotation, types)


def _behind(quotation: Quotation, types: Types) -> tuple[str, list[Named]] | None:
    """The noun phrase in `said a CSO informant` or `a CSO informant said`, behind a quotation."""
    clause = _CLAUSE.match(quotation.behind.lstrip(","))
    said = clause.group() if clause else ""
    groups = types.phrases.find(said)[:1]
    if not groups:
        return None
    is_said = _SAYS_BEFORE.search(said[: groups[0].start]) or _SAYS_BEHIND.match(said, groups[0].end)
    if not is_said:
        return None
    return _phrase(said, groups[0], types)


def _made(checked: Checked, label: str, verdict: Verdict, types: Types, detail: str = "") -> Attributed:
    shown = dict.fromkeys(types.shown.get(type_, type_) for type_ in _types_of(checked, types))
    return Attributed(
        quotation=checked.quotation,
        label=label,
        verdict=verdict,
        detail=detail,
        today=listed(shown),
    )


def _before(quotation: Quotation, types: Types) -> tuple[str, list[Named]]:
    """The noun phrase before a quotation that names a group, in its sentence."""
    sentence = re.split(r"[.!?]\s", quotation.before)[-1]
    groups = types.phrases.find(sentence)
    if not groups:
        return "", []
    return _phrase(sentence, groups[-1], types)


def _phrase(sentence: str, group: Named, types: Types) -> tuple[str, list[Named]]:
    """The noun phrase around a group, with the place behind it."""
    opening = _PHRASE.search(sentence[: group.start])
    start = opening.start(1) if opening else group.start
    behind = _BEHIND.match(sentence, group.end)
    label = sentence[start : behind.end() if behind else group.end]
    return label, types.phrases.find(label)


def _beyond(label: str, groups: Sequence[Named], types: Types) -> list[str]:
    """The words of a label that are neither the type nor tell nothing."""
    plain = label
    for group in groups:
        plain = plain[: group.start] + " " * (group.end - group.start) + plain[group.end :]
    found = (word for word in _WORD.findall(plain))
    return [word for word in found if word.casefold() not in _PLAIN | types.known]


def _key(label: str, types: Types) -> str:
    """What tells one label from another: the groups it names and its numbers."""
    groups = sorted({each for group in types.phrases.find(label) for each in group.of})
    return " ".join([*groups, *re.findall(r"\d+", label)]) if groups else ""
