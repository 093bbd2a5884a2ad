"""Labels on lines of their own: headings, and names beside times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import WORD, docx, paragraph, read, relation, run, turns

SAID = ["Who pays here?", "We do it all.", "And then?", "They left.", "So?", "Nobody came."]
_STYLES = f'<w:styles {WORD}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>'
_TIMES = ["0:00", "0:09", "0:18", "0:27", "0:36", "1:05"]


def _heading(words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{run(words)}</w:p>'


def _word(*paragraphs: str) -> bytes:
    return docx(*paragraphs, members={"word/styles.xml": _STYLES, "word/_rels/document.xml.rels": relation("styles")})


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Interviewer", "Participant"),
        ("INT", "KII-03"),
        ("Interviewer:", "Amina:"),
        ("Interviewer", "Amina S."),
        ("I", "R"),
        ("Speaker 1", "Speaker 2"),
        ("Dana", "Amina"),
        ("DANA", "AMINA"),
        ("المحاور", "المشاركة"),
    ],
)
def test_headings_that_are_labels_name_who_speaks_below(tmp_path: Path, asks: str, answers: str) -> None:
    parts = [part for n, words in enumerate(SAID) for part in (_heading((asks, answers)[n % 2]), paragraph(words))]

    document = read(tmp_path, "kii-01.docx", _word(_heading("Interview 3"), *parts))

    labels = asks.rstrip(":."), answers.rstrip(":")
    assert turns(document)[0] == ("", "Interview 3")
    assert turns(document)[1:] == [(labels[n % 2], words) for n, words in enumerate(SAID)]


def test_a_turn_in_a_headings_style_is_a_turn(tmp_path: Path) -> None:
    parts = [(_heading(f"Interviewer: {SAID[0]}"), f"Amina: {SAID[1]}")] * 3

    document = read(tmp_path, "kii-01.docx", _word(*(part for pair in parts for part in pair)))

    assert turns(document) == [("Interviewer", SAID[0]), ("Amina", SAID[1])] * 3


@pytest.mark.parametrize(
    "headings", [("Funding", "Access"), ("Interviewer questions", "Findings"), ("Strengths", "Participants")]
)
def test_headings_of_sections_are_no_labels(tmp_path: Path, headings: tuple[str, str]) -> None:
    parts = [part for heading in headings for part in (_heading(heading), paragraph("It takes three months. Why?"))]

    assert {turn.speaker for turn in read(tmp_path, "kii-01.docx", _word(*parts)).turns} == {""}


@pytest.mark.parametrize(
    "written",
    [
        "{who}\n{at}\n{words}\n\n",
        "{at}\n{who}\n{words}\n\n",
        "{who}\n{at}\n\n{words}\n\n",
        "{who} | {at}\n{words}\n\n",
        "{at}\t{who}\t{words}\n",
        "{who}\t{at}\t{words}\n",
        "{n}\t{at}\t{who}\t{words}\n",
        "{at}\t{at}\t{who}\t{words}\n",
        "{at} From {who} to Everyone: {words}\n",
        "{who}   {spelt}\n{words}\n\n",
        "{who}\n{spelt}\n{words}\n\n",
        "{who}\n{spelt}{at}\n{who} {spelt}\n{words}\n",
        "[{spelt}] {who}: {words}\n",
        "{spelt} {who}: {words}\n",
    ],
)
def test_names_times_and_words_in_any_order(tmp_path: Path, written: str) -> None:
    who = ["Dana Ali", "Sara"] * 3
    spelt = [f"{minutes} minutes {seconds} seconds" for minutes, seconds in (at.split(":") for at in _TIMES)]
    lines = zip(range(1, 7), who, _TIMES, spelt, SAID, strict=True)
    text = "".join(written.format(n=n, who=name, at=at, spelt=words, words=said) for n, name, at, words, said in lines)

    document = read(tmp_path, "kii-01.txt", text)

    assert turns(document) == list(zip(who, SAID, strict=True))
    assert [turn.started_at for turn in document.turns] == [0.0, 9.0, 18.0, 27.0, 36.0, 65.0]


@pytest.mark.parametrize(
    ("spelt", "seconds"),
    [
        ("1 hour 2 minutes 3 seconds", 3723.0),
        ("0 minuto 9 segundos", 9.0),
        ("2 minutes et 9 secondes", 129.0),
        ("1 Stunde 0 Minuten 9 Sekunden", 3609.0),
        ("2 دقيقة 9 ثانية", 129.0),
    ],
)
def test_times_are_spelt_in_several_languages(tmp_path: Path, spelt: str, seconds: float) -> None:
    document = read(tmp_path, "kii-01.txt", f"Dana Ali  {spelt}\n{SAID[0]}\n\nSara  {spelt}\n{SAID[1]}\n\n" * 2)

    assert turns(document)[:2] == [("Dana Ali", SAID[0]), ("Sara", SAID[1])]
    assert document.turns[0].started_at == seconds


def test_a_span_of_time_in_talk_stays(tmp_path: Path) -> None:
    said = "It took us 5 minutes 30 seconds to cross."

    assert turns(read(tmp_path, "kii-01.txt", f"I: How long?\n\nR: {said}\n\nI: And?\n\nR: So.\n"))[1] == ("R", said)


def test_a_role_and_a_name_on_lines_of_their_own_are_speakers(tmp_path: Path) -> None:
    document = read(tmp_path, "kii-01.txt", f"Interviewer\n{SAID[0]}\n\nAmina\n{SAID[1]}\n\n" * 3)

    assert turns(document) == [("Interviewer", SAID[0]), ("Amina", SAID[1])] * 3
