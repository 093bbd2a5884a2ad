"""Tables whose every number can be traced."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qualcode.model.nouns import dataclass
from qualcode.model.short_id import short_id
from qualcode.model.wording import plural, text_of

if TYPE_CHECKING:
    import pandas as pd


class Basis(StrEnum):
    """What figures are counted from."""

    CODINGS = "codings"
    """What coders decided."""
    UNFINISHED = "unfinished"
    """What coders decided so far: some suggestions still wait."""
    SUGGESTIONS = "suggestions"
    """What the rules proposed; nobody has reviewed it."""

    @property
    def caveat(self) -> str:
        """The words that every title, file and note carries until the review is finished; then empty."""
        return {Basis.SUGGESTIONS: UNREVIEWED, Basis.UNFINISHED: "review unfinished"}.get(self, "")

    @property
    def is_decided(self) -> bool:
        """Whether people's decisions are counted, finished or not."""
        return self is not Basis.SUGGESTIONS


UNREVIEWED = "suggestions, not reviewed"


def titled(title: str, basis: Basis) -> str:
    """The title, which says so where suggestions wait for review."""
    return f"{title} ({basis.caveat})" if basis.caveat else title


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a table, with what is needed to find the words behind it."""

    spec: Mapping[str, str]
    """What the number is, not its value: measure, code, group, where, unit, basis (written by `tables/spec.py`)."""
    value: int | float | None
    """None where nothing can be said, for instance a group nobody was asked in."""
    of: int | None = None
    """The denominator, where the number is a count of something."""
    n_open: int = 0
    """Of the denominator, those of whom nothing can be said before the review goes on: there is no share until then."""
    shown: str = ""
    """As a reader sees it: `2 of 3`, or with some open `2 raised, 1 open of 3`."""
    aside: str = ""
    """What has to be said with it: `1 not asked`, `1 contrary`."""
    key: str = field(default="", repr=False)
    """The study's own: whoever does not know it cannot tell from an id what a hidden type or interview is called."""

    @property
    def id(self) -> str:
        """`F-` and ten characters: 50 bits over `key` and `spec`. The same cell has the same id in every report."""
        return short_id("F", self.key + json.dumps(dict(self.spec), sort_keys=True))

    def __str__(self) -> str:
        return f"{self.shown} ({self.aside})" if self.aside else self.shown


Cell = str | int | float | Figure
"""Words, a plain number of a list, or a number that can be traced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column and its heading."""

    key: str
    """Stable name, for CSV and JSON: `CSO.n_informants`."""
    label: str
    """As a reader sees it: `CSO (n = 3)`."""
    group: str = ""
    """Heading over several columns, where there is one."""
    numeric: bool = False
    wide: bool = False
    """Holds running text, such as a quote, and wraps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; `depth` indents a sub-code under its parent."""

    cells: tuple[Cell, ...]
    depth: int = 0
    key: str = ""
    """What the row is about, for instance a code id."""
    total: bool = False
    """A line that sums up the others."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What a program is told in JSON, by column: in place of the words of a cell, or besides."""
    numbers: tuple[tuple[str, float], ...] = ()
    """Numbers that stand in the words of its cells, named after the column: `CSO.order` for `2=`, `CSO.wilson.low`."""


class Rule(str):
    """A note that holds for every table of its kind: at a terminal it is said when asked for, in files it stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows and columns with a title and the rules that made them; every format is written from this."""

    name: str
    """`frequencies`, `quotes` …: file and sheet name."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """Printed under the table: denominators, rules, who is left out."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What a program is told in JSON besides the rows; `notes` takes the place of the sentences."""
    basis: Basis | None = None
    """None for a table that counts no themes, such as a list of files."""
    heading: str = ""
    """What a report puts above it; empty where it goes on under the heading before."""
    lead: int = 1
    """Columns that say what a row is about; they are repeated where a table goes on in another part."""

    def without_rules(self) -> Table:
        """The table with what is odd in it alone, not what holds for every table of its kind: for a terminal."""
        return replace(self, notes=tuple(note for note in self.notes if not isinstance(note, Rule)))

    @property
    def annexed(self) -> bool:
        """Whether a report prints it behind its text."""
        return self.heading.startswith("Annex")

    def about(self, row: Row) -> str:
        """What a row is about, in a line: `Funding · Access` of two themes that appear together."""
        return " · ".join(text.split("\n")[0] for text in map(text_of, row.cells[: self.lead]) if text)

    def figures(self) -> Iterator[Figure]:
        """Every number of the table, row by row."""
        for row in self.rows:
            for cell in row.cells:
                if isinstance(cell, Figure):
                    yield cell

    def keyed(self, key: str) -> Table:
        """The table with figures whose ids only the study can tell."""
        rows = (
            replace(
                row, cells=tuple(replace(cell, key=key) if isinstance(cell, Figure) else cell for cell in row.cells)
            )
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    def to_pandas(self, *, tidy: bool = False) -> pd.DataFrame:
        """The table as a data frame: values by column key, indexed by row key (a theme's row by its code); where
        rows share a key, by what else they are about, too.

        With `tidy`, a row per number instead: row, column, value, of (the denominator), open (how many of it are not
        wholly reviewed), shown, beside, figure (its id).
        """
        from qualcode.model.notebook import as_frame, as_tidy_frame

        return as_tidy_frame(self) if tidy else as_frame(self)

    def __repr__(self) -> str:
        """`<Table frequencies: Themes by informant type, 25 rows, 7 columns>`."""
        return (
            f"<Table {self.name}: {self.title}, {plural(len(self.rows), 'row')}, {plural(len(self.columns), 'column')}>"
        )

    def _repr_html_(self) -> str:
        """Show the table in a notebook."""
        from qualcode.model.notebook import as_html

        return as_html(self)


def listing(
    name: str,
    title: str,
    labels: Iterable[str | Column],
    rows: Iterable[Row],
    *,
    wide: Collection[str] = (),
    numeric: Collection[str] = (),
    notes: Iterable[str] = (),
    facts: Mapping[str, object] | None = None,
    basis: Basis | None = None,
) -> Table:
    """Make a table whose columns are keyed by their headings: `Asked in` has the key `asked_in`.

    `wide` and `numeric` name headings of running text and of numbers. A column whose key is another is given whole.
    """
    columns = (
        label
        if isinstance(label, Column)
        else Column(key=label.lower().replace(" ", "_"), label=label, wide=label in wide, numeric=label in numeric)
        for label in labels
    )
    return Table(
        name=name,
        title=title,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(notes),
        facts=facts or {},
        basis=basis,
    )
