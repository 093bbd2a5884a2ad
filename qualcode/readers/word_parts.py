"""What a Word file holds beside its own text: whole pages of other programs, and the letters to check against."""

from __future__ import annotations

import email
import email.policy
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATIONS = "word/_rels/document.xml.rels"
_UNSAID = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rt"})
"""What stands in these is deleted, stands elsewhere too, or says how a word is read."""


def embedded_parts(archive: zipfile.ZipFile) -> dict[str, tuple[str, bytes]]:
    """The files that a Word file shows as part of its text: by the id it refers to them with, name and content."""
    if _RELATIONS not in archive.namelist():
        return {}
    relations = ElementTree.fromstring(archive.read(_RELATIONS))  # noqa: S314 - open_archive refuses every DTD
    found = {}
    for relation in relations.iter(_RELATION):
        if relation.get("Type", "").endswith("/aFChunk"):
            target = relation.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"word/{target}")
            if name in archive.namelist():
                found[relation.get("Id", "")] = _unpacked(name, archive.read(name))
    return found


def _unpacked(name: str, data: bytes) -> tuple[str, bytes]:
    """A web archive is a mail with the page in it."""
    if not name.lower().endswith((".mht", ".mhtml")):
        return name, data
    page = email.message_from_bytes(data, policy=email.policy.default).get_body(("html",))
    return (f"{name}.html", str(page.get_content()).encode()) if page is not None else (name, b"")


def letters_of(xml: bytes) -> str:
    """The words of a Word file's text or notes, one after the other, but those that are deleted."""
    return "".join(_words(ElementTree.fromstring(xml)))  # noqa: S314 - open_archive refuses every DTD


def _words(root: ElementTree.Element) -> Iterator[str]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _UNSAID:
            continue
        if element.tag.endswith("}t") and element.text:
            yield element.text
        elif element.tag == f"{_W}p":
            yield "\n"
        if element.tag == _EITHER:  # the same twice, for new and for old programs
            waiting += [child for child in element if any(text.text for text in child.iter(f"{_W}t"))][:1]
        else:
            waiting += reversed(element)
