"""The text of a PDF's pages, read in a process of its own: a file that hangs or swells takes nothing else with it.

Run as a script it reads a PDF from standard input and writes JSON: the pages, or what is wrong.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NO_SIGN = re.compile("[\x01\x03-\x08\x0e-\x1f\ufffd]")
"""What stands for a sign of which a PDF does not say what it is, besides nothing; U+0002 is a hyphen."""
MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000
SECONDS = 60
MEMORY = 2_000_000_000
LEAST_SECONDS = 2
LEAST_MEMORY = 220_000_000
LEAST_CHARACTERS = 200_000
HEARD_WITHIN = 0.3
"""Seconds after which ctrl+c is heard at the latest."""
OVER = 75
"""The exit code of a reader that took too much."""
STOPPED = frozenset({"SIGABRT", "SIGXCPU", "SIGKILL"})
"""How a reader ends that the system allows no more: without memory PDFium aborts."""
LOOK_AGAIN = 0.02
"""Seconds after which a reader that the system does not limit looks at itself again."""


class Page(NamedTuple):
    """A page as it comes out of the PDF."""

    text: str
    height: float
    tops: Sequence[float | None]
    """Of each line, how far it stands below the page's upper edge, in points; None where that is not known."""
    glyphs: Sequence[tuple[str, float, float, float, float, float]] = ()
    """On a page in Arabic or Hebrew script, whose lines cannot be trusted: each character, x and y of its place, its
    left and right edge, and its height."""
    n_lost: int = 0
    """Signs beside letters of which the PDF does not say what they are."""


def read_pages(data: bytes, *, seconds: float = SECONDS) -> tuple[list[Page], str]:
    """The pages, or no pages and the problem: `password`, `damaged`, `too long`, `too much`, `crashed`, `page 3`."""
    with subprocess.Popen(  # noqa: S603 - our own script, no shell
        [sys.executable, "-P", str(Path(__file__))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:
        try:
            written = _answer(reader, data, seconds)
        except subprocess.TimeoutExpired:
            return [], "too much"
        finally:
            reader.kill()
    try:
        answer: dict[str, Any] = json.loads(written) if reader.returncode == 0 else {"problem": _end(reader.returncode)}
    except ValueError:
        return [], "crashed"
    return [Page(*page) for page in answer.get("pages", [])], str(answer.get("problem", ""))


def _answer(reader: subprocess.Popen[bytes], data: bytes, seconds: float) -> bytes:
    """What the reader writes, waited for a moment at a time: on Windows nothing else is heard during a wait.

    Raises TimeoutExpired where it takes longer than `seconds`.
    """
    end = time.monotonic() + seconds
    if reader.stdin is not None:  # what is not yet given when a wait ends would never be
        threading.Thread(target=_give, args=(reader.stdin, data), daemon=True).start()
        reader.stdin = None
    while True:
        try:
            return reader.communicate(timeout=HEARD_WITHIN)[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                raise


def _give(stdin: IO[bytes], data: bytes) -> None:
    """Hand it all over; a reader that has ended takes no more."""
    with suppress(OSError), stdin:
        stdin.write(data)


def _end(code: int) -> str:
    """What a reader ended of: a limit, or a crash. Its exit code tells, or the signal that stopped it, below zero."""
    names = {number.value: number.name for number in signal.Signals}
    return "too much" if code == OVER or names.get(-code) in STOPPED else "crashed"


def _limit(n_bytes: int) -> None:
    """Memory and processor time, by the size of the file: by the system, else by looking at oneself.

    A megabyte of an honest PDF takes a second; a bomb of some kilobytes is stopped before it swells.
    """
    memory = min(MEMORY, LEAST_MEMORY + 20 * n_bytes)
    seconds = min(SECONDS, LEAST_SECONDS + n_bytes // 100_000)
    if not all([_set_limit("RLIMIT_AS", memory), _set_limit("RLIMIT_CPU", seconds)]):
        threading.Thread(target=_stop_over, args=(memory, seconds), daemon=True).start()


def _set_limit(name: str, limit: int) -> bool:
    """Let the system hold this process to a limit; returns whether it will."""
    try:
        import resource

        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    except (ImportError, AttributeError, ValueError, OSError):  # Windows knows none, macOS refuses that of memory
        return False
    return True


def _stop_over(memory: int, seconds: float) -> None:
    """End this process as soon as it takes more memory or time than that."""
    import psutil

    own = psutil.Process()
    while own.memory_info().rss < memory and time.process_time() < seconds:
        time.sleep(LOOK_AGAIN)
    os._exit(OVER)


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
    n_lost = _n_lost(characters) if len(text) != characters.count_chars() or _NO_SIGN.search(text) else 0
    if _RIGHT_TO_LEFT.search(text):
        return Page(text, height, [], _glyphs(characters), n_lost)
    lines = text.split("\r\n")
    if len(text) != characters.count_chars():
        return Page(text, height, [None] * len(lines), (), n_lost)
    tops: list[float | None] = []
    start = 0
    for line in lines:
        first = next((n for n, character in enumerate(line) if not character.isspace()), None)
        tops.append(None if first is None else _top(characters, start + first, height))
        start += len(line) + 2
    return Page(text, height, tops, (), n_lost)


def _n_lost(characters: Any) -> int:
    """How many signs of a page stand for nothing, though a letter is beside them."""
    import pypdfium2.raw as pdfium

    codes = [pdfium.FPDFText_GetUnicode(characters.raw, n) for n in range(characters.count_chars())]
    beside = zip(codes, [0, *codes], [*codes[1:], 0], strict=False)
    return sum(
        1
        for code, before, after in beside
        if (not code or _NO_SIGN.match(chr(code))) and (chr(before).isalpha() or chr(after).isalpha())
    )


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
    try:
        found = _pages_or_problem(given)
    except MemoryError:
        os._exit(OVER)
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))
