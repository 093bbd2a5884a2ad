"""The sentence that leads over to views to the contrary: how many said so, and of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.model.table import Figure, Table
from qualcode.model.told import Way
from qualcode.model.wording import number_in_words
from qualcode.model.writing import Paragraph, Piece, joined
from qualcode.tables.frames import counted

People = Mapping[str, frozenset[str]]
"""By code, who."""


def contrary_lead(
    said: People, raised: People, themes: Sequence[Piece], figure: Figure | None, *, quoted: bool
) -> Paragraph:
    """`Two informants, one of whom stands among those counted above as well, spoke to the contrary on Funding:`

    `said` are those who did, and `themes` what its codes are called; their number is the `figure` of a table that
    counts them, where there is one.
    """
    people = frozenset[str]().union(*said.values())
    n, who = len(people), Piece(text=number_in_words(len(people)).capitalize())
    if figure is not None and figure.value:
        n, who = int(figure.value), counted(figure, Way.COUNT_FIRST)
    both = len(people & frozenset[str]().union(*(raised.get(code, frozenset()) for code in said)))
    also = f", {_of_them(both, n)} among those counted above as well," if both else ""
    lead = Piece(text=f" informant{'' if n == 1 else 's'}{also} spoke to the contrary on ")
    end = Piece(text=":" if quoted else ", in words that are not quoted here.")
    return Paragraph(pieces=(who, lead, *joined((theme,) for theme in themes), end))


def _of_them(both: int, n: int) -> str:
    if both == n:
        return "who stands" if n == 1 else "both of whom stand" if n == 2 else "all of whom stand"
    return f"{number_in_words(both)} of whom {'stands' if both == 1 else 'stand'}"


def contrary_figure(evidence: Table, key: str) -> Figure | None:
    """How many said the contrary of a theme, where the table of evidence counts it."""
    from qualcode.tables.spec import Measure

    places = [place for place, column in enumerate(evidence.columns) if column.key == Measure.CONTRARY]
    rows = [row for row in evidence.rows if row.key == key]
    figure = next((row.cells[place] for row in rows for place in places), None)
    return figure if isinstance(figure, Figure) else None
