"""WebVTT and SubRip → blocks."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator

from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.readers import times
from qualcode.readers.blocks import Reading
from qualcode.readers.cues import Cue, cues_to_blocks, lines_of_speakers
from qualcode.readers.plain import decoded
from qualcode.readers.rolling import said_once

_VOICE = re.compile(r"<v(?:\.[\w.]+)*[ \t]+([^>]*)>")
_TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font|c)(?:[. \t][^>]*)?>|<\d{2}:[\d:.]+>|\{\\an?\d\}", re.IGNORECASE)
_TIME_LINE = re.compile(r"^.*\d:\d\d.*-->.*$", re.MULTILINE)
_CUE_HEAD = re.compile(r"^(?:[^\n]+\n)?[^\n]*\d:\d\d[^\n]*-->[^\n]*$", re.MULTILINE)
_REMARK = re.compile(r"WEBVTT|NOTE\b|STYLE\b|REGION\b")
_HINT = "a cue has a line such as 00:00:01.000 --> 00:00:04.000 above its words"


def read_subtitles(source: Source, options: ReadOptions) -> Reading:
    """Every cue with a time line above its words, whatever is wrong with the others."""
    text, notes = decoded(source, options)
    left_out, text = _without_remarks(text)
    cues, again = said_once(list(_cues(source, text)))
    if not cues:
        raise source.error("holds no cues with times", hint=_HINT)
    return Reading(
        blocks=cues_to_blocks(cues),
        notes=[*notes, *phrases({"lines of captions that only came back read once": len(again)})],
        hard_lines=True,
        left_out=left_out,
        letters=_TAG.sub("", _VOICE.sub("", _CUE_HEAD.sub("", text))),
        accounted=again,
    )


def _without_remarks(text: str) -> tuple[list[str], str]:
    """What a file says of itself, and the rest, in which an empty line among the words of a cue does not end it."""
    remarks: list[str] = []
    kept: list[str] = []
    for piece in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        has_time = any(_TIME_LINE.match(line) for line in piece.split("\n")[:3])
        if _REMARK.match(piece) and not has_time:
            lines = [line for line in piece.split("\n") if line.strip() and not line.startswith("WEBVTT")]
            remarks += lines
            kept += [piece.split("\n")[0]] if piece.startswith("WEBVTT") else []
        elif has_time or not kept or not _TIME_LINE.search(kept[-1]):
            kept.append(piece)
        else:
            kept[-1] += f"\n{piece}"
    return remarks, "\n\n".join(kept)


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
