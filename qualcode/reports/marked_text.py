"""Finding in a Word file the words that a report once wrote there, and writing others in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import Any

from qualcode.files.write import write_whole
from qualcode.model.bookmarks import Mark
from qualcode.model.nouns import dataclass

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Marked:
    """Words of a file that a mark stands around."""

    mark: Mark
    heading: str
    """The heading they stand under."""
    start: Any
    texts: list[Any] = field(default_factory=list)
    """Texts and line breaks."""

    @property
    def text(self) -> str:
        """The words as they are now; empty where somebody took them out."""
        return "".join(map(text_of, self.texts))

    def write(self, words: str) -> None:
        """Put other words there, in the look of the first of the old ones, and mark them anew."""
        self.texts = write_lines(self.texts, words)
        self.mark = Mark.of(self.mark.id, words, self.mark.number, self.mark.way)
        self.start.set(f"{_W}name", self.mark.name)

    @property
    def paragraph(self) -> Any:
        """The paragraph it stands in."""
        return next(self.start.iterancestors(f"{_W}p"))

    def remove(self) -> bool:
        """Take its paragraph out where nothing else stands there; whether that was so."""
        paragraph = self.paragraph
        alone = "".join(text.text or "" for text in paragraph.iter(f"{_W}t")).strip() == self.text.strip()
        if alone:
            paragraph.getparent().remove(paragraph)
        return alone


BREAKS = frozenset(f"{_W}{name}" for name in ("br", "cr", "tab"))


def text_of(element: Any) -> str:
    """The words of a text; a line break as such."""
    return "\n" if element.tag in BREAKS else element.text or ""


def write_lines(elements: Sequence[Any], words: str) -> list[Any]:
    """Put words in place of texts and breaks, in the look of the first text, a break between lines. Returns them."""
    first, *others = (element for element in elements if element.tag not in BREAKS)
    for element in elements:
        if element.tag in BREAKS:
            element.getparent().remove(element)
    for text in others:
        text.text = ""
    written = [first]
    for place, line in enumerate(words.split("\n")):
        if place:
            written += [first.makeelement(f"{_W}br"), first.makeelement(f"{_W}t")]
            written[-3].addnext(written[-2])
            written[-2].addnext(written[-1])
        written[-1].text = line
        written[-1].set(_SPACE, "preserve")
    return [*written, *others]


def write_marked(document: Any, path: Path) -> None:
    """Save a Word file whole or not at all."""
    content = BytesIO()
    document.save(content)
    write_whole(path, content.getvalue())


def find_marked(document: Any) -> list[Marked]:
    """Find everything that a report marked, in the order of the text; what was inserted by a reviewer is read, too."""
    found: list[Marked] = []
    open_: dict[str, Marked] = {}
    heading = ""
    styles = _headings(document)
    for element in document.element.body.iter():
        if element.tag == f"{_W}p" and _style(element) in styles:
            heading = "".join(text.text or "" for text in element.iter(f"{_W}t"))
        elif element.tag == f"{_W}bookmarkStart":
            mark = Mark.read(element.get(f"{_W}name") or "")
            if mark is not None and mark.kind != "T":
                open_[element.get(f"{_W}id")] = Marked(mark, heading, element)
                found.append(open_[element.get(f"{_W}id")])
        elif element.tag == f"{_W}bookmarkEnd":
            open_.pop(element.get(f"{_W}id"), None)
        elif element.tag == f"{_W}t" or element.tag in BREAKS:
            for marked in open_.values():
                marked.texts.append(element)
    return found


def last_bookmark(document: Any) -> int:
    """The largest number that a bookmark of the file has."""
    numbers = (start.get(f"{_W}id") or "" for start in document.element.body.iter(f"{_W}bookmarkStart"))
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def _headings(document: Any) -> set[str]:
    """Ids of the styles of headings."""
    return {style.style_id for style in document.styles if str(style.name).startswith(("Heading", "heading"))}


def _style(paragraph: Any) -> str:
    styles: Iterator[Any] = paragraph.iterfind(f"{_W}pPr/{_W}pStyle")
    return next((str(style.get(f"{_W}val")) for style in styles), "")
