"""Hostile and odd files, made in code, each with what is expected of it."""

from __future__ import annotations

import codecs
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.readers.files import WORD, docx, odt, paragraph, pdf, relation, rtf, run, xlsx, zipped

TALK = "Interviewer: How is it paid for?\n\nInterviewee: By two donors, for now.\n\nInterviewer: And then?\n\nInterviewee: Nobody knows.\n"  # noqa: E501
SPEAKERS = ["Interviewer", "Interviewee"] * 2
ARABIC = (
    "المحاور: كيف يتم التمويل؟\n\nالمشارك: من جهتين مانحتين، حتى الآن.\n\nالمحاور: ثم ماذا؟\n\nالمشارك: لا أحد يعلم.\n"
)
FRENCH = "Enquêteur: Où en êtes-vous ?\n\nRépondante: Le financement a été coupé après l’été, c’était très dur.\n" * 4


@dataclass(frozen=True)
class Odd:
    """A file and what comes of it: a refusal with these words, or turns of these speakers with these words."""

    name: str
    data: Callable[[], bytes]
    refused: str = ""
    speakers: list[str] | None = None
    words: str = ""
    note: str = ""


def _bomb(name: str = "word/document.xml") -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", name: b"<a>" + b" " * 80_000_000 + b"</a>"})


def _lying_bomb() -> bytes:
    """A header that says 100 bytes over a member that unpacks to 80 million."""
    data = bytearray(_bomb())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def _flagged(data: bytes) -> bytes:
    """The same zip with every member said to be encrypted."""
    made = bytearray(data)
    at = 0
    while (at := made.find(b"PK\x01\x02", at)) >= 0:
        made[at + 8] |= 1
        at += 4
    return bytes(made)


def _broken_checksum() -> bytes:
    data = zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<a>" + "talk " * 50 + "</a>"},
        compression=zipfile.ZIP_STORED,
    )
    return data.replace(b"talk talk", b"talk tank", 1)


def _twice() -> bytes:
    import io
    import warnings

    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
            archive.writestr("word/document.xml", "<b/>")
    return made.getvalue()


def _dtd(declaration: str, encoding: str = "utf-8") -> bytes:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document/>'
    return docx(members={"word/document.xml": xml.encode(encoding)})


def _nested(depth: int) -> bytes:
    return docx("<w:sdt><w:sdtContent>" * depth + paragraph("R: So.") + "</w:sdtContent></w:sdt>" * depth)


def _circle_of_styles() -> bytes:
    """Two styles, each based on the other."""
    style = '<w:style w:type="character" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    hiding = '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles = f"<w:styles {WORD}>{style.format('A', 'B')}{style.format('B', 'A')}{hiding}</w:styles>"
    said = paragraph("R: So", run(" it is.", '<w:rStyle w:val="A"/>'))
    return docx(
        "I: How?", said, members={"word/styles.xml": styles, "word/_rels/document.xml.rels": relation("styles")}
    )


def _strict(data: bytes) -> bytes:
    """The file as Word writes it when told to be strict."""
    return _replaced(
        data,
        "word/document.xml",
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )


def _sheet(cells: str) -> bytes:
    book = xlsx(["speaker", "text"], ["I", "How?"])
    return _replaced(
        book, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", cells.encode() + b"</sheetData>")
    )


def _replaced(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped(
            {name: change(archive.read(name)) if name == member else archive.read(name) for name in archive.namelist()}
        )


def _page_loop() -> bytes:
    return pdf(["I: How?"]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def _cue(time: str, words: str) -> str:
    return f"{time}\n{words}\n\n"


def _vtt(*cues: str) -> bytes:
    return ("WEBVTT\n\n" + "".join(cues)).encode()


def _json(value: object) -> Callable[[], bytes]:
    return lambda: json.dumps(value).encode()


def _text(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: text.encode(encoding)


_FIRST = _cue("00:00:01.000 --> 00:00:02.000", "<v Dana>How?</v>")

ENCODINGS = [
    Odd("utf-8.txt", _text(TALK), speakers=SPEAKERS),
    Odd("utf-8-bom.txt", _text(TALK, "utf-8-sig"), speakers=SPEAKERS, note="byte order mark"),
    Odd("utf-16.txt", _text(TALK, "utf-16"), speakers=SPEAKERS),
    Odd("utf-16-be.txt", lambda: codecs.BOM_UTF16_BE + TALK.encode("utf-16-be"), speakers=SPEAKERS),
    Odd("utf-32.txt", _text(TALK, "utf-32"), speakers=SPEAKERS),
    Odd("utf-16-le-unmarked.txt", _text(TALK, "utf-16-le"), speakers=SPEAKERS, note="UTF-16-LE"),
    Odd("utf-16-be-unmarked.txt", _text(TALK, "utf-16-be"), speakers=SPEAKERS, note="UTF-16-BE"),
    Odd("utf-16-odd.txt", lambda: TALK.encode("utf-16")[:-1], refused="begins as utf-16"),
    Odd("french.txt", _text(FRENCH, "cp1252"), speakers=["Enquêteur", "Répondante"] * 4, note="encoding guessed"),
    Odd("arabic.txt", _text(ARABIC * 3, "cp1256"), speakers=["المحاور", "المشارك"] * 6, note="encoding guessed"),
    Odd(
        "mixed.txt",
        lambda: FRENCH.encode() + "Enquêteur: Après ?\n".encode("cp1252"),
        words="Après ?",
        note="mixed encodings",
    ),
    Odd("crlf.txt", _text(TALK.replace("\n", "\r\n")), speakers=SPEAKERS, note="line ends"),
    Odd("cr.txt", _text(TALK.replace("\n", "\r")), speakers=SPEAKERS, note="line ends"),
    Odd("separators.txt", _text(TALK.replace("\n", "\u2028")), speakers=SPEAKERS),
    Odd("form-feeds.txt", _text(TALK.replace("\n\n", "\n\f\n")), speakers=SPEAKERS),
]

TEXTS = [
    Odd(
        "controls.txt",
        _text(TALK.replace("two", "t\x00w\x07o")),
        speakers=SPEAKERS,
        words="two donors",
        note="control characters",
    ),
    Odd(
        "escape-codes.txt",
        _text(TALK.replace("two", "\x1b[31mtwo\x1b[0m")),
        words="By two donors",
        note="terminal control",
    ),
    Odd(
        "mostly-controls.txt",
        lambda: TALK.encode() + bytes(range(1, 9)) * 400,
        refused="control characters from character",
    ),
    Odd(
        "random.txt",
        lambda: bytes((n * 7919 + n // 7) % 256 for n in range(6000)),
        refused="encod|control characters|decoded",
    ),
    Odd(
        "overrides.txt", _text(TALK.replace("two", "\u202eowt\u202c")), words="By owt donors", note="direction controls"
    ),
    Odd("invisible.txt", _text(TALK.replace("donors", "do\u200bn\u00adors")), words="donors", note="soft hyphen"),
    Odd("decomposed.txt", _text(TALK.replace("donors", "cafe\u0301s")), words="cafés", note="letter composed"),
    Odd(
        "arabic-joiner.txt",
        _text("I: می\u200cخواهم\n\nR: 👩🏽\u200d🚒 x\u200dy\n"),
        words="می\u200cخواهم\n\n👩🏽\u200d🚒 xy",
    ),
    Odd("one-long-line.txt", _text("I: How?\n\nR: " + "word " * 200_000), speakers=["I", "R"]),
    Odd("one-long-word.txt", _text("I: How?\n\nR: " + "w" * 1_000_000), speakers=["I", "R"]),
    Odd("colons.txt", _text("I: How?\nR: " + ":" * 50_000 + "\n"), speakers=["I", "R"]),
    Odd("times.txt", _text("I: How?\nR: " + "00:00:01 " * 20_000 + "\n"), speakers=["I", "R"]),
    Odd("brackets.txt", _text("I: How?\nR: " + "[" * 50_000 + "(" * 50_000 + "\n"), speakers=["I", "R"]),
    Odd("many-labels.txt", _text("".join(f"P{n}: So.\n" for n in range(3_000)))),
    Odd("labels-alone.txt", _text("Interviewer:\n\nInterviewee:\n"), refused="no words"),
    Odd("empty.txt", lambda: b"", refused="empty"),
    Odd("blank.txt", _text(" \n\t\n \r\n"), refused="empty"),
    Odd("bom-alone.txt", lambda: codecs.BOM_UTF8, refused="no words"),
    Odd("zeros.txt", lambda: bytes(5000), refused="empty"),
    Odd("no-structure.txt", _text("Just some words without a label"), speakers=[""]),
    Odd(
        "front-matter.md",
        _text("---\ntitle: x\n---\n# Talk\n\n**I:** How?\n\n**R:** *So* [it is](http://x).\n"),
        words="So it is.",
    ),
]

RENAMED = [
    Odd("word.txt", lambda: docx("I: How?"), refused="zip archive"),
    Odd("picture.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), refused="no .docx file inside"),
    Odd("text.docx", _text(TALK), refused="no .docx file inside"),
    Odd("pdf.docx", lambda: pdf(["I: How?"]), refused="no .docx file inside"),
    Odd("sheet.docx", lambda: xlsx(["a"]), refused="holds no word/document.xml"),
    Odd("old.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), refused="old Word file"),
    Odd("old.txt", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600), refused="old Word or Excel file"),
    Odd("text.pdf", _text(TALK), refused="no PDF inside"),
    Odd("text.rtf", _text(TALK), refused="no RTF file inside"),
    Odd("word.odt", lambda: docx("I: How?"), refused="holds no content.xml"),
    Odd("text.xlsx", _text(TALK), refused="no .xlsx file inside"),
    Odd("database.csv", lambda: b"SQLite format 3\x00" + bytes(100), refused="a database"),
    Odd("sound.mp3", lambda: b"ID3abc", refused="a recording"),
    Odd("nothing", _text(TALK), refused="files without an ending"),
    Odd("strange.xyz", _text(TALK), refused="does not read .xyz"),
]

ARCHIVES = [
    Odd("bomb.docx", _bomb, refused="absurd size"),
    Odd("lying-bomb.docx", _lying_bomb, refused="absurd size|damaged"),
    Odd("bomb.odt", lambda: _bomb("content.xml"), refused="absurd size"),
    Odd("bomb.xlsx", lambda: _bomb("xl/workbook.xml"), refused="absurd size"),
    Odd(
        "bomb-beside.docx",
        lambda: docx("I: How?", members={"word/media/a.bin": bytes(90_000_000)}),
        refused="absurd size",
    ),
    Odd(
        "many-members.docx",
        lambda: docx("I: How?", members={f"m/{n}": "" for n in range(6_000)}),
        refused="files, more than",
    ),
    Odd("traversal.docx", lambda: docx("I: How?", members={"../../x.xml": "<a/>"}), refused="leads out of the archive"),
    Odd("absolute.docx", lambda: docx("I: How?", members={"/etc/x.xml": "<a/>"}), refused="leads out of the archive"),
    Odd("twice.docx", _twice, refused="two files of one name"),
    Odd("encrypted.docx", lambda: _flagged(docx("I: How?")), refused="password"),
    Odd("truncated.docx", lambda: docx("I: How?")[:-40], refused="no .docx file inside|damaged"),
    Odd("checksum.docx", _broken_checksum, refused="damaged inside"),
    Odd("laughs.docx", lambda: _dtd('<!DOCTYPE x [<!ENTITY a "b">]>'), refused="document type declaration"),
    Odd("external.docx", lambda: _dtd('<!DOCTYPE x SYSTEM "file:///etc/passwd">'), refused="document type declaration"),
    Odd(
        "utf-16-laughs.docx",
        lambda: _dtd('<!DOCTYPE x [<!ENTITY a "b">]>', "utf-16"),
        refused="document type declaration",
    ),
    Odd("half-xml.docx", lambda: docx(members={"word/document.xml": "<w:document><w:body>"}), refused="damaged inside"),
    Odd("hidden-half.docx", lambda: docx(members={"word/document.xml": "<a><w:vanish/>"}), refused="damaged inside"),
    Odd(
        "unknown-encoding.docx",
        lambda: docx(members={"word/document.xml": "<?xml version='1.0' encoding='UTF-x'?><a><w:vanish/></a>"}),
        refused="damaged inside",
    ),
    Odd("no-words.docx", lambda: docx(""), refused="no words"),
    Odd("nested.docx", lambda: _nested(60), speakers=["R"]),
    Odd("deeply-nested.docx", lambda: _nested(5_000), speakers=["R"]),
    Odd(
        "nested-tables.docx",
        lambda: docx("<w:tbl><w:tr><w:tc>" * 3_000 + paragraph("R: So.") + "</w:tc></w:tr></w:tbl>" * 3_000),
        refused="damaged|memory",
    ),
    Odd("circle-of-styles.docx", _circle_of_styles, speakers=["I", "R"]),
    Odd(
        "half-styles.docx",
        lambda: docx("I: How?", members={"word/styles.xml": "<w:styles><w:vanish/>"}),
        refused="damaged inside",
    ),
    Odd(
        "strict.docx",
        lambda: _strict(docx("I: How?", paragraph("R: So", run(" secret", "<w:vanish/>"), "."))),
        words="So.",
        note="1 stretch of hidden text left out",
    ),
    Odd(
        "spaces.odt", lambda: odt("I: How?", "<text:p>R: a<text:s text:c='2000000000'/>b</text:p>"), speakers=["I", "R"]
    ),
    Odd("no-spaces.odt", lambda: odt("I: How?", "<text:p>R: a<text:s text:c='x'/>b</text:p>"), words="a b"),
    Odd("laughs.odt", lambda: odt(members={"content.xml": "<!DOCTYPE x><a/>"}), refused="document type declaration"),
    Odd("half-xml.odt", lambda: odt(members={"content.xml": "<office:document"}), refused="damaged inside"),
    Odd(
        "spreadsheet.odt", lambda: odt(members={"content.xml": _SPREADSHEET}), refused="no text document|damaged inside"
    ),
    Odd("no-words.odt", lambda: odt(""), refused="no words"),
]
_SPREADSHEET = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    "<office:body><office:spreadsheet/></office:body></office:document-content>"
)

PRINTED = [
    Odd("truncated.pdf", lambda: pdf(["I: How?"])[:200], refused="no PDF inside"),
    Odd("loop.pdf", _page_loop, refused="damaged|scanned|no words|too much"),
    Odd("scanned.pdf", lambda: pdf([], [], []), refused="scanned"),
    Odd("locked.pdf", lambda: b"%PDF-1.4\n" + bytes(50), refused="no PDF inside"),
    Odd("rtf-braces.rtf", lambda: b"{\\rtf1 " + b"{" * 20_000 + b"I: How?", words="How?"),
    Odd(
        "rtf-picture.rtf",
        lambda: rtf("I: How?", "R: So.")[:-1] + b"{\\pict " + b"0123456789abcdef" * 200_000 + b"}}",
        speakers=["I", "R"],
    ),
    Odd(
        "rtf-deleted.rtf", lambda: rtf("I: How?", "R: So.")[:-1] + b"{\\deleted x}}", note="1 tracked deletion left out"
    ),
    Odd("rtf-empty.rtf", lambda: b"{\\rtf1 }", refused="no words"),
]

TABLES = [
    Odd("ragged.csv", _text("speaker,text,start\nI,How?\nR,So.,00:04,x,y\n"), speakers=["I", "R"]),
    Odd("unbalanced.csv", _text('speaker,text\nI,"How?\nR,So.\n'), speakers=["I"]),
    Odd("heading-alone.csv", _text("speaker,text\n"), refused="no words"),
    Odd("no-text-column.csv", _text("a,b,c\n1,2,3\n"), refused="no column that could hold"),
    Odd("wide.csv", lambda: b"speaker,text" + b",x" * 3_000 + b"\nI,How?\n", refused="larger than"),
    Odd("million-rows.csv", lambda: b"speaker,text\n" + b"I,So.\n" * 1_000_000, refused="larger than"),
    Odd("long-cell.csv", _text("speaker,text\nI,How?\nR," + "word " * 60_000 + "\n"), speakers=["I", "R"]),
    Odd("formula.csv", _text("speaker,text\nI,How?\nR,=1+1\n"), words="=1+1"),
    Odd(
        "entities.csv",
        _text("speaker,text\nI,How?\nR,fees &amp; <em>more</em> &#8212; a <b c so\n"),
        words="fees & more — a <b c so",
        note="1 cell with HTML",
    ),
    Odd(
        "lone-cell.xlsx", lambda: _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), refused="larger than"
    ),
    Odd(
        "rows-deleted-in-libreoffice.xlsx",
        lambda: _sheet(
            '<row r="3"><c t="inlineStr"><is><t>R</t></is></c><c t="inlineStr"><is><t>So.</t></is></c></row>'
            '<row r="1048575"/><row r="1048576"/>'
        ),
        speakers=["I", "R"],
    ),
    Odd("empty.xlsx", lambda: xlsx(), refused="no rows"),
    Odd(
        "half-xml.xlsx",
        lambda: _replaced(xlsx(["a"]), "xl/workbook.xml", lambda xml: xml[:-30]),
        refused="damaged inside",
    ),
    Odd("numbers.xlsx", lambda: xlsx(["speaker", "text"], ["I", 3.0], ["R", True]), words="3\n\nTrue"),
]

TIMED = [
    Odd("no-header.vtt", lambda: _FIRST.encode(), speakers=["Dana"]),
    Odd("header-alone.vtt", lambda: _vtt(), refused="no cues"),
    Odd(
        "bad-times.vtt",
        lambda: _vtt(_FIRST, _cue("99:99 --> x", "Gone."), _cue("00:01:00.000 --> 00:01:01.000", "<v R>So.")),
        speakers=["Dana", "R"],
    ),
    Odd(
        "no-blank-lines.srt",
        _text("1\n00:00:01,000 --> 00:00:02,000\nSo\n2\n00:00:02,000 --> 00:00:03,000\nit is.\n"),
        words="So it is.",
    ),
    Odd("huge-times.vtt", lambda: _vtt(_cue("999:59:59.999 --> 999:59:59.999", "<v R>Late.")), speakers=["R"]),
    Odd(
        "arrows.vtt", lambda: _vtt(_cue("00:00:01.000 --> 00:00:02.000", "<v R>a <- b & c < d")), words="a <- b & c < d"
    ),
    Odd("unclosed.vtt", lambda: _vtt(_cue("00:00:01.000 --> 00:00:02.000", "<v R so it is")), words="<v R so it is"),
    Odd("style.vtt", lambda: _vtt("STYLE\n::cue {color: red}\n\n", "NOTE x\n\n", _FIRST), speakers=["Dana"]),
    Odd("no-json.json", _text("{"), refused="no JSON"),
    Odd("other.json", _json({"a": 1}), refused="no transcript we know"),
    Odd("numbers.json", _json([1, 2, 3]), refused="no transcript we know"),
    Odd("deep.json", lambda: b"[" * 200_000 + b"]" * 200_000, refused="memory|no transcript|no JSON"),
    Odd("nan.json", lambda: b'{"segments": [{"start": NaN, "text": "So."}]}', words="So."),
    Odd("huge-number.json", _json({"segments": [{"start": 10**400, "text": "So."}]}), words="So."),
    Odd("wrong-types.json", _json({"segments": [{"text": 5}], "monologues": "x"}), refused="no transcript we know"),
    Odd(
        "script.html",
        _text("<p>I: How?</p><script>alert(1)</script><p hidden>x</p><p>R: So &amp; so.</p>"),
        words="So & so.",
    ),
    Odd("unclosed.html", _text("<div>" * 20_000 + "<p>I: How?<p>R: So."), speakers=["I", "R"]),
    Odd("latin.html", _text('<meta charset="iso-8859-1"><p>I: Où ?</p><p>R: Là.</p>', "latin-1"), words="Là."),
    Odd("empty.html", _text("<html><body></body></html>"), refused="no words"),
]

CORPUS = [*ENCODINGS, *TEXTS, *RENAMED, *ARCHIVES, *PRINTED, *TABLES, *TIMED]
