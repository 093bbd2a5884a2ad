"""Who speaks for a finding and against it: in a sentence, and in their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from qualcode.model.finding import Bearing, Stance
from qualcode.model.table import Table
from qualcode.model.wording import listed, number_in_words
from qualcode.model.writing import Block, plain
from qualcode.tables.beside_quotes import Beside

MOST_FOR, MOST_AGAINST = 3, 2


def sides_sentence(table: Table, finding_id: str) -> str:
    """Say how many speak for a finding and against it; a count of who spoke on a theme is no evidence for it."""
    row = next(row for row in table.rows if row.key == finding_id)
    said = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    parts = ((said["for"], "for it"), (said["against"], "against it"), (said["both"], "both for and against it"))
    counts = [(n, side) for n, side in parts if isinstance(n, int) and n]
    if not counts:
        return "No passage is marked for or against it yet: who spoke on the theme need not agree."
    speaks = "informant speaks" if counts[0][0] == 1 else "informants speak"
    sides = [
        f"{number_in_words(n)}{f' {speaks}' if not place else ''} {side}" for place, (n, side) in enumerate(counts)
    ]
    spoke = int(str(said["spoke"]))
    say = "says" if spoke == 1 else "say"
    neither = f"; {number_in_words(spoke)} more spoke on the theme and {say} neither" if spoke else ""
    return f"On the finding itself, {listed(sides)}{neither}."


def for_and_against(
    quotes: Beside, bearings: Sequence[Bearing], finding_id: str, codes: Collection[str]
) -> Iterator[Block]:
    """The words of those who speak for it, then of those against it; of a passage marked as both, nothing.

    That a quote says the contrary of its theme is not said behind it: here it stands for or against the finding.
    """
    marked = {
        stance: {each.segment_id for each in bearings if (each.finding, each.stance) == (finding_id, stance)}
        for stance in (Stance.FOR, Stance.AGAINST)
    }
    both = marked[Stance.FOR] & marked[Stance.AGAINST]
    sides = ((Stance.FOR, MOST_FOR, "For it:"), (Stance.AGAINST, MOST_AGAINST, "Against it:"))
    for stance, most, lead in sides:
        if chosen := quotes.choose(codes, most, passages=marked[stance] - both):
            yield plain(lead)
            yield from (replace(quote, contrary=False) for quote in chosen)
