"""Codes proposed by words: terms, words near each other, and phrases inside which a term does not count.

All forms of all codes are looked for at once in a folded copy of the whole document.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise, product

from qualcode.model.document import Passages
from qualcode.model.text import Folded, Span, fold_text
from qualcode.suggesters.rules.accents import stand_in_capitals
from qualcode.suggesters.rules.borrowed import scripts_in
from qualcode.suggesters.rules.hyphens import find_hyphenated, joined_words
from qualcode.suggesters.rules.lookup import TERM, UNLESS, LookupTable, NearRule, Owner
from qualcode.suggesters.rules.matcher import Matcher
from qualcode.suggesters.rules.rows import RowsFound

_BETWEEN_WORDS = re.compile(
    r"[^\w\s\-\u2010-\u2014\u2212'’‘ʼ`´\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
"""Signs that part a phrase in two unless the term itself holds them."""
_SIGNS_AROUND = re.compile(r"([^\w]*).*?([^\w]*)", re.DOTALL)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
AS_FAR_BACK = 4
"""Places of one word of `near` that are tried where the latest is the same word as another of the rule."""


def find_keywords(passages: Passages, matcher: Matcher, findings: RowsFound) -> None:
    """Add what the terms and `near` rules of every code find in the informants' passages."""
    if not matcher.entries:
        return
    folded = fold_text(passages.text, is_even=passages.is_even)
    scripts = scripts_in(folded.text)
    words = _words_in(folded, passages.text) if matcher.is_large else frozenset()
    languages = passages.languages or (passages.language,) * len(passages.starts)
    for language in sorted(set(languages)):
        table = matcher.table_of(words, language, scripts)
        if table is not None:
            coded = [
                informant and own == language for informant, own in zip(passages.informant, languages, strict=True)
            ]
            if True in coded:
                _find_in_language(passages, folded, table, coded, matcher, findings)
                find_hyphenated(passages, table.singles, coded, findings)


def _words_in(folded: Folded, text: str) -> frozenset[str]:
    """The words of a text as terms are looked for in it."""
    return frozenset([*folded.text.split(), *joined_words(text).decode().split()])


def _find_in_language(
    passages: Passages, folded: Folded, table: LookupTable, coded: list[bool], matcher: Matcher, findings: RowsFound
) -> None:
    rows, words, owners, is_phrase = findings.rows, table.words, table.owners, table.is_phrase
    starts, ends, ordinals, text = passages.starts, passages.ends, passages.ordinals, passages.text
    # Few passages, often, are in the second language of an interview: only where they are is it looked for.
    here, until = folded.around(starts[coded.index(True)], ends[-1 - coded[::-1].index(True)])
    breaks = [*(place - here for place in folded.breaks), len(folded.text) - here]
    shifts, parted = [shift + here for shift in folded.shifts], _BETWEEN_WORDS.search
    n_segments, segment, n_breaks, shift = len(starts), 0, 0, here - 1
    others: list[tuple[int, int, int]] = []
    # Hits come in the order of their ends, so the segment and the shift only ever move on.
    for pattern, first, last in table.automaton.find_matches_as_indexes(folded.text[here:until], overlapping=True):
        if owners[pattern]:
            others.append((pattern, first + here, last + here))
        while breaks[n_breaks] < last:
            shift = shifts[n_breaks]
            n_breaks += 1
        end = last - 1 + shift
        while segment < n_segments and ends[segment] < end:
            segment += 1
        if segment == n_segments:
            break
        if n_breaks and breaks[n_breaks - 1] > first + 1:
            start = folded.span(first + here + 1, last + here - 1).start
        else:
            start = first + 1 + shift
        if coded[segment] and start >= starts[segment] and not (is_phrase[pattern] and parted(text, start, end)):
            for code, found in words[pattern]:
                rows[code].append((ordinals[segment], start, end, found))
    if others:
        _find_others(others, passages, folded, table, coded, matcher, findings)


def _find_others(
    hits: list[tuple[int, int, int]],
    passages: Passages,
    folded: Folded,
    table: LookupTable,
    coded: list[bool],
    matcher: Matcher,
    findings: RowsFound,
) -> None:
    """Phrases, wildcards, exact terms, words of `near` and `unless`."""
    near_hits: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for pattern, start, end in hits:
        for owner in table.owners[pattern]:
            span = _locate(owner, passages.text, folded, start, end)
            if span is None:
                continue
            segment = bisect_right(passages.starts, span.start) - 1
            if segment < 0 or not coded[segment] or span.end > passages.ends[segment]:
                continue
            if owner.use.near == TERM:
                findings.rows[owner.use.code].append((passages.ordinals[segment], *span, owner.found))
            elif owner.use.near == UNLESS:
                findings.unless[owner.use.code].append(span)
            else:
                near_hits[owner.use.near].append((*span, owner.use.word))
    for rule, places in sorted(near_hits.items()):
        _find_near(matcher.nears[rule], sorted(places), passages, findings)


def _locate(owner: Owner, text: str, folded: Folded, start: int, end: int) -> Span | None:
    """Where the form stands in the text, if all of it does."""
    if owner.wildcard is None:
        first, last = start + 1, end - 1
    else:
        first = folded.text.rfind(" ", 0, start + 1) + 1
        match = owner.wildcard.match(folded.text, first)
        if match is None:
            return None
        last = match.end()
    span = folded.span(first, last)
    if owner.signs is not None and not owner.signs.issuperset(_BETWEEN_WORDS.findall(text, span.start, span.end)):
        return None
    # In a text without any accents they are left out in small letters, too.
    if owner.accented and not folded.text.isascii() and not stand_in_capitals(owner.accented, span.within(text)):
        return None
    return _read_exactly(owner.exact, text, span) if owner.exact else span


def _read_exactly(exact: str, text: str, span: Span) -> Span | None:
    """The stretch with the signs the term begins and ends with, where the text reads as the codebook does."""
    before, after = (len(sign) for sign in _SIGNS_AROUND.fullmatch(exact).group(1, 2))  # type: ignore[union-attr]
    widened = Span(max(0, span.start - before), span.end + after)
    return widened if _as_written(widened.within(text)) == _as_written(exact) else None


def _as_written(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words.translate(_APOSTROPHES)).split())


def _find_near(rule: NearRule, places: list[tuple[int, int, int]], passages: Passages, findings: RowsFound) -> None:
    """Words of one rule, in one sentence of one segment, in either order, at most so many words apart."""

    def sentence(place: tuple[int, int, int]) -> tuple[int, int]:
        return bisect_right(passages.starts, place[0]), bisect_right(passages.sentences, place[0])

    for (segment, _), group in groupby(places, key=sentence):
        met: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, end, word in group:
            met[word].append((start, end))
            if len(met) < rule.n_words:
                continue
            chosen = _apart(met, word)
            if not chosen:
                continue
            first, last = min(chosen)[0], max(end for _, end in chosen)
            if len(passages.text[first:start].split()) <= rule.within:
                findings.rows[rule.code].append((passages.ordinals[segment - 1], first, last, rule.found))
                met.clear()


def _apart(met: Mapping[int, Sequence[tuple[int, int]]], word: int) -> list[tuple[int, int]]:
    """The latest place of each word of a rule, none on the letters of another; `word` was met last."""
    latest = [places[-1] for places in met.values()]
    if _are_apart(latest):
        return latest
    others = [places[-AS_FAR_BACK:] for other, places in met.items() if other != word]
    choices = [[met[word][-1], *choice] for choice in product(*others)]
    return max(filter(_are_apart, choices), key=min, default=[])


def _are_apart(places: Iterable[tuple[int, int]]) -> bool:
    return all(end <= start for (_, end), (start, _) in pairwise(sorted(places)))
