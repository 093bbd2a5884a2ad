"""Lines that may begin with a label, and do so only where the whole document uses it as one."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from qualcode.model.naming import fold
from qualcode.readers import times
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.callings import name_by_callings
from qualcode.readers.speakers.labels import Head, is_initials, is_name, leading_time
from qualcode.readers.speakers.lines import Line, may_open
from qualcode.readers.wrapping import continues, ends_sentence, goes_on_below

_LONGEST = 40
_ASKS = re.compile("[?؟？]")
_SECOND = re.compile(r"\s*[Bb][.)]\s")
"""The second entry of a list whose first is `A. …`."""
_SLIPS = 0.1
"""Labels that end in a stop, beside those that end in a colon; turns in a small letter, where they begin otherwise."""
_WITH_COLON = frozenset({"colon", "alone"})
_TIME_BEHIND = re.compile(r"(?<!\d)[:：][*_]*\s*(?P<time>\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?)\s*\Z")
_FEW = 0.2
"""Labels behind which a time stands, where times are no part of labels."""
_RARE, _SENTENCE = 0.25, 3
"""Labels beside all others; words that make a sentence."""
_FEWEST_TIMES = 3
"""Times that go up as those of a recording do."""
_END = 4
"""Characters in which a question ends."""
_MOSTLY = 0.75
"""Of the labels those that begin a paragraph, where labels do so."""
_WORD = re.compile(r"[^\W\d_]+")


def drop_words_behind_times(lines: Sequence[Line]) -> None:
    """`[00:12] Permits.` looks like a time and a name; it is neither where nobody ever speaks below it."""
    found: dict[str, list[Line]] = defaultdict(list)
    spoken = set()
    for line, below in itertools.zip_longest(lines, lines[1:]):
        if line.head is not None and line.head.shape == "timed" and leading_time(line.text):
            found[fold(line.head.label)].append(line)
            if below is not None and not _is_timed(below):
                spoken.add(fold(line.head.label))
    for label in found.keys() - spoken:
        for line in found[label]:
            line.head = None


def drop_other_ways(lines: Sequence[Line], known: Set[str]) -> None:
    """Where labels end in a colon, `I. …` and `Respondent – …` are running text; `I. How?` is a slip, now and then,
    where it begins a paragraph and a sentence. `known` are labels that somebody has told of."""
    doubtful = [line for line in lines if line.head is not None and line.head.shape in {"dot", "dash"}]
    if not doubtful:
        return
    with_colon = Counter(
        fold(line.head.label) for line in lines if line.head is not None and line.head.shape == "colon"
    )
    name_by_callings(doubtful, with_colon.keys(), known)
    left = [(line, head) for line in doubtful if (head := line.head) is not None and head.shape in {"dot", "dash"}]
    slips = Counter(fold(head.label) for line, head in left if _is_slip(line))
    is_list = any(_SECOND.match(line.text) for line in lines)
    for line, head in left:
        label = fold(head.label)
        if _is_slip(line) and not is_list and slips[label] <= with_colon[label] * _SLIPS:
            line.head = head._replace(shape="colon")
        elif label in with_colon:
            line.head = None


def _is_slip(line: Line) -> bool:
    head = line.head
    opens = line.opens or line.after_gap
    return opens and head is not None and head.shape == "dot" and head.rest[:1].isupper()


def put_back_times_said(lines: Sequence[Line]) -> None:
    """`Interviewee: 10:30 on Mondays`: a time without brackets behind the colon is said, where few labels have one."""
    with_colon = [(line, head) for line in lines if (head := line.head) is not None and head.shape in _WITH_COLON]
    timed = [
        (line, head, found)
        for line, head in with_colon
        if head.has_time and (found := _TIME_BEHIND.search(line.text.removesuffix(head.rest)))
    ]
    if len(timed) > _FEW * len(with_colon) or any(found["time"].startswith("00:") for *_, found in timed):
        return
    passed = [times.seconds(found["time"]) or 0.0 for *_, found in timed]
    if len(passed) >= _FEWEST_TIMES and all(one < following for one, following in itertools.pairwise(passed)):
        return  # those of a recording
    for line, head, found in timed:
        said = f"{found['time']} {head.rest}".strip()
        has_other = head.started_at != times.seconds(found["time"])
        line.head = Head(head.label, head.started_at if has_other else None, said, "colon", has_other)


def drop_within_sentences(lines: Sequence[Line], width: int) -> None:
    """What begins small where a broken sentence goes on below, `forgot: the tank`, is a label only if it is written
    so where a sentence begins as well; `width` is that at which the text was wrapped."""
    labels = {line.head.label for line in lines if line.head is not None} if width else ()
    if not any(label[:1].islower() for label in labels):
        return
    inside: list[Line] = []
    begins = {line.head.label for line in lines[:1] if line.head is not None}
    for above, line in itertools.pairwise(lines):
        if line.head is None or not line.head.label:
            continue
        opens = line.opens or line.after_gap or not goes_on_below(above.text, width)
        if not opens and line.head.label[0].islower() and line.block.speaker is None:
            inside.append(line)
        elif opens:
            begins.add(line.head.label)
    for line in inside:
        if line.head is not None and line.head.label not in begins:
            line.head = None


def without_those_within(lines: Sequence[Line], chosen: frozenset[str], known: Set[str], width: int) -> frozenset[str]:
    """The chosen without those that stand only where a line was broken and goes on below, `Mosul: it was all there`,
    among labels that begin paragraphs, or sentences at least; `known` are labels that somebody has told of."""
    if not width:
        return chosen
    begin_paragraphs = {line.head.label for line in lines if line.head is not None and (line.opens or line.after_gap)}
    if chosen <= known | set(map(fold, begin_paragraphs)):
        return chosen
    found = [
        (label, above, line)
        for above, line in itertools.pairwise([None, *lines])
        if line is not None and line.head is not None and (label := fold(line.head.label)) in chosen
    ]
    first = [above is None or line.opens or line.after_gap for _, above, line in found]
    if not _begin_so([label for label, _, _ in found], first):
        first = [may_open(above, line) for _, above, line in found]
        if not _begin_so([label for label, _, _ in found], first):
            return chosen
    begin = {
        label
        for is_first, (label, above, line) in zip(first, found, strict=True)
        if is_first or above is None or not continues(above.text, line.text, width) or _is_turn_of_a_name(line)
    }
    return chosen & (begin | known)


def _is_turn_of_a_name(line: Line) -> bool:
    """Whether a name stands there, and a sentence begins behind it: `Karim: Sorry, may I add to that?`"""
    return line.head is not None and line.head.rest[:1].isupper() and is_name(line.head.label)


def without_words_of_sentences(lines: Sequence[Line], chosen: frozenset[str], known: Set[str]) -> frozenset[str]:
    """The chosen without the few behind whom sentences go on in small letters, `Marwa: that is where it began`, where
    behind all others they begin with a capital; `known` are labels that somebody has told of. Who answers a question
    speaks."""
    if all(map(label_words.kind, chosen - known)):
        return chosen
    said: dict[str, list[Head]] = defaultdict(list)
    for line in lines:
        if line.head is not None and line.head.rest and not line.block.label:
            said[fold(line.head.label)].append(line.head)
    answering = {
        fold(line.head.label)
        for above, line in itertools.pairwise(lines)
        if line.head is not None and _ASKS.search(above.text[-_END:])
    }
    small = {label for label in chosen - known - answering if label in said and all(map(_goes_on_small, said[label]))}
    others = [head for label in chosen - small for head in said[label]]
    is_few = sum(len(said[label]) for label in small) <= _RARE * len(others)
    return chosen - small if is_few and sum(map(_is_small, others)) <= _SLIPS * len(others) else chosen


def _goes_on_small(head: Head) -> bool:
    is_sentence = len(head.rest.split()) >= _SENTENCE
    return is_sentence and _is_small(head) and not head.has_time and not label_words.kind(head.label)


def _is_small(head: Head) -> bool:
    return head.rest[0].islower()


def _begin_so(labels: Sequence[str], first: Sequence[bool]) -> bool:
    """Whether two or more labels stand mostly where something begins."""
    begin = {label for label, is_first in zip(labels, first, strict=True) if is_first}
    of_those = [is_first for label, is_first in zip(labels, first, strict=True) if label in begin]
    return len(begin) > 1 and sum(of_those) >= _MOSTLY * len(of_those)


def name_the_lines_alone(lines: Sequence[Line]) -> frozenset[str]:
    """Give a head to the lines that are nothing but a name, where two or more names or roles come again and again,
    words below each, and one of them asks. A time may stand between. Returns the folded names."""
    found: dict[str, list[int]] = defaultdict(list)
    needed: Counter[str] = Counter()
    for n, line in enumerate(lines[:-1]):
        if line.is_talk or (line.is_plain and line.head is not None) or not _is_name_alone(line):
            continue
        beside_time = _is_time(lines, n - 1) or _is_time(lines, n + 1)
        if beside_time or line.opens or line.after_gap or (n > 0 and ends_sentence(lines[n - 1].text)):
            name = fold(line.text)
            found[name].append(n)
            needed[name] = max(needed[name], 2 if line.block.bold or beside_time else 3)
    names = {name for name, places in found.items() if len(places) >= needed[name]}
    if not names:
        return frozenset()
    places = sorted(n for name in names for n in found[name])
    below = [n + 1 + _is_time(lines, n + 1) for n in places]
    roles = [n for n, line in enumerate(lines) if _is_role_alone(line)]
    asks = any(_ASKS.search(line.text) for n in [*below, *(n + 1 for n in roles)] for line in lines[n : n + 1])
    if len(names) + (len(roles) > 1) < 2 or set(below) & set(places) or not asks:
        return frozenset()
    spoken = {word for line in lines for word in _WORD.findall(line.text)}
    if any(name in spoken for name in names if name.islower()):
        return frozenset()  # an ordinary word of the talk: `funding`
    for n in places:
        _name(lines[n], lines[n].text)
    return frozenset(names)


def name_the_headings(lines: Sequence[Line], known: Set[str]) -> frozenset[str]:
    """Give a head to the headings that are nothing but a label, where they follow each other and words stand below:
    roles, ids, somebody who is told of, or names of which one asks. Returns the folded labels."""
    headings = [n for n, line in enumerate(lines) if line.heading and line.opens]
    found = [(n, label) for n in headings if (label := _label_of(lines[n]))]
    n_of = Counter(fold(label) for _, label in found)
    again = [(n, fold(label)) for n, label in found if n_of[fold(label)] > 1]
    changes = sum(1 for (_, one), (_, following) in itertools.pairwise(again) if one != following)
    empty = sum(1 for n, _ in again if n + 1 == len(lines) or lines[n + 1].heading)
    labels = {label for _, label in again}
    if len(labels) < 2 or changes < 0.5 * (len(again) - 1) or empty > 0.2 * len(again):
        return frozenset()
    certain = {fold(label) for _, label in found if _is_certain(label, known)}
    if not certain & labels and not _one_asks(lines, again):
        return frozenset()
    for n, label in found:
        if fold(label) in certain | labels:
            _name(lines[n], label)
    return frozenset(certain | labels)


def name_again(lines: Sequence[Line], chosen: Set[str]) -> None:
    """Give a head to the lines beside a time that are nothing but the name of somebody who is known to speak."""
    for at in [n for n, line in enumerate(lines) if line.is_time]:
        for line in (lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)):
            if line.head is None and fold(line.text) in chosen:
                _name(line, line.text)


def _label_of(line: Line) -> str:
    """What a heading names, if it may be a label."""
    head = line.head
    label = (head.label if head is not None and not head.rest else line.text).strip(" \t*_:：")
    first = fold(label).split(" ")[0] if label else ""
    if not label or len(label) > _LONGEST or "\n" in line.block.text or first in label_words.NO_SPEAKER:
        return ""
    return label if is_name(label) or is_initials(label) or label_words.kind(label) else ""


def _is_certain(label: str, known: Set[str]) -> bool:
    is_role = label_words.kind(label) and len(label_words.base(label).split()) < 3
    is_id = is_initials(label) and any(character.isdigit() for character in label)
    return bool(is_role) or is_id or fold(label) in known


def _one_asks(lines: Sequence[Line], places: Sequence[tuple[int, str]]) -> bool:
    """Whether below one label most lines ask and below another hardly any, and none is a word of the talk."""
    asks: dict[str, list[bool]] = defaultdict(list)
    for n, label in places:
        below = n + 1 + _is_time(lines, n + 1)
        asks[label].append(below < len(lines) and _ASKS.search(lines[below].text) is not None)
    shares = [sum(found) / len(found) for found in asks.values()]
    spoken = {word for line in lines for word in _WORD.findall(line.text) if word.islower()}
    return max(shares) >= 0.5 and min(shares) <= 0.3 and not asks.keys() & spoken


def _name(line: Line, label: str) -> None:
    line.head = Head(label.strip(" \t*_"), line.head.started_at if line.head else None, "", "bare", False)
    line.heading = line.is_talk = False


def _is_name_alone(line: Line) -> bool:
    text = line.text.strip(" \t*_")
    if line.block.speaker is not None or line.heading or not text or len(text) > _LONGEST:
        return False
    if line.head is not None and (line.head.shape != "bold" or line.head.rest):
        return False
    return text[0].isalpha() and text[-1].isalnum() and not text.isupper() and is_name(text) and len(text.split()) <= 4


def _is_role_alone(line: Line) -> bool:
    return line.head is not None and line.head.shape == "bare" and label_words.kind(line.head.label) != ""


def _is_timed(line: Line) -> bool:
    return line.is_time or leading_time(line.text) is not None


def _is_time(lines: Sequence[Line], n: int) -> bool:
    return 0 <= n < len(lines) and lines[n].is_time
