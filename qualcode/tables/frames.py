"""Sentences computed from a table of themes: what sets groups apart, what was said, and what too few said to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.model.beside import asides
from qualcode.model.one_of import several_of, told_of
from qualcode.model.table import Figure
from qualcode.model.told import Way, is_settled, told
from qualcode.model.wording import NUMBERS
from qualcode.model.writing import Paragraph, Piece, joined
from qualcode.tables.lines import Line, widest

MOST_APART = 2
"""Themes under one theme of which a paragraph says how groups differ."""

Pieces = tuple[Piece, ...]


def theme_frame(lines: Sequence[Line], *, said_before: bool = False) -> Paragraph:
    """Say of a theme and those under it (as from `family_of`) what sets groups apart, and what was said.

    That everybody spoke of the uppermost one is left out where the chapter has `said_before`.
    """
    first, *below = lines
    sentences: list[Pieces] = []
    if first.is_apart and len(first.shares) == len(first.groups):
        sentences += [_apart(first), *_said_beside(first)]
    elif not (said_before and first.by_all):
        sentences += [_who(first, (_theme(first),)), *_silent(first), *_said_beside(first)]
    apart = _told_apart(below, first)
    sentences += [_apart(line) for line in apart]
    sentences += _parts([line for line in below if line not in apart])
    return Paragraph(pieces=_spaced(sentences))


def finding_frame(line: Line, themes: Sequence[str]) -> Paragraph:
    """Say of a finding who spoke on the themes it rests on: a count of people is no evidence for a statement."""
    named = joined((Piece(text=name, theme=True),) for name in themes)
    return Paragraph(pieces=_spaced([_who(line, named), *_silent(line), *_said_beside(line)]))


def difference_sentence(line: Line) -> Pieces:
    """`Language of meetings: all three CSO informants, but none of the three UN agency informants.`"""
    return (_theme(line), Piece(text=": "), *_high_and_low(line, way_of(line)), _end())


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
    _, *rest = _high_and_low(line, way)
    return (counted(line.shares[0][2], _first(way)), *rest, Piece(text=", spoke of "), _theme(line), _end())


def _told_apart(below: Sequence[Line], first: Line) -> list[Line]:
    """Of the themes under one those of which it is said how groups differ; the same counts are told once."""
    found = {_counts(line): line for line in reversed(widest(below, len(below)))}
    found.pop(_counts(first), None)
    return [*reversed(found.values())][:MOST_APART]


def _high_and_low(line: Line, way: Way) -> Pieces:
    """Groups with large shares, then, with a `but`, those with small ones."""
    middle = (line.shares[0][0] + line.shares[-1][0]) / 2
    high = [(label, figure) for share, label, figure in line.shares if share >= middle]
    low = [(label, figure) for share, label, figure in line.shares if share < middle]
    only = "but only " if low[0][1].value else "but "
    many, few = (joined(_group(label, figure, way) for label, figure in groups) for groups in (high, low))
    return (*many, Piece(text=f", {only}"), *few)


def _counts(line: Line) -> tuple[object, ...]:
    return tuple(figure.value for _, figure in line.groups)


def _who(line: Line, themes: Pieces) -> Pieces:
    if not is_settled(line.total):
        return _so_far(line, themes)
    lead = (counted(line.total, Way.OF_ALL_FIRST), Piece(text=f" {_informants(line.total)} spoke of "), *themes)
    raising = [(label, figure) for label, figure in line.groups if figure.value]
    if not raising or len(line.groups) < 2 or not any(figure.value != figure.of for _, figure in line.groups):
        return (*lead, _end())
    way = way_of(line)
    if len(raising) == 1 and all(is_settled(figure) for _, figure in line.groups):
        label, figure = raising[0]
        return (*lead, Piece(text=f", {several_of(label)} only ("), counted(figure, way), Piece(text=")"), _end())
    return (*lead, Piece(text=": "), *joined(_group(label, figure, way) for label, figure in raising), _end())


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
        verb = " did." if figure.of != 1 else " spoke of it."
        yield (counted(figure, _first(way_of(line))), Piece(text=f" {told_of(label, figure.of or 0)}{verb}"))


def _said_beside(line: Line) -> Iterator[Pieces]:
    if is_settled(line.total) and asides(line.total):
        yield (Piece(text="Of the others, "), counted(line.total, Way.BESIDE), _end())


def _parts(below: Sequence[Line]) -> Iterator[Pieces]:
    """The themes under it, those most spoke of first."""
    raised = sorted((line for line in below if line.raised), key=lambda line: -line.raised)
    if raised and not all(is_settled(line.total) for line in raised):
        shown = ((_theme(line), Piece(text=" ("), counted(line.total, Way.SHOWN), Piece(text=")")) for line in raised)
        yield (Piece(text="Within it, so far: "), *joined(shown), _end())
    elif raised:
        first, *others = (
            (
                counted(line.total, Way.COUNT if place else Way.OF_ALL_FIRST),
                Piece(text=" of "),
                _theme(line),
                *_only(line),
            )
            for place, line in enumerate(raised)
        )
        spoke = (first[0], Piece(text=f" {_informants(raised[0].total)} spoke of "), *first[2:])
        yield (*joined([spoke, *others]), _end())


def _only(line: Line) -> Pieces:
    raising = [label for label, figure in line.groups if figure.value]
    known = all(is_settled(figure) for _, figure in line.groups)
    if len(raising) != 1 or len(line.groups) < 2 or not known or line.raised < 2:
        return ()
    return (Piece(text=f" ({several_of(raising[0])} only)"),)


def _group(label: str, figure: Figure, way: Way) -> Pieces:
    return (counted(figure, way), Piece(text=f" {told_of(label, figure.of or 0)}"))


def _informants(figure: Figure) -> str:
    unit = figure.spec.get("unit", "informant")
    return unit if figure.of == 1 else f"{unit}s"


def _theme(line: Line) -> Piece:
    return Piece(text=line.name, theme=True)


def _end() -> Piece:
    return Piece(text=".")


def _spaced(sentences: Sequence[Pieces]) -> Pieces:
    pieces: list[Piece] = []
    for place, sentence in enumerate(sentences):
        pieces += [*([Piece(text=" ")] if place else []), *sentence]
    return tuple(pieces)
