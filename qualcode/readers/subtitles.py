"""WebVTT and SubRip → blocks."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.readers import times
from qualcode.readers.blocks import Reading
from qualcode.readers.cues import Cue, cues_to_blocks
from qualcode.readers.plain import decoded
from qualcode.readers.rolling import said_once

_VOICE = re.compile(r"<v(?:\.[\w.]*)?[ \t]+([^<>]*)>")
_TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font|c)(?:[. \t][^<>]*)?>|<\d{2}:[\d:.]+>|\{\\an?\d\}", re.IGNORECASE)
_ABOVE_TIME = re.compile(r"^([^\n]+)\n(?=[\d:.,]+\s+-->\s)", re.MULTILINE)
_TIME_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?:[ \t]+-->|[ \t]*$))", re.MULTILINE)
_NAME = re.compile(r"(?:\d+[.:)]?\s+)?\"?([^\W\d_][^\"\n]{0,60}?)\"?\s*(?:\(\d+\))?:?\s*\Z")
"""`Speaker 1`, `3 Omar`, `4 "Dana Ali" (3284213)`."""
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
        blocks=cues_to_blocks(cues, options.known_speakers),
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
        if source.path.suffix.lower() == ".srt" and not text.startswith("WEBVTT") and not _names_cues(text):
            found = webvtt.from_buffer(io.StringIO(text), format="srt")
        else:
            text = _TIME_COMMA.sub(".", text)
            found = webvtt.from_string(text if text.startswith("WEBVTT") else f"WEBVTT\n\n{text}")
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise source.error("holds no cues with times that can be understood", hint=_HINT) from error
    names = _names([caption.identifier or "" for caption in found.captions])
    for caption, name in zip(found.captions, names, strict=True):
        yield from _voices(times.seconds(caption.start), times.seconds(caption.end), caption.raw_text, name)


def _names_cues(text: str) -> bool:
    """Whether words stand above the times of a SubRip file, where numbers should."""
    return any(found[1].strip() and not found[1].strip().isdecimal() for found in _ABOVE_TIME.finditer(text))


def _names(identifiers: Sequence[str]) -> list[str | None]:
    """The speaker of each cue where its identifier names one: some come again, so they number nothing."""
    named = [found[1].strip() if (found := _NAME.match(written)) else "" for written in identifiers]
    again = {name for name, n in Counter(named).items() if name and n > 1}
    is_naming = bool(again) and sum(name in again for name in named) > len(named) * 0.5
    return [name if is_naming and name else None for name in named]


def _voices(start: float | None, end: float | None, written: str, name: str | None) -> Iterator[Cue]:
    """A cue in which two people speak is two; `name` stands above it."""
    pieces = _VOICE.split(written)
    if _plain(pieces[0]):
        yield Cue(start, end, name, "\n".join(filter(None, map(_plain, pieces[0].split("\n")))))
    for voice, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if _plain(words):
            voice = html.unescape(voice).strip(" /")
            yield Cue(start, end, voice, _without_slashes(_plain(words), voice))


def _without_slashes(words: str, voice: str) -> str:
    """noScribe writes the voice `//S00` and `//S00: …//` where two speak at once."""
    if not words.startswith("//"):
        return words.removesuffix("//").rstrip()
    words = words.strip("/ ")
    return re.sub(rf"{re.escape(voice)}\s*:\s*", "", words, count=1) if words.startswith(voice) else words


def _plain(written: str) -> str:
    """Words without tags, line breaks and entities; what only looks like a tag stays."""
    return " ".join(html.unescape(_TAG.sub("", written)).replace("\u00a0", " ").split())
