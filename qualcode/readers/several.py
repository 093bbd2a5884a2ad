"""A file that looks like several interviews: its headings, and the pattern by which they can be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from qualcode.readers.blocks import Block

_INTERVIEW = (
    r"interview|interviews|interview transcript|kii|ki|idi|fgd|fgi|focus group|focus group discussion|transcript"
    r"|entretien|entrevista|مقابلة|المقابلة|چاوپێکەوتن"
)
_PERSON = r"participant|respondent|informant|interviewee|case|répondant|enquêté|participante|entrevistado|entrevistada"
_HEADING = re.compile(
    rf"\W{{0,3}}(?:\d{{1,3}}[.)]\s+)?(?P<start>(?:(?P<interview>{_INTERVIEW})|(?P<person>{_PERSON}))"
    r"\s*(?:(?:no|nr|number)\b\.?|n°)?\s*[:#№–-]?\s*)(?P<number>\d{1,3}|[A-Z])(?!\w)(?P<rest>[^.?!؟]{0,70}?)\W{0,3}\Z",
    re.IGNORECASE,
)
_FEWEST, _FEWEST_PEOPLE = 2, 3
_LONGEST = 100
"""Characters of a heading."""
_AT_LEAST = 150
"""Characters of an interview, on an average: fewer, and the headings list something."""
_TOLD = re.compile(r"holds (\d+) headings like '(.*?)'; import it with --split \"(.*)\" to read them one by one\Z")


class Several(NamedTuple):
    """How many interviews a file looks like, and how to part them."""

    n: int
    like: str
    """The first heading without what follows its number."""
    pattern: str
    """For `--split`."""

    @property
    def doubt(self) -> str:
        """Why a person should look at the file."""
        how = f'import it with --split "{self.pattern}" to read them one by one'
        return f"holds {self.n} headings like '{self.like}'; {how}"


def told_of_several(doubts: Iterable[str]) -> Several | None:
    """What the doubts about a document say of several interviews in it."""
    found = next((found for doubt in doubts if (found := _TOLD.match(doubt))), None)
    return Several(int(found[1]), found[2], found[3]) if found else None


def several_interviews(blocks: Sequence[Block]) -> Several | None:
    """Find headings that count interviews; None where there are none, or where they name those who speak."""
    unsaid = [block.text for block in blocks if block.speaker is None]
    lines = [line.strip() for text in unsaid for line in text.split("\n")]
    heads = [head for line in lines if len(line) < _LONGEST and (head := _HEADING.match(line))]
    if not heads:
        return None
    length = sum(map(len, lines))
    for kind, fewest in (("interview", _FEWEST), ("person", _FEWEST_PEOPLE)):
        found = [head for head in heads if head[kind] and not (kind == "person" and ":" in head["rest"])]
        numbers = Counter(head["number"].upper() for head in found)
        once = [head for n, head in enumerate(found) if head["number"] not in {each["number"] for each in found[:n]}]
        if len(numbers) < fewest or max(numbers.values()) > 2 or not _rises([head["number"] for head in once]):
            continue
        if length < _AT_LEAST * len(numbers) or (kind == "person" and _speak(lines, found)):
            continue
        first = once[0]
        return Several(len(numbers), (first["start"] + first["number"]).strip(), _pattern(found, lines))
    return None


def _rises(numbers: Sequence[str]) -> bool:
    places = [int(number) if number.isdigit() else ord(number.upper()) for number in numbers]
    return all(before < place for before, place in pairwise(places))


def _speak(lines: Sequence[str], heads: Sequence[re.Match[str]]) -> bool:
    """Whether `Participant 1` is what somebody is called who speaks."""
    called = {(head["start"] + head["number"]).strip().casefold() for head in heads}
    return any(line.casefold().startswith(f"{name}:") for line in lines for name in called)


def _pattern(heads: Sequence[re.Match[str]], lines: Sequence[str]) -> str:
    starts = {head["start"] for head in heads}
    number = r"\d+" if all(head["number"].isdigit() for head in heads) else r"(\d+|[A-Z])\b"
    word = next(iter(heads))
    start = re.escape(word["start"]).replace("\\ ", " ") if len(starts) == 1 else rf"(?i){word['start'].split()[0]}\W*"
    before = "^" if all(head.start("start") == 0 for head in heads) else r"^\W*(\d+[.)] )?"
    if start.startswith("(?i)"):
        before, start = f"(?i){before}", start.removeprefix("(?i)")
    simple = f"{before}{start}{number}"
    matching = sum(re.search(simple, line) is not None for line in lines)
    return simple if matching == len(heads) else simple + r"[^.?!]{0,70}$"
