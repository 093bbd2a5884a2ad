"""What goes into a report: tables whose every number can be traced."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What figures are counted from."""

    CODINGS = "codings"
    """What coders decided."""
    SUGGESTIONS = "suggestions"
    """What the rules proposed; nobody has reviewed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a table, with what is needed to find the words behind it."""

    spec: Mapping[str, str]
    """What the number is, not its value: measure, code, group, filters."""
    value: int | float | None
    """None where nothing can be said, for instance a group nobody was asked in."""
    of: int | None = None
    """The denominator, where the number is a count of something."""
    shown: str = ""
    """As a reader sees it: `2 of 3`."""

    @property
    def id(self) -> str:
        """`F-` and ten characters: 50 bits over `spec`. The same cell has the same id in every report."""
        digest = hashlib.sha256(json.dumps(dict(self.spec), sort_keys=True, ensure_ascii=False).encode()).digest()
        return "F-" + base64.b32encode(digest).decode().lower()[:10]

    def __str__(self) -> str:
        return self.shown


Cell = str | Figure
"""Words, or a number that can be traced."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; `depth` indents a sub-code under its parent."""

    cells: tuple[Cell, ...]
    depth: int = 0
    key: str = ""
    """What the row is about, for instance a code id."""


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
    basis: Basis = Basis.CODINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words behind a figure, as a report may show them."""

    text: str
    attribution: str
    code_id: str
    where: str = ""
    """`kii-03:128`; empty in a report for a client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report holds; each format writes it whole."""

    title: str
    tables: tuple[Table, ...]
    basis: Basis
    provenance: tuple[tuple[str, str], ...]
    """Versions, hashes, coders, coverage, settings: what made these figures."""
    passages: Mapping[str, tuple[Passage, ...]]
    """By `Figure.id`: the words shown when a reader opens a figure."""
    introduction: tuple[str, ...] = ()
