"""Lines of a transcript → the bytes of a file, in each format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.readers.files import docx, odt, paragraph, rtf, run


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a line where the layout breaks lines itself; `""` is an empty one."""

    text: str
    bold: int = 0
    """How many characters at its start are bold."""
    heading: bool = False


Lines = Sequence[Line]
_SIZE = 10.5
_BREAK = "\n"
_SIGNS = {_BREAK: "<w:r><w:br/></w:r>", "\t": "<w:r><w:tab/></w:r>"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a printed page carries besides the talk."""

    header: str = ""
    footer: str = ""
    """`{page}` and `{pages}` are filled in."""
    lines: int = 44


def text(lines: Lines) -> bytes:
    return "".join(f"{line.text}\n" for line in lines).encode()


def crlf(lines: Lines) -> bytes:
    return text(lines).replace(b"\n", b"\r\n")


def markdown(lines: Lines) -> bytes:
    return "".join(f"{_marked(line)}\n" for line in lines).encode()


def word(lines: Lines) -> bytes:
    return docx(*map(_word_paragraph, lines))


def word_tables(*rows: Sequence[str], above: Sequence[str] = ()) -> bytes:
    """A Word file with one table, and paragraphs above it."""
    cells = ["".join(f"<w:tc>{''.join(map(paragraph, cell.split(_BREAK)))}</w:tc>" for cell in row) for row in rows]
    return docx(*above, f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")


def _word_paragraph(line: Line) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>' if line.heading else ""
    pieces = ((line.text[: line.bold], "<w:b/>"), (line.text[line.bold :], ""))
    return f"<w:p>{style}{''.join(_runs(words, properties) for words, properties in pieces if words)}</w:p>"


def _runs(words: str, properties: str) -> str:
    """Words with the line breaks and tabs that Word keeps as elements."""
    parts = re.split(r"([\n\t])", words)
    return "".join(_SIGNS.get(part) or run(part, properties) for part in parts if part)


def open_document(lines: Lines) -> bytes:
    return odt(*(row for line in lines for row in line.text.split("\n")))


def rich_text(lines: Lines) -> bytes:
    return rtf(*(row for line in lines for row in line.text.split("\n")))


def web_page(lines: Lines) -> bytes:
    body = "".join(f"<p>{_tagged(line)}</p>\n" for line in lines if line.text)
    return f"<html><head><title>Interview</title></head><body>\n{body}</body></html>\n".encode()


def printed(lines: Lines, sheet: Sheet = Sheet(), *, column: int = 0) -> bytes:
    """A PDF, as a word processor prints it: paragraphs wrapped to the page, a header and a footer on each.

    With a `column` that wide, what stands before a tab is in it, and the words are beside it, as in a table.
    """
    rows = [row for line in lines for row in _printed_rows(line, column)]
    pages = [rows[at : at + sheet.lines] for at in range(0, len(rows), sheet.lines)]
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=1)
    for number, page in enumerate(pages, start=1):
        canvas.setFont("Helvetica", 8)
        if sheet.header:
            canvas.drawString(70, 805, sheet.header.format(page=number, pages=len(pages)))
        if sheet.footer:
            canvas.drawCentredString(297, 35, sheet.footer.format(page=number, pages=len(pages)))
        for at, row in enumerate(page):
            for x, words, font in row:
                canvas.setFont(font, _SIZE)
                canvas.drawString(70 + x, 770 - at * 16, words)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _printed_rows(line: Line, column: int) -> list[list[tuple[float, str, str]]]:
    """The rows of a paragraph on the page: for each, where its words begin, the words and their font."""
    label, tab, words = line.text.partition("\t") if column else ("", "", line.text)
    label, words = (label, words) if tab else ("", line.text)
    wrapped = simpleSplit(words.replace("\t", "    "), "Helvetica", _SIZE, 455 - column) or [""]
    bold, rest = wrapped[0][: line.bold], wrapped[0][line.bold :]
    first = [(0.0, label, "Helvetica"), (float(column), bold, "Helvetica-Bold")]
    first.append((column + stringWidth(bold, "Helvetica-Bold", _SIZE), rest, "Helvetica"))
    return [first, *([(float(column), row, "Helvetica")] for row in wrapped[1:])]


def _marked(line: Line) -> str:
    if line.heading:
        return f"## {line.text}"
    if line.bold:
        return f"**{line.text[: line.bold].rstrip()}**{line.text[len(line.text[: line.bold].rstrip()) :]}"
    return line.text


def _tagged(line: Line) -> str:
    return (
        f"<b>{escape(line.text[: line.bold])}</b>{escape(line.text[line.bold :])}" if line.bold else escape(line.text)
    )


FORMATS: dict[str, Callable[[Lines], bytes]] = {
    ".txt": text,
    ".docx": word,
    ".pdf": printed,
    ".rtf": rich_text,
    ".odt": open_document,
    ".html": web_page,
    ".md": markdown,
}
