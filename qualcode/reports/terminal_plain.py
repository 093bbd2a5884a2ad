"""A table as plain text, for a file or another program: what rich prints there, without loading it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len, chop_cells, set_cell_size

from qualcode.model.harmless import visible
from qualcode.model.table import Table
from qualcode.model.wording import text_of

_WORD = re.compile(r"\s*\S+\s*")
_SPACE_AT_END = re.compile(r"\s+$")
_TAB = 8
_ONE_CELL = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x300), *range(0x2010, 0x2028)]))
"""Latin letters and the marks of word processors: as many characters as cells."""


def plain_grid(table: Table, places: Sequence[int], widths: Sequence[int], labels: Sequence[str]) -> Iterator[str]:
    """Some columns of a table, a line under their headings, a line between rows where a column is wide."""
    apart = any(column.wide for column in table.columns)
    right = [table.columns[place].numeric for place in places]
    pads = [(n > 0) + (n < len(places) - 1) for n in range(len(places))]
    blank = " " * (sum(widths) + sum(pads) + len(places) + 1)
    heads = list(map(_cell, labels, widths, right))
    height = max(map(len, heads))
    yield blank
    yield from _row([[" " * width] * (height - len(head)) + head for head, width in zip(heads, widths, strict=True)])
    yield f" {'─' * (len(blank) - 2)} "
    for number, row in enumerate(table.rows):
        if number and apart:
            yield blank
        texts = [visible(text_of(row.cells[place])) for place in places]
        indent = 2 * row.depth
        first = [" " * indent + line for line in _cell(texts[0], widths[0] - indent, right[0])]
        row_cells = [first, *map(_cell, texts[1:], widths[1:], right[1:])]
        height = max(map(len, row_cells))
        yield from _row(
            [cell + [" " * width] * (height - len(cell)) for cell, width in zip(row_cells, widths, strict=True)]
        )
    yield blank


def joined(lines: Iterable[str]) -> bool:
    """Whether characters are joined to one, as emoji are: rich alone knows how wide it takes them for."""
    return any("\u200d" in line or "\ufe0f" in line for line in lines)


def has_room(table: Table, widths: Sequence[int], width: int) -> bool:
    """Whether the columns have the room they were given; rich finds a way where they do not."""
    room = width - 3 * len(widths) + 1
    indent = 2 * max((row.depth for row in table.rows), default=0)
    return min(widths) > 0 and widths[0] > indent and sum(widths) <= room


def cells(text: str) -> int:
    """How wide a text is in a terminal: as rich takes it, which looks at each letter beyond ASCII."""
    return _measure_of(text)(text)


def _measure_of(text: str) -> Callable[[str], int]:
    """What tells how wide a text and any part of it are."""
    return len if (text.isascii() and text.isprintable()) or _ONE_CELL.issuperset(text) else cell_len


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines between words, and within words that are longer than a line."""
    return [line for line, _ in _measured(text, width)]


def _measured(text: str, width: int) -> Iterator[tuple[str, int]]:
    """The lines of a text, each with how wide it is."""
    for line in text.split("\n"):
        spread = _spread(line) if "\t" in line else line
        measure = _measure_of(spread)
        if (length := measure(spread)) <= width:
            yield spread, length
            continue
        for at, end in pairwise([0, *_breaks(spread, width, measure), len(spread)]):
            piece = _trimmed(spread[at:end], width)
            if (length := measure(piece)) > width:
                piece, length = set_cell_size(piece, width), width
            yield piece, length


def _row(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a row: a space at each end, three between columns."""
    return (f" {'   '.join(parts)} " for parts in zip(*cells, strict=True))


def _cell(text: str, width: int, is_right: bool) -> list[str]:
    if is_right:
        lines = (line.rstrip() for line in wrapped(text, width))
        return [" " * (width - cells(line)) + line for line in lines]
    return [line + " " * (width - length) for line, length in _measured(text, width)]


def _trimmed(line: str, width: int) -> str:
    """Without the white space at its end that is past the width."""
    beyond = len(line) - width
    space = _SPACE_AT_END.search(line) if beyond > 0 else None
    return line[: len(line) - min(len(space[0]), beyond)] if space else line


def _breaks(line: str, width: int, measure: Callable[[str], int]) -> list[int]:
    """Where a line that is too long is broken, in characters."""
    breaks: list[int] = []
    used = 0
    for found in _WORD.finditer(line):
        start, word = found.start(), found[0]
        length = measure(word.rstrip())
        if length <= width - used:
            used += measure(word)
        elif length > width:
            *full, last = chop_cells(word, width)
            for part in (*full, last):
                if start:
                    breaks.append(start)
                start += len(part)
            used = measure(last)
        elif used and start:
            breaks.append(start)
            used = measure(word)
    return breaks


def _spread(line: str) -> str:
    """Spaces in place of tabs, up to the next place for one."""
    parts, at = [], 0
    *before, last = line.split("\t")
    for part in before:
        at += cells(part) + 1
        spaces = -at % _TAB
        parts.append(part + " " * (1 + spaces))
        at += spaces
    return "".join([*parts, last])
