"""Word files → drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from qualcode.drafts.blocks import Block, figure_or_quote, numbered, row_of, texts_in, xml_of
from qualcode.drafts.text import Draft, Marked
from qualcode.files.archive import open_archive
from qualcode.files.source import Source
from qualcode.model.bookmarks import Mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_QUOTES = ("quote", "quotation", "quotations", "intense quote", "zitat", "citation", "intensequote")
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_APART = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "instrText", "pPr"))
"""What holds no words of the paragraph it stands in; text boxes are read by themselves."""


def read_docx(source: Source) -> Draft:
    """Text, tables, text boxes and notes of a Word file, with what a report marked in it."""
    archive = open_archive(source, needs="word/document.xml")
    names = set(archive.namelist())
    styles = _word_styles(xml_of(source, archive.read("word/styles.xml"))) if "word/styles.xml" in names else {}
    body = xml_of(source, archive.read("word/document.xml"))
    roots = [("text", body)]
    for part, name in (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")):
        roots += [(part, xml_of(source, archive.read(name)))] if name in names else []
    hidden = Counter[str]()
    hidden["tracked changes"] = sum(1 for _ in body.iter(f"{_W}ins", f"{_W}del"))
    hidden["hidden text"] = sum(1 for _ in body.iter(f"{_W}vanish"))
    unseen = [str(element.text or "") for element in body.iter(f"{_W}delText")]
    people: tuple[str, ...] = ()
    if "docProps/core.xml" in names:
        core = xml_of(source, archive.read("docProps/core.xml"))
        people = texts_in(core, f"{_DC}creator", f"{_CP}lastModifiedBy")
    if "word/comments.xml" in names:
        comments = [*xml_of(source, archive.read("word/comments.xml")).iter(f"{_W}comment")]
        hidden["comments"] = len(comments)
        unseen += [" ".join(texts_in(comment, f"{_W}t")) for comment in comments]
    found = (each for part, root in roots for each in _word_paragraphs(root, part, styles))
    return Draft(
        paragraphs=numbered(found),
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


def _word_paragraphs(root: Any, part: str, styles: dict[str, str]) -> Iterator[Block]:
    for paragraph in root.iter(f"{_W}p"):
        style = next(paragraph.iterfind(f"{_W}pPr/{_W}pStyle"), None)
        name = styles.get(str(style.get(f"{_W}val")), "") if style is not None else ""
        above = {ancestor.tag for ancestor in paragraph.iterancestors()}
        if _is_fallback(paragraph):
            continue
        where = "text box" if f"{_W}txbxContent" in above else "table" if f"{_W}tc" in above else part
        is_heading = name.startswith(("heading", "title", "überschrift", "titre")) and where == "text"
        text, marked = _word_text(paragraph)
        yield Block(text, where, is_heading, name in _QUOTES, marked, row_of(paragraph, f"{_W}tr", f"{_W}tc"))


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
            if mark := figure_or_quote(element.get(f"{_W}name") or ""):
                opened[str(element.get(f"{_W}id"))] = mark, len(text)
        elif element.tag == f"{_W}bookmarkEnd":
            if closed := opened.pop(str(element.get(f"{_W}id")), None):
                found.append(Marked(mark=closed[0], start=closed[1], end=len(text)))
        elif element.tag not in _APART and not str(element.tag).endswith("}Fallback"):
            waiting += reversed(element)
    return text, tuple(found)
