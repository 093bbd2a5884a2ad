"""A PDF page in Arabic or Hebrew script: its glyphs, as they stand on the page → lines in the order of reading.

A PDF holds where each glyph is drawn, and programs draw from left to right, in pieces, whatever is read first. So lines
are made anew from the places: from right to left, but numbers and words in other letters from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from statistics import median
from typing import NamedTuple

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_ALEFS, _LAM = frozenset("اأإآٱ"), "ل"
_STRONG_LEFT, _NUMBERS, _STRONG_RIGHT = frozenset({"L"}), frozenset({"EN", "AN"}), frozenset({"R", "AL"})
_BETWEEN_NUMBERS, _BESIDE_NUMBERS = frozenset({"ES", "CS"}), frozenset({"ET"})
_AMONG_ARABIC = {"ET": "ON", "ES": "ON"}
_WITHIN_WORDS = frozenset("/-–—.,:;()[]'\"«»،؛؟!…")
_BEGINS_WITH_ITS_END = re.compile(r"([.،؛؟!])(?!\1)\s*[^\W\d]")
"""How a line reads from the right whose paragraph was written from the left, as Word does where nobody told it."""
_SAME_LINE, _SPACE, _SPACE_KNOWN = 0.35, 0.22, 0.05
"""Shares of a line's height: how far apart glyphs of one line stand above each other; gaps that part words."""


class Glyph(NamedTuple):
    """What is drawn at one place of a page: a character, or several of a ligature."""

    text: str
    x: float
    y: float
    left: float
    right: float
    height: float


class Line(NamedTuple):
    """A line in the order of reading, and how far above the page's lower edge it stands."""

    text: str
    y: float


def read_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page from its top to its foot."""
    drawn = [glyph for glyph in _joined(glyphs) if glyph.text.strip()]
    spaces = [glyph for glyph in glyphs if glyph.text.isspace()]
    marks = [glyph for glyph in drawn if _is_mark(glyph)]
    usual = median(glyph.height for glyph in drawn) if drawn else 0.0
    lines: list[list[Glyph]] = []
    for glyph in sorted((each for each in drawn if not _is_mark(each)), key=lambda each: -each.y):
        if lines and abs(lines[-1][0].y - glyph.y) <= _SAME_LINE * max(glyph.height, usual):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for mark in marks:
        _put_on_its_letter(mark, lines)
    n_right, n_left = (_n_of(among, drawn) for among in (_STRONG_RIGHT, _STRONG_LEFT))
    return [_line(line, spaces, from_right=n_right >= n_left) for line in lines]


def _n_of(among: Set[str], glyphs: Iterable[Glyph]) -> int:
    return sum(unicodedata.bidirectional(glyph.text[0]) in among for glyph in glyphs)


def _joined(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with the characters of a ligature as one, in the order of reading: they share a place.

    The library turns the characters of most ligatures round; lam before alef, of which there is one in nearly every
    line, shows whether it did.
    """
    together: list[list[Glyph]] = []
    for glyph in glyphs:
        before = together[-1][-1] if together else None
        if before and not glyph.text.isspace() and before[1:5] == glyph[1:5] and not _is_mark(glyph):
            together[-1].append(glyph)
        elif before and _is_mark(glyph) and before[1:3] == glyph[1:3] and _is_letter(before):
            # Some programs say of the sign alone what it and its letter are, and of the letter nothing.
            left, right = min(before.left, glyph.left), max(before.right, glyph.right)
            together[-1][-1] = before._replace(text=before.text + glyph.text, left=left, right=right)
        else:
            together.append([glyph])
    pairs = ["".join(each.text for each in group) for group in together if len(group) == 2]
    turned = sum(pair[0] in _ALEFS and pair[1] == _LAM for pair in pairs)
    as_read = sum(pair[0] == _LAM and pair[1] in _ALEFS for pair in pairs)
    found = []
    for group in together:
        letters = [each.text for each in group]
        if len(group) == 2 and {letters[0][0], letters[1][0]} & _ALEFS and _LAM in letters:
            letters.sort(key=lambda letter: letter != _LAM)
        elif len(group) > 1 and RIGHT_TO_LEFT.search("".join(letters)) and turned >= as_read:
            letters.reverse()
        text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), "".join(letters))
        found.append(group[0]._replace(text=text))
    return found


def _is_mark(glyph: Glyph) -> bool:
    return len(glyph.text) == 1 and unicodedata.category(glyph.text) == "Mn"


def _put_on_its_letter(mark: Glyph, lines: list[list[Glyph]]) -> None:
    """A vowel sign goes behind the letter it stands over."""
    middle = (mark.left + mark.right) / 2
    near = [line for line in lines if abs(line[0].y - mark.y) <= max(line[0].height, mark.height)]
    letters = [(line, n) for line in near for n, letter in enumerate(line) if not _is_mark(letter)]
    if not letters:
        return

    def away(place: tuple[list[Glyph], int]) -> tuple[float, float]:
        letter = place[0][place[1]]
        beside = max(letter.left - middle, middle - letter.right, 0.0)
        return beside + abs(letter.y - mark.y) * 0.5, abs((letter.left + letter.right) / 2 - middle)

    line, n = min(letters, key=away)
    line[n] = line[n]._replace(text=line[n].text + mark.text)


def _line(glyphs: Sequence[Glyph], spaces: Sequence[Glyph], *, from_right: bool) -> Line:
    """A line of a page that is read `from_right` on the whole; one without a letter of such a script never is."""
    y = glyphs[0].y
    row = _without_stretching(sorted(glyphs, key=lambda each: each.left + each.right))
    known = [space.x for space in spaces if abs(space.y - y) <= _SAME_LINE * max(space.height, glyphs[0].height)]
    pieces: list[str] = []
    height = max(glyph.height for glyph in row)
    for n, glyph in enumerate(row):
        if n and _is_apart(row[n - 1], glyph, known, height):
            pieces.append(" ")
        pieces.append(glyph.text)
    kinds = [unicodedata.bidirectional(piece[0]) for piece in pieces]
    if kinds.count("AL") > kinds.count("R"):  # there a number is written without what stands beside it: `50` `%`
        kinds = [_AMONG_ARABIC.get(kind, kind) for kind in kinds]
    n_right, n_left = (_n_of(among, glyphs) for among in (_STRONG_RIGHT, _STRONG_LEFT))
    from_right = n_right > 0 if from_right else n_right > n_left
    text = _as_read(pieces, kinds, from_left=not from_right)
    if from_right and _BEGINS_WITH_ITS_END.match(text):
        text = _as_read(pieces, kinds, from_left=True)
    return Line(_brackets_put_right(text), y)


def _without_stretching(row: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a line without those that only draw a word longer, which many programs call by any sign."""
    kept: list[Glyph] = []
    waiting: list[Glyph] = []
    for glyph in row:
        joins = bool(kept or waiting) and abs(glyph.left - (waiting or kept)[-1].right) <= _SPACE_KNOWN * glyph.height
        is_letter = _is_letter(glyph)
        if is_letter and waiting and joins:
            kept[-1] = kept[-1]._replace(right=waiting[-1].right)
            waiting = []
        if kept and not is_letter and joins and glyph.text not in _WITHIN_WORDS and (waiting or _is_letter(kept[-1])):
            waiting.append(glyph)
            continue
        kept += [*waiting, glyph]
        waiting = []
    return [*kept, *waiting]


def _is_letter(glyph: Glyph) -> bool:
    return unicodedata.bidirectional(glyph.text[0]) == "AL"


def _is_apart(before: Glyph, glyph: Glyph, spaces: Iterable[float], height: float) -> bool:
    """Whether words are parted there; low letters are no measure of that, but the `height` of the line is."""
    gap = glyph.left - before.right
    if gap > _SPACE * height:
        return True
    return gap > _SPACE_KNOWN * height and any(before.right - 0.5 <= x <= glyph.left + 0.5 for x in spaces)


def _as_read(pieces: Sequence[str], kinds: Sequence[str], *, from_left: bool) -> str:
    """Pieces that stand from left to right, in the order of reading."""
    order = range(len(pieces)) if from_left else range(len(pieces) - 1, -1, -1)
    against = _runs_of_right(kinds) if from_left else _runs_of_left(kinds)
    starts = {run.start if from_left else run.stop - 1: run for run in against}
    read: list[str] = []
    skipped: set[int] = set()
    for n in order:
        if n in skipped:
            continue
        if n in starts:
            run = starts[n]
            within = slice(run.start, run.stop)
            read += [_as_read(pieces[within], kinds[within], from_left=False)] if from_left else pieces[within]
            skipped |= set(run)
        else:
            read.append(pieces[n])
    return "".join(read).strip()


def _runs_of_left(kinds: Sequence[str]) -> list[range]:
    """Where, in a line read from the right, numbers and words of other scripts stand."""
    runs: list[range] = []
    n = 0
    while n < len(kinds):
        if kinds[n] not in _STRONG_LEFT | _NUMBERS:
            n += 1
            continue
        start, end = n, n + 1
        while end < len(kinds):
            following = next((m for m in range(end, len(kinds)) if kinds[m] in _STRONG_LEFT | _NUMBERS), None)
            if following is None or not _holds_together(kinds[end - 1], kinds[end:following], kinds[following]):
                break
            end = following + 1
        while start and kinds[start - 1] in _BESIDE_NUMBERS and kinds[start] in _NUMBERS:
            start -= 1
        while end < len(kinds) and kinds[end] in _BESIDE_NUMBERS and kinds[end - 1] in _NUMBERS:
            end += 1
        runs.append(range(start, end))
        n = end
    return runs


def _holds_together(before: str, between: Sequence[str], after: str) -> bool:
    if any(kind in _STRONG_RIGHT for kind in between):
        return False
    if before in _NUMBERS and after in _NUMBERS:
        return not between or (len(between) == 1 and between[0] in _BETWEEN_NUMBERS)
    return True


def _runs_of_right(kinds: Sequence[str]) -> list[range]:
    """Where, in a line read from the left, words of Arabic or Hebrew script stand, with the numbers among them."""
    runs: list[range] = []
    for n, kind in enumerate(kinds):
        if kind not in _STRONG_RIGHT:
            continue
        if runs and not any(each in _STRONG_LEFT for each in kinds[runs[-1].stop : n]):
            runs[-1] = range(runs[-1].start, n + 1)
        else:
            runs.append(range(n, n + 1))
    return runs


def _brackets_put_right(text: str) -> str:
    """A bracket is drawn mirrored in a line that is read from the right: one that closes what none opened, opens."""
    for opening, closing in ("()", "[]", "{}", "«»"):
        places = [n for n, character in enumerate(text) if character in (opening, closing)]
        put_right = [opening, closing] * (len(places) // 2)
        if len(places) > 1 and len(places) % 2 == 0 and [text[n] for n in places] != put_right:
            drawn = list(text)
            for n, character in zip(places, put_right, strict=True):
                drawn[n] = character
            text = "".join(drawn)
    return text
