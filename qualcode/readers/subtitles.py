"""WebVTT and SubRip → blocks."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator

from qualcode.files.source import ReadOptions, Source
from qualcode.readers import times
from qualcode.readers.blocks import Reading
from qualcode.readers.cues import Cue, cues_to_blocks, lines_of_speakers
from qualcode.readers.plain import decoded

_VOICE = re.compile(r"<v(?:\.[\w.]*)?[ \t]+([^<>]*)>")
_TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font|c)(?:[. \t][^<>]*)?>|<\d{2}:[\d:.]+>|\{\\an?\d\}", re.IGNORECASE)
_HINT = "a cue has a line such as 00:00:01.000 --> 00:00:04.000 above its words"


def read_subtitles(source: Source, options: ReadOptions) -> Reading:
    """Every cue with a time line above its words, whatever is wrong with the others."""
    text, notes = decoded(source, options)
    cues = list(_cues(source, text))
    if not cues:
        raise source.error("holds no cues with times", hint=_HINT)
    return Reading(blocks=cues_to_blocks(cues), notes=notes, hard_lines=True)


def _cues(source: Source, text: str) -> Iterator[Cue]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    text = text.strip("\n") + "\n"
    try:
        if source.path.suffix.lower() == ".srt" and not text.startswith("WEBVTT"):
            found = webvtt.from_buffer(io.StringIO(text), format="srt")
        else:
            found = webvtt.from_string(text if text.startswith("WEBVTT") else f"WEBVTT\n\n{text}")
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise source.error("holds no cues with times that can be understood", hint=_HINT) from error
    for caption in found.captions:
        yield from _voices(times.seconds(caption.start), times.seconds(caption.end), caption.raw_text)


def _voices(start: float | None, end: float | None, written: str) -> Iterator[Cue]:
    """A cue in which two people speak is two."""
    pieces = _VOICE.split(written)
    for words in lines_of_speakers(pieces[0]):
        if _plain(words):
            yield Cue(start, end, None, _plain(words))
    for voice, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if _plain(words):
            yield Cue(start, end, html.unescape(voice).strip(), _plain(words))


def _plain(written: str) -> str:
    """Words without tags, line breaks and entities; what only looks like a tag stays."""
    return " ".join(html.unescape(_TAG.sub("", written)).replace("\u00a0", " ").split())
