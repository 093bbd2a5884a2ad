"""Labels written in a way of their own: `Dana> How?`, `[Dana] How?`, `Dana – How?`. What looks so may be a list, a
remark or talk; it is a label where two or more written in the same way take turns through the document."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from qualcode.model.late import late
from qualcode.model.naming import fold
from qualcode.readers import times
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.choose import begin_below_labels
from qualcode.readers.speakers.labels import Head, can_be_label, goes_on, is_legend, is_name
from qualcode.readers.speakers.lines import Line, may_open
from qualcode.readers.times import TIME

_WORD = r"[^\W_][^\n\t:：;=<>\[\]{}()|]{0,40}?"
_NAME = rf"(?P<label>\+?{_WORD}(?:\s*[(\[][^()\[\]\n]{{1,40}}[)\]])?)"
_INSIDE = r"(?P<label>[^\W_][^\n\t\[\]{}()<>]{0,50})"
_BEFORE = late(rf"\s*(?:[-–—•]\s+)?(?:\d{{1,4}}[.)]?\s+)?(?:(?P<before>{TIME})(?:\s*[-–—|]\s|\s*))?(?:[#@$§*]\s?)?")
_REST = r"(?:\s+(?P<rest>\S.*)|\s*)\Z"
_WORDS = r"\s+(?P<rest>\S.*)\Z"


def _way(written: str) -> re.Pattern[str]:
    return late(written, re.DOTALL)


_WAYS: Mapping[str, re.Pattern[str]] = {
    "[Dana]": _way(r"\[(?P<label>[^\W_][^\n\t\[\]<>]{0,50})\]\s*(?P<rest>.*)\Z"),
    "{Dana}": _way(rf"\{{{_INSIDE}\}}\s*(?P<rest>.*)\Z"),
    "(Dana)": _way(rf"\({_INSIDE}\){_WORDS}"),
    "<Dana>": _way(rf"<{_INSIDE}>\s*(?P<rest>.*)\Z"),
    "Dana>": _way(rf"{_NAME}\s*(?:>{{1,3}}|»|→|=>|->){_REST}"),
    "Dana;": _way(rf"{_NAME}\s*;{_REST}"),
    "Dana=": _way(rf"{_NAME}\s*=+{_REST}"),
    "Dana|": _way(rf"{_NAME}\s*[|/\\~]+{_REST}"),
    "Dana --": _way(rf"{_NAME}\s*(?:--+|—){_WORDS}"),
    "Dana –": _way(rf"{_NAME}\s*[-–]{_WORDS}"),
    "Dana)": _way(rf"{_NAME}\s*[)\]]{_WORDS}"),
    "Q1.": _way(rf"(?P<label>[^\W\d_]{{1,12}}\s?\d{{0,3}})\.{_WORDS}"),
    "Interviewer How?": _way(rf"(?P<label>[^\W\d_]{{4,}}(?:\s\d{{1,3}})?){_WORDS}"),
    "Dana [00:03]": _way(rf"{_NAME}[\s,|–—-]+(?P<time>{TIME})[\s|–—-]+(?P<rest>\S.*)\Z"),
}
_DIGIT = "0"
"""Any digit."""
_NEEDS: Mapping[str, str] = {
    "[Dana]": "[",
    "{Dana}": "{",
    "(Dana)": "(",
    "<Dana>": "<",
    "Dana>": ">»→",
    "Dana;": ";",
    "Dana=": "=",
    "Dana|": "|/\\~",
    "Dana --": "-—",
    "Dana –": "-–",
    "Dana)": ")]",
    "Dana:": ":：",
    "Dana [00:03]": _DIGIT,
}
"""Of some ways the signs one of which a line has to have."""
_ANY_SIGN = re.compile(rf"[\d{re.escape(''.join(_NEEDS.values()))}]")
_FIRST_WORD = re.compile(r"\s*(?:•\s+)?(?:[#@$§*]\s?)?([^\W\d_]+)")
"""Most lines have no sign, and are written in one of the other ways only if their first word is a role."""
_BY_SPACE = "Interviewer How?"
_NEED_NONE = frozenset({"Q1.", _BY_SPACE})
_COLON = "Dana:"
_ANY_NAME = _way(rf"(?P<label>[^\n\t:：]{{1,60}}?)\s*[:：](?![\\/]|\d\d){_REST}")
"""What calls itself anything, as on a screen: `dana`, `+964 770 ***12`, `Dana | UNICEF`."""
_PATTERNS = [(way, pattern, frozenset(_NEEDS.get(way, ""))) for way, pattern in [*_WAYS.items(), (_COLON, _ANY_NAME)]]
_WITHOUT_SIGNS = [each for each in _PATTERNS if each[0] in _NEED_NONE]
_SO_WRITTEN = frozenset({"bracket", "dash", "dot"})
"""Shapes of heads that are written in one of these ways: `[Interviewer] How?`."""
_ROLES_ONLY = frozenset({"Dana)", "Q1.", _BY_SPACE})
"""Ways in which lists are written too: there a letter has to stand for who asks or who answers."""
_FEWEST, _LEAST_SHARE, _NEARLY_ALL = 4, 0.3, 0.6
_ASKS = re.compile("[?؟？]")
_LOWER = re.compile(r"(?<![^\W\d_])[^\W\d_]+")


class _Use(NamedTuple):
    """A line that is written in such a way."""

    at: int
    head: Head
    key: str
    """The label as it is counted: of numbered questions and answers only the letter."""


def name_by_signs(lines: Sequence[Line], chosen: frozenset[str]) -> frozenset[str]:
    """Give heads to the lines whose labels are written in a way that is used for taking turns, or name somebody who
    is `chosen` already. Returns the folded labels."""
    found: dict[str, list[_Use]] = {way: [] for way in [*_WAYS, _COLON]}
    n_labelled = 0
    for at, line in enumerate(lines):
        if line.head is not None and line.head.shape not in _SO_WRITTEN and fold(line.head.label) in chosen:
            n_labelled += 1
        elif not line.is_talk and line.block.speaker is None and not line.is_aside and not line.heading:
            for way, use in _uses(at, line.text):
                found[way].append(use)
    if not any(found.values()):
        return frozenset()

    @cache
    def openings() -> int:
        return sum(1 for above, line in itertools.pairwise([None, *lines]) if line and may_open(above, line))

    if named := _any_names(found.pop(_COLON), openings, n_labelled, lines):
        return named
    taken: frozenset[str] = frozenset()
    for way, uses in sorted(found.items(), key=lambda each: -len(each[1])):
        labels = _taking_turns(uses, way, openings, n_labelled) if not taken else set()
        if labels:
            _give_heads(lines, uses, labels)
            taken = frozenset(fold(use.head.label) for use in uses if use.key in labels)
            if way == _BY_SPACE:
                _shorten(lines, taken)
        elif way not in _ROLES_ONLY and way != "Dana –":
            _give_heads(lines, [use for use in uses if not is_legend(use.head)], chosen)
    return taken


def _shorten(lines: Sequence[Line], taken: Set[str]) -> None:
    """`Interviewee Marwa: that is where`, `1:24 Interviewee Yes.`, where the label is `Interviewee` and a space."""
    for line in lines:
        head = line.head
        if head is None or fold(head.label) in taken:
            continue
        if head.shape == "timed" or (head.shape == "colon" and head.rest[:1].islower()):
            uses = (use for way, use in _uses(0, line.text) if way == _BY_SPACE and fold(use.head.label) in taken)
            line.head = next((use.head for use in uses), head)


def _any_names(
    uses: Sequence[_Use], openings: Callable[[], int], n_labelled: int, lines: Sequence[Line]
) -> frozenset[str]:
    """What stands before a colon, whatever it is, where nearly all that is said stands behind such labels, each comes
    again, and somebody asks."""
    n_of = Counter(use.key for use in uses)
    behind = {fold(line.head.rest.partition(":")[0]) for line in lines if line.head is not None}
    behind |= set(begin_below_labels([line.head for line in lines]))
    begin = {use.key for use in uses if may_open(lines[use.at - 1] if use.at else None, lines[use.at])}
    again = [use for use in uses if n_of[use.key] > 1 and use.key in begin - behind]
    labels = {use.key for use in again}
    if len(labels) + bool(n_labelled) < 2 or len(again) + n_labelled < max(_FEWEST, _NEARLY_ALL * openings()):
        return frozenset()
    if _are_words(labels, uses) or not any(_ASKS.search(line.text) for line in lines):
        return frozenset()
    _give_heads(lines, again, labels)
    return frozenset(labels)


def _uses(at: int, text: str) -> list[tuple[str, _Use]]:
    found: list[tuple[str, _Use]] = []
    signs = {_DIGIT if sign.isdecimal() else sign for sign in _ANY_SIGN.findall(text)}
    if not signs and not ((word := _FIRST_WORD.match(text)) and label_words.kind(word[1])):
        return found
    start = _BEFORE.match(text)
    for way, pattern, needs in _PATTERNS if signs else _WITHOUT_SIGNS:
        if needs and needs.isdisjoint(signs):
            continue
        match = pattern.match(text, start.end() if start else 0)
        if match is None:
            continue
        label, before = match["label"].strip(" *_"), match.groupdict().get("time") or (start and start["before"])
        rest = (match["rest"] or "").strip()
        if not _may_be(label, rest, way) or (before and not times.is_time(before)):
            continue
        head = Head(label, times.seconds(before) if before else None, rest, "sign", bool(before))
        key = label_words.base(label) if way in _ROLES_ONLY else fold(label)
        found.append((way, _Use(at, head, key)))
    return found


def _may_be(label: str, rest: str, way: str) -> bool:
    if not label or goes_on(rest) or not can_be_label(label) or len(label.split()) > 6:
        return False
    if way in _ROLES_ONLY:
        return bool(label_words.kind(label)) and (label.isupper() or len(label) > 2)
    first = fold(label).split(" ")[0]
    if way == _COLON and (first in label_words.METADATA or (label_words.is_phrase(label) and not is_name(label))):
        return False
    return first not in label_words.NO_SPEAKER and not (way[0] in "[{(<" and label_words.is_remark(label))


def _taking_turns(uses: Sequence[_Use], way: str, openings: Callable[[], int], n_labelled: int) -> set[str]:
    """The labels of one way of writing, where two or more come again and follow each other; else none."""
    n_of = Counter(use.key for use in uses)
    again = [use for use in uses if n_of[use.key] > 1]
    if len(again) < max(_FEWEST, 2 * n_labelled) or len(again) < _LEAST_SHARE * min(openings(), 3 * len(uses)):
        return set()
    changes = sum(1 for one, next_one in itertools.pairwise(again) if one.key != next_one.key)
    labels = {use.key for use in again}
    if len(labels) < 2 or changes < 0.5 * (len(again) - 1):
        return set()
    if way in _ROLES_ONLY:
        kinds = {label_words.kind(use.head.label) for use in again}
        return labels if {"interviewer", "informant"} <= kinds else set()
    if _are_words(labels, uses):
        return set()
    return labels | {use.key for use in uses if is_name(use.head.label) or label_words.kind(use.head.label)}


def _are_words(labels: Set[str], uses: Sequence[_Use]) -> bool:
    """Whether what looks like labels is said in the talk as well, as the headings of notes are."""
    said = Counter(word for use in uses for word in _LOWER.findall(use.head.rest) if word.islower())
    return any(said[label] for label in labels if not label_words.kind(label))


def _give_heads(lines: Sequence[Line], uses: Sequence[_Use], keys: Set[str]) -> None:
    for use in uses:
        if use.key in keys:
            lines[use.at].head = use.head
