"""Small files of every format, made in code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from qualcode.model.document import Document
from qualcode.readers import ReadOptions, read_documents

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'  # noqa: E501
    "</Relationships>"
)
_STORY = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
    "</Relationships>"
)
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'  # noqa: E501
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def read(folder: Path, name: str, data: bytes | str, options: ReadOptions = ReadOptions()) -> Document:  # noqa: B008
    """Write a file and read the one interview in it."""
    [document] = read_documents(write(folder, name, data), options)
    return document


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def turns(document: Document) -> list[tuple[str, str]]:
    """Who says what."""
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def paragraph(*runs: str) -> str:
    """A Word paragraph; a run is words, or XML where it begins with `<`; `*words` are bold."""
    return f"<w:p>{''.join(map(run, runs))}</w:p>"


def run(words: str, properties: str = "") -> str:
    if words.startswith("<"):
        return words
    if words.startswith("*"):
        words, properties = words[1:], properties + "<w:b/>"
    made = f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{made}</w:r>"


def docx(*body: str, members: dict[str, str | bytes] | None = None) -> bytes:
    """A Word file of paragraphs; plain strings become paragraphs."""
    xml = "".join(part if part.startswith("<") else paragraph(part) for part in body)
    document = f"<?xml version='1.0' encoding='UTF-8'?><w:document {WORD}><w:body>{xml}</w:body></w:document>"
    all_members: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
    }
    return zipped(all_members | (members or {}))


def footnotes(**notes: str) -> dict[str, str | bytes]:
    """Members of a Word file that hold footnotes by id: `n2="words"`."""
    xml = "".join(f'<w:footnote w:id="{key[1:]}">{paragraph(words)}</w:footnote>' for key, words in notes.items())
    return {"word/footnotes.xml": f"<w:footnotes {WORD}>{xml}</w:footnotes>", "word/_rels/document.xml.rels": _STORY}


def relation(kind: str) -> str:
    """The member that ties a Word file's text to its footnotes or comments."""
    return _STORY.replace("footnotes", kind)


def word_table(*rows: Sequence[str]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def odt(*body: str, members: dict[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text; plain strings become paragraphs."""
    xml = "".join(part if part.startswith("<") else f"<text:p>{escape(part)}</text:p>" for part in body)
    content = f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_ODF}><office:body><office:text>{xml}</office:text></office:body></office:document-content>"  # noqa: E501
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    base: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "META-INF/manifest.xml": manifest,
    }
    return zipped(base | (members or {}))


def zipped(members: dict[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def rtf(*lines: str) -> bytes:
    body = "\\par\n".join(
        "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line.replace("\\", "\\\\").replace("{", "\\{"))
        for line in lines
    )
    return ("{\\rtf1\\ansi\\ansicpg1252 " + body + "}").encode("ascii")


def pdf(*pages: Sequence[str | tuple[float, float, str]]) -> bytes:
    """A PDF with a line of Helvetica per string, or `(x, y, words)`; words are Latin-1."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        y, content = 780.0, []
        for line in page:
            x, at, words = line if isinstance(line, tuple) else (50.0, y, line)
            shown = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            content.append(b"BT /F1 11 Tf %.1f %.1f Td (%s) Tj ET" % (x, at, shown))
            y -= 14
        stream = b"\n".join(content)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"  # noqa: E501
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def xlsx(*rows: Sequence[object], sheet: str = "Sheet1") -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
