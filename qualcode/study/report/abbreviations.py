"""The abbreviations of a report: those that its settings explain, and those in its types and themes that nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.model.quote import Quote
from qualcode.model.report import Chart
from qualcode.model.table import Table
from qualcode.model.wording import listed
from qualcode.model.writing import Block, Chapter
from qualcode.study.results.results import Results

_CAPITALS = re.compile(r"\b[A-Z]{2,}(?=s?\b)")
_QUESTION = re.compile(r"\bEQ(?=\d)")


def abbreviations_in(chapters: Sequence[Chapter], known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The abbreviations that stand in these chapters and are explained, with what they stand for; with them the one
    that the report itself brings in, for evaluation questions."""
    text = "\n".join(words for chapter in chapters for words in _words_of(chapter))
    found = {short: full for short, full in known.items() if re.search(rf"\b{re.escape(short)}(?=s?\b)", text)}
    if found and _QUESTION.search(text):
        found.setdefault("EQ", "evaluation question")
    return tuple(sorted(found.items()))


def unexplained_note(results: Results, known: Mapping[str, str]) -> str:
    """Name the abbreviations in types of informants and themes that the settings do not explain; empty without any."""
    names = (*results.labels.values(), *(code.name for code in results.codebook.codes))
    missing = sorted({short for name in names for short in _CAPITALS.findall(name)} - {*known})
    if not missing:
        return ""
    return (
        f"the report does not say what {listed(missing)} stand{'s' if len(missing) == 1 else ''} for: write it under "
        f'[report.abbreviations] in qualcode.toml, as {missing[0]} = "…"'
    )


def _words_of(chapter: Chapter) -> Iterator[str]:
    yield chapter.heading
    for block in chapter.blocks:
        yield from _words(block)


def _words(block: Block) -> Iterable[str]:
    if isinstance(block, Table):
        labels = (column.label for column in block.columns)
        return (block.title, *labels, *block.notes, *(str(cell) for row in block.rows for cell in row.cells))
    if isinstance(block, Chart):
        return (block.title, *block.rows, *block.columns)
    return (block.printed, block.attribution) if isinstance(block, Quote) else (block.text,)
