"""Where a quote stands in a passage, though another program, a spreadsheet or a person wrote it a little otherwise."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from qualcode.model.document import Segment
from qualcode.model.text import Folded, Span, fold_term, fold_text

SHORTEST = 12
"""Letters of a quote that is found by its letters alone, wherever words are parted."""
_LEFT_OUT = re.compile(r"\s*[\[(<]\s*(?:\.{2,}|…)\s*[\])>]\s*|\s*(?:\.{3,}|…)\s*")
_UNUSED = "\x81\x8d\x8f\x90\x9d"
"""Positions that Windows-1252 leaves empty, and programs pass on."""
LONG_ENOUGH = 4
"""Words of a quote that is looked for across passages."""
_LINE_LABEL = re.compile(r"^(?:\W*\d[\d:.]*\W+)?(?:[^\n:]{1,40}:\s)?", re.MULTILINE)
_LABEL = re.compile(r"[^\n:]{1,40}:\s+")


def find_quoted(quote: str, segments: Sequence[Segment]) -> list[tuple[Segment, Span]]:
    """The passages a quote stands in, and where: as it is written, else whatever its signs, spaces and capitals are."""
    if not quote.strip():
        return []
    exact = [(each, Span(place, place + len(quote))) for each in segments if (place := each.text.find(quote)) >= 0]
    if exact:
        return exact
    folded = [(segment, fold_text(segment.text)) for segment in segments]
    for way in _ways(quote):
        found = [(segment, span) for segment, text in folded if (span := _find(way, text)) is not None]
        if found:
            return found
    return []


def find_whole(quote: str, text: str) -> Span | None:
    """Where a quote stands in a whole interview, over several turns: labels and times in it aside; None where it stands
    in several places, or its words are not all there in their order.
    """
    words = [fold_term(part) for part in _LINE_LABEL.sub(" ", quote).split()]
    wanted = [word for word in " ".join(words).split() if word]
    if len(wanted) < LONG_ENOUGH:
        return None
    folded = fold_text(text)
    found = list(re.finditer(f"(?<= ){' +'.join(map(re.escape, wanted))}(?= )", folded.text))
    return folded.span(*found[0].span()) if len(found) == 1 else None


def _ways(quote: str) -> Iterator[list[str]]:
    """The stretches of a quote in their order: all of it, without a label, repaired; then with parts left out."""
    texts = [quote, html.unescape(quote), _repaired(quote)]
    texts += [text[label.end() :] for text in texts if (label := _LABEL.match(text))]
    texts = list(dict.fromkeys(texts))
    yield from ([text] for text in texts)
    for text in texts:
        parts = [part for part in _LEFT_OUT.split(text) if fold_term(part)]
        if len(parts) > 1:
            yield parts


def _repaired(text: str) -> str:
    """UTF-8 that was read as Windows-1252: `donâ€™t`."""
    try:
        return b"".join(sign.encode("latin-1" if sign in _UNUSED else "cp1252") for sign in text).decode("utf-8")
    except UnicodeError:
        return text


def _find(parts: Sequence[str], folded: Folded) -> Span | None:
    """Where these stretches stand one after the other, by their words; a long one by its letters, too."""
    words = [fold_term(part).split() for part in parts]
    between = (" +".join(map(re.escape, some)) for some in words)
    found = re.search(".*?".join(between), folded.text) if all(words) else None
    if found is None and len(parts) == 1 and len("".join(words[0])) >= SHORTEST:
        found = re.search(" *".join(map(re.escape, "".join(words[0]))), folded.text)
    return folded.span(*found.span()) if found else None
