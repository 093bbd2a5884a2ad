"""Syntax by which SPSS (and PSPP) reads a data set's .csv, with its labels."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.model.dataset import RAISED, DataSet, Kind, Missing, Variable

_CODES = {reason: -place for place, reason in enumerate(Missing, start=1)}
_READ = "read_"
"""Before the number of a theme while its cells are still words."""


def spss_script(data: DataSet, csv_name: str) -> bytes:
    """Read the file beside it, make numbers of the themes, and label everything."""
    return ("\n".join(_lines(data, csv_name)) + "\n").encode("utf-8-sig")


def _lines(data: DataSet, csv_name: str) -> Iterator[str]:
    themes = data.of_kind(Kind.THEME)
    yield f"* {_comment(data.title)}: {_comment(data.basis)}."
    yield "* Run it in the folder of the .csv, or write the whole path of that file below."
    yield f"GET DATA /TYPE=TXT /FILE={_quoted(csv_name)} /ENCODING='UTF8'"
    yield "  /ARRANGEMENT=DELIMITED /DELCASE=LINE /FIRSTCASE=2 /DELIMITERS=',' /QUALIFIER='\"'"
    yield "  /VARIABLES="
    for variable in data.variables:
        number = themes.index(variable) + 1 if variable.kind is Kind.THEME else 0
        yield f"  {_READ}{number} A16" if number else f"  {variable.name} {_format(data, variable)}"
    yield "  ."
    recoded = " ".join(f"({_quoted(reason)}={code})" for reason, code in _CODES.items())
    for number, variable in enumerate(themes, start=1):
        yield f"RECODE {_READ}{number} ('0'=0) ('1'=1) {recoded} INTO {variable.name}."
    if themes:
        yield f"DELETE VARIABLES {' '.join(f'{_READ}{number}' for number, _ in enumerate(themes, start=1))}."
        yield f"FORMATS {' '.join(variable.name for variable in themes)} (F2.0)."
    yield "VARIABLE LABELS"
    for variable in data.variables:
        yield f"  {variable.name} {_quoted(variable.label)}"
    yield "  ."
    if themes:
        names = "\n  ".join(variable.name for variable in themes)
        labels = {**RAISED, **{code: str(reason) for reason, code in _CODES.items()}}
        yield f"VALUE LABELS\n  {names}"
        yield f"  {' '.join(f'{value} {_quoted(label)}' for value, label in labels.items())}."
        yield f"MISSING VALUES\n  {names}\n  ({', '.join(map(str, _CODES.values()))})."
    yield "EXECUTE."


def _format(data: DataSet, variable: Variable) -> str:
    """How SPSS is to read a variable; words count in bytes."""
    values = data.column(variable.name)
    if variable.kind is Kind.NUMBER:
        return "F12.2" if any(isinstance(value, float) for value in values) else "F12.0"
    return f"A{max(8, *(len(str(value).encode()) + 1 for value in values)) if values else 8}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _comment(text: str) -> str:
    """Words in a comment, which a full stop at the end of a line would close."""
    return " ".join(text.split()).rstrip(".")
