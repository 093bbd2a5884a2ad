"""RTF → blocks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from qualcode.files.notes import phrases
from qualcode.files.source import ReadOptions, Source
from qualcode.readers.blocks import Block, Reading
from qualcode.readers.rows import rows_to_blocks

_UNSEEN = re.compile(r"\\(?:v|deleted)(?![a-z])")
_TOKEN = re.compile(r"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d+)? ?|\\'[0-9a-fA-F]{2}|\\.|[{}]|[^\\{}]+|\\", re.DOTALL)
_SAID = frozenset({"u", "tab", "line", "emdash", "endash", "bullet", "lquote", "rquote", "ldblquote", "rdblquote"})
"""Control words that stand for characters."""
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BESIDE = re.compile(r"\{\s*(?:\\\*\s*)?\\(header|footer|footnote)(?:[lrf](?![a-z]))?(?![a-z]) ?")
_ENDS = re.compile(r"\\\\|\\(cell|row)(?![a-zA-Z])")
_CELL, _ROW = "\x01", "\x02"
_ROW_ENDS = re.compile(f"{_ROW}\n?")
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{32,}\s*){4,}")
"""Pictures are long stretches of hexadecimal digits, which would only cost time."""


def read_rtf(source: Source, options: ReadOptions) -> Reading:
    """A paragraph per line of the plain text that striprtf finds."""
    if not source.data.lstrip().startswith(b"{\\rtf"):
        raise source.error("is no RTF file inside", hint="give the file its right ending and import again")
    written = _PICTURE.sub("", source.data.decode("latin-1"))
    counts: Counter[str] = Counter()
    encoding = options.encoding or "cp1252"
    if _UNSEEN.search(written):
        written = _without_unseen(written, counts)
    try:
        text, beside = _to_text(_mark_cells(written), encoding), _beside_the_text(written, encoding)
    except Exception as error:  # striprtf meets damage with whatever its code runs into
        raise source.error("is damaged inside", hint="open it in a word processor and save it as .docx") from error
    counts["footnotes left out"] = len(beside["footnote"])
    left_out = [line for texts in beside.values() for line in texts]
    return Reading(blocks=list(_blocks(text)), notes=list(phrases(counts)), left_out=left_out)


def _to_text(written: str, encoding: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(written, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]


def _beside_the_text(written: str, encoding: str) -> dict[str, list[str]]:
    """What footnotes and page headers say, which stand in groups of their own; a header once, however many pages."""
    found: dict[str, list[str]] = {"header": [], "footer": [], "footnote": []}
    for start in _BESIDE.finditer(written):
        depth, end = 0, start.start()
        for brace in _BRACE.finditer(written, start.start()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            end = brace.end()
            if depth == 0:
                break
        text = _to_text("{\\rtf1 " + written[start.end() : end], encoding).strip()
        if text and (start[1] == "footnote" or text not in found[start[1]]):
            found[start[1]].append(text)
    return found


def _without_unseen(written: str, counts: Counter[str]) -> str:
    """The RTF without hidden and deleted words; either holds until it is switched off or its group ends."""
    kept: list[str] = []
    groups: list[tuple[bool, bool]] = []
    hidden = deleted = was_unseen = False
    for token in _TOKEN.finditer(written):
        word, number = token["word"], token["number"]
        if token[0] == "{":
            groups.append((hidden, deleted))
        elif token[0] == "}":
            hidden, deleted = groups.pop() if groups else (False, False)
        elif word == "v":
            hidden = number != "0"
        elif word == "deleted":
            deleted = number != "0"
        elif word == "plain":
            hidden = deleted = False
        elif (hidden or deleted) and (word is None or word in _SAID):
            if not was_unseen and token[0].strip():
                counts["stretches of hidden text left out" if hidden else "tracked deletions left out"] += 1
                was_unseen = True
            continue
        if not (hidden or deleted):
            was_unseen = False
        kept.append(token[0])
    return "".join(kept)


def _mark_cells(written: str) -> str:
    """The RTF with a sign where each cell and row ends: striprtf ends paragraphs within cells as it ends rows."""
    return _ENDS.sub(lambda found: {"cell": _CELL, "row": _ROW}.get(found[1] or "", "") + found[0], written)


def _blocks(text: str) -> Iterator[Block]:
    """A paragraph per line, and the rows of tables, whose cells may hold several paragraphs."""
    for is_row, stretches in itertools.groupby(_stretches(text), key=lambda stretch: isinstance(stretch, list)):
        if is_row:
            yield from rows_to_blocks([stretch for stretch in stretches if isinstance(stretch, list)])
        else:
            yield from (Block(text=line) for line in stretches if isinstance(line, str) and line.strip())


def _stretches(text: str) -> Iterator[str | list[str]]:
    """The lines outside tables, and the cells of each row."""
    *rows, below = _ROW_ENDS.split(text)
    for row in rows:
        before, newline, first = row.partition(_CELL)[0].rpartition("\n")
        if newline:
            yield from before.splitlines()
        cells = row[len(before) + len(newline) :].split(f"{_CELL}|")
        yield [cell.strip("\n").replace("\n", "\n\n") for cell in cells[:-1]] if len(cells) > 1 else [first]
    yield from below.replace(f"{_CELL}|", "|").splitlines()
