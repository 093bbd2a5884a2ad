"""WebVTT and SubRip → blocks: a cue is a few words, a voice speaks many."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.readers import times
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.plain import decoded
from qualcode.readers.source import ReadOptions, Source

_TIMING = re.compile(
    r"\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-+>\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})[^\n]*\Z"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)*[ \t]+([^>]*)>")
_TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font|c)(?:[. \t][^>]*)?>|<\d{2}:[\d:.]+>|\{\\an?\d\}", re.IGNORECASE)
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


def read_subtitles(source: Source, options: ReadOptions) -> Reading:
    """Cues of one voice become one turn; without voices, paragraphs end where a sentence and a pause do."""
    text, notes = decoded(source, options)
    cues = list(_cues(text))
    if not cues:
        raise source.error(
            "holds no cues with times", hint="a cue has a line such as 00:00:01.000 --> 00:00:04.000 above its words"
        )
    if any(cue.voice for cue in cues):
        blocks = [Block(text=cue.text, speaker=cue.voice or "", started_at=cue.start) for cue in _carried(cues)]
    else:
        blocks = list(_paragraphs(cues))
    return Reading(blocks=blocks, notes=notes, hard_lines=True)


def _cues(text: str) -> Iterator[Cue]:
    lines = text.split("\n")
    timed = [n for n, line in enumerate(lines) if "-->" in line and _TIMING.match(line)]
    for n, following in zip(timed, [*timed[1:], len(lines)], strict=True):
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
        found = _LABEL.match(cue.text)
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
