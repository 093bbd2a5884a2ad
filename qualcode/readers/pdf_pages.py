"""The text of a PDF's pages, read in a process of its own: a file that hangs or swells takes nothing else with it.

Run as a script it reads a PDF from standard input and writes JSON: the pages, or what is wrong.
"""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000
SECONDS = 60
MEMORY = 2_000_000_000
LEAST_SECONDS = 2
LEAST_MEMORY = 220_000_000
LEAST_CHARACTERS = 200_000


class Page(NamedTuple):
    """A page as it comes out of the PDF."""

    text: str
    height: float
    tops: Sequence[float | None]
    """Of each line, how far it stands below the page's upper edge, in points; None where that is not known."""
    glyphs: Sequence[tuple[str, float, float, float, float, float]] = ()
    """On a page in Arabic or Hebrew script, whose lines cannot be trusted: each character, x and y of its place, its
    left and right edge, and its height."""


def read_pages(data: bytes, *, seconds: float = SECONDS) -> tuple[list[Page], str]:
    """The pages, or no pages and the problem: `password`, `damaged`, `too long`, `too much`, `page 3`."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell
            [sys.executable, "-P", str(Path(__file__))], input=data, capture_output=True, timeout=seconds, check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"problem": "too much"}
    except subprocess.TimeoutExpired:
        return [], "too much"
    except ValueError:
        return [], "damaged"
    return [Page(*page) for page in answer.get("pages", [])], str(answer.get("problem", ""))


def _limit(n_bytes: int) -> None:
    """Memory and processor time, by the size of the file, where the system can limit them.

    A megabyte of an honest PDF takes a second; a bomb of some kilobytes is stopped before it swells.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    memory = min(MEMORY, LEAST_MEMORY + 20 * n_bytes)
    seconds = min(SECONDS, LEAST_SECONDS + n_bytes // 100_000)
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _pages_or_problem(data: bytes) -> dict[str, object]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        n_pages = len(document)
    except pypdfium2.PdfiumError as error:
        return {"problem": "password" if "password" in str(error).lower() else "damaged"}
    if n_pages > MAX_PAGES:
        return {"problem": "too long"}
    pages: list[Page] = []
    most = min(MAX_CHARACTERS, LEAST_CHARACTERS + 20 * len(data))
    for number in range(n_pages):
        try:
            pages.append(_page(document[number]))
        except (pypdfium2.PdfiumError, ValueError, UnicodeDecodeError):
            return {"problem": f"page {number + 1}"}
        if sum(len(page.text) for page in pages) > most:
            return {"problem": "too long"}
    return {"pages": pages}


def _page(page: Any) -> Page:
    characters = page.get_textpage()
    text, height = characters.get_text_range(), page.get_height()
    if _RIGHT_TO_LEFT.search(text):
        return Page(text, height, [], _glyphs(characters))
    lines = text.split("\r\n")
    if len(text) != characters.count_chars():
        return Page(text, height, [None] * len(lines))
    tops: list[float | None] = []
    start = 0
    for line in lines:
        first = next((n for n, character in enumerate(line) if not character.isspace()), None)
        tops.append(None if first is None else _top(characters, start + first, height))
        start += len(line) + 2
    return Page(text, height, tops)


def _glyphs(characters: Any) -> list[tuple[str, float, float, float, float, float]]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for n in range(characters.count_chars()):
        code = pdfium.FPDFText_GetUnicode(characters.raw, n)
        if code in (0, 10, 13) or 0xD800 <= code <= 0xDFFF:
            continue
        try:
            left, bottom, right, top = characters.get_charbox(n, loose=True)
        except pypdfium2.PdfiumError:
            continue
        if pdfium.FPDFText_GetCharOrigin(characters.raw, n, x, y):
            near = round(x.value, 2), round(y.value, 2), round(left, 2), round(right, 2), round(top - bottom, 2)
            found.append((chr(code), *near))
    return found


def _top(characters: Any, n: int, height: float) -> float | None:
    """How far below the page's upper edge the line stands that a character is on."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    return round(height - y.value, 1) if pdfium.FPDFText_GetCharOrigin(characters.raw, n, x, y) else None


if __name__ == "__main__":
    given = sys.stdin.buffer.read()
    _limit(len(given))
    found = _pages_or_problem(given)
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))
