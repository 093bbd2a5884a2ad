# ruff: noqa: E501 - a case stands on a line

"""What each program writes: made up here, in the shape its documentation gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualcode.model.document import Document
from tests.readers.files import read, turns

ASKED, ANSWERED = "How is the work paid for?", "By two donors, for now."
WHISPER = {
    "text": f" {ASKED} {ANSWERED}",
    "language": "en",
    "segments": [
        {
            "id": 0,
            "seek": 0,
            "start": 0.0,
            "end": 2.4,
            "text": f" {ASKED}",
            "tokens": [50364, 1012],
            "temperature": 0.0,
            "avg_logprob": -0.2,
            "compression_ratio": 1.1,
            "no_speech_prob": 0.01,
        },
        {
            "id": 1,
            "seek": 0,
            "start": 6.0,
            "end": 9.0,
            "text": f" {ANSWERED}",
            "tokens": [50484],
            "temperature": 0.0,
            "avg_logprob": -0.3,
            "compression_ratio": 1.1,
            "no_speech_prob": 0.01,
        },
    ],
}
WHISPER_CPP = {
    "systeminfo": "AVX = 1",
    "params": {"model": "x", "language": "en"},
    "result": {"language": "en"},
    "transcription": [
        {
            "timestamps": {"from": "00:00:00,000", "to": "00:00:02,400"},
            "offsets": {"from": 0, "to": 2400},
            "text": f" {ASKED}",
        },
        {
            "timestamps": {"from": "00:00:06,000", "to": "00:00:09,000"},
            "offsets": {"from": 6000, "to": 9000},
            "text": f" {ANSWERED}",
        },
    ],
}


def _words(text: str, start: float, speaker: str | None = None) -> list[dict[str, Any]]:
    """Words as WhisperX aligns them; a number has no time."""
    named = {"speaker": speaker} if speaker else {}
    return [
        {"word": word, "start": start + n / 4, "end": start + n / 4 + 0.2, "score": 0.9, **named}
        for n, word in enumerate(text.split())
    ]


WHISPERX = {
    "segments": [
        {
            "start": 0.0,
            "end": 2.4,
            "text": f" {ASKED}",
            "words": _words(ASKED, 0.0, "SPEAKER_00"),
            "speaker": "SPEAKER_00",
        },
        {
            "start": 3.0,
            "end": 5.0,
            "text": f" {ANSWERED}",
            "words": _words(ANSWERED, 3.0, "SPEAKER_01"),
            "speaker": "SPEAKER_01",
        },
    ],
    "word_segments": [*_words(ASKED, 0.0, "SPEAKER_00"), *_words(ANSWERED, 3.0, "SPEAKER_01")],
    "language": "en",
}
OPENAI = {
    "task": "transcribe",
    "duration": 9.0,
    "text": f"{ASKED} {ANSWERED}",
    "segments": [
        {"type": "transcript.text.segment", "id": "seg_001", "start": 0.0, "end": 2.4, "text": ASKED, "speaker": "A"},
        {
            "type": "transcript.text.segment",
            "id": "seg_002",
            "start": 3.0,
            "end": 5.0,
            "text": ANSWERED,
            "speaker": "B",
        },
    ],
    "usage": {"type": "duration", "seconds": 9},
}
REV = {
    "speakers": [{"id": 0, "name": "Dana"}, {"id": 1, "name": ""}],
    "monologues": [
        {
            "speaker": number,
            "elements": [
                element
                for n, word in enumerate(words[:-1].split())
                for element in (
                    *([{"type": "punct", "value": " "}] if n else []),
                    {
                        "type": "text",
                        "value": word,
                        "ts": start + n / 4,
                        "end_ts": start + n / 4 + 0.2,
                        "confidence": 0.9,
                    },
                )
            ]
            + [{"type": "punct", "value": words[-1]}],
        }
        for number, words, start in ((0, ASKED, 0.0), (1, ANSWERED, 3.0))
    ],
}
ASSEMBLYAI = {
    "id": "x-1",
    "language_model": "assemblyai_default",
    "status": "completed",
    "text": f"{ASKED} {ANSWERED}",
    "words": [{"text": "How", "start": 0, "end": 200, "confidence": 0.9, "speaker": "A"}],
    "utterances": [
        {"speaker": "A", "text": ASKED, "start": 0, "end": 2400, "confidence": 0.9, "words": []},
        {"speaker": "B", "text": ANSWERED, "start": 3000, "end": 5000, "confidence": 0.9, "words": []},
    ],
}


def _aws(*, newer: bool) -> dict[str, Any]:
    """AWS names the speaker at each word, or in older files in a list of stretches only."""
    items: list[dict[str, Any]] = []
    stretches = []
    for label, words, start in (("spk_0", ASKED, 0.0), ("spk_1", ANSWERED, 3.0)):
        stretch: dict[str, Any] = {
            "start_time": f"{start}",
            "end_time": f"{start + 2}",
            "speaker_label": label,
            "items": [],
        }
        for n, word in enumerate(words.split()):
            at = f"{start + n / 4:.3f}"
            ends = f"{start + n / 4 + 0.2:.3f}"
            said = word.rstrip(",.?")
            items.append(
                {
                    "start_time": at,
                    "end_time": ends,
                    "type": "pronunciation",
                    "alternatives": [{"confidence": "0.99", "content": said}],
                }
            )
            stretch["items"].append({"start_time": at, "end_time": ends, "speaker_label": label})
            if said != word:
                items.append({"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": word[-1]}]})
            if newer:
                for item in items[-2 if said != word else -1 :]:
                    item["speaker_label"] = label
        stretches.append(stretch)
    return {
        "jobName": "kii",
        "accountId": "0",
        "status": "COMPLETED",
        "results": {
            "transcripts": [{"transcript": f"{ASKED} {ANSWERED}"}],
            "speaker_labels": {"speakers": 2, "segments": stretches},
            "items": items,
            **(
                {
                    "audio_segments": [
                        {
                            "id": 0,
                            "transcript": ASKED,
                            "start_time": "0.0",
                            "end_time": "2.0",
                            "speaker_label": "spk_0",
                            "items": [0],
                        }
                    ]
                }
                if newer
                else {}
            ),
        },
    }


DEEPGRAM = {
    "metadata": {"request_id": "x", "channels": 1},
    "results": {
        "channels": [{"alternatives": [{"transcript": f"{ASKED} {ANSWERED}", "confidence": 0.9, "words": []}]}],
        "utterances": [
            {"start": 0.0, "end": 2.4, "confidence": 0.9, "channel": 0, "transcript": ASKED, "words": [], "speaker": 0},
            {
                "start": 3.0,
                "end": 5.0,
                "confidence": 0.9,
                "channel": 0,
                "transcript": ANSWERED,
                "words": [],
                "speaker": 1,
            },
        ],
    },
}


def read_json(folder: Path, written: object) -> Document:
    return read(folder, "kii-01.json", json.dumps(written))


@pytest.mark.parametrize(
    ("written", "program", "speakers"),
    [
        pytest.param(WHISPERX, "Whisper", ["Speaker 00", "Speaker 01"], id="WhisperX"),
        pytest.param(OPENAI, "Whisper", ["Speaker A", "Speaker B"], id="OpenAI diarized"),
        pytest.param(REV, "Rev", ["Dana", "Speaker 1"], id="Rev"),
        pytest.param(ASSEMBLYAI, "AssemblyAI", ["Speaker A", "Speaker B"], id="AssemblyAI"),
        pytest.param(_aws(newer=False), "AWS Transcribe", ["Speaker 0", "Speaker 1"], id="AWS, stretches"),
        pytest.param(_aws(newer=True), "AWS Transcribe", ["Speaker 0", "Speaker 1"], id="AWS, words"),
        pytest.param(DEEPGRAM, "Deepgram", ["Speaker 0", "Speaker 1"], id="Deepgram"),
        pytest.param(
            [{"speaker": "Dana", "text": ASKED, "start": 0}, {"speaker": "Amina", "text": ANSWERED, "start": 3}],
            "a list of turns",
            ["Dana", "Amina"],
            id="a list",
        ),
    ],
)
def test_each_program_that_tells_speakers_apart(
    tmp_path: Path, written: object, program: str, speakers: list[str]
) -> None:
    document = read_json(tmp_path, written)

    assert turns(document) == list(zip(speakers, [ASKED, ANSWERED], strict=True))
    assert [turn.started_at for turn in document.turns] == [0.0, 3.0]
    assert f"read as a transcript by {program}" in document.notes


@pytest.mark.parametrize(("written", "program"), [(WHISPER, "Whisper"), (WHISPER_CPP, "Whisper")])
def test_each_program_that_does_not_gives_paragraphs_parted_at_pauses(
    tmp_path: Path, written: object, program: str
) -> None:
    document = read_json(tmp_path, written)

    assert turns(document) == [("", ASKED), ("", ANSWERED)]
    assert [turn.started_at for turn in document.turns] == [0.0, 6.0]
    assert f"read as a transcript by {program}" in document.notes


def test_a_segment_in_which_whisperx_heard_two_people_is_two_turns(tmp_path: Path) -> None:
    words = [*_words(ASKED, 0.0, "SPEAKER_00"), {"word": "By"}, *_words("two donors.", 3.0, "SPEAKER_01")]
    words[len(ASKED.split())]["speaker"] = "SPEAKER_01"
    whole = {"start": 0.0, "end": 5.0, "text": f" {ASKED} By two donors.", "words": words, "speaker": "SPEAKER_00"}

    document = read_json(tmp_path, {"segments": [whole]})

    assert turns(document) == [("Speaker 00", ASKED), ("Speaker 01", "By two donors.")]


def test_words_alone_are_put_together(tmp_path: Path) -> None:
    words = [
        {"text": word, "start": n * 300, "end": n * 300 + 200, "speaker": None} for n, word in enumerate(ASKED.split())
    ]

    assert turns(read_json(tmp_path, {"text": ASKED, "utterances": None, "words": words})) == [("", ASKED)]
    assert turns(read_json(tmp_path, {"text": f"{ASKED} {ANSWERED}", "usage": {"seconds": 9}})) == [
        ("", f"{ASKED} {ANSWERED}")
    ]


def test_channels_of_a_recording_are_speakers(tmp_path: Path) -> None:
    def channel(label: str, start: float, words: str) -> dict[str, Any]:
        spoken = [
            {"start_time": f"{start + n}", "type": "pronunciation", "alternatives": [{"content": word}]}
            for n, word in enumerate(words.split())
        ]
        return {"channel_label": label, "items": spoken}

    channels = [channel("ch_0", 0.0, "How then"), channel("ch_1", 10.0, "So")]
    items = [item for each in channels for item in each["items"]]

    document = read_json(tmp_path, {"results": {"channel_labels": {"channels": channels}, "items": items}})

    assert turns(document) == [("Speaker 0", "How then"), ("Speaker 1", "So")]


ROWS = [("Omar", ASKED), ("Sara", ANSWERED), ("Omar", "And then?"), ("Sara", "Nobody knows.")]


def words_of(**more: Any) -> list[dict[str, Any]]:
    return [
        {"text": word, "start": float(n), "speaker_id": f"speaker_{n % 2}", **more}
        for n, (_, said) in enumerate(ROWS)
        for word in said.split()
    ]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param({"text": "all of it", "speakers": [{"speaker": f"SPEAKER_0{n % 2}", "timestamp": [n, n + 1], "text": f" {said}"} for n, (_, said) in enumerate(ROWS)]}, id="speakers beside text"),
        pytest.param({"text": "all of it", "words": words_of()}, id="words with an id of the speaker"),
        pytest.param({"text": "all of it", "words": [each for word in words_of() for each in (word, {**word, "text": " ", "type": "spacing"})]}, id="words and spaces"),
        pytest.param({"segments": [{"text": said, "words": [{"word": word, "speakerId": n % 2} for word in said.split()]} for n, (_, said) in enumerate(ROWS)]}, id="words of stretches"),
        pytest.param({"transcript": [{"speaker": {"name": who, "id": 1}, "text": said} for who, said in ROWS]}, id="speakers as objects"),
        pytest.param({"data": {"results": [{"Speaker": who, "Content": said} for who, said in ROWS]}}, id="deep, with capitals"),
        pytest.param({"meta": {"name": "x"}, "entries": [{"author": {"displayName": who}, "body": said} for who, said in ROWS]}, id="authors"),
        pytest.param([{"participant": who, "sentence": said, "offset": n} for n, (who, said) in enumerate(ROWS)], id="participants"),
    ],
)  # fmt: skip
def test_a_file_that_tells_speakers_apart_is_read_so(tmp_path: Path, written: Any) -> None:
    document = read(tmp_path, "talk.json", json.dumps(written))

    assert [words for _, words in turns(document)] == [said for _, said in ROWS]
    speakers = [speaker for speaker, _ in turns(document)]
    assert len(set(speakers)) == 2
    assert speakers[0] == speakers[2]
    assert not any(mark in speaker for speaker in speakers for mark in "{}[]")
    assert document.doubts == () or written == {"text": "all of it"}


@pytest.mark.parametrize("key", ["text", "content"])
def test_a_page_inside_json_is_read_as_a_page(tmp_path: Path, key: str) -> None:
    page = "".join(
        f'<p><span class="timestamp">0:0{n}</span> <b>{who}:</b> {said}</p>' for n, (who, said) in enumerate(ROWS)
    )
    written: Any = {"text": page, "media": "x.mp3"} if key == "text" else [{"content": page}]

    document = read(tmp_path, "talk.json", json.dumps(written))

    assert turns(document) == ROWS
    assert document.doubts == ()


def test_words_that_stand_nowhere_in_the_turns_are_missed(tmp_path: Path) -> None:
    rows = [{"speaker": who, "text": said} for who, said in ROWS]
    notes = {"text": "A long stretch of talk that stands in the file and is not part of any turn. " * 4}

    document = read(tmp_path, "talk.json", json.dumps({**notes, "turns": rows}))

    assert "letters of the file are in no turn" in document.doubts[0]
