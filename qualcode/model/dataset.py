"""A table for statistics programs: a row per informant; variables have names and labels, what is missing a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from qualcode.model.nouns import dataclass

LONGEST_NAME = 32
"""Characters of a variable's name in Stata; other programs take longer ones."""
LONGEST_LABEL = 80
"""Characters of a variable's label in Stata."""
_RESERVED = frozenset(
    (
        *("_all", "_b", "_byte", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip", "all", "and", "break", "by"),
        *("byte", "double", "else", "eq", "false", "float", "for", "function", "ge", "gt", "if", "in", "inf", "int"),
        *("le", "long", "lt", "na", "nan", "ne", "next", "not", "null", "or", "repeat", "strl", "to", "true", "using"),
        *("while", "with"),
    )
)
"""Words that Stata, SPSS or R keep for themselves."""


class Missing(StrEnum):
    """Why nothing can be said of an informant on a theme."""

    NOT_ASKED = "not asked"
    NOT_REVIEWED = "not reviewed"
    DISPUTED = "coders differ"


Value = str | float | int | Missing
"""Words (empty for none), a number, or why there is none."""


class Kind(StrEnum):
    """What the values of a variable are."""

    WORDS = "words"
    NUMBER = "number"
    THEME = "theme"
    """1 raised, 0 not raised, else a reason why it is not known."""


RAISED = {0: "not raised", 1: "raised"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A column."""

    name: str
    """As every program takes it."""
    label: str
    kind: Kind
    about: str = ""
    """What it is in a sentence, where a label is too short to say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """Variables and rows; those of themes stand last."""

    title: str
    basis: str
    """What the themes were counted from, in words."""
    variables: tuple[Variable, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> list[Variable]:
        """The variables of a kind, in their order."""
        return [variable for variable in self.variables if variable.kind is kind]

    def column(self, name: str) -> list[Value]:
        """The values of a variable."""
        place = [variable.name for variable in self.variables].index(name)
        return [row[place] for row in self.rows]


def variable_names(wanted: Iterable[str]) -> list[str]:
    """Names that every program takes, as like what is wanted as can be, each only once in any case of its letters."""
    found: list[str] = []
    taken = set(_RESERVED)
    for name in wanted:
        found.append(next(each for each in _attempts(_plain(name), LONGEST_NAME, "_") if each.casefold() not in taken))
        taken.add(found[-1].casefold())
    return found


def variable_labels(wanted: Iterable[str]) -> list[str]:
    """Labels no longer than every program takes them, each only once."""
    found: list[str] = []
    for label in wanted:
        one_line = " ".join(label.split()) or "–"
        found.append(next(each for each in _attempts(one_line, LONGEST_LABEL, " ") if each not in found))
    return found


def _attempts(text: str, longest: int, between: str) -> Iterator[str]:
    """The text, shortened where it is too long, then with a number behind it."""
    cut = "…" if between == " " else ""
    yield text if len(text) <= longest else text[: longest - len(cut)].rstrip() + cut
    number = 2
    while True:
        behind = f"{between}{number}" if not cut else f" ({number})"
        kept = text if len(text) + len(behind) <= longest else text[: longest - len(behind) - len(cut)].rstrip() + cut
        yield kept + behind
        number += 1


def _plain(name: str) -> str:
    """Letters a to z, digits and underscores of a name, beginning with a letter; `var` where none are left."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"\W+", "_", letters).strip("_")
    return plain if plain[:1].isalpha() else f"v_{plain}" if plain else "var"


def as_numbers(values: Sequence[str]) -> list[Value] | None:
    """The values as numbers, empty ones staying so; None where one is none, or a number that begins with a nought."""
    if not any(values) or not all(re.fullmatch(r"(?:-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?)?", each) for each in values):
        return None
    return [float(each) if "." in each else int(each) if each else "" for each in values]
