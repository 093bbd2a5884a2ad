"""A script by which R reads a data set's .csv, with its labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from qualcode.model.dataset import RAISED, DataSet, Kind


def r_script(data: DataSet, csv_name: str) -> bytes:
    """Read the file beside it into `informants`: themes as 0, 1 and NA, labels as attributes, groups as factors."""
    return ("\n".join(_lines(data, csv_name)) + "\n").encode()


def _lines(data: DataSet, csv_name: str) -> Iterator[str]:
    names = {kind: [variable.name for variable in data.of_kind(kind)] for kind in Kind}
    groups = [name for name in names[Kind.WORDS] if len(set(data.column(name))) < len(data.rows)]
    yield f"# {' '.join(data.title.split())}: {data.basis}."
    yield '# Run it in the folder of the .csv: source("THIS FILE", encoding = "UTF-8")'
    yield f"informants <- read.csv({_string(csv_name)}, fileEncoding = {_string('UTF-8-BOM')},"
    yield '                       colClasses = "character", check.names = FALSE, na.strings = "")'
    yield from _vector("themes", names[Kind.THEME])
    yield "# Why a theme is missing of somebody: not asked, not reviewed, coders differ."
    yield "why_missing <- informants[themes]"
    yield 'why_missing[] <- lapply(why_missing, function(x) ifelse(x %in% c("0", "1"), NA, x))'
    yield 'informants[themes] <- lapply(informants[themes], function(x) as.integer(ifelse(x %in% c("0", "1"), x, NA)))'
    yield from _vector("numbers", names[Kind.NUMBER])
    yield "informants[numbers] <- lapply(informants[numbers], as.numeric)"
    yield from _vector("groups", groups)
    yield "informants[groups] <- lapply(informants[groups], factor)"
    yield from _vector("labels", [variable.label for variable in data.variables])
    yield 'for (place in seq_along(labels)) attr(informants[[place]], "label") <- labels[[place]]'
    values = ", ".join(f"{_string(label)} = {value}L" for value, label in RAISED.items())
    yield f'for (theme in themes) attr(informants[[theme]], "labels") <- c({values})'


def _vector(name: str, values: Iterable[str]) -> Iterator[str]:
    """An assignment of words, one a line."""
    written = ",\n".join(f"  {_string(value)}" for value in values)
    yield f"{name} <- c(\n{written}\n)" if written else f"{name} <- character()"


def _string(text: str) -> str:
    """Words as R reads them: JSON's way of writing them is one of R's."""
    return json.dumps(text, ensure_ascii=False)
