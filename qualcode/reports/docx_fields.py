"""Bookmarks, cross-references and the contents list of a Word file, which Word keeps up to date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualcode.model.harmless import visible


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def add_bookmark(first: Any, last: Any, name: str, number: int) -> None:
    """Put a bookmark around two elements of a paragraph and what stands between them."""
    first.addprevious(_element("w:bookmarkStart", id=str(number), name=name))
    last.addnext(_element("w:bookmarkEnd", id=str(number)))


def add_field(paragraph: Any, instruction: str, shown: str) -> Any:
    """A field with the words it shows until it is updated. Returns its element."""
    field = _element("w:fldSimple", instr=f" {instruction} ")
    paragraph._p.append(field)
    field.append(paragraph.add_run(shown)._r)
    return field


def add_contents(paragraphs: Sequence[Any], entries: Sequence[tuple[str, str]]) -> None:
    """Fill paragraphs with a contents list: the words of each heading, and its bookmark, to which the entry leads.

    Word alone can count the pages, and adds them when somebody updates the field. It is not told to do so on opening:
    it would ask every reader whether to update fields that may refer to other files.
    """
    for place, (paragraph, (words, bookmark)) in enumerate(zip(paragraphs, entries, strict=True)):
        if place == 0:
            _open_field(paragraph, r'TOC \o "1-2" \h \z \u')
        link = _element("w:hyperlink", anchor=bookmark, history="1")
        paragraph._p.append(link)
        link.append(paragraph.add_run(visible(words))._r)
    _close_field(paragraphs[-1])


def _open_field(paragraph: Any, instruction: str) -> None:
    from docx.oxml.ns import qn

    for child in (
        _element("w:fldChar", fldCharType="begin"),
        _element("w:instrText"),
        _element("w:fldChar", fldCharType="separate"),
    ):
        if child.tag == qn("w:instrText"):
            child.text = f" {instruction} "
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        paragraph.add_run()._r.append(child)


def _close_field(paragraph: Any) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))
