"""A data set for Stata: labels for variables and values, and missing values that say why."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

from qualcode.model.dataset import LONGEST_LABEL, RAISED, DataSet, Kind, Missing, Value

_MISSING = {reason: place for place, reason in enumerate(Missing, start=1)}
"""Their places in the alphabet: `.a`, `.b`, `.c`."""
_BYTE, _LONG = 101, 2_147_483_621
"""The plain missing value `.` as Stata keeps it in a byte, and in its lists of labels."""
_ALWAYS = datetime.datetime(1960, 1, 1)  # pandas takes none with a zone
"""When every file is said to be written: the same study gives the same bytes."""
_DATA, _END = b"<data>", b"</data>"


def stata_data(data: DataSet) -> bytes:
    """A .dta of format 118, which Stata reads since version 14."""
    import pandas as pd

    frame = pd.DataFrame(
        {variable.name: _series(variable.kind, data.column(variable.name)) for variable in data.variables}
    )
    of_missing = {_LONG + place: str(reason) for reason, place in _MISSING.items()}
    content = io.BytesIO()
    frame.to_stata(
        content,
        write_index=False,
        time_stamp=_ALWAYS,
        version=118,
        data_label=f"{data.title} ({data.basis})"[:LONGEST_LABEL],
        variable_labels={variable.name: variable.label for variable in data.variables},
        value_labels={variable.name: RAISED | of_missing for variable in data.of_kind(Kind.THEME)},
    )
    themes = data.of_kind(Kind.THEME)
    return _with_reasons(content.getvalue(), [row[len(row) - len(themes) :] for row in data.rows])


def _series(kind: Kind, values: list[Value]) -> object:
    """A column as Stata is to have it: words that several informants share with numbers below them."""
    import pandas as pd

    if kind is Kind.THEME:
        return pd.array([0 if isinstance(value, str) else value for value in values], dtype="int8")
    if kind is Kind.NUMBER:
        return pd.array([None if value == "" else float(value) for value in values], dtype="float64")
    words = [" ".join(str(value).split()) for value in values]
    return words if len(set(words)) == len(words) else pd.Categorical([each or None for each in words])


def _with_reasons(content: bytes, themes: Iterable[tuple[Value, ...]]) -> bytes:
    """The file with the reasons in place of what is missing: pandas writes only one kind of missing value.

    Themes stand last in a row, a byte each.
    """
    rows = list(themes)
    if not rows or not rows[0]:
        return content
    made = bytearray(content)
    start = made.index(_DATA) + len(_DATA)
    width = (made.index(_END, start) - start) // len(rows)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=start + number * width - len(row)):
            if isinstance(value, Missing):
                made[place] = _BYTE + _MISSING[value]
    return bytes(made)
