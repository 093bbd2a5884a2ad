"""WebVTT and SubRip → blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qualcode.readers import times
from qualcode.readers.blocks import Reading
from qualcode.readers.cues import Cue, cues_to_blocks
from qualcode.readers.plain import decoded
from qualcode.readers.source import ReadOptions, Source

_TIMING = re.compile(
    r"\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-+>\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})[^\n]*\Z"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)*[ \t]+([^>]*)>")
_TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font|c)(?:[. \t][^>]*)?>|<\d{2}:[\d:.]+>|\{\\an?\d\}", re.IGNORECASE)


def read_subtitles(source: Source, options: ReadOptions) -> Reading:
    """Every cue with a time line above its words, whatever is wrong with the others."""
    text, notes = decoded(source, options)
    cues = list(_cues(text))
    if not cues:
        raise source.error(
            "holds no cues with times", hint="a cue has a line such as 00:00:01.000 --> 00:00:04.000 above its words"
        )
    return Reading(blocks=cues_to_blocks(cues), notes=notes, hard_lines=True)


def _cues(text: str) -> Iterator[Cue]:
    lines = text.split("\n")
    timed = [n for n, line in enumerate(lines) if "-->" in line and _TIMING.match(line)]
    for n, following in zip(timed, [*timed[1:], len(lines)], strict=False):
        found = _TIMING.match(lines[n])
        words = []
        for line in lines[n + 1 : following]:
            if not line.strip():
                break
            words.append(line)
        if (
            following < len(lines)
            and words
            and following == n + 1 + len(words)
            and re.fullmatch(r"\s*\d+\s*", words[-1])
        ):
            words.pop()  # the number of the next cue, where no empty line stands between
        if found:
            yield from _voices(times.seconds(found[1]), times.seconds(found[2]), "\n".join(words))


def _voices(start: float | None, end: float | None, written: str) -> Iterator[Cue]:
    """A cue in which two people speak is two."""
    pieces = _VOICE.split(written)
    if pieces[0].strip():
        yield Cue(start, end, None, _plain(pieces[0]))
    for voice, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if _plain(words):
            yield Cue(start, end, html.unescape(voice).strip(), _plain(words))


def _plain(written: str) -> str:
    """Words without tags, line breaks and entities; what only looks like a tag stays."""
    return " ".join(html.unescape(_TAG.sub("", written)).replace("\u00a0", " ").split())
