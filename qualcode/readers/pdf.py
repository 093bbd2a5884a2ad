"""PDF → blocks: the lines of all pages in reading order."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.pdf_pages import MAX_PAGES, read_pages
from qualcode.readers.speakers.labels import is_label_at
from qualcode.readers.wrapping import Divided

_AGAIN = "print it to PDF again, or ask for the file again"
_PROBLEMS = {
    "password": ("is protected by a password", "save it without a password and import again"),
    "damaged": ("is no PDF inside, or is damaged", _AGAIN),
    "too long": (f"has more than {MAX_PAGES} pages, or more text than any interview", "divide the file"),
    "too much": ("takes too much time or memory to read", _AGAIN),
}
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|página|p\.?|صفحة)?\s*\d{1,4}(?:\s*(?:/|of|von|de|sur|من)\s*\d{1,4})?\W*", re.IGNORECASE
)
_DIVIDED = re.compile(r"(\w+)\ufffe([ \t]*\n?[ \t]*)(\w+)(\S*)([ \t]?)")
_EDGE = 3
_LONG = 40
"""A shorter line may well be said twice: "Okay."."""


def read_pdf(source: Source, _options: ReadOptions) -> Reading:
    """Page headers, footers and numbers are left out where they repeat; words broken at line ends are put together."""
    pages = [page_lines(text) for text in _pages(source)]
    if sum(len(line) for lines in pages for line in lines) < 20 * max(1, len(pages)) / 4:
        raise source.error(
            "holds pictures of pages, not text: it was scanned",
            hint="run text recognition (OCR) on it, for example with ocrmypdf, or type it up; then import that",
        )
    dropped, pages = without_running_lines(pages)
    twice, pages = without_lines_printed_twice(pages)
    text, joined = join_hyphens("\n".join(line for lines in pages for line in lines))
    counts = {
        "page headers, footers and numbers left out": dropped,
        "lines printed on both sides of a page break read once": twice,
        "hyphens at line ends resolved": joined,
    }
    return Reading(blocks=[Block(text=text)], notes=list(phrases(counts)), hard_lines=True)


def page_lines(text: str) -> list[str]:
    """The lines of a page, empty ones left out."""
    return [line for line in re.split(r"\r\n?|\n", text) if line.strip()]


def without_running_lines(pages: Sequence[list[str]]) -> tuple[int, list[list[str]]]:
    """The pages without lines that come back at the top or foot of most of them, whatever their number says."""
    n_lines = sum(map(len, pages))
    pages = [_without_number_column(lines) for lines in pages]
    seen = Counter(key for lines in pages for key in {_running_key(line) for line in _edges(lines)})
    often = max(2, len(pages) * 0.5)
    running = {key for key, n in seen.items() if len(pages) > 1 and n >= often}
    pages, n_behind = (
        [_cut_footer(lines, running) for lines in pages],
        sum(_has_footer(lines, running) for lines in pages),
    )
    kept = [lines[slice(*_extent(lines, running))] for lines in pages]
    return n_lines + n_behind - sum(map(len, kept)), kept


def without_lines_printed_twice(pages: Sequence[list[str]]) -> tuple[int, list[list[str]]]:
    """The pages without the lines that some programs print both at the foot of a page and at the top of the next."""
    twice, kept = 0, [list(lines) for lines in pages]
    for above, below in itertools.pairwise(kept):
        n = next((n for n in range(_EDGE, 0, -1) if above[-n:] == below[:n] and len("".join(below[:n])) > _LONG), 0)
        del below[:n]
        twice += n
    return twice, kept


def join_hyphens(text: str) -> tuple[str, int]:
    """Put together what a hyphen at a line's end divides; keep the hyphen of words that have one, and the line's end
    where a label follows."""
    divided = Divided(text)
    divided.prepare((found[1], found[3]) for found in _DIVIDED.finditer(text))
    joined = 0

    def resolve(found: re.Match[str]) -> str:
        nonlocal joined
        left, gap, right, rest, space = found.groups()
        if is_label_at(text, found.start(3)):
            return f"{left}-\n{right}{rest}{space}"
        joined += 1
        word = left + right if divided.is_one_word(left, right) else f"{left}-{right}"
        # The line ends after the word instead of within it, so that lines keep about their length.
        return word + rest + ("\n" if "\n" in gap else space)

    return _DIVIDED.sub(resolve, text).replace("\ufffe", "-"), joined


def _pages(source: Source) -> list[str]:
    pages, problem = read_pages(source.data)
    if problem:
        what, hint = _PROBLEMS.get(problem, (f"{problem} is damaged", _AGAIN))
        raise source.error(what, hint=hint)
    return pages


def _edges(lines: Sequence[str]) -> list[str]:
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _running_key(line: str) -> str:
    """A line with its numbers made alike."""
    return re.sub(r"\d+", "#", line.strip().casefold())


def _extent(lines: Sequence[str], running: set[str]) -> tuple[int, int]:
    """Where the page's own words begin and end."""
    top, foot = 0, len(lines)
    while top < min(_EDGE, foot) and _is_running(lines[top], running):
        top += 1
    while foot > max(top, len(lines) - _EDGE) and _is_running(lines[foot - 1], running):
        foot -= 1
    return top, foot


def _is_running(line: str, running: set[str]) -> bool:
    key = _running_key(line)
    if key not in running:
        return False
    # A line of talk may well come back ("Okay."); a header has a number in it or does not end as a sentence does.
    return bool(_PAGE_NUMBER.fullmatch(line)) or (":" not in line and not re.search(r"[.?!]\s*$", line))


def _has_footer(lines: Sequence[str], running: set[str]) -> bool:
    """Whether the footer stands on the last line, behind a word that is divided: `long\ufffePage 9`."""
    _, hyphen, behind = lines[-1].rpartition("\ufffe") if lines else ("", "", "")
    return bool(hyphen) and _is_running(behind, running)


def _cut_footer(lines: list[str], running: set[str]) -> list[str]:
    if not _has_footer(lines, running):
        return lines
    return [*lines[:-1], lines[-1].rpartition("\ufffe")[0] + "\ufffe"]


def _without_number_column(lines: list[str]) -> list[str]:
    """Paragraph numbers that a program prints beside the text come out as lines of their own at the page's end."""
    end = len(lines)
    while end and re.fullmatch(r"\s*\d{1,4}\s*", lines[end - 1]):
        end -= 1
    numbers = [int(line) for line in lines[end:]]
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    return lines[:end] if len(numbers) > 2 and rising else lines
