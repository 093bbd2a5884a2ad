"""REFI-QDA projects made for tests: one text under every way of counting, and the oddities of programs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

TEXT = (
    "Interviewer: How do you find the money for the clinic?\n\n"
    "Amina: We ask donors 🙂 every year, and they are late. Last winter we had no fuel for the ambulance.\n\n"
    "Interviewer: And the staff?\n\n"
    "Amina: Three nurses left us in March. التمويل قليل جدا ولا يكفي. Nobody tells us why the papers take so long.\n\n"
    "Interviewer: Who helps you?\n\n"
    "Amina: The neighbours do, every single week, and the mayor never does.\n"
)
WORDS = (
    "We ask donors 🙂 every year",
    "no fuel for the ambulance",
    "Three nurses left us in March",
    "التمويل قليل جدا",
    "The neighbours do, every single week",
)


@dataclass(frozen=True)
class Written:
    """A way of writing a text and of counting positions in it."""

    unit: str = "code points"
    crlf: bool = False
    line_end: int = 1
    mark: bool = False
    mark_counts: bool = False
    inclusive: bool = False
    named: bool = True

    def raw(self, text: str) -> str:
        lines = text.replace("\n", "\r\n") if self.crlf else text
        return f"\ufeff{lines}" if self.mark else lines

    def position(self, text: str, place: int) -> int:
        """Counted one character after the other, as a person would."""
        width = {
            "code points": len,
            "UTF-16": lambda t: len(t.encode("utf-16-le")) // 2,
            "UTF-8": lambda t: len(t.encode()),
        }
        before = text[:place]
        if self.crlf and self.line_end == 2:
            before = before.replace("\n", "\r\n")
        return width[self.unit](("\ufeff" if self.mark and self.mark_counts else "") + before)


WAYS = [
    Written(unit, crlf, line_end, mark, mark_counts, inclusive, named)
    for unit, (crlf, line_end), (mark, mark_counts), inclusive, named in product(
        ("code points", "UTF-16", "UTF-8"),
        ((False, 1), (True, 1), (True, 2)),
        ((False, False), (True, False), (True, True)),
        (False, True),
        (True, False),
    )
]
"""108 of them, more than any program has."""


@dataclass
class Made:
    """A project in the making: elements as XML, texts beside it."""

    origin: str = "Test 1.0"
    name: str = "A project"
    namespace: str = "urn:QDA-XML:project:1.0"
    head: str = ""
    codes: str = '<Code guid="{C1}" name="Funding" isCodable="true"/><Code guid="{C2}" name="Staff" isCodable="true"/>'
    sources: str = ""
    tail: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def xml(self) -> str:
        users = '<Users><User guid="U1" name="Amal"/><User guid="U2" name="Omar"/></Users>'
        return (
            f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{self.namespace}" name="{self.name}" '
            f'origin="{self.origin}">{users}<CodeBook><Codes>{self.codes}</Codes></CodeBook>{self.head}'
            f"<Sources>{self.sources}</Sources>{self.tail}</Project>"
        )

    def add(
        self, selections: str, text: str = TEXT, *, id: str = "T1", name: str = "Amina", way: Written | None = None
    ) -> None:
        """A text with its selections."""
        self.files[f"sources/{id}.txt"] = (way or Written()).raw(text).encode()
        self.sources += (
            f'<TextSource guid="{id}" name="{name}" plainTextPath="internal://{id}.txt">{selections}</TextSource>'
        )

    def data(self, project: str = "project.qde") -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(project, self.xml())
            for name, content in self.files.items():
                archive.writestr(name, content)
        return written.getvalue()

    def write(self, folder: Path, name: str = "made.qdpx") -> Path:
        path = folder / name
        path.write_bytes(self.data())
        return path


def selection(
    words: str,
    *,
    id: str,
    code: str = "C1",
    user: str = "U1",
    text: str = TEXT,
    way: Written | None = None,
    inside: str = "",
) -> str:
    """A selection of some words, with one coding unless something else stands `inside`."""
    way = way or Written()
    start = text.index(words)
    end = start + len(words) - way.inclusive
    name = f' name="{words}"' if way.named else ""
    coding = f'<Coding guid="{id}C" creatingUser="{user}"><CodeRef targetGUID="{code}"/></Coding>'
    return (
        f'<PlainTextSelection guid="{id}"{name} startPosition="{way.position(text, start)}" '
        f'endPosition="{way.position(text, end)}">{inside or coding}</PlainTextSelection>'
    )


def project_in(way: Written) -> Made:
    """The text with five selections, written in one way."""
    made = Made()
    made.add("".join(selection(words, id=f"S{n}", way=way) for n, words in enumerate(WORDS)), way=way)
    return made
