"""A draft of the sample study with errors planted in it: of every item it is known whether it is wrong."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from qualcode.model.bookmarks import Mark
from qualcode.model.draft_part import DraftPart as Part
from qualcode.model.one_of import several_of
from qualcode.model.quote import Quote
from qualcode.model.table import Figure
from qualcode.model.told import Way, told
from qualcode.model.wording import number_in_words
from qualcode.study.results.results import Results
from qualcode.tables.lines import Line, lines_of


@dataclass(frozen=True)
class Planted:
    """A paragraph of the draft and what is wrong with it."""

    part: Part
    text: str
    is_wrong: bool
    heading: str = ""
    marked: str = ""
    """Words of it that a report wrote, as they stand there."""
    mark: Mark | None = None


def planted(results: Results, asked: str, *, seed: int = 1) -> list[Planted]:
    """67 items; `asked` are words of an interviewer."""
    chance = random.Random(seed)
    everyone = {quote.informant_id: quote for quote in results.selection.quotes}
    quotes = [quote for quote in results.selection.quotes if "[" not in quote.text and len(quote.text.split()) > 14]
    chance.shuffle(quotes)
    items = [*_quotations(quotes[:19], asked)]
    items += _labels(results, quotes[19:25])
    items += _counts([*lines_of(results.frequencies())][:34])
    items += _figures(results, quotes[25])
    items += _private(results, everyone)
    return items


def _quotations(quotes: list[Quote], asked: str) -> Iterator[Planted]:
    words = [quote.text.split() for quote in quotes]
    wrong = [
        [*words[0][:5], "zebra", *words[0][6:]],
        ["It", "is", "not", "so:", *words[1]],
        [*words[2][:4], *words[2][7:]],
        [*words[3][:4], words[3][5], words[3][4], *words[3][6:]],
        [*words[4][:7], *words[5][:7]],
        ["Nobody", "in", "this", "whole", "valley", "ever", "wrote", "anything", "like", "these", "words"],
        asked.split(),
        [*words[7][:3], "[indeed]", "zebra", *words[7][4:]],
        [*words[8], "zebra"],
    ]
    for said in wrong:
        yield Planted(Part.QUOTATIONS, f"Somebody told us: “{' '.join(said)}”", True)
    for said in words[9:]:
        yield Planted(Part.QUOTATIONS, f"Somebody told us: “{' '.join(said)}”", False)


def _labels(results: Results, quotes: list[Quote]) -> Iterator[Planted]:
    for place, quote in enumerate(quotes):
        label = quote.attribution
        if place == 0:
            others = {other.attribution for other in results.selection.quotes} - {quote.attribution}
            label = min(others, key=lambda each: ("Key" in each, each))
        if place == 1:
            label = f"{label}, director"
        yield Planted(Part.ATTRIBUTIONS, f"“{quote.text}” {label}", place < 2)


def _counts(lines: list[Line]) -> Iterator[Planted]:
    """Of each theme one statement, every third of them wrong; further ones of a group until there are 34."""
    made: list[Planted] = []
    for place, line in enumerate(lines):
        off = place % 3 == 0
        k, n = line.raised, line.total.of or 0
        wrong = k - 1 if k else k + 1
        said = wrong if off else k
        forms = (
            f"{line.name} was raised by {said} of {n} informants.",
            f"{line.name} came up often (n={said}).",
            f"In all, {number_in_words(said)} informants raised {line.name}.",
            f"{line.name} was raised by {100 * said / n:.0f} % of informants.",
        )
        made.append(Planted(Part.COUNTS, forms[place % 4], off))
    for place, line in enumerate(lines):
        label, figure = line.groups[place % len(line.groups)]
        off = place % 3 == 0
        k, n = int(figure.value or 0), figure.of or 0
        said = (k + 1) % (n + 1) if off else k
        text = f"{number_in_words(said).capitalize()} of the {number_in_words(n)} {several_of(label)} spoke of it."
        made.append(Planted(Part.COUNTS, text, off, heading=line.name))
    yield from made[:34]


def _figures(results: Results, quote: Quote) -> Iterator[Planted]:
    figures = [line.total for line in lines_of(results.frequencies())][:3]
    for place, figure in enumerate(figures):
        words = told(figure, Way.OF_ALL)
        shown = "two of the eleven" if place == 0 else words
        yield _marked(shown, figure, is_wrong=place == 0)
    gone = Mark.of("Q-aaaaaaaaaa", f"“{quote.text}”", 9)
    yield Planted(Part.FIGURES, f"“{quote.text}”", True, marked=f"“{quote.text}”", mark=gone)


def _marked(words: str, figure: Figure, *, is_wrong: bool) -> Planted:
    mark = Mark.of(figure.id, words, 1, Way.OF_ALL)
    return Planted(Part.FIGURES, f"That was said by {words} informants.", is_wrong, marked=words, mark=mark)


def _private(results: Results, everyone: dict[str, Quote]) -> Iterator[Planted]:
    yield Planted(Part.PRIVACY, f"As {next(iter(everyone))} told us, it is hard.", True)
    yield Planted(Part.PRIVACY, f"See {results.interviews[1].id} on this.", True)
    yield Planted(Part.PRIVACY, "Write to lena.k@example.org for more.", True)
    yield Planted(Part.PRIVACY, "The interview on 12 March 2024 was long.", True)


def write_planted(items: list[Planted], path: Path, *, seed: int = 1) -> dict[int, Planted]:
    """Write the draft, its runs cut at random, and give the items by the number of their paragraph."""
    chance = random.Random(seed)
    document = docx.Document()
    document.core_properties.author = ""
    numbers: dict[int, Planted] = {}
    for n_paragraphs, item in enumerate(items):
        document.add_heading(item.heading or "Other", 2)
        _write(document.add_paragraph(), item, chance, n_paragraphs)
        numbers[2 * n_paragraphs + 2] = item
    document.save(str(path))
    return numbers


def _write(paragraph: Any, item: Planted, chance: random.Random, number: int) -> None:
    before, marked, after = item.text.partition(item.marked) if item.marked else (item.text, "", "")
    _runs(paragraph, before, chance)
    if item.mark:
        _bookmark(paragraph, "w:bookmarkStart", number, item.mark.name)
        _runs(paragraph, marked, chance)
        _bookmark(paragraph, "w:bookmarkEnd", number, "")
    _runs(paragraph, after, chance)


def _runs(paragraph: Any, text: str, chance: random.Random) -> None:
    while text:
        cut = chance.randint(1, 20)
        paragraph.add_run(text[:cut])
        text = text[cut:]


def _bookmark(paragraph: Any, tag: str, number: int, name: str) -> None:
    element = OxmlElement(tag)
    element.set(qn("w:id"), str(number))
    if name:
        element.set(qn("w:name"), name)
    paragraph._p.append(element)
