"""How near a rule came to matching a passage: the closest word, the words too far apart, the pattern half met."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

from qualcode.model.codebook import Near
from qualcode.model.document import Segment
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span, fold_text
from qualcode.suggesters.rules.forms import expand_term
from qualcode.suggesters.rules.terms import Term

LIKE = 70.0
"""Below this nothing is called near (rapidfuzz's ratio, 0 to 100)."""
MOST_FORMS = 24
"""Of a term, compared with the passage: the term's own words come first."""
MOST_CHOICES = 20_000
"""Of places for the words of one `near`, before only the first of each are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """The nearest a rule came."""

    why: str
    words: str = ""
    start: int = -1
    likeness: float = 0.0


def nearest_term(text: str, segment: Segment, term: Term, forms: Sequence[str]) -> Miss:
    """The words of the passage most like any form of a term."""
    from rapidfuzz import fuzz, process

    words = _words(segment)
    best = Miss(why="nothing like it stands here")
    for form in (" ".join(term.words),) if term.is_exact else forms[:MOST_FORMS]:
        form = form.replace("*", "")
        for n in (len(form.split()), len(form.split()) + 1):
            found = process.extractOne(form, _windows(segment, n), scorer=fuzz.ratio, score_cutoff=LIKE)
            if found is not None and found[1] > best.likeness:
                _, likeness, place = found
                span = Span(words[place][1].start, words[place + n - 1][1].end)
                why = _why_unlike(term, form, likeness)
                best = Miss(why=why, words=span.within(text), start=span.start, likeness=likeness)
    return best


def _why_unlike(term: Term, form: str, likeness: float) -> str:
    if likeness < 100:
        return f"{likeness:.0f} % like “{form}”"
    return f"written otherwise than “{term.text}”" if term.is_exact else "a sign stands between the words"


@lru_cache(maxsize=8)
def _windows(segment: Segment, n: int) -> list[str]:
    """Every stretch of so many words."""
    words = [word for word, _ in _words(segment)]
    return [" ".join(words[place : place + n]) for place in range(len(words) - n + 1)]


@lru_cache(maxsize=2)
def _words(segment: Segment) -> list[tuple[str, Span]]:
    """The words of the passage as matching sees them, with their places in the document."""
    folded = fold_text(segment.text)
    found = []
    for match in re.finditer(r"\S+", folded.text):
        start, end = folded.span(*match.span())
        found.append((match.group(), Span(segment.start + start, segment.start + end)))
    return found


def nearest_near(text: str, segment: Segment, near: Near, places: Sequence[Sequence[Span]], language: str) -> Miss:
    """How far apart the words of a `near` rule stand, or which of them is not there."""
    missing = [word for word, spans in zip(near.words, places, strict=True) if not spans]
    if missing:
        return _without(text, segment, near, missing, places, language)
    if _count(places) > MOST_CHOICES:
        places = [spans[:8] for spans in places]
    choices = [_stretch(text, choice, segment) for choice in product(*places) if _are_apart(choice)]
    if not choices:
        span = min(places[0])
        return Miss(why="one word stands for two of the rule", words=span.within(text), start=span.start, likeness=LIKE)
    parted, n_words, span = min(choices)
    words = span.within(text)
    if parted:
        return Miss(why="the words stand in different sentences", words=words, start=span.start, likeness=85.0)
    likeness = max(LIKE, 99.0 + near.within - n_words)
    why = f"{n_words} words apart, {near.within} are allowed"
    return Miss(why=why, words=words, start=span.start, likeness=likeness)


def _are_apart(places: Sequence[Span]) -> bool:
    return all(before.end <= after.start for before, after in pairwise(sorted(places)))


def _stretch(text: str, choice: Sequence[Span], segment: Segment) -> tuple[bool, int, Span]:
    """Whether sentences part the words, how many words apart they are, and from where to where."""
    first, last = min(choice), max(choice)
    parted = any(first.start < sentence.start <= last.start for sentence in segment.sentences)
    return parted, len(text[first.start : last.start].split()), Span(first.start, max(span.end for span in choice))


def _without(
    text: str, segment: Segment, near: Near, missing: list[str], places: Sequence[Sequence[Span]], language: str
) -> Miss:
    present = [spans[0] for spans in places if spans]
    if not present:
        return Miss(why="none of its words is here")
    closest = []
    for word in missing:
        term = Term(word.strip(), language)
        miss = nearest_term(text, segment, term, expand_term(term))
        closest.append(f"“{word}” is missing" + (f" (nearest: “{miss.words}”)" if miss.words else ""))
    span = min(present)
    likeness = LIKE * len(present) / len(near.words)
    return Miss(why="; ".join(closest), words=span.within(text), start=span.start, likeness=likeness)


def _count(places: Sequence[Sequence[Span]]) -> int:
    total = 1
    for spans in places:
        total *= len(spans)
    return total


def nearest_pattern(segment: Segment, pattern: Sequence[Mapping[str, Any]], language: str) -> Miss:
    """The longest beginning of a token pattern that the passage meets."""
    from qualcode.suggesters.rules.patterns import longest_beginning

    n_tokens, span = longest_beginning(segment.text, pattern, language)
    if not n_tokens:
        return Miss(why="its first token is not here")
    return Miss(
        why=f"{n_tokens} of {len(pattern)} tokens in a row",
        words=span.within(segment.text),
        start=segment.start + span.start,
        likeness=90.0 * n_tokens / len(pattern),
    )
