"""Files → drafts: Word, LibreOffice, web pages and plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from qualcode.drafts.text import Draft, Marked, Paragraph
from qualcode.files.archive import open_archive
from qualcode.files.encoding import decode
from qualcode.files.source import Source, read_source
from qualcode.model.bookmarks import Mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_QUOTES = ("quote", "quotation", "quotations", "intense quote", "zitat", "citation", "intensequote")
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_APART = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "instrText", "pPr"))
"""What holds no words of the paragraph it stands in; text boxes are read by themselves."""
_REFUSED = {
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".pdf": "save the draft itself: .docx, .odt, .md, .html or .txt",
}


def read_draft(path: Path) -> Draft:
    """Read a draft. ReadError where it is none that is read, is locked, or is damaged."""
    source = read_source(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        hint = _REFUSED.get(path.suffix.lower(), f"save it as one of {', '.join(READERS)}")
        raise source.error("is no draft that can be read", hint=hint)
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        raise source.error("is locked by a password, or an old Word file", hint="save it as .docx without a password")
    return reader(source)


class _Block(NamedTuple):
    """A paragraph as its file has it."""

    text: str
    part: str = "text"
    is_heading: bool = False
    is_quote: bool = False
    marked: tuple[Marked, ...] = ()
    beside: str = ""


def _numbered(found: Iterable[_Block]) -> tuple[Paragraph, ...]:
    """Paragraphs with words in them, each with the heading above it."""
    heading = ""
    made: list[Paragraph] = []
    for text, part, is_heading, is_quote, marked, beside in found:
        plain = text.strip()
        if not plain:
            continue
        before = len(text) - len(text.lstrip())
        made.append(
            Paragraph(
                text=plain,
                number=len(made) + 1,
                heading="" if is_heading else heading,
                beside=beside.strip(),
                part=part,
                is_heading=is_heading,
                is_quote=is_quote,
                marked=tuple(replace(each, start=each.start - before, end=each.end - before) for each in marked),
            )
        )
        heading = plain if is_heading else heading
    return tuple(made)


def _xml(source: Source, data: bytes) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise source.error("is damaged inside", hint="open it, save it again, and check that") from error


def _read_docx(source: Source) -> Draft:
    archive = open_archive(source, needs="word/document.xml")
    names = set(archive.namelist())
    styles = _word_styles(_xml(source, archive.read("word/styles.xml"))) if "word/styles.xml" in names else {}
    body = _xml(source, archive.read("word/document.xml"))
    roots = [("text", body)]
    for part, name in (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")):
        roots += [(part, _xml(source, archive.read(name)))] if name in names else []
    hidden = Counter[str]()
    hidden["tracked changes"] = sum(1 for _ in body.iter(f"{_W}ins", f"{_W}del"))
    hidden["hidden text"] = sum(1 for _ in body.iter(f"{_W}vanish"))
    unseen = [str(element.text or "") for element in body.iter(f"{_W}delText")]
    people: tuple[str, ...] = ()
    if "docProps/core.xml" in names:
        core = _xml(source, archive.read("docProps/core.xml"))
        people = _texts(core, f"{_DC}creator", f"{_CP}lastModifiedBy")
    if "word/comments.xml" in names:
        comments = [*_xml(source, archive.read("word/comments.xml")).iter(f"{_W}comment")]
        hidden["comments"] = len(comments)
        unseen += [" ".join(_texts(comment, f"{_W}t")) for comment in comments]
    found = (each for part, root in roots for each in _word_paragraphs(root, part, styles))
    return Draft(
        paragraphs=_numbered(found),
        hidden={what: n for what, n in hidden.items() if n},
        people=people,
        unseen=tuple(filter(None, unseen)),
    )


def _word_styles(root: Any) -> dict[str, str]:
    """By its id, the name of each style in small letters."""
    found = {}
    for style in root.iter(f"{_W}style"):
        name = next(style.iterfind(f"{_W}name"), None)
        found[str(style.get(f"{_W}styleId"))] = str(name.get(f"{_W}val") if name is not None else "").casefold()
    return found


def paragraph_elements(body: Any) -> dict[int, Any]:
    """The paragraphs of a Word file's text by the number that they have in the draft."""
    full = [each for each in body.iter(f"{_W}p") if not _is_fallback(each) and _word_text(each)[0].strip()]
    return dict(enumerate(full, start=1))


def _is_fallback(element: Any) -> bool:
    """Whether it is a text box once more, for programs that know no text boxes."""
    return any(str(ancestor.tag).endswith("}Fallback") for ancestor in element.iterancestors())


def _word_paragraphs(root: Any, part: str, styles: dict[str, str]) -> Iterator[_Block]:
    for paragraph in root.iter(f"{_W}p"):
        style = next(paragraph.iterfind(f"{_W}pPr/{_W}pStyle"), None)
        name = styles.get(str(style.get(f"{_W}val")), "") if style is not None else ""
        above = {ancestor.tag for ancestor in paragraph.iterancestors()}
        if _is_fallback(paragraph):
            continue
        where = "text box" if f"{_W}txbxContent" in above else "table" if f"{_W}tc" in above else part
        is_heading = name.startswith(("heading", "title", "überschrift", "titre")) and where == "text"
        text, marked = _word_text(paragraph)
        yield _Block(text, where, is_heading, name in _QUOTES, marked, _row_of(paragraph, f"{_W}tr", f"{_W}tc"))


def _row_of(paragraph: Any, row: str, cell: str) -> str:
    """What the first cell of a paragraph's row says; empty within that cell, and outside tables."""
    own = next(paragraph.iterancestors(row), None)
    first = next(own.iterchildren(cell), None) if own is not None else None
    if first is None or first in paragraph.iterancestors():
        return ""
    return " ".join(first.itertext())


def _word_text(paragraph: Any) -> tuple[str, tuple[Marked, ...]]:
    """The words of a paragraph and what is marked in them: what was inserted is there, what was deleted is not."""
    text = ""
    opened: dict[str, tuple[Mark, int]] = {}
    found: list[Marked] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}t":
            text += (element.text or "").replace("\u00ad", "")
        elif element.tag in _BREAKS:
            text += _BREAKS[element.tag]
        elif element.tag == f"{_W}bookmarkStart":
            mark = Mark.read(element.get(f"{_W}name") or "")
            if mark is not None and mark.kind in "FQ":
                opened[str(element.get(f"{_W}id"))] = mark, len(text)
        elif element.tag == f"{_W}bookmarkEnd":
            if closed := opened.pop(str(element.get(f"{_W}id")), None):
                found.append(Marked(mark=closed[0], start=closed[1], end=len(text)))
        elif element.tag not in _APART and not str(element.tag).endswith("}Fallback"):
            waiting += reversed(element)
    return text, tuple(found)


def _texts(root: Any, *tags: str) -> tuple[str, ...]:
    found = (str(element.text or "").strip() for element in root.iter(*tags))
    return tuple(dict.fromkeys(filter(None, found)))


def _read_odt(source: Source) -> Draft:
    archive = open_archive(source, needs="content.xml")
    root = _xml(source, archive.read("content.xml"))
    hidden = {
        "tracked changes": sum(1 for _ in root.iter(f"{_T}changed-region")),
        "comments": sum(1 for _ in root.iter(f"{_O}annotation")),
    }
    people: tuple[str, ...] = ()
    if "meta.xml" in archive.namelist():
        people = _texts(_xml(source, archive.read("meta.xml")), f"{_DC}creator", f"{_META}initial-creator")

    def paragraphs() -> Iterator[_Block]:
        for paragraph in root.iter(f"{_T}p", f"{_T}h"):
            above = {str(ancestor.tag) for ancestor in paragraph.iterancestors()}
            if f"{_T}tracked-changes" in above or f"{_O}annotation" in above:
                continue
            part = "table" if any(tag.endswith("}table-cell") for tag in above) else "text"
            part = "footnote" if f"{_T}note-body" in above else part
            style = str(paragraph.get(f"{_T}style-name") or "").casefold()
            text = "".join(_odt_pieces(paragraph)).replace("\u00ad", "")
            beside = _row_of(paragraph, f"{_TABLE}table-row", f"{_TABLE}table-cell")
            yield _Block(text, part, paragraph.tag == f"{_T}h", style.startswith("quot"), beside=beside)

    return Draft(paragraphs=_numbered(paragraphs()), hidden={what: n for what, n in hidden.items() if n}, people=people)


def _odt_pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_T}s":
            yield " " * int(child.get(f"{_T}c") or 1)
        elif child.tag in (f"{_T}tab", f"{_T}line-break"):
            yield " "
        elif child.tag not in (f"{_T}note", f"{_O}annotation"):
            yield from _odt_pieces(child)
        yield child.tail or ""


class _Page(HTMLParser):
    """The blocks of a web page."""

    _BLOCKS = frozenset("p li td th h1 h2 h3 h4 h5 h6 blockquote div figcaption dd dt".split())  # noqa: SIM905
    _UNSEEN = frozenset({"script", "style", "head", "template", "svg"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Block] = []
        self._words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in self._BLOCKS:
            self._end()
        if tag in self._BLOCKS or tag in self._UNSEEN:
            self._open.append(tag)
        elif tag == "br":
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._BLOCKS:
            self._end()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._UNSEEN.intersection(self._open):
            self._words.append(data)

    def _end(self) -> None:
        text, self._words = " ".join("".join(self._words).replace("\u00ad", "").split()), []
        last = self._open[-1] if self._open else ""
        part = "table" if last in ("td", "th") else "text"
        self.found.append(_Block(text, part, re.fullmatch("h[1-6]", last) is not None, "blockquote" in self._open))


def _read_html(source: Source) -> Draft:
    page = _Page()
    page.feed(decode(source, "", Counter())[0])
    page.close()
    page.handle_endtag("p")
    return Draft(paragraphs=_numbered(page.found))


def _read_plain(source: Source) -> Draft:
    text = decode(source, "", Counter())[0].replace("\r\n", "\n").replace("\u00ad", "")

    def paragraphs() -> Iterator[_Block]:
        for block in re.split(r"\n\s*\n|\n(?=#{1,6} )", text):
            heading = re.fullmatch(r"#{1,6}\s+(.+)", block.strip())
            lines = [line.strip() for line in block.strip().split("\n")]
            is_quote = all(line.startswith(">") for line in lines)
            words = " ".join(line.lstrip("> ") if is_quote else line for line in lines)
            yield _Block(heading[1] if heading else words, "text", heading is not None, is_quote)

    return Draft(paragraphs=_numbered(paragraphs()))


READERS: dict[str, Callable[[Source], Draft]] = {
    ".docx": _read_docx,
    ".odt": _read_odt,
    ".md": _read_plain,
    ".txt": _read_plain,
    ".html": _read_html,
    ".htm": _read_html,
}
