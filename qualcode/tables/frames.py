"""Sentences computed from a table of themes: who spoke of what, who did not, and where groups differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.model.beside import Beside, asides
from qualcode.model.one_of import several_of, told_of
from qualcode.model.table import Figure, Row, Table
from qualcode.model.told import Way, is_settled, told
from qualcode.model.writing import Paragraph, Piece, joined
from qualcode.tables.spec import Measure

WIDE = 0.5
"""Difference between two groups' shares from which it is said of a theme that they differ."""

SMALLEST_COMPARED = 3
"""Informants of a group below which its share is not compared: one person more would turn it round."""

Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A theme, or a finding, with its counts."""

    name: str
    key: str
    depth: int
    total: Figure
    groups: tuple[tuple[str, Figure], ...]
    """By the name of the group, in the order of the table."""

    @property
    def raised(self) -> int:
        """How many raised it."""
        return int(self.total.value or 0)

    @property
    def shares(self) -> tuple[tuple[float, str, Figure], ...]:
        """The groups that can be compared, the largest share first: none of which coders still differ on somebody."""
        found = [
            (figure.value / figure.of, label, figure)
            for label, figure in self.groups
            if is_settled(figure)
            and Beside.DISPUTED not in asides(figure)
            and figure.value is not None
            and figure.of
            and figure.of >= SMALLEST_COMPARED
        ]
        return tuple(sorted(found, key=lambda each: -each[0]))

    @property
    def difference(self) -> float:
        """Between the largest and the smallest share of a group."""
        return self.shares[0][0] - self.shares[-1][0] if self.shares else 0.0


def lines_of(table: Table) -> tuple[Line, ...]:
    """The lines of a table that counts informants by group: `frequencies` or `evidence`."""
    return tuple(_line(table, row) for row in table.rows if not row.total)


def _line(table: Table, row: Row) -> Line:
    suffix = f".{Measure.INFORMANTS}"
    counts = {
        column.key.removesuffix(suffix): cell
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.key.endswith(suffix) and isinstance(cell, Figure)
    }
    total = counts.pop("total")
    return Line(name=table.about(row), key=row.key, depth=row.depth, total=total, groups=tuple(counts.items()))


def family_of(lines: Sequence[Line], key: str) -> tuple[Line, ...]:
    """A theme and, behind it, those under it."""
    place = next(place for place, line in enumerate(lines) if line.key == key)
    found = [lines[place]]
    for line in lines[place + 1 :]:
        if line.depth <= lines[place].depth:
            break
        found.append(line)
    return tuple(found)


def theme_frame(lines: Sequence[Line]) -> Paragraph:
    """Say of a theme and those under it (as from `family_of`) who spoke of them, and what sets groups apart."""
    first, *below = lines
    sentences = [_who(first, (_theme(first),)), *_silent(first), *_said_beside(first)]
    sentences += [*_parts(below), *_apart(below)]
    return Paragraph(pieces=_spaced(sentences))


def finding_frame(line: Line, themes: Sequence[str]) -> Paragraph:
    """Say of a finding who spoke on the themes it rests on: a count of people is no evidence for a statement."""
    named = joined((Piece(text=name, theme=True),) for name in themes)
    return Paragraph(pieces=_spaced([_who(line, named), *_silent(line), *_said_beside(line)]))


def difference_sentence(line: Line) -> Pieces:
    """`Meeting language: all three CSO informants, none of the three UN agency informants.`"""
    (_, most, high), (_, least, low) = line.shares[0], line.shares[-1]
    return (_theme(line), Piece(text=": "), *_group(most, high), Piece(text=", "), *_group(least, low), _end())


def widest(lines: Sequence[Line], most: int) -> list[Line]:
    """The themes on which groups differ most, the widest difference first; of several as wide the better known."""
    found = [line for line in lines if line.difference >= WIDE]
    return sorted(found, key=lambda line: (-line.difference, -line.raised))[:most]


def one_per_theme(found: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Of lines that belong to one uppermost theme keep the first; `lines` are all of the table."""
    roots, root = {}, ""
    for line in lines:
        root = line.key if not line.depth else root
        roots[line.key] = root
    kept: dict[str, Line] = {}
    for line in found:
        kept.setdefault(roots[line.key], line)
    return [*kept.values()]


def counted(figure: Figure, way: Way) -> Piece:
    """A figure in words."""
    return Piece(text=told(figure, way), figure=figure.id, way=way)


def _who(line: Line, themes: Pieces) -> Pieces:
    if not is_settled(line.total):
        return _so_far(line, themes)
    lead = (counted(line.total, Way.OF_ALL_FIRST), Piece(text=f" {_informants(line.total)} spoke of "), *themes)
    raising = [(label, figure) for label, figure in line.groups if figure.value]
    if not raising or len(line.groups) < 2 or not any(figure.value != figure.of for _, figure in line.groups):
        return (*lead, _end())
    if len(raising) == 1 and all(is_settled(figure) for _, figure in line.groups):
        label, figure = raising[0]
        only = (Piece(text=f", {several_of(label)} only ("), counted(figure, Way.OF_ALL), Piece(text=")"))
        return (*lead, *only, _end())
    return (*lead, Piece(text=": "), *joined(_group(label, figure) for label, figure in raising), _end())


def _so_far(line: Line, themes: Pieces) -> Pieces:
    """What is known before the review is finished: no sentence that could turn out wrong."""
    counts: list[Pieces] = [(counted(line.total, Way.SHOWN), Piece(text=f" {_informants(line.total)}"))]
    counts += [_group(label, figure) for label, figure in line.groups]
    told_so = (piece for count in counts for piece in (Piece(text="; "), *count))
    return (*themes, Piece(text=", so far: "), *[*told_so][1:], _end())


def _silent(line: Line) -> Iterator[Pieces]:
    """Groups of which nobody spoke of it, where others did."""
    silent = [(label, figure) for label, figure in line.groups if is_settled(figure) and figure.of and not figure.value]
    if not is_settled(line.total) or not line.raised or not silent or len(line.groups) - len(silent) < 2:
        return
    for label, figure in silent:
        verb = " did." if figure.of != 1 else " spoke of it."
        yield (counted(figure, Way.OF_ALL_FIRST), Piece(text=f" {told_of(label, figure.of or 0)}{verb}"))


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
        parts = [(counted(line.total, Way.COUNT), Piece(text=" of "), _theme(line), *_only(line)) for line in raised]
        first, *others = parts
        spoke = (first[0], Piece(text=" spoke of "), *first[2:])
        yield (Piece(text="Within it, "), *joined([spoke, *others]), _end())


def _only(line: Line) -> Pieces:
    raising = [label for label, figure in line.groups if figure.value]
    known = all(is_settled(figure) for _, figure in line.groups)
    if len(raising) != 1 or len(line.groups) < 2 or not known or line.raised < 2:
        return ()
    return (Piece(text=f" ({several_of(raising[0])} only)"),)


def _apart(below: Sequence[Line]) -> Iterator[Pieces]:
    for line in widest(below, 1):
        yield (Piece(text="The groups differ most on "), *difference_sentence(line))


def _group(label: str, figure: Figure) -> Pieces:
    return (counted(figure, Way.OF_ALL), Piece(text=f" {told_of(label, figure.of or 0)}"))


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
