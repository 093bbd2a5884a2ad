"""Sentences computed from a table of themes: what sets groups apart, what was said, and what too few said to tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from qualcode.model.beside import Beside, asides
from qualcode.model.one_of import several_of, told_of
from qualcode.model.table import Figure
from qualcode.model.told import Way, is_settled, told
from qualcode.model.wording import NUMBERS
from qualcode.model.writing import Paragraph, Piece, joined
from qualcode.tables.lines import Line, widest

MOST_APART = 2
"""Themes under one theme of which a paragraph says how groups differ."""

Pieces = tuple[Piece, ...]

NONE_UNDER: Mapping[str, Collection[str]] = MappingProxyType({})


def theme_frame(lines: Sequence[Line], *, said_before: bool = False) -> Paragraph:
    """Say of a theme and those under it (as from `family_of`) what sets groups apart, and what was said.

    That everybody spoke of the uppermost one is left out where the chapter has `said_before`; so is how many deny it,
    alone, which stands above the words of those who do.
    """
    first, *below = lines
    sentences: list[Pieces] = []
    beside = [] if said_before and asides(first.total).keys() == {Beside.CONTRARY} else [*_said_beside(first)]
    if first.is_apart and sum(map(len, first.sides)) == len(first.groups):
        sentences += [_apart(first), *beside]
    elif not (said_before and first.by_all):
        sentences += [_who(first, (_theme(first),)), *_silent(first), *beside]
    apart = _told_apart(below, first)
    sentences += [_apart(line) for line in apart]
    sentences += _parts([line for line in below if line not in apart])
    return Paragraph(pieces=_spaced(sentences))


def finding_frame(line: Line, themes: Sequence[str], *, is_marked: bool = False) -> Paragraph:
    """Say of a finding who spoke on the themes it rests on: a count of people is no evidence for a statement.

    Where passages are marked for and against the finding itself, who only speaks against its themes is left out.
    """
    named = joined(((Piece(text=name, theme=True),) for name in themes), by="or")
    beside = [] if is_marked and asides(line.total).keys() == {Beside.CONTRARY} else [*_said_beside(line)]
    return Paragraph(pieces=_spaced([_who(line, named), *_silent(line), *beside]))


def difference_sentence(line: Line, *same: Line, under: Mapping[str, Collection[str]] = NONE_UNDER) -> Pieces:
    """`Language of meetings: all three CSO informants, but none of the three UN agency informants.`

    Of several lines of the `same` counts the themes are named together: `Staff (Low pay and Turnover) and Access: …`,
    where `under` says by theme which are under it.
    """
    told_so, unheard = _high_and_low(line, way_of(line))
    found = (Piece(text="; "), *unheard, Piece(text=" were found to speak of it")) if unheard else ()
    named = _together((line, *same), under)
    return (*named, Piece(text=": "), *told_so, *found, _end())


def _together(lines: Sequence[Line], under: Mapping[str, Collection[str]]) -> Pieces:
    """Each theme, in brackets those under it that the same people make up."""
    below = {each.key: [line for line in lines if line.key in under.get(each.key, ())] for each in lines}
    inside = {line.key for found in below.values() for line in found}

    def named(line: Line) -> Pieces:
        found = joined((_theme(each),) for each in below[line.key])
        return (_theme(line), Piece(text=" ("), *found, Piece(text=")")) if found else (_theme(line),)

    return joined(named(line) for line in lines if line.key not in inside)


def total_of(line: Line) -> Pieces:
    """`four of the eleven informants`; `four informants; the other seven were not asked`, no part of a whole."""
    if line.some_not_asked and is_settled(line.total):
        n = (counted(line.total, Way.COUNT), Piece(text=f" {told_of('', line.raised)}"))
        return (*n, Piece(text="; "), counted(line.total, Way.BESIDE))
    return (counted(line.total, Way.OF_ALL), Piece(text=f" {told_of('', line.total.of or 0)}"))


def all_sentence(lines: Sequence[Line]) -> Pieces:
    """`All eleven informants spoke of Funding and Access.`"""
    whole = lines[0].total
    lead = (counted(whole, Way.OF_ALL_FIRST), Piece(text=f" {_informants(whole)} spoke of "))
    return (*lead, *joined((_theme(line),) for line in lines), _end())


def counted(figure: Figure, way: Way) -> Piece:
    """A figure in words."""
    return Piece(text=told(figure, way), figure=figure.id, way=way)


def way_of(line: Line) -> Way:
    """Digits for all groups of a line where one is too large for words."""
    large = any((figure.of or 0) >= len(NUMBERS) for _, figure in line.groups)
    return Way.DIGITS if large else Way.OF_ALL


def _first(way: Way) -> Way:
    return Way.DIGITS_FIRST if way is Way.DIGITS else Way.OF_ALL_FIRST


def _apart(line: Line) -> Pieces:
    """`All three CSO informants, but only one of the four UN agency informants, spoke of Low pay.`"""
    way = way_of(line)
    (_, *rest), unheard = _high_and_low(line, way)
    comma = "," if any(piece.text.startswith(", but ") for piece in rest) else ""
    found = (Piece(text="; "), *unheard, Piece(text=" were found to")) if unheard else ()
    spoke = (Piece(text=f"{comma} spoke of "), _theme(line))
    return (counted(line.sides[0][0][1], _first(way)), *rest, *spoke, *found, _end())


def _told_apart(below: Sequence[Line], first: Line) -> list[Line]:
    """Of the themes under one those of which it is said how groups differ; the same counts are told once."""
    found = {line.counts: line for line in reversed(widest(below, len(below)))}
    found.pop(first.counts, None)
    return [*reversed(found.values())][:MOST_APART]


def _high_and_low(line: Line, way: Way) -> tuple[Pieces, Pieces]:
    """Groups with large shares, then, with a `but`, those with small ones; apart, those whose silence tells nothing."""
    high, low = line.sides
    unheard = [] if line.silence_known else [(label, figure) for label, figure in low if not figure.value]
    low = tuple(each for each in low if each not in unheard)
    many, few, none = (
        joined((*_group(label, figure, way), *_beside(line, figure)) for label, figure in groups)
        for groups in (high, low, unheard)
    )
    if not low:
        return many, none
    return (*many, Piece(text=", but only " if low[0][1].value else ", but "), *few), none


def _who(line: Line, themes: Pieces) -> Pieces:
    if not is_settled(line.total):
        return _so_far(line, themes)
    if line.some_not_asked:
        return _who_of_those_asked(line, themes)
    lead = (counted(line.total, Way.OF_ALL_FIRST), Piece(text=f" {_informants(line.total)} spoke of "), *themes)
    raising = [(label, figure) for label, figure in line.groups if figure.value]
    if not raising or len(line.groups) < 2 or not any(figure.value != figure.of for _, figure in line.groups):
        return (*lead, _end())
    way = way_of(line)
    if line.silence_known and len(raising) == 1 and all(is_settled(figure) for _, figure in line.groups):
        label, figure = raising[0]
        return (*lead, Piece(text=f", {several_of(label)} only ("), counted(figure, way), Piece(text=")"), _end())
    return (*lead, Piece(text=": "), *joined(_group(label, figure, way) for label, figure in raising), _end())


def _who_of_those_asked(line: Line, themes: Pieces) -> Pieces:
    """`Four informants spoke of Outreach to women: two CSO informants …; of the other seven, six were not asked.`"""
    lead = (counted(line.total, Way.COUNT_FIRST), Piece(text=f" {_informants(line.total, line.raised)} spoke of "))
    way = _way_of_counts([line.raised])
    raising = [
        (counted(figure, way), Piece(text=f" {told_of(label, int(figure.value))}"))
        for label, figure in line.groups
        if figure.value and is_settled(figure)
    ]
    groups = (Piece(text=": "), *joined(raising)) if len(line.groups) > 1 and raising else ()
    beside = (Piece(text="; "), counted(line.total, Way.BESIDE)) if asides(line.total) else ()
    return (*lead, *themes, *groups, *beside, _end())


def _way_of_counts(counts: Iterable[int]) -> Way:
    """Digits for all of several counts where one is too large for words; of which whole they are is not said."""
    return Way.NUMBER if any(count >= len(NUMBERS) for count in counts) else Way.WORDS


def _so_far(line: Line, themes: Pieces) -> Pieces:
    """What is known before the review is finished: no sentence that could turn out wrong."""
    counts: list[Pieces] = [(counted(line.total, Way.SHOWN), Piece(text=f" {_informants(line.total)}"))]
    counts += [_group(label, figure, way_of(line)) for label, figure in line.groups]
    told_so = (piece for count in counts for piece in (Piece(text="; "), *count))
    return (*themes, Piece(text=", so far: "), *[*told_so][1:], _end())


def _silent(line: Line) -> Iterator[Pieces]:
    """Groups of which nobody spoke of it, where others did."""
    silent = [(label, figure) for label, figure in line.groups if is_settled(figure) and figure.of and not figure.value]
    if not is_settled(line.total) or not line.raised or not silent or len(line.groups) - len(silent) < 2:
        return
    for label, figure in silent:
        if Beside.NOT_ASKED in asides(figure):
            continue
        verb = " did." if figure.of != 1 else " spoke of it."
        verb = verb if line.silence_known else " were found to." if figure.of != 1 else " was found to."
        yield (counted(figure, _first(way_of(line))), Piece(text=f" {told_of(label, figure.of or 0)}{verb}"))


def _said_beside(line: Line) -> Iterator[Pieces]:
    if is_settled(line.total) and asides(line.total) and not line.some_not_asked:
        yield (counted(line.total, Way.BESIDE_FIRST), _end())


def _parts(below: Sequence[Line]) -> Iterator[Pieces]:
    """The themes under it, those most spoke of first."""
    raised = sorted((line for line in below if line.raised), key=lambda line: -line.raised)
    if raised and not all(is_settled(line.total) for line in raised):
        shown = ((_theme(line), Piece(text=" ("), counted(line.total, Way.SHOWN), Piece(text=")")) for line in raised)
        yield (Piece(text="Within it, so far: "), *joined(shown), _end())
    else:
        yield from _listed([line for line in raised if not line.some_not_asked], Way.OF_ALL_FIRST)
        yield from _listed([line for line in raised if line.some_not_asked], Way.COUNT_FIRST)


def _listed(raised: Sequence[Line], way: Way) -> Iterator[Pieces]:
    """`Seven of the eleven informants spoke of Low pay and three of Turnover.`"""
    if not raised:
        return
    rest = Way.COUNT if way is Way.OF_ALL_FIRST else _way_of_counts(line.raised for line in raised)
    first, *others = (
        (counted(line.total, rest if place else way), Piece(text=" of "), _theme(line), *_behind(line))
        for place, line in enumerate(raised)
    )
    n = raised[0].total.of if way is Way.OF_ALL_FIRST else raised[0].raised
    spoke = (first[0], Piece(text=f" {_informants(raised[0].total, n)} spoke of "), *first[2:])
    yield (*joined([spoke, *others]), _end())


def _behind(line: Line) -> Pieces:
    """Who was not asked, or that one group alone spoke of it."""
    if line.some_not_asked:
        return _beside(line, line.total)
    return _only(line) if line.silence_known else ()


def _beside(line: Line, figure: Figure) -> Pieces:
    """In brackets, where somebody was not asked about the theme, what has to be said of those who are not counted."""
    told_so = (Piece(text=" ("), counted(figure, Way.BESIDE), Piece(text=")"))
    return told_so if line.some_not_asked and asides(figure) else ()


def _only(line: Line) -> Pieces:
    raising = [label for label, figure in line.groups if figure.value]
    known = all(is_settled(figure) for _, figure in line.groups)
    if len(raising) != 1 or len(line.groups) < 2 or not known or line.raised < 2:
        return ()
    return (Piece(text=f" ({several_of(raising[0])} only)"),)


def _group(label: str, figure: Figure, way: Way) -> Pieces:
    return (counted(figure, way), Piece(text=f" {told_of(label, figure.of or 0)}"))


def _informants(figure: Figure, number: int | None = None) -> str:
    unit = figure.spec.get("unit", "informant")
    return unit if (figure.of if number is None else number) == 1 else f"{unit}s"


def _theme(line: Line) -> Piece:
    return Piece(text=line.name, theme=True)


def _end() -> Piece:
    return Piece(text=".")


def _spaced(sentences: Sequence[Pieces]) -> Pieces:
    pieces: list[Piece] = []
    for place, sentence in enumerate(sentences):
        pieces += [*([Piece(text=" ")] if place else []), *sentence]
    return tuple(pieces)
