"""Transcripts as programs write them."""

from __future__ import annotations

from tests.readers.layouts.casts import FULL_NAMES, MACHINE, NAMES, two
from tests.readers.layouts.layout import FORM, MARKED, Layout
from tests.readers.layouts.programs import (
    no_scribe,
    question_table,
    spreadsheet,
    subtitles,
    teams_subtitles,
    word_table,
)
from tests.readers.layouts.writing import above, alone, before, ended

BY_PROGRAMS: tuple[Layout, ...] = (
    Layout(name="f4", cast=two("I", "B"), way=ended("#{time}-4#")),
    Layout(name="f4, names", cast=NAMES, way=ended("#{time}-4#")),
    Layout(name="MAXQDA numbered paragraphs", way=before("{n} {label}: ", gap=False)),
    Layout(name="MAXQDA numbered paragraphs, names", cast=NAMES, way=before("{n}\t{label}: ", gap=False)),
    Layout(name="NVivo", cast=MACHINE, way=alone("{time} - {time}\n{label}")),
    Layout(name="InqScribe", way=before("[{time}.05] {label}: ")),
    Layout(name="InqScribe, names", cast=NAMES, way=before("[{time}.05] {label}\n")),
    Layout(name="Express Scribe", cast=two("I", "P"), way=before("{label}: ({minutes}) ", gap=False)),
    Layout(
        name="Otter",
        cast=FULL_NAMES,
        way=above(alone("{label}  {minutes}  "), below=("Transcribed by https://otter.ai",)),
        files=2,
    ),
    Layout(
        name="Otter, unknown speaker",
        cast=two("Dana Field", "Unknown Speaker"),
        way=above(alone("{label}  {minutes}  "), below=("Transcribed by https://otter.ai",)),
    ),
    Layout(name="Otter, speakers by number", cast=MACHINE, way=alone("{label}  {minutes}  ")),
    Layout(
        name="Teams, new",
        cast=FULL_NAMES,
        way=above(
            alone("{label}   {minutes}"),
            "Interview about water-20230503_100312-Meeting Recording",
            "May 3, 2023, 9:03AM",
            "24m 11s",
            "{first} started transcription",
            below=("{first} stopped transcription",),
        ),
        formats=(".docx", ".pdf", ".txt"),
    ),
    Layout(
        name="Teams, old",
        cast=FULL_NAMES,
        way=alone("{time}.0 --> {time}.9\n{label}", gap=False),
        formats=(".docx", ".txt", ".pdf"),
    ),
    Layout(name="Teams, subtitles", cast=FULL_NAMES, formats=(".vtt",), made=teams_subtitles, files=3),
    Layout(name="Zoom, subtitles", cast=FULL_NAMES, formats=(".vtt",), made=subtitles("{label}: {words}"), files=3),
    Layout(name="Zoom, saved captions", cast=FULL_NAMES, way=alone("[{label}] {time}"), formats=(".txt",)),
    Layout(
        name="Zoom, cues as text", cast=FULL_NAMES, way=before("{time} {label}: ", gap=False), formats=(".txt", ".docx")
    ),
    Layout(name="Descript", cast=FULL_NAMES, way=before("[{time}] {label}: "), formats=(".txt", ".docx", ".html")),
    Layout(name="Descript, bold", cast=NAMES, way=before("{label}: ", bold=True), formats=MARKED),
    Layout(name="Sonix", cast=MACHINE, way=alone("{label} [{time}]")),
    Layout(name="Sonix, names", cast=FULL_NAMES, way=before("{label}: [{time}] ")),
    Layout(name="Trint", cast=FULL_NAMES, way=alone("[{time}] {label}", gap=True)),
    Layout(name="Trint, speakers", cast=MACHINE, way=before("{label} ({time}): ")),
    Layout(name="noScribe", cast=two("S00", "S01"), formats=(".html",), made=no_scribe),
    Layout(
        name="noScribe, text",
        cast=two("S00", "S01"),
        way=above(before("{label}: "), "interview.m4a", "Transcribed with noScribe vers. 0.6"),
    ),
    Layout(name="subtitles with role words", formats=(".srt",), made=subtitles("{label}: {words}", srt=True)),
    Layout(
        name="subtitles in two rows",
        formats=(".srt", ".vtt"),
        made=subtitles("{label}: {words}", rows=42),
    ),
    Layout(
        name="subtitles, label in the first cue of a turn",
        formats=(".vtt",),
        made=subtitles("{label}: {words}", first_only=True),
    ),
    Layout(name="Word table, 2 columns", formats=(".docx",), made=word_table("speaker", "text", heading=False)),
    Layout(
        name="Word table, 2 columns, headings",
        formats=(".docx",),
        made=word_table("speaker=Speaker", "text=Transcript"),
    ),
    Layout(
        name="Word table, 2 columns, names",
        cast=FULL_NAMES,
        formats=(".docx",),
        made=word_table("speaker", "text", heading=False),
    ),
    Layout(
        name="Word table, 3 columns", formats=(".docx",), made=word_table("start", "speaker", "text", heading=False)
    ),
    Layout(
        name="Word table, 3 columns, headings",
        cast=FULL_NAMES,
        formats=(".docx",),
        made=word_table("start=Time", "speaker=Speaker", "text=Text", above=FORM),
    ),
    Layout(
        name="Word table, NVivo",
        cast=MACHINE,
        formats=(".docx",),
        made=word_table("start=Timespan", "text=Content", "speaker=Speaker"),
    ),
    Layout(
        name="Word table, numbered rows and notes",
        formats=(".docx",),
        made=word_table("n=No.", "speaker=Who", "text=Transcript", "note=Notes"),
    ),
    Layout(name="Word table of questions", formats=(".docx",), made=question_table("Question", "Answer")),
    Layout(name="Word table of questions, no headings", formats=(".docx",), made=question_table()),
    Layout(name="table of turns", formats=(".csv",), made=spreadsheet("speaker", "text")),
    Layout(
        name="table of turns, semicolons",
        formats=(".csv",),
        made=spreadsheet("speaker=Sprecher", "text=Text", delimiter=";"),
    ),
    Layout(
        name="table of turns, names and times",
        cast=FULL_NAMES,
        formats=(".csv",),
        made=spreadsheet("start", "end", "speaker", "text=content"),
    ),
    Layout(
        name="table of turns, sheet",
        formats=(".xlsx",),
        made=spreadsheet("n=#", "speaker=Speaker", "text=Utterance", sheet=True),
    ),
    Layout(
        name="table of turns, sheet, names",
        cast=NAMES,
        formats=(".xlsx",),
        made=spreadsheet("start=Start", "speaker=Name", "text=Text", sheet=True),
    ),
)
