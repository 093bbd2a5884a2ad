"""Transcripts whose page matters: broken lines, headers, tabs, bold letters, headings."""

from __future__ import annotations

from functools import partial

from tests.readers.layouts.casts import FULL_NAMES, NAMES, two
from tests.readers.layouts.layout import CLOSE, COLON, FORM, MARKED, Layout
from tests.readers.layouts.pages import Sheet, crlf, printed
from tests.readers.layouts.writing import above, alone, before, bold_questions, numbered_lines, repeated, wrapped

_RUNNING = Sheet(header="Marwa Water Study – Interview 4", footer="Page {page} of {pages}")
_LABELLIKE = Sheet(header="Interviewee: P4, clinic", footer="{page}")

ON_PAGES: tuple[Layout, ...] = (
    Layout(name="redactions, wrapped lines", way=wrapped(COLON, 72), redacted=True),
    Layout(name="wrapped at 72", way=wrapped(COLON, 72)),
    Layout(name="wrapped at 72, no empty lines", way=wrapped(CLOSE, 72)),
    Layout(name="wrapped at 72, names, no empty lines", cast=NAMES, way=wrapped(CLOSE, 72)),
    Layout(name="wrapped, hanging indent", way=wrapped(CLOSE, 76, hang=14), formats=(".txt", ".rtf", ".docx")),
    Layout(name="label again on every line", way=repeated(), redacted=True),
    Layout(name="CRLF", way=CLOSE, formats=(".txt",), render=crlf),
    Layout(name="tab columns", way=before("{label}\t", gap=False)),
    Layout(name="tab columns, names", cast=NAMES, way=before("{label}\t", gap=False)),
    Layout(name="tab columns with times", way=before("{minutes}\t{label}\t", gap=False)),
    Layout(name="a table on a page", way=before("{label}\t"), formats=(".pdf",), render=partial(printed, column=110)),
    Layout(
        name="a table on a page, names",
        cast=FULL_NAMES,
        way=before("{label}\t"),
        formats=(".pdf",),
        render=partial(printed, column=110),
    ),
    Layout(
        name="a table on a page, lines close",
        way=before("{label}\t", gap=False),
        formats=(".pdf",),
        render=partial(printed, column=90),
    ),
    Layout(name="bold labels", way=before("{label} ", bold=True), formats=MARKED),
    Layout(name="bold labels with colon", way=before("{label}: ", bold=True), formats=MARKED),
    Layout(name="bold names on their own line", cast=NAMES, way=alone("{label}", bold=True), formats=MARKED),
    Layout(name="bold full names before words", cast=FULL_NAMES, way=before("{label} ", bold=True), formats=MARKED),
    Layout(name="bold questions", way=bold_questions, formats=MARKED),
    Layout(name="headings as labels", way=alone("{label}", heading=True), formats=(".docx", ".md")),
    Layout(name="headings as labels, names", cast=NAMES, way=alone("{label}", heading=True), formats=(".docx", ".md")),
    Layout(name="running header and page numbers", formats=(".pdf",), render=partial(printed, sheet=_RUNNING)),
    Layout(name="running header, names", cast=NAMES, formats=(".pdf",), render=partial(printed, sheet=_RUNNING)),
    Layout(
        name="running header, label on its own line",
        way=alone("{label}:"),
        formats=(".pdf",),
        render=partial(printed, sheet=_RUNNING),
    ),
    Layout(
        name="running header, label on its own line, short pages",
        way=alone("{label}"),
        cast=two("INTERVIEWER", "PARTICIPANT"),
        formats=(".pdf",),
        render=partial(printed, sheet=Sheet(header="Marwa Water Study", footer="{page}", lines=23)),
    ),
    Layout(
        name="running header, redactions at page starts",
        redacted=True,
        formats=(".pdf",),
        render=partial(printed, sheet=Sheet(header="Marwa Water Study", footer="{page}", lines=11)),
    ),
    Layout(name="running header like a label", formats=(".pdf",), render=partial(printed, sheet=_LABELLIKE)),
    Layout(
        name="running header like a label, names",
        cast=FULL_NAMES,
        way=CLOSE,
        formats=(".pdf",),
        render=partial(printed, sheet=Sheet(header="Interview with Amina Haddad", footer="- {page} -")),
    ),
    Layout(
        name="running header with a colon, tab columns",
        way=before("{label}:\t"),
        formats=(".pdf",),
        render=partial(printed, sheet=Sheet(header="Confidential: do not share", footer="{page}/{pages}", lines=30)),
    ),
    Layout(
        name="running header with a colon, names",
        cast=FULL_NAMES,
        formats=(".pdf",),
        render=partial(printed, sheet=Sheet(header="Confidential: do not share", footer="{page}/{pages}", lines=30)),
    ),
    Layout(name="a form above the talk, moderator", cast=two("Moderator", "Participant"), way=above(CLOSE, *FORM)),
    Layout(name="numbered lines", way=numbered_lines(wrapped(CLOSE, 72)), formats=(".txt", ".pdf", ".docx")),
    Layout(name="a form above the talk", way=above(COLON, *FORM)),
    Layout(name="a form above the talk, initials", cast=two("DF", "AH"), way=above(CLOSE, *FORM)),
    Layout(name="a form above the talk, names", cast=two("Dana", "Amina"), way=above(CLOSE, *FORM)),
)
