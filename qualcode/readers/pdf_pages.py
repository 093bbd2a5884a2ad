"""The text of a PDF's pages, read in a process of its own: a file that hangs or swells takes nothing else with it.

Run as a script it reads a PDF from standard input and writes JSON: the pages, or what is wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000
SECONDS = 60
MEMORY = 2_000_000_000


def read_pages(data: bytes, *, seconds: float = SECONDS) -> tuple[list[str], str]:
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
    return list(answer.get("pages", [])), str(answer.get("problem", ""))


def _limit() -> None:
    """Memory and processor time, where the system can limit them."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, limit in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
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
    pages: list[str] = []
    for number in range(n_pages):
        try:
            pages.append(document[number].get_textpage().get_text_range())
        except (pypdfium2.PdfiumError, ValueError, UnicodeDecodeError):
            return {"problem": f"page {number + 1}"}
        if sum(map(len, pages)) > MAX_CHARACTERS:
            return {"problem": "too long"}
    return {"pages": pages}


if __name__ == "__main__":
    _limit()
    found = _pages_or_problem(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))
