"""Word's XML as mammoth should see it: hidden text gone, wrappers opened, every break a line break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TO_MEND = re.compile(
    rb"[:<](?:vanish|sdt|customXml|cr|ptab|bdo|dir|ruby|altChunk|fldSimple|oMath|txbxContent|subDoc)\b"
    rb"|:type=.(?:page|column)\b"
)
_WRAPPERS = frozenset(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "bdo", "dir", "fldSimple", "smartTag", "rubyBase")
)
_WRAPPERS_OWN = frozenset(
    f"{_W}{name}" for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "rubyPr", "rt")
)
"""What describes a wrapper and is no text."""
_OFF = frozenset({"0", "false", "off"})
EMBEDDED = re.compile("\ue000(.*?)\ue000")
"""A paragraph in place of a file that the Word file shows as part of its text; the group is the id of the file."""


def mend(xml: bytes, hiding: Mapping[str, bool]) -> tuple[bytes, list[str]]:
    """The XML mended, and the stretches of hidden text that were left out; `hiding` are `hiding_styles`.

    Raises what ElementTree raises where the XML is damaged; `archive` has refused every DTD before.
    """
    if not _TO_MEND.search(xml) and not any(hiding.values()):
        return xml, []
    root = parsed(xml)
    _make_readable(root)
    _open_wrappers(root)
    _make_breaks_lines(root)
    hidden = _drop_hidden(root, hiding)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), hidden


def hiding_styles(xml: bytes) -> dict[str, bool]:
    """Of each style, by its id, whether it hides text; the default paragraph style is "" too."""
    if b"vanish" not in xml:
        return {}
    styles = {style.get(f"{_W}styleId", ""): style for style in parsed(xml).iter(f"{_W}style")}
    hiding = {name: _style_hides(name, styles) for name in styles}
    for name, style in styles.items():
        if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") not in {None, *_OFF}:
            hiding[""] = hiding[name]
    return hiding


def bare_styles(xml: bytes) -> bytes:
    """The styles with what mammoth asks of them, names and numbering; to read all of it takes longer than the text."""
    root = parsed(xml)
    root[:] = root.findall(f"{_W}style")
    for style in root:
        style[:] = [*style.findall(f"{_W}name"), *style.findall(f"{_W}pPr")]
    bare: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return bare


def parsed(xml: bytes) -> ElementTree.Element:
    """The tree, in the namespace most files use also where Word was told to be strict."""
    return ElementTree.fromstring(xml.replace(_STRICT, _TRANSITIONAL))  # noqa: S314


def _style_hides(name: str, styles: Mapping[str, ElementTree.Element]) -> bool:
    """What the style says, else the one it is based on; a circle of styles says nothing."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        said = _vanishes(styles[name].find(f"{_W}rPr"))
        if said is not None:
            return said
        based_on = styles[name].find(f"{_W}basedOn")
        name = based_on.get(f"{_W}val", "") if based_on is not None else ""
    return False


def _open_wrappers(root: ElementTree.Element) -> None:
    """Content controls and custom XML are wrappers: what stands in them stands in the text."""
    parents = [root]
    while parents:
        parent = parents.pop()
        if any(child.tag in _WRAPPERS for child in parent):
            parent[:] = _without_wrappers(parent)
        parents += parent


def _without_wrappers(parent: ElementTree.Element) -> list[ElementTree.Element]:
    kept, waiting = [], list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag in _WRAPPERS:
            waiting += reversed(child)
        elif child.tag not in _WRAPPERS_OWN:
            kept.append(child)
    return kept


def _make_breaks_lines(root: ElementTree.Element) -> None:
    for element in root.iter():
        if element.tag == f"{_W}cr":
            element.tag = f"{_W}br"
        elif element.tag == f"{_W}br":
            element.attrib.clear()
        elif element.tag == f"{_W}ptab":
            element.tag = f"{_W}tab"


def _make_readable(root: ElementTree.Element) -> None:
    """Put what mammoth passes over into what it reads: words under a reading aid, formulas, text boxes, other files."""
    for parent in list(root.iter()):
        for place, child in enumerate(parent):
            if child.tag == f"{_W}ruby":
                parent[place] = _run_text("".join(text.text or "" for text in _below(child, f"{_W}rubyBase")))
            elif child.tag == f"{_MATH}oMath":
                run = ElementTree.Element(f"{_W}r")
                run.append(_run_text("".join(text.text or "" for text in child.iter(f"{_MATH}t"))))
                parent[place] = run
            elif child.tag in {_EITHER, f"{_W}drawing"} and (boxes := _unread_boxes(child)):
                parent[place] = ElementTree.Element(f"{_W}pict")
                parent[place].extend(boxes)
            elif child.tag == f"{_W}altChunk":
                part = child.get(_RELATION_ID) or child.get(_STRICT_RELATION_ID) or ""
                run, parent[place] = ElementTree.Element(f"{_W}r"), ElementTree.Element(f"{_W}p")
                run.append(_run_text(f"\ue000{part}\ue000"))
                parent[place].append(run)


def _run_text(words: str) -> ElementTree.Element:
    text = ElementTree.Element(f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    return text


def _below(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    for found in element.iter(tag):
        yield from found.iter(f"{_W}t")


def _unread_boxes(element: ElementTree.Element) -> list[ElementTree.Element]:
    """The text boxes of a drawing, where there is no other form of them for older programs."""
    fallback = next((child for child in element if child.tag.endswith("}Fallback")), None)
    box = f"{_W}txbxContent"
    return [] if fallback is not None and fallback.find(f".//{box}") is not None else list(element.iter(box))


def _drop_hidden(root: ElementTree.Element, hiding: Mapping[str, bool]) -> list[str]:
    dropped = []
    for paragraph in root.iter(f"{_W}p"):
        by_paragraph = hiding.get(_named(paragraph.find(f"{_W}pPr"), "pStyle"), False)
        for parent, run in _runs(paragraph):
            if _is_hidden(run, by_paragraph, hiding):
                dropped.append("".join(text.text or "" for text in run.iter(f"{_W}t")))
                parent.remove(run)
    return list(filter(None, dropped))


def _runs(element: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, ElementTree.Element]]:
    """The runs of a paragraph with what holds them, but not those of paragraphs inside it, as in a text box."""
    for child in list(element):
        if child.tag == f"{_W}r":
            yield element, child
        elif child.tag != f"{_W}p":
            yield from _runs(child)


def _is_hidden(run: ElementTree.Element, by_paragraph: bool, hiding: Mapping[str, bool]) -> bool:
    """What the run says of itself; else its own style turns over what the paragraph's style says, as in Word."""
    properties = run.find(f"{_W}rPr")
    said = _vanishes(properties)
    style = _named(properties, "rStyle")
    by_run = bool(style) and hiding.get(style, False)
    return by_paragraph != by_run if said is None else said


def _vanishes(properties: ElementTree.Element | None) -> bool | None:
    mark = properties.find(f"{_W}vanish") if properties is not None else None
    return None if mark is None else mark.get(f"{_W}val", "true") not in _OFF


def _named(properties: ElementTree.Element | None, kind: str) -> str:
    style = properties.find(f"{_W}{kind}") if properties is not None else None
    return style.get(f"{_W}val", "") if style is not None else ""
