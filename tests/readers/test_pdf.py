from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from qualcode.errors import ReadError
from qualcode.readers import ReadOptions, pdf_pages, read_documents
from qualcode.readers.pdf import join_hyphens, without_lines_printed_twice
from qualcode.readers.pdf_running import PageLine, without_running_lines
from tests.readers.files import pdf, read, turns
from tests.systems import MACOS, WINDOWS, under


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("they co\ufffe\nordinate it", "they coordinate\nit", id="a word divided"),
        pytest.param("long\ufffe\nterm, and long-term", "long-term,\nand long-term", id="with a hyphen elsewhere"),
        pytest.param("a long\ufffe\nterm plan", "a long-term\nplan", id="a compound"),
        pytest.param("a long\ufffe\ner road, short\ufffe\nage", "a longer\nroad, shortage\n", id="no compound"),
        pytest.param("the Erbil\ufffe\nDuhok road", "the Erbil-Duhok\nroad", id="two names"),
        pytest.param("from 2019\ufffe\n2021, yes", "from 2019-2021,\nyes", id="numbers"),
        pytest.param("a co\ufffeordinator", "a coordinator", id="within a line"),
        pytest.param("a co\ufffeordinator of it", "a coordinator of it", id="within a line that goes on"),
        pytest.param("wait \ufffe no", "wait - no", id="a dash"),
        pytest.param("nothing", "nothing", id="nothing"),
        pytest.param("on\ufffe\nthe-job training", "on-the-job\ntraining", id="of three parts"),
        pytest.param("their walk\ufffe\narounds here", "their walk-arounds\nhere", id="no word without a hyphen"),
        pytest.param("Kafr\ufffe\nut, and Kafrut", "Kafrut,\nand Kafrut", id="a word of the text"),
        pytest.param("18 in a cold\ufffe19 box it was", "18 in a cold-\n19 box it was", id="a numbered line below"),
        pytest.param("2019\ufffe2020 it was", "2019-2020 it was", id="two years"),
        pytest.param("ask them how\ufffeInterviewee: So", "ask them how-\nInterviewee: So", id="a role behind it"),
        pytest.param("how\ufffe\nAna: So\nAna: Yes", "how-\nAna: So\nAna: Yes", id="a label behind it"),
    ],
)  # fmt: skip
def test_a_hyphen_at_a_line_end_goes_unless_the_word_is_written_with_one(text: str, expected: str) -> None:
    assert join_hyphens(text)[0] == expected


def running(pages: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """What is left out of pages whose lines stand nobody knows where, and what is kept."""
    left_out, kept = without_running_lines([[PageLine(line) for line in lines] for lines in pages])
    return left_out, [[line.text for line in lines] for lines in kept]


def test_a_line_of_talk_that_comes_back_is_no_header() -> None:
    pages = [["Study 12", "I: How?", "Okay.", f"words {n}", "Okay.", str(n)] for n in range(1, 5)]

    dropped, kept = running(pages)

    assert len(dropped) == 8
    assert kept[0] == ["I: How?", "Okay.", "words 1", "Okay."]


def test_a_footer_behind_a_divided_word_goes_and_the_word_stays_divided() -> None:
    pages = [["a", "b", f"words {n}", "Study, page 1"] for n in range(3)] + [["a", "b", "pay long\ufffeStudy, page 4"]]

    dropped, kept = running(pages)

    assert kept[-1][-1] == "pay long\ufffe"
    assert "page" not in "".join(line for lines in kept for line in lines)
    assert len(dropped) == sum(map(len, pages)) - sum(map(len, kept)) + 1


LONG, OTHER = "R: a line of talk that is long enough to be told", "and another line of that talk."


@pytest.mark.parametrize(
    ("above", "below", "kept"),
    [
        (["a", f"{LONG}."], [f"{LONG}.", "b"], ["b"]),
        (["I: So?", "Okay."], ["Okay.", "b"], ["Okay.", "b"]),
        ([LONG, OTHER], [LONG, OTHER, "b"], ["b"]),
    ],
)
@pytest.mark.parametrize(("top", "again"), [(None, False), (7.0, False), (90.0, True)])
def test_lines_on_both_sides_of_a_page_break_are_read_once_unless_they_stand_where_text_does(
    above: list[str], below: list[str], kept: list[str], top: float | None, again: bool
) -> None:
    pages = [[PageLine(line, top) for line in lines] for lines in (above, below)]

    twice, found, n_again = without_lines_printed_twice(pages)

    assert [[line.text for line in lines] for lines in found] == [above, below if again else kept]
    assert len(twice) + n_again == len(below) - len(kept)
    assert bool(n_again) is (again and below != kept)


ASKED = "So how did the work of the clinic go on after that winter, and who paid for it?"
SAID = "We went on with what was left of the money, and with two people who came for nothing."


def printed(names: tuple[str, str], head: str, foot: str, *, pages: int = 6, turns: int = 3) -> bytes:
    """Pages on which each name stands on a line of its own and every page begins with one."""
    made = []
    for number in range(1, pages + 1):
        lines: list[str | tuple[float, float, str]] = []
        for n in range(turns):
            first = (number + n) % 2
            lines += [names[first], f"{SAID if first else ASKED} {'abcdefgh'[number]}{'klm'[n]}.", "Okay."]
        lines += [(50.0, 810.0, head.replace("#", str(number)))] if head else []
        lines += [(50.0, 30.0, foot.replace("#", str(number)))] if foot else []
        made.append(lines)
    return pdf(*made)


@pytest.mark.parametrize(
    "names", [("INTERVIEWER", "AMINA"), ("Interviewer:", "Participant 3:"), ("Moderator", "Respondent 2")]
)
@pytest.mark.parametrize(
    ("head", "foot", "left_out"),
    [
        pytest.param("", "", 0, id="none"),
        pytest.param("Health study", "#", 12, id="a title and a number"),
        pytest.param("Health study – page #", "", 6, id="a title with a number"),
        pytest.param("This transcript is confidential.", "# / 6", 12, id="a sentence"),
        pytest.param("Recorded: 3 May", "Page # of 6", 12, id="a date"),
        pytest.param("Transcript of participant 3", "#", 12, id="with the name of a role in it"),
        pytest.param("PARTICIPANT 31", "#", 12, id="what the informant is called elsewhere"),
    ],
)  # fmt: skip
def test_a_label_alone_on_a_line_at_the_edge_of_pages_is_no_header(
    tmp_path: Path, names: tuple[str, str], head: str, foot: str, left_out: int
) -> None:
    document = read(tmp_path, "kii-01.pdf", printed(names, head, foot))

    asked, said = (name.rstrip(":") for name in names)
    for speaker, words in turns(document):
        assert (speaker, words[:20]) in {(asked, ASKED[:20]), (said, SAID[:20])}
    assert len(document.left_out) == left_out
    assert len(document.turns) == 18


@pytest.mark.parametrize(
    ("line", "is_header"),
    [
        pytest.param("Question #", False, id="a question's number, one to a page"),
        pytest.param("Interview #", False, id="an interview's number, one to a page"),
        pytest.param("Interview study 4, #", True, id="a title, and the page"),
        pytest.param("What did you see?", True, id="a question that nobody knows of"),
        pytest.param("[00:1#:07]", False, id="times"),
        pytest.param("I: How was it?", False, id="what somebody asks on every page"),
        pytest.param("Interviewer: Dana", True, id="who asks"),
    ],
)
def test_a_line_at_one_place_of_all_pages_is_a_header_unless_it_belongs_to_the_text(
    tmp_path: Path, line: str, is_header: bool
) -> None:
    document = read(tmp_path, "kii-01.pdf", printed(("I:", "R:"), line, ""))

    assert len(document.left_out) == (6 if is_header else 0)


@pytest.mark.parametrize(
    ("line", "is_header"),
    [
        ("Interviewee: P4, clinic", True),
        ("Confidential: do not share", True),
        ("Dana: Well, yes", False),
        ("Interviewer: How was it?", False),
    ],
)
def test_of_two_pages_a_line_off_the_text_is_a_header_unless_somebody_says_it(
    tmp_path: Path, line: str, is_header: bool
) -> None:
    talk = [f"{label}: {words} {n}." for n in range(4) for label, words in (("Dana", ASKED), ("Interviewee", SAID))]

    document = read(tmp_path, "kii-01.pdf", pdf([(50.0, 810.0, line), *talk[:4]], [(50.0, 810.0, line), *talk[4:]]))

    assert document.left_out == ((line,) * 2 if is_header else ())


def test_a_line_off_the_text_is_a_header_though_all_lines_of_its_page_begin_turns(tmp_path: Path) -> None:
    line, first = "Interviewee: P4, clinic", [(770.0 - 32 * n, f"Interviewer: {n}, and {SAID}") for n in range(6)]
    broken = [(770.0 - 16 * n, f"Interviewee: {SAID}" if n % 2 else "and so it went on") for n in range(6)]
    pages = [[(50.0, 805.0, line), *((50.0, y, words) for y, words in lines)] for lines in (first, broken)]

    assert read(tmp_path, "kii-01.pdf", pdf(*pages)).left_out == (line, line)


def test_what_is_said_at_one_place_of_two_pages_is_no_header(tmp_path: Path) -> None:
    broken = "Thank you for all the time that you have taken for us today, and tell me of"
    pages = [["Interviewer:", broken, f"the {what}.", "Amina:", SAID] for what in ("road", "pump")]

    document = read(tmp_path, "kii-01.pdf", pdf(*pages))

    assert document.left_out == ()
    assert document.text.count("Thank you for all the time") == 2


def test_a_question_of_the_guide_is_no_header(tmp_path: Path) -> None:
    data, options = (
        printed(("I:", "R:"), "What did you see?", ""),
        ReadOptions(questions=frozenset({"what did you see?"})),
    )

    assert not read(tmp_path, "kii-01.pdf", data, options).left_out


def test_a_label_that_is_nearly_always_at_the_top_of_a_page_stays_one(tmp_path: Path) -> None:
    pages = [
        ["Participant 3", f"{SAID} {each}", f"{SAID} {SAID}", "Interviewer", f"{each} {ASKED}"] for each in "abcde"
    ]

    document = read(tmp_path, "kii-01.pdf", pdf(*pages))

    assert [speaker for speaker, _ in turns(document)] == ["Participant 3", "Interviewer"] * 5


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "arabic.pdf",
            [
                ("الباحثة", "كيف غيّر المشروع عملكم؟"),
                ("أمينة", "التمويل ضعيف جداً، ووظفنا ممرضتين. الميزانية صغيرة للمنظمات المحلية."),
                ("الباحثة", "وماذا بعد ذلك؟"),
                ("أمينة", "بعد ذلك انتهت الأموال ولا يوجد دعم من المانحين منذ 2023."),
            ],
        ),
        (
            "kurdish.pdf",
            [
                ("توێژەر", "کارەکەتان چۆنە؟"),
                ("ئامینە", "پارەمان نییە، و بودجەی ڕێکخراوەکان کەمە."),
                ("توێژەر", "ئێستا چی؟"),
                ("ئامینە", "پێویستمان بە 3 کارمەندە."),
            ],
        ),
    ],
)
def test_a_pdf_printed_in_arabic_script_is_read_in_the_order_of_reading(name: str, said: list[tuple[str, str]]) -> None:
    [document] = read_documents(Path(__file__).parent / "pdfs" / name)

    assert turns(document) == said
    assert document.doubts == ()


def test_a_pdf_that_does_not_tell_its_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="which letters"):
        read(tmp_path, "kii-01.pdf", pdf(["\x01\x02\x03\x04\x05\x06 I: \x01\x02\x03"] * 9))


def test_letters_that_a_pdf_does_not_tell_are_counted(tmp_path: Path) -> None:
    signs = "".join(f"{ord(sign):04x}" for sign in "Interviewer: How is it h\x01re, and is the r\x01ad long?")
    known = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange "
        b"<0020> <007e> <0020> endbfrange endcmap"
    )
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4>>>>]>>"
        b"\nendobj\n6 0 obj\n<</Length %d>>stream\n%s\nendstream" % (len(known), known)
    )
    page = packed(b"BT /F 12 Tf 50 700 Td <%s> Tj ET" % signs.encode())

    document = read(tmp_path, "kii-01.pdf", page.replace(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", font))

    assert "2 letters of the PDF lost: it does not say which they are" in document.doubts


def packed(content: bytes, *, times: int = 1, pages: int = 1) -> bytes:
    """A PDF whose pages all show one content, packed."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"[" + b"/FlateDecode" * times + b"]"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    written = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, start=1))
    return written + b"trailer<</Root 1 0 R>>\n%%EOF"


WORDS = b"BT /F 10 Tf 10 10 Td " + b"(money) Tj " * 1_200_000 + b" ET"
READING = """
import resource, sys
from qualcode.readers.pdf_pages import read_pages
pages, problem = read_pages(sys.stdin.buffer.read())
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(len(pages), problem.replace(" ", "-") or "-", used.ru_maxrss // 1000, used.ru_utime + used.ru_stime)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system counts memory otherwise, or not at all")
@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(packed(WORDS), id="words"),
        pytest.param(packed(WORDS, times=2), id="packed twice"),
        pytest.param(packed(b"q " * 10_000_000), id="states"),
        pytest.param(packed(b"BT /F 10 Tf 10 10 Td " + b"(money) Tj " * 10_000 + b" ET", pages=1_900), id="pages"),
    ],
)
def test_a_small_file_that_swells_is_stopped_before_it_takes_the_memory(bomb: bytes) -> None:
    done = subprocess.run([sys.executable, "-c", READING], input=bomb, capture_output=True, check=True)

    n_pages, problem, megabytes, seconds = done.stdout.decode().split()
    assert (n_pages, problem in ("too-much", "too-long")) == ("0", True)
    assert int(megabytes) < 300
    assert float(seconds) < 4


ASKING = """
import sys
from qualcode.readers.pdf_pages import read_pages
pages, problem = read_pages(sys.stdin.buffer.read())
print(len(pages), problem.replace(" ", "-") or "-")
"""


@pytest.mark.parametrize("rules", [WINDOWS, MACOS])
@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(pdf(["Ana: How are the wells?"]), "1 -", id="an interview"),
        pytest.param(packed(WORDS), "0 too-much", id="a small file that swells"),
        pytest.param(b"%PDF-1.4 nothing", "0 damaged", id="no PDF"),
    ],
)
def test_where_the_system_limits_nothing_a_pdf_is_read_and_one_that_swells_is_stopped(
    rules: str, data: bytes, told: str
) -> None:
    done = subprocess.run([sys.executable, "-c", ASKING], input=data, capture_output=True, check=True, env=under(rules))

    assert done.stdout.decode().strip() == told


def test_a_reader_that_crashes_is_told_apart_from_a_file_that_takes_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = tmp_path / "crash.py"
    crashing.write_text("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    monkeypatch.setattr(pdf_pages, "__file__", str(crashing))

    assert pdf_pages.read_pages(b"%PDF-1.4") == ([], "crashed")


def test_a_reader_that_is_slow_to_start_is_given_all_of_a_large_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "HEARD_WITHIN", 0.001)
    large = pdf([f"Amina: {SAID}"]) + b"%" + bytes(range(48, 58)) * 30_000

    pages, problem = pdf_pages.read_pages(large, seconds=20)

    assert (len(pages), problem) == (1, "")
