"""Captions that roll: each line comes back in the next cue, though it was said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qualcode.readers.cues import Cue

_FEWEST, _SHARE = 3, 0.3
"""So many cues, and so much of all, begin with what the cue before ended with, where captions roll."""
_WORDS = 3


def said_once(cues: Sequence[Cue]) -> tuple[list[Cue], list[str]]:
    """The cues with each word once, and the words that only came back; who repeats a word now and then did say it."""
    overlaps = [_overlap(before, cue) for before, cue in pairwise(cues)]
    rolling = sum(n > 0 for n in overlaps)
    if rolling < _FEWEST or rolling < len(overlaps) * _SHARE:
        return list(cues), []
    kept, again = [cues[0]], []
    for cue, n in zip(cues[1:], overlaps, strict=True):
        words = cue.text.split()
        again += [" ".join(words[:n])] if n else []
        if words[n:]:
            kept.append(replace(cue, text=" ".join(words[n:])))
    return kept, again


def _overlap(before: Cue, cue: Cue) -> int:
    """How many words at a cue's beginning ended the one before: a few at least, or all there are in either."""
    if before.voice != cue.voice:
        return 0
    said, words = before.text.split(), cue.text.split()
    for n in range(min(len(said), len(words)), 0, -1):
        if said[-n:] == words[:n] and (n >= _WORDS or n in (len(said), len(words))):
            return n
    return 0
