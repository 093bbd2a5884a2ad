"""Transcripts as people type them."""

from __future__ import annotations

from tests.readers.layouts.casts import FULL_NAMES, NAMES, initials, several, spelt, turned, two
from tests.readers.layouts.layout import CLOSE, COLON, Layout
from tests.readers.layouts.writing import above, alone, before, dashes, each_paragraph, only, run_together, stamped

BY_HAND: tuple[Layout, ...] = (
    Layout(name="role words"),
    Layout(name="role words, lines close", way=CLOSE),
    Layout(name="respondent", cast=two("INTERVIEWER", "RESPONDENT"), way=CLOSE),
    Layout(name="label again before each paragraph", way=each_paragraph("{label}: ")),
    Layout(name="label on its own line", way=alone("{label}:")),
    Layout(name="label on its own line, lines close", way=alone("{label}:", gap=False)),
    Layout(name="label on its own line, empty line after", way=alone("{label}:", close=False)),
    Layout(name="label on its own line without colon", cast=two("INTERVIEWER", "INTERVIEWEE"), way=alone("{label}")),
    Layout(name="names on their own line", cast=NAMES, way=alone("{label}:")),
    Layout(name="name in capitals on its own line", cast=two("DANA", "AMINA"), way=alone("{label}")),
    Layout(name="name on its own line without colon", cast=FULL_NAMES, way=alone("{label}")),
    Layout(name="dash before a label", way=before("- {label}: ", gap=False)),
    Layout(name="en dash before a label", way=before("– {label}: ", gap=False)),
    Layout(name="bullet before a label", way=before("• {label}: ", gap=False)),
    Layout(name="dash after a label", way=before("{label} – ", gap=False)),
    Layout(name="redactions at turn starts", redacted=True),
    Layout(name="redactions, label on its own line", way=alone("{label}:"), redacted=True),
    Layout(name="redactions, names", cast=NAMES, way=CLOSE, redacted=True),
    Layout(name="labels in the middle of lines", way=run_together),
    Layout(name="interviewer and two informants", cast=several(["Interviewer"], ["Interviewee 1", "Interviewee 2"])),
    Layout(
        name="three interviewers", cast=several(["Interviewer 1", "Interviewer 2", "Interviewer 3"], ["Interviewee"])
    ),
    Layout(name="focus group", cast=several(["Moderator"], ["P1", "P2", "P3", "P4", "P5"]), way=CLOSE),
    Layout(name="focus group, names", cast=several(["Facilitator"], ["Amina", "Karim", "Leila", "Omar"]), way=CLOSE),
    Layout(
        name="joint labels",
        cast=several(["Interviewer 1", "Interviewer 1 and Interviewer 2"], ["P1", "P2"], ["P1 and P2"]),
    ),
    Layout(name="joint labels, slash", cast=several(["Interviewer/Notetaker"], ["Participant 1/Participant 2"])),
    Layout(name="joint labels, names", cast=several(["Interviewer"], ["Amina", "Karim"], ["Amina & Karim"])),
    Layout(name="gender and age in brackets", cast=two("Interviewer", "Interviewee {n} (F, 34)")),
    Layout(
        name="gender and age in brackets, group",
        cast=several(["Interviewer"], ["Interviewee 1 (M, 51)", "Interviewee 2 (F, 34)"]),
    ),
    Layout(name="Q and A", cast=two("Q", "A"), way=CLOSE),
    Layout(name="Q. and A.", cast=two("Q", "A"), way=before("{label}. ", gap=False)),
    Layout(name="I and R", cast=two("I", "R"), way=CLOSE),
    Layout(name="I and P with tabs", cast=two("I", "P"), way=before("{label}:\t", gap=False)),
    Layout(name="I1 and P4", cast=two("I1", "P4"), way=CLOSE),
    Layout(name="I and the number of the informant", cast=two("I", "P{n}"), way=CLOSE, files=3),
    Layout(name="INT and RES", cast=two("INT", "RES"), way=CLOSE),
    Layout(name="titles and names", cast=two("Dr. Field", "Mr. {name}"), way=CLOSE, files=2),
    Layout(name="ids of the study", cast=two("Interviewer", "KII-{n:02}"), way=CLOSE, files=3),
    Layout(name="initials", cast=initials, way=CLOSE),
    Layout(name="initials in 10 files", cast=initials, way=CLOSE, files=10),
    Layout(
        name="initials with a legend", cast=two("DF", "AH"), way=above(CLOSE, "DF = Interviewer", "AH = Respondent")
    ),
    Layout(name="names", cast=NAMES, way=CLOSE),
    Layout(name="names in 3 files", cast=NAMES, way=CLOSE, files=3),
    Layout(name="full names in 10 files", cast=FULL_NAMES, way=COLON, files=10),
    Layout(name="names in 40 files", cast=NAMES, way=CLOSE, files=40, formats=(".txt",)),
    Layout(name="role of one, name of the other", cast=two("Interviewer", "{given}"), files=3),
    Layout(name="name of one, role of the other", cast=two("Dana", "Participant"), files=3),
    Layout(name="name and organisation", cast=two("Dana Field", "{name} (Jisr)"), way=CLOSE),
    Layout(
        name="two spellings of a name",
        cast=spelt(["Dana Field", "Dana"], ["Amina Haddad", "Amina", "Amina H."]),
        way=CLOSE,
    ),
    Layout(
        name="two spellings of a role", cast=spelt(["Interviewer", "Int", "INTERVIEWER"], ["Interviewee", "Interviwee"])
    ),
    Layout(name="SPEAKER 1", cast=two("SPEAKER 1", "SPEAKER 2"), way=CLOSE),
    Layout(name="SPEAKER_00", cast=two("SPEAKER_00", "SPEAKER_01"), way=before("[{time}] {label}: ", gap=False)),
    Layout(name="speakers who change numbers", cast=turned, way=CLOSE, files=4),
    Layout(name="time in square brackets before", way=before("[{time}] {label}: ", gap=False)),
    Layout(name="time in round brackets after", way=before("{label} ({time}): ", gap=False)),
    Layout(name="time bare before", way=before("{time} {label}: ", gap=False)),
    Layout(name="time after the colon", way=before("{label}: [{time}] ", gap=False)),
    Layout(name="time on a line of its own", way=stamped("[{time}]")),
    Layout(name="time bare on a line of its own, names", cast=FULL_NAMES, way=stamped("{time}")),
    Layout(name="time in seconds before", way=before("[{second}] {label}: ", gap=False)),
    Layout(name="time and names before", cast=FULL_NAMES, way=before("[{minutes}] {label}: ", gap=False), files=3),
    Layout(name="square brackets around labels", way=before("[{label}] ", gap=False)),
    Layout(name="round brackets around labels", way=before("({label}) ", gap=False)),
    Layout(name="angle brackets behind labels", way=before("{label}> ", gap=False)),
    Layout(name="semicolon behind labels", way=before("{label}; ", gap=False)),
    Layout(name="only the interviewer labelled", way=only("Interviewer")),
    Layout(name="only the informant labelled", way=only("Interviewee")),
    Layout(name="dashes instead of labels", way=dashes),
)
