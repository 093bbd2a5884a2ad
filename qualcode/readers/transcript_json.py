"""Transcripts as speech recognition writes them: Whisper, WhisperX, OpenAI, Rev, AssemblyAI, AWS, Deepgram."""

from __future__ import annotations

import html
import itertools
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from qualcode.files.source import ReadOptions, Source
from qualcode.readers.blocks import Reading
from qualcode.readers.cues import Cue, cues_to_blocks
from qualcode.readers.markup import read_markup
from qualcode.readers.plain import decoded
from qualcode.readers.told_apart import cues_told_apart, label_of, letters_of

Json = Mapping[str, Any]
_TAG = re.compile(r"</?(?:p|div|span|b|i|u|em|strong|br|ul|ol|li|font|a|h\d)\b[^<>]{0,300}>", re.IGNORECASE)


def read_json(source: Source, options: ReadOptions) -> Reading:
    """Whichever program's shape fits; speakers keep the names the program gave them."""
    text, notes = decoded(source, options)
    try:
        data = json.loads(text)
    except ValueError as error:
        line = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise source.error(
            f"{line}is no JSON", hint="ask for the file again, or export the transcript as .docx or .vtt"
        ) from error
    for name, cues in _read_as(data):
        notes = [f"read as a transcript by {name}", *notes]
        letters = _TAG.sub(" ", html.unescape(letters_of(data)))
        if sum(len(_TAG.findall(cue.text)) for cue in cues) > 1:
            page = read_markup("".join(f"<p>{cue.text}</p>" for cue in cues))
            return Reading(blocks=page.blocks, notes=notes, letters=letters, hard_lines=True)
        return Reading(blocks=cues_to_blocks(cues), notes=notes, letters=letters, hard_lines=True)
    raise source.error(
        "is JSON, but no transcript we know: " + ", ".join(dict.fromkeys(name for name, _ in _SHAPES)),
        hint="export the transcript as .docx, .vtt or .txt",
    )


def _read_as(data: Any) -> Iterator[tuple[str, list[Cue]]]:
    """The cues by the shape that fits; where it tells nobody apart, by any list in the file that does."""
    apart = cues_told_apart(data)
    for name, read in _SHAPES:
        try:
            cues = list(read(data))
        except (KeyError, TypeError, AttributeError, IndexError, ValueError):
            continue
        if any(cue.text.strip() for cue in cues):
            if apart and not any(cue.voice for cue in cues):
                yield "a program that tells the speakers apart", apart
            yield name, cues
    if apart:
        yield "a program that tells the speakers apart", apart


def _rev(data: Json) -> Iterator[Cue]:
    names = {speaker["id"]: str(speaker.get("name") or "") for speaker in data.get("speakers", [])}
    for monologue in data["monologues"]:
        elements = monologue["elements"]
        number = monologue.get("speaker")
        starts = [element["ts"] for element in elements if "ts" in element]
        yield Cue(
            _number(starts[0]) if starts else None,
            None,
            names.get(number) or f"Speaker {number}",
            _tidy("".join(str(element["value"]) for element in elements)),
        )


def _assembly(data: Json) -> Iterator[Cue]:
    """Utterances, or only words where nobody was told apart; times are milliseconds."""
    for utterance in data["utterances"] or data["words"]:
        yield Cue(
            _milliseconds(utterance["start"]),
            _milliseconds(utterance["end"]),
            label_of(utterance["speaker"]),
            _tidy(utterance["text"]),
        )


def _deepgram(data: Json) -> Iterator[Cue]:
    for utterance in data["results"]["utterances"]:
        yield Cue(
            _number(utterance["start"]),
            _number(utterance["end"]),
            label_of(utterance.get("speaker")),
            _tidy(utterance["transcript"]),
        )


def _aws(data: Json) -> Iterator[Cue]:
    """Words one by one, each with a time; who says it stands at the word or in a list of stretches."""
    results = data["results"]
    by_time = _aws_speakers(results)
    voice: str | None = None
    start: float | None = None
    words: list[str] = []
    for item in results["items"]:
        content = str(item["alternatives"][0]["content"])
        if item["type"] == "punctuation" and words:
            words[-1] += content
            continue
        time = item.get("start_time")
        speaker = label_of(item.get("speaker_label") or by_time.get(str(time)))
        if words and speaker != voice:
            yield Cue(start, None, voice, " ".join(words))
            words = []
        if not words:
            start, voice = _number(time), speaker
        words.append(content)
    yield Cue(start, None, voice, " ".join(words))


def _aws_speakers(results: Json) -> dict[str, str]:
    stretches = (results.get("speaker_labels") or {}).get("segments") or []
    found = {
        str(item["start_time"]): str(item["speaker_label"])
        for stretch in stretches
        for item in stretch.get("items", [])
    }
    for channel in (results.get("channel_labels") or {}).get("channels") or []:
        found.update((str(item.get("start_time")), str(channel["channel_label"])) for item in channel.get("items", []))
    return found


def _whisper(data: Json) -> Iterator[Cue]:
    """Whisper, WhisperX and OpenAI's diarized answer: segments, with a speaker where there is one."""
    for segment in data["segments"]:
        spoken = list(_by_speaker(segment.get("words") or []))
        if len(spoken) > 1:
            yield from spoken
        else:
            voice = label_of(segment.get("speaker"))
            yield Cue(_number(segment.get("start")), _number(segment.get("end")), voice, _tidy(segment["text"]))


def _by_speaker(words: Sequence[Json]) -> Iterator[Cue]:
    """The words of a segment in which WhisperX heard several people; a word without a speaker is the last one's."""
    last: str | None = None
    said: list[tuple[str | None, Json]] = []
    for word in words:
        last = label_of(word.get("speaker")) or last
        said.append((last, word))
    for voice, group in itertools.groupby(said, key=lambda pair: pair[0]):
        spoken = [word for _, word in group]
        text = _tidy(" ".join(str(word["word"]) for word in spoken))
        yield Cue(_number(spoken[0].get("start")), _number(spoken[-1].get("end")), voice, text)


def _whisper_cpp(data: Json) -> Iterator[Cue]:
    for piece in data["transcription"]:
        times = piece["offsets"]
        yield Cue(_milliseconds(times["from"]), _milliseconds(times["to"]), None, _tidy(piece["text"]))


def _text_alone(data: Json) -> Iterator[Cue]:
    """Words without times, as OpenAI answers unless asked for more."""
    yield Cue(None, None, None, _tidy(data["text"]))


def _plain_list(data: Any) -> Iterator[Cue]:
    """A list of turns, each with a speaker and a text."""
    rows = (
        data
        if isinstance(data, Sequence)
        else data[next((key for key in ("turns", "transcript", "messages") if key in data), "")]
    )
    for row in rows:
        text = row[next((key for key in ("text", "content", "transcript", "utterance") if key in row), "")]
        speaker = next((row[key] for key in ("speaker", "name", "role", "voice") if row.get(key)), None)
        yield Cue(_number(row.get("start")), _number(row.get("end")), label_of(speaker), _tidy(text))


_SHAPES: tuple[tuple[str, Callable[[Any], Iterator[Cue]]], ...] = (
    ("Rev", _rev),
    ("AssemblyAI", _assembly),
    ("AWS Transcribe", _aws),
    ("Deepgram", _deepgram),
    ("Whisper", _whisper),
    ("Whisper", _whisper_cpp),
    ("a list of turns", _plain_list),
    ("OpenAI", _text_alone),
)


def _tidy(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError
    return " ".join(text.split())


def _number(written: Any) -> float | None:
    """A time in seconds; None for what is none."""
    if written is None:
        return None
    try:
        value = float(written)
    except OverflowError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _milliseconds(written: Any) -> float | None:
    value = _number(written)
    return None if value is None else value / 1000
