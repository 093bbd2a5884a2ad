from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.readers.files import (
    WORD,
    docx,
    footnotes,
    odt,
    paragraph,
    pdf,
    read,
    relation,
    rtf,
    run,
    turns,
    word_table,
    xlsx,
)

TALK = [("Interviewer", "How is the work paid for?"), ("Amina", "By two donors – for now."), ("Interviewer", "And then?"), ("Amina", "Nobody knows.")]  # fmt: skip  # noqa: E501
LINES = [f"{speaker}: {words}" for speaker, words in TALK]


def _cues(separator: str) -> str:
    return "\n".join(
        f"{n + 1}\n00:00:{n:02}{separator}000 --> 00:00:{n + 1:02}{separator}000\n{line}\n"
        for n, line in enumerate(LINES)
    )


def _rows() -> list[list[str]]:
    return [["Speaker", "Text"], *([speaker, words] for speaker, words in TALK)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kii-01.txt", "\n\n".join(LINES)),
        ("kii-01.md", "# Interview\n\n" + "\n\n".join(f"**{speaker}:** {words}" for speaker, words in TALK)),
        ("kii-01.docx", docx(*LINES)),
        ("kii-01.odt", odt(*LINES)),
        ("kii-01.rtf", rtf(*LINES)),
        ("kii-01.pdf", pdf(LINES)),
        ("kii-01.srt", _cues(",")),
        ("kii-01.vtt", "WEBVTT\n\n" + _cues(".")),
        ("kii-01.csv", "\n".join(",".join(row) for row in _rows())),
        ("kii-01.tsv", "\n".join("\t".join(row) for row in _rows())),
        ("kii-01.xlsx", xlsx(*_rows())),
        ("kii-01.html", "".join(f"<p>{line}</p>" for line in LINES)),
        ("kii-01.htm", "".join(f"<p><b>{speaker}:</b> {words}</p>" for speaker, words in TALK)),
        ("kii-01.json", json.dumps([{"speaker": speaker, "text": words} for speaker, words in TALK])),
    ],
)
def test_every_format_gives_the_same_turns(tmp_path: Path, name: str, data: bytes | str) -> None:
    document = read(tmp_path, name, data)

    assert [turn for turn in turns(document) if turn[0]] == TALK
    assert document.id == "kii-01"
    assert document.name == name


def test_word_reads_insertions_and_content_controls_and_leaves_out_what_is_deleted_or_hidden(tmp_path: Path) -> None:
    body = paragraph(
        "R: Money is ",
        f"<w:ins w:id='1' w:author='x'>{run('short')}</w:ins>",
        "<w:del w:id='2' w:author='x'><w:r><w:delText>plenty</w:delText></w:r></w:del>",
        f"<w:sdt><w:sdtContent>{run(' this year')}</w:sdtContent></w:sdt>",
        run(" and secret", "<w:vanish/>"),
        ".",
    )

    document = read(tmp_path, "kii-01.docx", docx("I: How is money?", body))

    assert turns(document)[1] == ("R", "Money is short this year.")
    assert "1 tracked insertion read" in document.notes
    assert "1 tracked deletion left out" in document.notes
    assert "1 stretch of hidden text left out" in document.notes


def test_word_leaves_comments_out_and_says_so(tmp_path: Path) -> None:
    comment = (
        f'<w:comments {WORD}><w:comment w:id="0" w:initials="AB">{paragraph("Is this so?")}</w:comment></w:comments>'
    )
    members: dict[str, str | bytes] = {
        "word/comments.xml": comment,
        "word/_rels/document.xml.rels": relation("comments"),
    }
    body = paragraph("R: It is", "<w:r><w:commentReference w:id='0'/></w:r>", " so.")

    document = read(tmp_path, "kii-01.docx", docx("I: Is it?", body, members=members))

    assert turns(document) == [("I", "Is it?"), ("R", "It is so.")]
    assert "1 comment left out" in document.notes


def test_word_keeps_soft_breaks_and_footnotes_are_the_transcribers(tmp_path: Path) -> None:
    body = paragraph(
        "R: First.", "<w:r><w:br/></w:r>", "Second", "<w:r><w:footnoteReference w:id='2'/></w:r>", " word."
    )

    document = read(tmp_path, "kii-01.docx", docx("I: So?", body, members=footnotes(n2="She laughs.")))

    assert turns(document)[1] == ("R", "First.\nSecond word.")
    assert document.left_out == ("She laughs.",)
    assert "1 footnote left out" in document.notes


@pytest.mark.parametrize("make", ["docx", "odt"])
def test_a_table_of_speakers_and_words_is_read_row_by_row(tmp_path: Path, make: str) -> None:
    rows = [["Interviewer", "How?"], ["Respondent", "Slowly."], ["Interviewer", "Why?"], ["Respondent", "No road."]]
    if make == "docx":
        data = docx(word_table(*rows))
    else:
        cells = "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
            + "</table:table-row>"
            for row in rows
        )
        data = odt(f"<table:table>{cells}</table:table>")

    document = read(tmp_path, f"kii-01.{make}", data)

    assert turns(document) == [tuple(row) for row in rows]


@pytest.mark.parametrize("make", ["docx", "odt", "html", "csv"])
def test_paragraphs_in_one_cell_stay_paragraphs_and_a_line_break_stays_a_line(tmp_path: Path, make: str) -> None:
    def odt_cell(xml: str) -> str:
        return f"<table:table-cell><text:p>{xml}</text:p></table:table-cell>"

    def word_cell(*xml: str) -> str:
        return f"<w:tc>{''.join(xml)}</w:tc>"

    breaking = "<w:r><w:br/></w:r>"
    made = {
        "docx": lambda: docx(
            f"<w:tbl><w:tr>{word_cell(paragraph('I'))}{word_cell(paragraph('How?'))}</w:tr><w:tr>{word_cell(paragraph('R'))}"
            f"{word_cell(paragraph('Slowly.'), paragraph('No', breaking, 'road.'))}</w:tr></w:tbl>"
        ),
        "odt": lambda: odt(
            f"<table:table><table:table-row>{odt_cell('I')}{odt_cell('How?')}</table:table-row><table:table-row>{odt_cell('R')}"
            f"{odt_cell('Slowly.</text:p><text:p>No<text:line-break/>road.')}</table:table-row></table:table>"
        ),
        "html": lambda: (
            b"<table><tr><td>I<td>How?</tr><tr><td>R</td><td><p>Slowly.</p><p>No<br>road.</p></td></tr></table>"
        ),
        "csv": lambda: b'speaker,text\nI,How?\nR,"Slowly.\n\nNo\nroad."\n',
    }

    document = read(tmp_path, f"kii-01.{make}", made[make]())

    assert turns(document) == [("I", "How?"), ("R", "Slowly.\n\nNo\nroad.")]


def test_a_question_of_two_paragraphs_is_one_turn(tmp_path: Path) -> None:
    asked = f"<w:tc>{paragraph('What about funding?')}{paragraph('And the salaries?')}</w:tc>"
    answered = f"<w:tc>{paragraph('Two donors left.')}</w:tc>"

    document = read(tmp_path, "kii-01.docx", docx(f"<w:tbl><w:tr>{asked}{answered}</w:tr></w:tbl>"))

    assert turns(document) == [("", "What about funding?\n\nAnd the salaries?"), ("", "Two donors left.")]


def test_a_table_of_questions_and_answers_marks_the_questions(tmp_path: Path) -> None:
    data = docx(
        "Notes", word_table(["What about funding?", "Two donors left."], ["What about access?", "The road is closed."])
    )

    document = read(tmp_path, "kii-01.docx", data)

    assert [turn.cue for turn in document.turns][1:] == ["question", "", "question", ""]


def test_opendocument_leaves_out_deletions_and_comments_and_keeps_spaces_tabs_and_breaks(tmp_path: Path) -> None:
    tracked = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>plenty</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    body = (
        "<text:p>R: Money<text:s text:c='2'/>is<text:change text:change-id='c1'/> short<office:annotation><text:p>really?</text:p>"  # noqa: E501
        "</office:annotation>.<text:line-break/>Since<text:tab/>May<text:note text:note-class='footnote'><text:note-citation>1"  # noqa: E501
        "</text:note-citation><text:note-body><text:p>Of last year</text:p></text:note-body></text:note>.</text:p>"
    )

    document = read(tmp_path, "kii-01.odt", odt(tracked, "I: How is money?", body))

    assert turns(document)[1] == ("R", "Money is short.\nSince May.")
    assert document.left_out == ("Of last year",)
    assert "1 comment left out" in document.notes


def test_voices_of_a_video_call_become_turns(tmp_path: Path) -> None:
    cues = [
        "00:00:01.000 --> 00:00:03.000\n<v Dana Ito>How is the work</v>\n",
        "00:00:03.000 --> 00:00:04.000\n<v Dana Ito>paid for?</v>\n",
        "00:00:05.000 --> 00:00:07.000\n<v Amina>Two donors &amp; a friend.</v> <v Dana Ito>Good.</v>\n",
    ]

    document = read(tmp_path, "call.vtt", "WEBVTT\n\nNOTE made by hand\n\n" + "\n".join(cues))

    assert turns(document) == [
        ("Dana Ito", "How is the work paid for?"),
        ("Amina", "Two donors & a friend."),
        ("Dana Ito", "Good."),
    ]
    assert [turn.started_at for turn in document.turns] == [1.0, 5.0, 5.0]


@pytest.mark.parametrize(
    "words",
    [
        ["Dana Ito: How is the", "Dana Ito: work paid?", "Amina: By two", "donors."],
        ["DANA ITO: How is the", "work paid?", "AMINA: By two", "donors."],
        [">> DANA ITO: How is the", "work paid?", ">> AMINA: By two", "donors."],
        ["- Dana Ito: How is the\nwork paid?\n- Amina: By two", "donors."],
        ["[Dana Ito]: How is the", "work paid?", "[Amina]: By two donors."],
    ],
)
@pytest.mark.parametrize("suffix", [".vtt", ".srt"])
def test_labels_inside_cues_begin_turns(tmp_path: Path, suffix: str, words: list[str]) -> None:
    cues = "\n".join(f"{n}\n00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{said}\n" for n, said in enumerate(words * 2, 1))
    data = f"WEBVTT\n\n{cues}" if suffix == ".vtt" else cues.replace(".000", ",000")

    said = [(speaker.casefold(), spoken) for speaker, spoken in turns(read(tmp_path, f"call{suffix}", data))]

    assert said == [("dana ito", "How is the work paid?"), ("amina", "By two donors.")] * 2


def test_a_web_pages_lists_of_terms_and_preformatted_lines_are_read(tmp_path: Path) -> None:
    terms = "".join(f"<dt>{speaker}</dt><dd>{words}</dd>" for speaker, words in TALK * 2)

    assert turns(read(tmp_path, "kii-01.html", f"<dl>{terms}</dl>")) == TALK * 2
    assert turns(read(tmp_path, "kii-02.html", f"<pre>{chr(10).join(LINES)}</pre>")) == TALK


def test_cues_without_voices_become_paragraphs_at_a_sentence_end_and_a_pause(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nWe began\n\n2\n00:00:02,000 --> 00:00:03,000\nin May.\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nThen it rained.\n"
    )

    assert turns(read(tmp_path, "talk.srt", text)) == [("", "We began in May."), ("", "Then it rained.")]


def test_pdf_joins_lines_and_drops_running_headers_and_page_numbers(tmp_path: Path) -> None:
    pages = [
        [
            f"Health study, confidential {n}",
            *(f"{who}: {words} {n}{k}." for k in range(6) for who, words in TALK),
            f"Page {n} of 3",
        ]
        for n in (1, 2, 3)
    ]

    document = read(tmp_path, "kii-01.pdf", pdf(*pages))

    assert "confidential" not in document.text
    assert "of 3" not in document.text
    assert len(document.turns) == 3 * 6 * 4


def test_pdf_reads_a_line_printed_on_both_sides_of_a_page_break_once(tmp_path: Path) -> None:
    line = "R: It was the second winter in which the road over the hill was closed for us,"
    pages = [
        ["1/2", "I: And then, in the winter of that year?", line],
        ["2/2", line, "and the third donor left.", "I: I see."],
    ]

    document = read(tmp_path, "kii-01.pdf", pdf(*pages))

    assert turns(document)[1] == ("R", f"{line[3:]} and the third donor left.")
    assert "1 line printed on both sides of a page break read once" in document.notes


def test_pdf_leaves_out_the_numbers_printed_beside_paragraphs(tmp_path: Path) -> None:
    page = ["I: How is it paid for, then?", "R: By two donors.", "I: And?", "R: So it is."]
    numbers = [(20.0, 400.0 - 14 * n, str(92 + n)) for n in range(4)]

    document = read(tmp_path, "kii-01.pdf", pdf([*page, *numbers], [*page, *numbers]))

    assert "92" not in document.text
    assert turns(document)[-1] == ("R", "So it is.")


def test_pdf_reads_columns_one_after_the_other(tmp_path: Path) -> None:
    left = [
        (50.0, 700.0 - 14 * n, words)
        for n, words in enumerate(["R: The left column is", "read before the right", "one, as people do."])
    ]
    right = [(320.0, 700.0 - 14 * n, words) for n, words in enumerate(["I: Is that so?", "R: It is."])]

    document = read(tmp_path, "kii-01.pdf", pdf([*left, *right]))

    assert turns(document) == [
        ("R", "The left column is read before the right one, as people do."),
        ("I", "Is that so?"),
        ("R", "It is."),
    ]


def test_semicolons_and_loose_headings_of_a_table_are_understood(tmp_path: Path) -> None:
    text = "\ufeffStart Time;Speaker Name;What was said;Transcript\n00:00:05;Dana;x;How, then?\n00:01:00;Amina;x;Slowly; very.\n"  # noqa: E501

    document = read(tmp_path, "kii-01.csv", text.replace("Slowly; very.", '"Slowly; very."'))

    assert turns(document) == [("Dana", "How, then?"), ("Amina", "Slowly; very.")]
    assert [turn.started_at for turn in document.turns] == [5.0, 60.0]
