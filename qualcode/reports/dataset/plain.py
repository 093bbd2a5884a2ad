"""A data set as CSV, and what it holds in words."""

from __future__ import annotations

import csv
import io

from qualcode.model.dataset import RAISED, DataSet, Missing
from qualcode.model.harmless import defused, one_line


def csv_data(data: DataSet) -> bytes:
    """A line per informant. What is missing of a theme is said in words, which no program adds up."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([variable.name for variable in data.variables])
    for row in data.rows:
        writer.writerow([defused(" ".join(cell.split())) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def described(data: DataSet) -> bytes:
    """What is in the files: how it was counted, each variable, each value."""
    lines = [data.title, f"Counted from: {data.basis}. {len(data.rows)} informants.", "", *data.notes, "", "Variables"]
    for variable in data.variables:
        about = f": {one_line(variable.about)}" if variable.about else ""
        lines.append(f"  {variable.name}  {one_line(variable.label)}{about}")
    lines += ["", "Values of themes", *(f"  {value}  {label}" for value, label in RAISED.items())]
    used = {cell for row in data.rows for cell in row if isinstance(cell, Missing)}
    lines += [f"  missing: {reason}" for reason in Missing if reason in used]
    return "\n".join([*lines, ""]).encode()
