"""Who else speaks within a line: `… that we haveInterviewer 1: Great`, `… in May (I: mhm), and nobody came`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from qualcode.model.naming import fold
from qualcode.readers.speakers import label_words

_ENDS = frozenset('.?!…"”’»)]-–—')
_WHO = r"\s*(?P<who>[^\W_][^\n:：()\[\]{}<>/|]{0,40}?)\s*[:：]\s*"
_WAYS = (
    r"\({1,2}%s(?P<said>[^()\n]*)\){1,2}",
    r"\[{1,2}%s(?P<said>[^\[\]\n]*)\]{1,2}",
    r"\{%s(?P<said>[^{}\n]*)\}",
    r"<{1,2}%s(?P<said>[^<>\n]*)>{1,2}",
    r"//%s(?P<said>(?:(?!//).)*)(?://|\Z)",
    r"/%s(?P<said>[^/\n]*)/",
    r"\|%s(?P<said>[^|\n]*)\|",
    r"(?<=\s)[-–—]%s(?P<said>[^-–—\n]{1,90})[-–—](?=[\s.,;?!])",
)
_INTERRUPTIONS = [re.compile(way % _WHO) for way in _WAYS]
_OPENED_BY = ("(", "[", "{", "<", "/", "/", "|", "-–—")
"""Of each of them the signs one of which it begins with."""
_OPENS = re.compile(r"[(\[{</|]|\s[-–—]")
"""How any of them begins."""
_BRACKETS = _INTERRUPTIONS[:4]
_BRACKET_SIGNS = ("(", "[", "{", "<")
_NO_ROLES = frozenset({"part", "subject"})
_LETTER = re.compile(r"[(\[{<|/]\s*([^\W\d_])\.?\s*[:：]\s*([^()\[\]{}<>|\n]+)")
"""A letter alone that something is thrown in by, or that is explained: `(D: the depot)`."""
_OFTEN = 2


class Piece(NamedTuple):
    """Some words of a line, and who says them."""

    speaker: str | None
    """None where they are those of whoever speaks already, or speaks again."""
    text: str


class LabelsWithin:
    """Finds the labels of one document anywhere in its lines.

    `texts` are its lines, gone through once at most; `also` are speakers whom the format names: they are looked for in
    brackets only."""

    def __init__(self, labels: Iterable[str], texts: Iterable[str] = (), *, also: Iterable[str] = ()) -> None:
        labels = set(labels)
        everybody = labels.union(also)
        self._known = {fold(label) for label in everybody}
        begun = Counter(map(_initial, everybody))
        self._initials = {_initial(label): label for label in everybody if begun[_initial(label)] == 1}
        self._texts = texts
        usable = sorted((label for label in labels if len(label) > 1 or label.isupper()), key=len, reverse=True)
        self._labels = tuple(usable)
        names = "|".join(map(re.escape, usable))
        self._pattern = re.compile(rf"(?:(?<=\W)|(?<=[a-zß-ÿ]))({names})\s*[:：](?=\s|\Z)") if usable else None

    def split(self, text: str) -> list[Piece]:
        """A line's words, those of whoever interrupts in brackets, and of whoever begins to speak within it."""
        pieces: list[Piece] = []
        owner: str | None = None
        for part in self.interruptions(text):
            if part.speaker is not None:
                pieces.append(part)
                continue
            pieces += [piece._replace(speaker=piece.speaker or owner) for piece in self._begun(part.text)]
            owner = pieces[-1].speaker
        return pieces

    def interruptions(self, text: str) -> list[Piece]:
        """A line's words, and what others throw in with their label in brackets or between slashes."""
        pieces: list[Piece] = []
        start = 0
        for found in self._thrown_in(text):
            pieces += [
                Piece(None, text[start : found.start()].strip()),
                Piece(self._named(found), found["said"].strip()),
            ]
            start = found.end()
        return [*pieces, Piece(None, text[start:].strip())] if pieces else [Piece(None, text)]

    def _thrown_in(self, text: str) -> Iterator[re.Match[str]]:
        if (":" not in text and "：" not in text) or not _OPENS.search(text):
            return
        here = {sign for sign in "([{</|-–—" if sign in text}
        ways = [way for way, signs in zip(_INTERRUPTIONS, _OPENED_BY, strict=True) if not here.isdisjoint(signs)]
        found = sorted(
            (match for way in ways for match in way.finditer(text) if self._named(match)),
            key=lambda match: (match.start(), -match.end()),
        )
        end = 0
        for match in found:
            if match.start() >= end:
                yield match
                end = match.end()

    def _named(self, found: re.Match[str]) -> str:
        """The label of whoever throws something in, which may be its first letter alone; empty where it is nobody."""
        who = found["who"].strip()
        is_role = label_words.kind(who) in {"interviewer", "informant", "interpreter"}
        if fold(who) in self._known or (is_role and label_words.base(who) not in _NO_ROLES and len(who.split()) < 3):
            return who
        letter = who.removesuffix(".")
        label = "" if letter.islower() else self._initials.get(letter, "")
        return label if label and (label_words.is_heard(found["said"]) or letter in self._letters) else ""

    @cached_property
    def _letters(self) -> frozenset[str]:
        """The letters that different words are thrown in by; few interviews have to be looked through for them."""
        said = {(found[1], fold(found[2])) for text in self._texts for found in _LETTER.finditer(text)}
        return frozenset(letter for letter, n in Counter(letter for letter, _ in said).items() if n >= _OFTEN)

    def _begun(self, text: str) -> list[Piece]:
        if self._pattern is None or ":" not in text:
            return [Piece(None, text)]
        if not self._may_hold_label(text):
            return [Piece(None, text.strip())]
        pieces: list[Piece] = []
        speaker, start = None, 0
        for found in self._pattern.finditer(text):
            if _is_label(text, found):
                pieces.append(Piece(speaker, text[start : found.start()].strip()))
                speaker, start = found[1], found.end()
        return [*pieces, Piece(speaker, text[start:].strip())]

    def unsure(self, text: str) -> list[str]:
        """The labels that stand in the middle of a sentence and may be talk: `okay Dan: What`, `I asked Dan: Why`."""
        if self._pattern is None or ":" not in text or not self._may_hold_label(text):
            return []
        return [found[1] for found in self._pattern.finditer(text) if _may_be_label(text, found)]

    def _may_hold_label(self, text: str) -> bool:
        """Whether a label stands before a colon: of few lines it does, and nothing else is looked for in them."""
        *parts, _ = text.replace("：", ":").split(":")
        return any(part.rstrip().endswith(self._labels) for part in parts)


def _initial(label: str) -> str:
    """The letter somebody may be called by: of *المحاورة* not that of its article."""
    return label.removeprefix("ال")[:1]


def is_interruption(line: str) -> bool:
    """Whether all of a line is brackets with a label in them: `[I: Really?]`."""
    line = line.strip()
    if not line.startswith(_BRACKET_SIGNS):
        return False
    return any((found := way.match(line)) and found.end() == len(line) for way in _BRACKETS)


def _is_label(text: str, found: re.Match[str]) -> bool:
    """`… that we haveInterviewer 1: Great` and `Yes. Dan: Okay` begin a turn; `I asked Dan: why` does not."""
    label, before = found[1], text[: found.start()]
    if not before.strip():
        return False
    if before[-1].islower():
        return len(label) > 3 and label[0].isupper()
    if before[-1].isspace():
        return before.rstrip()[-1] in _ENDS or (_is_role(label) and _opens(text, found))
    return before[-1] in _ENDS


def _is_role(label: str) -> bool:
    """A role word that no sentence ends in: `Interviewer`, `INT`, `P3`; not `I` or `Part`."""
    if not label_words.kind(label) or label_words.base(label) in _NO_ROLES:
        return False
    return label[0].isupper() and (len(label_words.base(label)) > 4 or (len(label) > 1 and label.isupper()))


def _opens(text: str, found: re.Match[str]) -> bool:
    """Whether no small letter follows; a long role word may stand before any."""
    return len(label_words.base(found[1])) > 4 or not text[found.end() :].lstrip()[:1].islower()


def _may_be_label(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :].lstrip()
    is_within = before[-1:].isspace() and before.strip() != "" and not after[:1].islower()
    return is_within and not _is_label(text, found)
