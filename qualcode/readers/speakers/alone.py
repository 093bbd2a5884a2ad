"""Lines that may begin with a label, and do so only where the whole document uses it as one."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from qualcode.model.naming import fold
from qualcode.readers import times
from qualcode.readers.speakers.labels import Head, is_name, leading_time
from qualcode.readers.speakers.lines import Line

_LONGEST = 40
_ASKS = re.compile("[?؟？]")
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


def drop_other_ways(lines: Sequence[Line]) -> None:
    """Where labels end in a colon, `I. …` and `Respondent – …` are running text."""
    with_colon = {fold(line.head.label) for line in lines if line.head is not None and line.head.shape == "colon"}
    for line in lines:
        if line.head is not None and line.head.shape in {"dot", "dash"} and fold(line.head.label) in with_colon:
            line.head = None


def name_the_lines_alone(lines: Sequence[Line]) -> frozenset[str]:
    """Give a head to the lines that are nothing but a name, where two or more names come again and again, words
    below each, and one of them asks. Returns the folded names."""
    found: dict[str, list[int]] = defaultdict(list)
    needed: Counter[str] = Counter()
    for n, line in enumerate(lines[:-1]):
        if _is_name_alone(line) and (line.opens or line.after_gap or _is_time(lines, n - 1)):
            name = fold(line.text)
            found[name].append(n)
            marked = bool(line.block.bold) or _is_time(lines, n - 1)
            needed[name] = max(needed[name], 2 if marked else 3)
    names = {name for name, places in found.items() if len(places) >= needed[name]}
    places = sorted(n for name in names for n in found[name])
    below = [n + 1 for n in places]
    if len(names) < 2 or set(below) & set(places) or not any(_ASKS.search(lines[n].text) for n in below):
        return frozenset()
    spoken = {word for line in lines for word in _WORD.findall(line.text)}
    if any(name in spoken for name in names if name.islower()):
        return frozenset()  # an ordinary word of the talk: `funding`
    for n in places:
        lines[n].head = Head(lines[n].text.strip(" \t*_"), None, "", "bare", False)
    return frozenset(names)


def _is_name_alone(line: Line) -> bool:
    text = line.text.strip(" \t*_")
    if line.block.speaker is not None or line.block.heading or not text or len(text) > _LONGEST:
        return False
    if line.head is not None and (line.head.shape != "bold" or line.head.rest):
        return False
    return text[0].isalpha() and text[-1].isalnum() and not text.isupper() and is_name(text) and len(text.split()) <= 4


def _is_timed(line: Line) -> bool:
    return leading_time(line.text) is not None or times.ALONE.match(line.text) is not None


def _is_time(lines: Sequence[Line], n: int) -> bool:
    return n >= 0 and times.ALONE.match(lines[n].text) is not None
