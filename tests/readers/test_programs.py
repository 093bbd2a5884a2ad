"""Transcripts as the programs write them that evaluators use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import docx, paragraph, read, turns, word_table

ASK, ANSWER, ASK_MORE, ANSWER_MORE = "How is it funded?", "By two donors.", "And access?", "Permits take long."
TALK = [("Dana Ito", ASK), ("Amina Saleh", ANSWER), ("Dana Ito", ASK_MORE), ("Amina Saleh", ANSWER_MORE)]
TIMES = [4.0, 10.0, 31.0, 3723.0]
_BREAK = "<w:r><w:br/></w:r>"


def _teams() -> bytes:
    stamps = ["0:04", "0:10", "0:31", "1:02:03"]
    said = [paragraph(f"*{who}", f"   {at}", _BREAK, words) for (who, words), at in zip(TALK, stamps, strict=True)]
    return docx(
        paragraph("*Talk with Jisr-20240501_080000-Meeting Recording"),
        "May 1, 2024, 8:00AM",
        "1h 2m 12s",
        paragraph("*Dana Ito", " started transcription"),
        *said,
        paragraph("*Dana Ito", " stopped transcription"),
    )


def _old_teams() -> bytes:
    spans = ["0:0:4.0 --> 0:0:9.30", "0:0:10.0 --> 0:0:19.3", "0:0:31.0 --> 0:0:33.30", "1:2:3.0 --> 1:2:9.30"]
    return docx(*(paragraph(at, _BREAK, who, _BREAK, words) for (who, words), at in zip(TALK, spans, strict=True)))


def _lines(line: str, stamps: list[str]) -> str:
    return "\n\n".join(line.format(at=at, who=who, words=words) for (who, words), at in zip(TALK, stamps, strict=True))


_SHORT = ["00:04", "00:10", "00:31", "01:02:03"]
_LONG = ["00:00:04", "00:00:10", "00:00:31", "01:02:03"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.docx", _teams(), id="Teams"),
        pytest.param("a.docx", _old_teams(), id="Teams, as it once wrote"),
        pytest.param("a.txt", _lines("{who}  {at}\n{words}", _SHORT) + "\n\nTranscribed by https://otter.ai", id="Otter"),  # noqa: E501
        pytest.param("a.txt", _lines("[{who}] {at}\n{words}", _LONG), id="Zoom"),
        pytest.param("a.txt", _lines("{who} ({at}):\n{words}", _SHORT), id="Rev"),
        pytest.param("a.txt", _lines("[{at}] {who}: {words}", _LONG), id="Sonix, Descript"),
        pytest.param("a.txt", _lines("[{at}.000] - {who}\n{words}", _LONG), id="Happy Scribe"),
        pytest.param("a.docx", docx(*(p for (who, words), at in zip(TALK, _LONG, strict=True) for p in (paragraph(f"*{who}", f" [{at}]"), words))), id="Trint"),  # noqa: E501
        pytest.param("a.docx", docx(*(p for (who, words), at in zip(TALK, _LONG, strict=True) for p in (at, f"{who}: {words}"))), id="Amberscript"),  # noqa: E501
        pytest.param("a.txt", _lines("[{at}] {who}: {words}", ["4.0", "10.00", "31.000", "3723.0"]), id="seconds"),
        pytest.param("a.txt", _lines("[{at}] {who}: {words}", ["0m04s", "0m 10s", "0 min 31 sec", "1h02m03s"]), id="times spelt out"),  # noqa: E501
        pytest.param("a.txt", _lines("({at}) {who}: {words}", ["0'04\"", "0’10”", "0'31''", "62'03\""]), id="primes"),
    ],
)  # fmt: skip
def test_speakers_and_times_are_those_of_the_program(tmp_path: Path, name: str, data: bytes | str) -> None:
    document = read(tmp_path, name, data)

    assert [turn for turn in turns(document) if turn[0]] == TALK
    assert [turn.started_at for turn in document.turns if turn.speaker] == TIMES


def test_a_table_of_nvivo_is_read_by_its_headings(tmp_path: Path) -> None:
    spans = [f"0:0{n}.0 - 0:0{n + 1}.0" for n in range(4)]
    rows = [(at, words, who) for (who, words), at in zip(TALK, spans, strict=True)]

    document = read(tmp_path, "a.docx", docx(word_table(["Timespan", "Content", "Speaker"], *rows)))

    assert turns(document) == TALK
    assert [turn.started_at for turn in document.turns] == [0.0, 1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "line",
    [
        "Dana Ito started transcription",
        "Transcribed by https://otter.ai",
        "Meeting ended after 00:31:00 👋",
        "This editable transcript was computer generated and might contain errors.",
        "[END OF INTERVIEW]",
        "– Recording ends –",
        "This transcript was exported on May 05, 2024 - view latest version here.",
        "Transcription ended after 00:10:20",
        "Transcript by Rev.com",
        "Transcribed with noScribe vers. 0.5. (Audio source: C:/a.mp3 | Start: 00:00:00 | Language: en)",
        "(Language: English (en) | Speaker: auto | Overlapping: True)",
        "Automatically transcribed by aTrain",
        "(Transcribed by TurboScribe.ai. Go Unlimited to remove this message.)",
        "Created with Sonix",
        "Page 2 of 9",
        "END OF TAPE 1 (OF 3); OTHER SIDE CHECKED, NOTHING ON IT",
        "Tape 1, side B",
        "[Recording paused]",
        "--- End of recording 1 ---",
        "Interview ends 11:40",
        "[END]",
        "C:/Users/x/interview.mp3",
        "C:\\Users\\x\\interview.mp3",
        "Fin de l’entretien",
        "Fin de la entrevista",
        "Ende des Interviews",
        "نهاية المقابلة",
    ],
)
def test_what_a_program_adds_is_nobodys(tmp_path: Path, line: str) -> None:
    document = read(tmp_path, "a.txt", f"Dana: {ASK}\n\nAmina: {ANSWER}\n\nDana: {ASK_MORE}\n\nAmina: So.\n\n{line}\n")

    assert turns(document)[-2:] == [("Amina", "So."), ("", line)]
    assert document.turns[-1].cue == "aside"


@pytest.mark.parametrize(
    "words",
    [
        "They started the recording.",
        "It was transcribed by hand, then lost.",
        "Start of the day we eat.",
        "End of tape that was all we had.",
        "Tape 1 was lost.",
        "Recording started the fight.",
        "Interview ended badly for us.",
    ],
)
def test_what_an_informant_says_of_recordings_stays_hers(tmp_path: Path, words: str) -> None:
    document = read(tmp_path, "a.txt", f"Dana: {ASK}\n\nAmina: {words}\n\nDana: {ASK_MORE}\n\nAmina: {words}\n")

    assert turns(document)[1] == ("Amina", words)


def test_a_time_and_a_few_words_are_no_speaker_who_says_nothing(tmp_path: Path) -> None:
    text = "[00:00.000 --> 00:05.000]  So how is it paid for,\n[00:05.000 --> 00:06.000]  all of it?\n"
    text += "[00:06.000 --> 00:09.000]  By two donors.\n[00:09.000 --> 00:12.000]  Mostly.\n"

    document = read(tmp_path, "a.txt", text)

    assert turns(document) == [("", "So how is it paid for, all of it?"), ("", "By two donors."), ("", "Mostly.")]
    assert [turn.started_at for turn in document.turns] == [0.0, 6.0, 9.0]


@pytest.mark.parametrize("bold", ["*", ""])
def test_names_on_lines_of_their_own_are_speakers_where_they_come_again_and_somebody_asks(
    tmp_path: Path, bold: str
) -> None:
    talk = [*TALK, ("Dana Ito", "Since when?"), ("Amina Saleh", "Since May.")]
    lines = [part for who, words in talk for part in (paragraph(f"{bold}{who}"), words)]

    assert turns(read(tmp_path, "a.docx", docx(*lines))) == talk


def test_headings_that_come_again_are_no_speakers(tmp_path: Path) -> None:
    notes = "Strengths\n\nMany staff.\n\nWeaknesses\n\nFew strengths, few funds?\n\n" * 3

    assert {speaker for speaker, _ in turns(read(tmp_path, "a.txt", notes))} == {""}
