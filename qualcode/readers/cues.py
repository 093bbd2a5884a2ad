"""Timed pieces of talk → blocks: a cue is a few words, a voice speaks many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.readers.blocks import Block
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.labels import is_name

_LABEL = re.compile(r"\s*(?:>>\s*|-\s*)?\[?([^\W\d_][^:\n\[\]<>.?!]{0,40}?)\]?\s*:\s+(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.?!…؟。][\"'”’»)\]]*\s*\Z")
_PAUSE = 2.0
_LONG = 90


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words and when they were said; `voice` is None where the cue names nobody."""

    start: float | None
    end: float | None
    voice: str | None
    text: str


def cues_to_blocks(cues: Iterable[Cue]) -> list[Block]:
    """Cues of one voice become one turn; without voices, paragraphs end where a sentence and a pause do."""
    said = [cue for cue in cues if cue.text.strip()]
    if any(cue.voice for cue in said):
        return [Block(text=cue.text, speaker=cue.voice or "", started_at=cue.start) for cue in _carried(said)]
    return list(_paragraphs(said))


def lines_of_speakers(written: str) -> list[str]:
    """The words of a cue, cut where a line begins with another speaker's label."""
    pieces: list[str] = []
    for line in written.split("\n"):
        if not pieces or _label(line):
            pieces.append(line)
        else:
            pieces[-1] += f"\n{line}"
    return pieces


def _label(text: str) -> re.Match[str] | None:
    found = _LABEL.match(text)
    return found if found and (is_name(found[1]) or label_words.kind(found[1])) else None


def _carried(cues: list[Cue]) -> Iterator[Cue]:
    """A cue without a voice in a file of voices goes on only where the one before it broke off."""
    last: Cue | None = None
    for cue in cues:
        goes_on = cue.voice is None and last is not None and last.voice and not _ENDS_SENTENCE.search(last.text)
        last = Cue(cue.start, cue.end, last.voice if goes_on and last else cue.voice, cue.text)
        yield last


def _paragraphs(cues: list[Cue]) -> Iterator[Block]:
    """Cues put together until another label, or a sentence's end with a pause or after many words."""
    words: list[str] = []
    start: float | None = None
    label = ""
    before: Cue | None = None
    for cue in cues:
        found = _label(cue.text)
        again = found is not None and found[1] == label
        if words and before is not None and _ends(before, cue, words, another=found is not None and not again):
            yield Block(text=" ".join(words), started_at=start)
            words = []
        if not words:
            start = cue.start
        words.append(cue.text[found.end() :] if found and again and words else cue.text)
        label = found[1] if found else label
        before = cue
    if words:
        yield Block(text=" ".join(words), started_at=start)


def _ends(before: Cue, cue: Cue, words: list[str], *, another: bool) -> bool:
    if another:
        return True
    if not _ENDS_SENTENCE.search(before.text):
        return False
    pause = cue.start is not None and before.end is not None and cue.start - before.end >= _PAUSE
    return pause or sum(len(text.split()) for text in words) > _LONG
