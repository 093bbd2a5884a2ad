"""A project's XML → elements that are easy to ask, whatever namespace and version it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from qualcode.files.source import Source

_GUID = re.compile(r"[{}\s]")
MOST_TAGS = 1_000_000
"""Tags of a project: a hundred thousand codings have fewer."""
_DAMAGED = "export it again in the program it came from"


def parse(source: Source, xml: bytes) -> tuple[etree._Element, list[str]]:
    """The root of a project or codebook, and what was odd. ReadError where there is nothing to read."""
    remarks = []
    if xml.count(b"<") > MOST_TAGS:
        raise source.error("holds more elements than any project", hint=_DAMAGED)
    data = xml.removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 1
        try:
            root = etree.fromstring(data, _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is None:
            raise source.error("is no XML, or is damaged", hint=_DAMAGED) from error
        remarks.append(f"is damaged at line {line} of its XML: what could be read was, the rest is missing")
    if tag(root) not in ("Project", "CodeBook"):
        raise source.error("is XML, but no REFI-QDA project or codebook", hint=_DAMAGED)
    return root, remarks


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=recover, remove_comments=True
    )


def tag(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements right under one, of those names."""
    return (child for child in element if tag(child) in names)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first element of that name right under one."""
    return next(children(element, name), None)


def text_of(element: etree._Element, name: str) -> str:
    """The words in a child of that name; empty where there is none."""
    found = child(element, name)
    return "".join(map(str, found.itertext())).strip() if found is not None else ""


def guid(written: str | None) -> str:
    """A GUID as all are compared: in capitals, without braces."""
    return _GUID.sub("", written or "").upper()


def own_guid(element: etree._Element) -> str:
    """The GUID of an element."""
    return guid(element.get("guid"))


def target(element: etree._Element, reference: str) -> str:
    """The GUID that a child such as `CodeRef` points to."""
    found = child(element, reference)
    return guid(found.get("targetGUID")) if found is not None else ""
