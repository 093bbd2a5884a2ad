"""Rows for interviews that the list of informants does not know yet, for a person to fill in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from qualcode.errors import RosterError
from qualcode.files.encoding import decode_list
from qualcode.files.more_rows import csv_with, excel_with
from qualcode.files.source import display_name, read_source
from qualcode.files.tables import EXCEL, delimiter_of, read_list
from qualcode.files.workbook import workbook_of
from qualcode.model.appearing import appearances_in
from qualcode.model.document import Document, Role
from qualcode.model.informant import Roster
from qualcode.model.naming import fold
from qualcode.readers.roster.table import heading_row, match_headings

HEADINGS = (
    "informant_id",
    "informant_type",
    "document",
    "speaker",
    "organisation",
    "round",
    "language",
    "record",
    "date",
)
_TABLES = frozenset({"csv", "tsv", "xlsx"})
_GROUPS = re.compile(
    r"sex|gender|\bage\b|age.?group|role|position|profession|occupation|district|governorate|province|region|city|town"
    r"|village|country|site|location|place|area|sector|level|education|status|displace|sexe|\bâge\b|ville|fonction|lieu"
    r"|sexo|edad|cargo|lugar|الجنس|العمر|المحافظة|المنصب|المدينة|رەگەز|تەمەن|شار",
    re.IGNORECASE,
)
_NAMES_SOMEBODY = re.compile(
    r"@|\+?\d[\d ()/-]{7,}|\be-?mail\b|phone|telephone|address|surname|full.?name", re.IGNORECASE
)


def draft_rows(
    documents: Iterable[Document], roster: Roster, *, together: Callable[[Mapping[str, int]], list[list[str]]]
) -> list[dict[str, str]]:
    """A row per informant's voice in each interview without a row; what only a person knows is left empty.

    One voice becomes one informant, called as the interview is; of several, each is numbered, with its label under
    `speaker`. Several spellings of one label stand in one row, parted by semicolons;
    `together` puts the labels of an interview, each with its number of turns, together that are one person's.
    """
    rows = []
    for document in documents:
        if appearances_in(roster, document.id, document.name):
            continue
        turns = Counter(turn.speaker for turn in document.turns if turn.role is Role.INFORMANT)
        people = together(turns) or [[""]]
        for number, labels in enumerate(people, start=1):
            several = len(people) > 1
            rows.append(
                {
                    "informant_id": f"{document.id}-{number}" if several else document.id,
                    "document": document.name,
                    "speaker": "; ".join(_without_case_twins(labels)) if several else "",
                    **({} if several else survey_facts(document)),
                }
            )
    return rows


def _without_case_twins(labels: Sequence[str]) -> list[str]:
    """The labels without those that differ in case and spacing alone, which the list does not mind."""
    first: dict[str, str] = {}
    for label in labels:
        first.setdefault(fold(label), label)
    return list(first.values())


def survey_facts(document: Document) -> dict[str, str]:
    """What a survey says of the informant beside the answers, by the column of the list it belongs in.

    Only what sorts people into groups: no number that counts forms, no address, telephone number or name.
    """
    if "#" not in document.name or document.reader.split(" ")[0] not in _TABLES:
        return {}
    said = dict(line.split(": ", 1) for line in document.left_out if ": " in line)
    columns = {n: column for column, n in match_headings(list(said)).items() if column not in HEADINGS[2:4]}
    facts = {}
    for n, (heading, value) in enumerate(said.items()):
        column = columns.get(n, heading)
        if n in columns or (_GROUPS.search(heading) and not _NAMES_SOMEBODY.search(f"{heading} {value}")):
            facts[column] = value
    facts.pop("informant_id", None)
    return facts


def with_rows(path: Path, rows: Sequence[dict[str, str]]) -> bytes:
    """The list's content with rows added under those it has, in its own columns.

    Raises RosterError when the list lacks a column for them, ReadError when it cannot be read.
    """
    exists = path.exists() and path.stat().st_size > 0
    source = read_source(path) if exists else None
    kept = read_list(source)[0] if source else []
    kept = kept[heading_row(kept) :]
    headings = kept[0] if kept else list(HEADINGS)
    columns = match_headings(headings)
    missing = [column for column in HEADINGS[:3] if column not in columns]
    if missing:
        raise RosterError(
            f"{display_name(path.name)}: no column for {' nor '.join(missing)}",
            hint=f"its headings are {', '.join(HEADINGS[:3])}",
        )
    text = decode_list(source, Counter())[0] if source and path.suffix.lower() not in EXCEL else ""
    delimiter = "\t" if path.suffix.lower() == ".tsv" else delimiter_of(text)
    further = list(dict.fromkeys(name for row in rows for name in row if name not in {*columns, *HEADINGS}))
    columns = {**{name: n for n, name in enumerate(headings)}, **columns}
    is_excel = path.suffix.lower() in EXCEL
    if further and len(kept) < 2 and not (source and is_excel):
        # Nobody has written into it yet: it takes the columns of the survey, too.
        columns |= {name: len(headings) + n for n, name in enumerate(further)}
        headings = [*headings, *further]
        kept, text = [], ""
    new = [_in_columns(row, columns, len(headings)) for row in rows]
    if source and is_excel:
        return excel_with(source.data, new)
    if is_excel:
        return workbook_of([headings, *new], sheet="informants", n_frozen=1, n_columns=len(headings))
    return csv_with(text, [] if kept else [headings], new, delimiter)


def _in_columns(row: dict[str, str], columns: dict[str, int], width: int) -> list[str]:
    cells = [""] * width
    for name, value in row.items():
        if name in columns:
            cells[columns[name]] = value
    return cells
