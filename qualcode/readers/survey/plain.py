"""A survey without its form, as Google, Microsoft, SurveyMonkey and Qualtrics export it → questions, kinds guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from qualcode.model.naming import fold, words
from qualcode.model.nouns import dataclass
from qualcode.model.survey import Kind, Option, Question
from qualcode.readers.survey.headings import Columns, fold_heading
from qualcode.readers.survey.sheets import Sheet, is_blank

_SYSTEM = words(
    """
    timestamp horodateur id start_time completion_time last_modified_time email name respondent_id collector_id
    date_created date_modified ip_address email_address first_name last_name custom_data_1 startdate enddate status
    ipaddress progress duration_(in_seconds) finished recordeddate responseid recipientlastname recipientfirstname
    recipientemail externalreference locationlatitude locationlongitude distributionchannel userlanguage username
    score submission_id submission_date
    """
)
_IMPORT_ID = '{"ImportId"'
_OPEN = words("response open-ended_response réponse respuesta")
_OTHER = re.compile(r"other|autre|otro|أخرى", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:;|, (?=\S))\s*")
_LONGEST_OPTION, _MOST_OPTIONS = 80, 40
_UNFINISHED = {"finished": {"false", "0"}, "distributionchannel": {"preview"}, "status": {"survey preview"}}
"""Columns of Qualtrics that say a row is a trial, and what they say then."""


@dataclass(slots=True)
class Guessed:
    """What a table without a form holds, as far as it can be guessed."""

    rows: list[Sequence[str]]
    columns: Columns
    questions: dict[str, Question] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def guess(sheet: Sheet, kinds: Mapping[str, str]) -> Guessed:
    """The questions of a table, called q1, q2 … in the order of its columns; `kinds` says what was guessed wrong."""
    headings, below, rows = _headings(sheet)
    found = Guessed(rows=rows, columns=Columns())
    asked = [place for place, heading in enumerate(headings) if heading and not _is_system(heading)]
    found.columns.system = {
        fold_heading(heading): place for place, heading in enumerate(headings) if _is_system(heading)
    }
    _leave_trials(found)
    number = 0
    for places in _together(asked, headings, below):
        for label, own in _parts(places, headings, below, found.rows):
            number += 1
            _take(found, f"q{number}", label, own, below, kinds)
    return found


def _headings(sheet: Sheet) -> tuple[list[str], list[str], list[Sequence[str]]]:
    """The questions, what a second row of headings says below each, and the rows of answers."""
    first, rest = [cell.replace("\ufeff", "").strip() for cell in sheet[0]], list(sheet[1:])
    below = [""] * len(first)
    if len(rest) > 1 and any(cell.startswith(_IMPORT_ID) for cell in rest[1]):  # Qualtrics: ids, labels, ids again
        labels = [cell.strip() for cell in rest[0]]
        shown = [label if not _is_system(head) else head for head, label in zip(first, labels, strict=False)]
        parted = [re.fullmatch(r"(.+?) - (?:Selected Choice - )?(.+)", label, re.DOTALL) for label in shown]
        doubled = Counter(match[1] for match in parted if match)
        is_part = [match is not None and doubled[match[1]] > 1 for match in parted]
        heads = [match[1] if match and part else cell for cell, match, part in zip(shown, parted, is_part, strict=True)]
        below = [match[2] if match and part else "" for match, part in zip(parted, is_part, strict=True)]
        return heads, below, rest[2:]
    if rest and _is_second_row(first, rest[0]):
        second = [cell.strip() for cell in rest[0]]
        below = [*second, *[""] * (len(first) - len(second))]
        heads, last = [], ""
        for place, cell in enumerate(first):
            last = cell or last
            heads.append(last if cell or below[place] else "")
        return heads, ["" if _folded(cell) in _OPEN else cell for cell in below], rest[1:]
    return first, below, rest


def _is_second_row(first: Sequence[str], second: Sequence[str]) -> bool:
    """SurveyMonkey's: nothing below its own columns, `Response` or an option below a question."""
    own = [place for place, cell in enumerate(first) if _is_system(cell)]
    if not own or any(place < len(second) and second[place].strip() for place in own):
        return False
    return any(_folded(cell) in _OPEN for cell in second) or any(
        not cell and place < len(second) and second[place].strip() for place, cell in enumerate(first)
    )


def _folded(cell: str) -> str:
    return fold(cell).replace(" ", "_")


def _is_system(heading: str) -> bool:
    return heading.startswith("_") or _folded(heading) in _SYSTEM


def _leave_trials(found: Guessed) -> None:
    places = {name: place for name, place in found.columns.system.items() if name in _UNFINISHED}
    kept = [
        row
        for row in found.rows
        if not any(place < len(row) and fold(row[place]) in _UNFINISHED[name] for name, place in places.items())
    ]
    if len(kept) < len(found.rows):
        found.notes.append(f"{len(found.rows) - len(kept)} trials or unfinished answers left out")
    found.rows = kept


def _together(asked: Sequence[int], headings: Sequence[str], below: Sequence[str]) -> Iterator[list[int]]:
    """The columns of each question."""
    run: list[int] = []
    for place in asked:
        if run and not (below[place] and headings[place] == headings[run[0]]):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _parts(
    places: Sequence[int], headings: Sequence[str], below: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[str, list[int]]]:
    """A question of several options is one; of a matrix, each line is a question, and so is what *other* spells out."""
    own = list(places)
    if len(own) == 1:
        yield headings[own[0]], own
        return
    options = [place for place in own if _says_itself(place, below[place], rows)]
    if options:
        yield headings[own[0]], options
    for place in own:
        if place not in options:
            yield f"{headings[place]} – {below[place]}", [place]


def _says_itself(place: int, option: str, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a column are the option above them, or a mark."""
    said = {fold(cell) for cell in _cells(rows, place)}
    return not _OTHER.match(option) and said <= {fold(option), "1", "0", "x", "true", "false"}


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place].strip() for row in rows if place < len(row) and not is_blank(row[place])]


def _take(
    found: Guessed, name: str, label: str, places: Sequence[int], below: Sequence[str], kinds: Mapping[str, str]
) -> None:
    """Note a question with its columns."""
    if len(places) > 1 or (below[places[0]] and _says_itself(places[0], below[places[0]], found.rows)):
        options = [below[place] for place in places]
        found.columns.split[name] = dict(zip(options, places, strict=True))
        kind = Kind.SEVERAL
    else:
        cells = _cells(found.rows, places[0])
        kind = Kind(kinds[name]) if kinds.get(name) in set(Kind) else _kind(cells)
        found.columns.whole[name] = places[0]
        options = _options(cells, kind)
    found.questions[name] = Question(
        name=name,
        kind=kind,
        labels={"": " ".join(label.split())},
        options=tuple(Option(name=option, labels={"": option}) for option in options),
    )


def _kind(cells: Sequence[str]) -> Kind:
    """What the cells of a column look like."""
    if cells and all(re.fullmatch(r"-?\d+(?:[.,]\d+)?", cell) for cell in cells):
        return Kind.NUMBER
    if not cells or max(map(len, cells)) > 3 * _LONGEST_OPTION:
        return Kind.TEXT
    whole, parts = Counter(map(fold, cells)), Counter(part for cell in cells for part in _split(cell))
    if len(parts) < len(whole) and len(parts) <= _MOST_OPTIONS and max(map(len, parts)) <= _LONGEST_OPTION:
        return Kind.SEVERAL
    if all(cell.rstrip().endswith(";") for cell in cells):
        return Kind.SEVERAL
    few = len(whole) <= max(2, min(12, len(cells) // 2))
    return Kind.ONE if few and max(map(len, whole)) <= _LONGEST_OPTION else Kind.TEXT


def _options(cells: Sequence[str], kind: Kind) -> list[str]:
    """The options that somebody chose, the most frequent first."""
    if kind is Kind.ONE:
        return [option for option, _ in Counter(cells).most_common()]
    if kind is Kind.SEVERAL:
        return [option for option, _ in Counter(part for cell in cells for part in _split(cell)).most_common()]
    return []


def _split(cell: str) -> list[str]:
    """What stands in a cell apart: by semicolons as Microsoft writes it, else by commas as Google does."""
    parts = cell.split(";") if ";" in cell else _PARTED.split(cell)
    return [part.strip() for part in parts if part.strip()]
