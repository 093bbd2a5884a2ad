"""Files as programs write them, which no text alone can be: subtitles, tables, web pages."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable

from tests.readers.files import xlsx
from tests.readers.layouts.pages import word_tables
from tests.readers.layouts.talk import Interview, Said
from tests.readers.layouts.writing import clock, timed

Maker = Callable[[Interview], bytes]


def _cues(turn: Said, begin: float, end: float, width: int) -> list[tuple[str, str, str]]:
    """A turn cut into cues of one line: begin, end, words."""
    pieces = textwrap.wrap(" ".join(turn.paragraphs), width)
    step = (end - begin) / len(pieces)
    return [(_millis(begin + n * step), _millis(begin + (n + 1) * step), piece) for n, piece in enumerate(pieces)]


def _millis(second: float) -> str:
    return f"{clock(second)}.{int(second % 1 * 1000):03}"


def subtitles(form: str, *, srt: bool = False, width: int = 90, rows: int = 0, first_only: bool = False) -> Maker:
    """Cues with the speaker in each: `form` has `{label}` and `{words}`; `rows` breaks a cue into lines that wide."""

    def write(interview: Interview) -> bytes:
        made, number = [] if srt else ["WEBVTT\n"], 0
        for at, end, turn in timed(interview):
            for n, (begins, ends, words) in enumerate(_cues(turn, at, end, width)):
                number += 1
                said = form.format(label=turn.label, words=words) if not (first_only and n) else words
                said = "\n".join(textwrap.wrap(said, rows)) if rows else said
                times = f"{begins} --> {ends}"
                made.append(f"{number}\n{times.replace('.', ',') if srt else times}\n{said}\n")
        return "\n".join(made).encode()

    return write


def teams_subtitles(interview: Interview) -> bytes:
    """What Teams writes beside a recording: an id per cue, the speaker as a voice."""
    made = ["WEBVTT\n"]
    for at, end, turn in timed(interview):
        for n, (begins, ends, words) in enumerate(_cues(turn, at, end, 60)):
            made.append(f"3f1c0a9e-77aa-4b1f/{int(at)}-{n}\n{begins} --> {ends}\n<v {turn.label}>{words}</v>\n")
    return "\n".join(made).encode()


def spreadsheet(*columns: str, sheet: bool = False, delimiter: str = ",") -> Maker:
    """A row per turn: columns are any of speaker, text, start, end, n, under the names `key=Name`."""
    keys = [column.partition("=")[0] for column in columns]
    names = [column.partition("=")[2] or column for column in columns]

    def write(interview: Interview) -> bytes:
        rows: list[list[str]] = [names]
        for n, (at, end, turn) in enumerate(timed(interview), start=1):
            cells = {
                "speaker": turn.label,
                "text": "\n".join(turn.paragraphs),
                "start": clock(at),
                "end": clock(end),
                "n": str(n),
                "note": "",
            }
            rows.append([cells[key] for key in keys])
        if sheet:
            return xlsx(*rows)
        made = io.StringIO()
        csv.writer(made, delimiter=delimiter).writerows(rows)
        return made.getvalue().encode("utf-8-sig")

    return write


def word_table(*columns: str, heading: bool = True, above: tuple[str, ...] = ()) -> Maker:
    """A Word table with a row per turn; columns as in `spreadsheet`."""
    keys = [column.partition("=")[0] for column in columns]
    names = [column.partition("=")[2] or column for column in columns]

    def write(interview: Interview) -> bytes:
        rows = [names] if heading else []
        for n, (at, _, turn) in enumerate(timed(interview), start=1):
            words = "\n".join(turn.paragraphs)
            rows.append(
                [
                    {"speaker": turn.label, "text": words, "start": clock(at), "n": str(n), "note": ""}[key]
                    for key in keys
                ]
            )
        return word_tables(*rows, above=above)

    return write


def question_table(*names: str) -> Maker:
    """A Word table with a row per question and what was answered; no labels."""

    def write(interview: Interview) -> bytes:
        rows: list[list[str]] = []
        for turn in interview.turns:
            words = "\n".join(turn.paragraphs)
            if turn.person.role == "interviewer":
                rows.append([words, ""])
            else:
                rows[-1][1] += ("\n" if rows[-1][1] else "") + words
        return word_tables(*([list(names)] if names else []), *rows)

    return write


def no_scribe(interview: Interview) -> bytes:
    """noScribe's web page: a head, then paragraphs of one anchor per stretch with its times in the name."""
    about = "Transcribed with noScribe vers. 0.6<br />Audio source: C:/interview.m4a<br />(Start: 00:00:00)"
    body = ["<p style='font-weight:600;'>interview.m4a</p>", f"<p style='color: #909090'>{about}</p>"]
    for at, end, turn in timed(interview):
        name = f"ts_{int(at * 1000)}_{int(end * 1000)}_{turn.label}"
        label = f'<span style="color: #0000FF">{turn.label}</span>'
        body.append(f'<p><a name="{name}" >{label}: {" ".join(turn.paragraphs)}</a></p>')
    head = '<html><head><meta charset="UTF-8" /><meta name="qrichtext" content="1" /></head><body>'
    return f"<!DOCTYPE HTML>\n{head}\n{chr(10).join(body)}\n</body></html>\n".encode()
