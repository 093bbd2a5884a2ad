"""Any JSON that tells speakers apart: the list of it in which things are said, and by whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from qualcode.readers.cues import Cue

TEXT_KEYS = (
    "text", "content", "transcript", "utterance", "sentence", "punctuated_word", "word", "value", "message", "body",
    "phrase", "display", "displaytext", "caption", "words_text",
)  # fmt: skip
SPEAKER_KEYS = (
    "speaker", "speaker_name", "speakername", "speaker_label", "speakerlabel", "speaker_id", "speakerid", "speakertag",
    "name", "role", "voice", "participant", "participant_name", "author", "user", "sender", "person", "channel",
)  # fmt: skip
_START_KEYS = ("start", "start_time", "starttime", "begin", "from", "ts", "timestamp", "offset", "time")
_DEEPEST, _HALF = 8, 0.5
_BEFORE_SIGN = re.compile(r"\s+([.,;:!?…،؛؟])")


def cues_told_apart(data: Any) -> list[Cue]:
    """The cues of the list that says most, of those in which speakers are told apart; none where no list does."""
    lists = [_cues(rows) for rows in _lists(data, 0)]
    found = [cues for cues in lists if len({cue.voice for cue in cues} - {None}) > 1]
    return max(found, key=lambda cues: sum(len(cue.text) for cue in cues), default=[])


def label_of(written: Any) -> str | None:
    """What a speaker is called: by name, and `A`, `0` and `spk_1` by one that can be said: `Speaker A`."""
    if isinstance(written, Mapping):
        lower = {str(key).casefold(): value for key, value in written.items()}
        keys = ("name", "display_name", "displayname", "label", "speaker", "id")
        return label_of(next((lower[key] for key in keys if lower.get(key) not in (None, "")), None))
    if isinstance(written, list):
        return label_of(written[0]) if len(written) == 1 else None
    if written is None or written == "":
        return None
    name = str(written)
    short = len(name) <= 2 or name.lower().startswith(("spk_", "speaker_", "ch_"))
    return f"Speaker {name.rsplit('_', 1)[-1]}" if short else name


def letters_of(data: Any) -> str:
    """All that stands under the keys that hold words, of those places in the file that hold most of it."""
    by_place: dict[str, list[str]] = defaultdict(list)
    for place, text in _strings(data, "", 0):
        by_place[place].append(text)
    return max((" ".join(texts) for texts in by_place.values()), key=len, default="")


def _lists(data: Any, depth: int) -> Iterator[Sequence[Mapping[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, Mapping):
        for value in data.values():
            yield from _lists(value, depth + 1)
    elif isinstance(data, list):
        rows = [row for row in data if isinstance(row, Mapping)]
        if rows and len(rows) == len(data):
            yield rows
        # The words of each stretch stand in lists of their own: together they are one.
        for key in {key for row in rows for key, value in row.items() if isinstance(value, list)}:
            inner = [each for row in rows for each in row.get(key) or [] if isinstance(each, Mapping)]
            if inner:
                yield from _lists(inner, depth + 1)


def _cues(rows: Sequence[Mapping[str, Any]]) -> list[Cue]:
    lower = [{str(key).casefold(): value for key, value in row.items()} for row in rows]
    text = _key(lower, TEXT_KEYS, lambda value: isinstance(value, str))
    speaker = _key(lower, SPEAKER_KEYS, _is_told)
    if not text or not speaker or text == speaker:
        return []
    cues: list[Cue] = []
    for row in lower:
        said, voice = row.get(text), label_of(row.get(speaker)) if _is_told(row.get(speaker)) else None
        if not isinstance(said, str):
            continue
        voice = voice or (cues[-1].voice if cues else None)
        start = next((number for key in _START_KEYS if (number := _seconds(row.get(key))) is not None), None)
        cues.append(Cue(start, None, voice, said))
    if sum(len(cue.text.split()) for cue in cues) < len(cues) * 1.5:
        return _put_together(cues)
    return [Cue(cue.start, None, cue.voice, " ".join(cue.text.split())) for cue in cues]


def _key(rows: Sequence[Mapping[str, Any]], keys: Sequence[str], fits: Callable[[Any], bool]) -> str:
    """The first of some keys that most of the rows have."""
    return next((key for key in keys if sum(fits(row.get(key)) for row in rows) > len(rows) * _HALF), "")


def _put_together(words: Sequence[Cue]) -> list[Cue]:
    """Words, each with its speaker, as what one says before another does."""
    glue = "" if any(not word.text.strip() for word in words) else " "
    found: list[Cue] = []
    for word in words:
        if found and found[-1].voice == word.voice:
            found[-1] = Cue(found[-1].start, None, word.voice, found[-1].text + glue + word.text)
        else:
            found.append(word)
    return [Cue(cue.start, None, cue.voice, _BEFORE_SIGN.sub(r"\1", " ".join(cue.text.split()))) for cue in found]


def _is_told(written: Any) -> bool:
    if isinstance(written, bool) or written is None or written == "":
        return False
    if isinstance(written, (Mapping, list)):
        return label_of(written) is not None
    return isinstance(written, (str, int)) and len(str(written)) <= 60


def _seconds(written: Any) -> float | None:
    if isinstance(written, list):
        written = written[0] if written else None
    if isinstance(written, bool) or not isinstance(written, (int, float)) or not 0 <= written < 1e6:
        return None
    return float(written)


def _strings(data: Any, place: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > 2 * _DEEPEST:
        return
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, str):
                if str(key).casefold() in TEXT_KEYS:
                    yield f"{place}/{key}", value
            else:
                yield from _strings(value, f"{place}/{key}", depth + 1)
    elif isinstance(data, list):
        for value in data[:1] if place.endswith("/alternatives") else data:
            yield from _strings(value, place, depth + 1)
