"""PDF → blocks: the lines of all pages in reading order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.model.wording import plural
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.pdf_pages import MAX_PAGES, Page, read_pages
from qualcode.readers.pdf_running import PageLine, without_running_lines
from qualcode.readers.right_to_left import Glyph, read_lines
from qualcode.readers.speakers.labels import is_label_at
from qualcode.readers.wrapping import Divided, ends_sentence

_AGAIN = "print it to PDF again, or ask for the file again"
_PROBLEMS = {
    "password": ("is protected by a password", "save it without a password and import again"),
    "damaged": ("is no PDF inside, or is damaged", _AGAIN),
    "too long": (f"has more than {MAX_PAGES} pages, or more text than any interview", "divide the file"),
    "too much": ("takes too much time or memory to read", _AGAIN),
    "crashed": ("the reader of PDFs crashed on it", f"{_AGAIN}; where every PDF does so, install qualcode again"),
}
_DIVIDED = re.compile(r"(\w+)\ufffe([ \t]*\n?[ \t]*)(\w+)(\S*)([ \t]?)")
_LINE_NUMBER = re.compile(r"[ \t]*(\d{1,5})\b")
_AT_MOST = 3
_NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_MOST_UNKNOWN = 0.1
_LONG = 40
"""A shorter line may well be said twice: "Okay."."""
_EDGE = 30.0
"""Points below the upper edge of a page within which no text begins that was laid out there."""


def read_pdf(source: Source, options: ReadOptions) -> Reading:
    """Page headers, footers and numbers are left out, and told; words broken at line ends are put together."""
    found = _pages(source)
    pages = [page_lines(page) for page in found]
    if sum(len(line.text) for lines in pages for line in lines) < 20 * max(1, len(pages)) / 4:
        raise source.error(
            "holds pictures of pages, not text: it was scanned",
            hint="run text recognition (OCR) on it, for example with ocrmypdf, or type it up; then import that",
        )
    written = "\n".join(page.text for page in found)
    if len(_NO_LETTER.findall(written)) > len(written) * _MOST_UNKNOWN:
        raise source.error(
            "does not say which letters its signs are",
            hint="export the transcript anew, as .docx where that can be had, or run text recognition (OCR) on it",
        )
    left_out, pages = without_running_lines(pages, options.questions)
    twice, pages, n_again = without_lines_printed_twice(pages)
    text, joined = join_hyphens("\n".join(line.text for lines in pages for line in lines))
    counts = {
        "page headers, footers and numbers left out": len(left_out),
        "lines printed on both sides of a page break read once": len(twice),
        "hyphens at line ends resolved": joined,
    }
    return Reading(
        blocks=[Block(text=text)],
        notes=list(phrases(counts)),
        hard_lines=True,
        left_out=left_out,
        letters=written,
        accounted=twice,
        doubts=[*_of_lines_again(n_again), *_of_lost_letters(sum(page.n_lost for page in found))],
    )


def _of_lost_letters(n: int) -> list[str]:
    return [f"{plural(n, 'letter')} of the PDF lost: it does not say which they are"] if n else []


def _of_lines_again(n: int) -> list[str]:
    if not n:
        return []
    return [
        f"{plural(n, 'line')} at the foot of a page, and again at the top of the next: said, or only printed, twice"
    ]


def page_lines(page: Page) -> list[PageLine]:
    """The lines of a page, empty ones left out."""
    if page.glyphs:
        found = read_lines([Glyph(*glyph) for glyph in page.glyphs])
        return [PageLine(line.text, page.height - line.y, line.y) for line in found if line.text]
    lines = re.split(r"\r\n?|\n", page.text)
    tops = page.tops if len(page.tops) == len(lines) else [None] * len(lines)
    return [
        PageLine(line, top, None if top is None else page.height - top)
        for line, top in zip(lines, tops, strict=True)
        if line.strip()
    ]


def without_lines_printed_twice(pages: Sequence[Sequence[PageLine]]) -> tuple[list[str], list[list[PageLine]], int]:
    """What some programs print both at the foot of a page and at the upper edge of the next, and the pages with it
    once; and how many lines come back below such an edge, where a sentence may have been said twice."""
    twice: list[str] = []
    kept = [list(lines) for lines in pages]
    n_again = 0
    for above, below in itertools.pairwise(kept):
        words_above, words_below = ([line.text for line in lines] for lines in (above, below))
        n = next(
            (
                n
                for n in range(_AT_MOST, 0, -1)
                if words_above[-n:] == words_below[:n] and len("".join(words_below[:n])) > _LONG
            ),
            0,
        )
        if n and (below[0].top or 0.0) > _EDGE and ends_sentence(words_below[n - 1]):
            n_again += n
            continue
        twice += words_below[:n]
        del below[:n]
    return twice, kept, n_again


def join_hyphens(text: str) -> tuple[str, int]:
    """Put together what a hyphen at a line's end divides; keep the hyphen of words that have one, and the line's end
    where a label follows."""
    divided = Divided(text)
    divided.prepare((found[1], found[3]) for found in _DIVIDED.finditer(text))
    joined = 0

    def resolve(found: re.Match[str]) -> str:
        nonlocal joined
        left, gap, right, rest, space = found.groups()
        if is_label_at(text, found.start(3)) or _is_next_number(text, found.start(), right):
            return f"{left}-\n{right}{rest}{space}"
        joined += 1
        word = left + right if divided.is_one_word(left, right) else f"{left}-{right}"
        # The line ends after the word instead of within it, so that lines keep about their length.
        return word + rest + ("\n" if "\n" in gap else space)

    return _DIVIDED.sub(resolve, text).replace("\ufffe", "-"), joined


def _is_next_number(text: str, place: int, right: str) -> bool:
    """Whether what follows a hyphen is the number of the next line, one more than that of the line it stands in."""
    number = _LINE_NUMBER.match(text, text.rfind("\n", 0, place) + 1)
    if number is None or number.end() >= place:
        return False
    return right.isdecimal() and int(right) == int(number[1]) + 1


def _pages(source: Source) -> list[Page]:
    pages, problem = read_pages(source.data)
    if problem:
        what, hint = _PROBLEMS.get(problem, (f"{problem} is damaged", _AGAIN))
        raise source.error(what, hint=hint)
    return pages
