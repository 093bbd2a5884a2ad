"""Themes by informant type: every figure opens the words it was counted from, and there one decides."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from qualcode.errors import ProjectError, UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.nouns import dataclass
from qualcode.model.table import Basis, Figure, Table
from qualcode.model.text import Span
from qualcode.review.painting import Stroke
from qualcode.review.queue import Stop, Wanted
from qualcode.review.wording import code_name
from qualcode.study.results.results import Results
from qualcode.study.results.tracing import what_is
from qualcode.study.survey.surveys import has_surveys
from qualcode.tables.scope import so_far
from qualcode.tables.spec import ANY_CODE, describe_figure
from qualcode.tables.who_raised import People
from qualcode.web.colours import places
from qualcode.web.queues import address
from qualcode.web.visit import Visit, first, see_other
from qualcode.web.words import painted

TYPE = "informant_type"
SHADES = 5
AT_FIRST = 40
"""Passages behind a figure that are shown until all are asked for."""
MOST_VALUES = 12
"""A column of the list of informants with more values sorts nobody into groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A coded passage behind a figure."""

    where: str
    informant_id: str
    informant_type: str
    code_id: str
    code: str
    place: int | str
    markup: Markup
    is_good: bool
    seen: str
    marks: tuple[Mark, ...]
    note: str
    id: str


def themes(visit: Visit) -> Response:
    """The table, and the words behind the figure that is open."""
    if not visit.visitor.coder:
        return see_other("/name")
    results = visit.room.results(visit.visitor)
    by = first(visit.query, "by") or TYPE
    where = [each for each in visit.query.getlist("where") if each.strip()]
    unit = first(visit.query, "unit") or "informant"
    table = results.frequencies(by, where=where, unit=unit)
    visit.room.keep_figures(table)
    here = {"by": "" if by == TYPE else by, "unit": "" if unit == "informant" else unit}
    own = "/themes?" + urlencode([*((k, v) for k, v in here.items() if v), *(("where", each) for each in where)])
    return visit.page(
        "themes.html",
        "themes",
        table=table,
        rows=list(_rows(table, results.codebook)),
        columns=_columns(table),
        results=results,
        has_survey=has_surveys(visit.room.study),
        banner=_banner(results, blind=visit.visitor.blind),
        by=by,
        ways=_ways(results),
        own=own,
        behind=_behind(visit, results, first(visit.query, "figure"), own),
        shade=shade,
    )


def figure(visit: Visit) -> Response:
    """A figure by its id, wherever it was read: of the interviews, or of a survey."""
    id_ = visit.place("id")
    page = "survey" if what_is(visit.room.study, id_) is None and has_surveys(visit.room.study) else "themes"
    return see_other(f"/{page}?{urlencode({'figure': id_})}#figure")


def shade(cell: Figure) -> int:
    """How dark a cell is, from 0 to 5: by the share of its denominator."""
    if not cell.of or not cell.value:
        return 0
    return max(1, round(SHADES * float(cell.value) / cell.of))


def _columns(table: Table) -> list[tuple[str, str]]:
    """Of each column of people its heading, and how many there are."""
    said = [column for column in table.columns if column.numeric and column.group == table.columns[1].group]
    return [(name, n.rstrip(")")) for column in said for name, _, n in [column.label.rpartition(" (")]]


def _rows(table: Table, codebook: Codebook) -> Iterator[dict[str, object]]:
    n_columns, of = len(_columns(table)), places(codebook)
    for row in table.rows:
        yield {
            "name": str(row.cells[0]),
            "depth": row.depth,
            "total": row.total,
            "place": of.get(row.key, "x"),
            "cells": [cell for cell in row.cells[1 : 1 + n_columns] if isinstance(cell, Figure)],
        }


def _banner(results: Results, *, blind: bool) -> str:
    alone = " Only your own decisions are counted: you decide alone." if blind and results.coder else ""
    if results.basis is Basis.SUGGESTIONS:
        return "Nobody has reviewed this yet: counted is what the codebook’s rules propose."
    return (f"Review unfinished: {results.progress}" if results.progress else "") + alone


def _count(people: People) -> str:
    return so_far(len(people.raised), len(people.members), len(people.open))


def _ways(results: Results) -> list[tuple[str, str]]:
    """By what the informants can be sorted: their type, the study's groupings, columns of their list."""
    values: dict[str, set[str]] = {}
    for person in results.roster.informants:
        for name, value in person.variables.items():
            values.setdefault(name, set()).add(value)
    columns = [name for name, found in values.items() if 1 < len(found) <= MOST_VALUES]
    names = dict.fromkeys([TYPE, *results.settings.groupings, *columns])
    return [(name, "type" if name == TYPE else name.replace("_", " ")) for name in names]


def _behind(visit: Visit, results: Results, id: str, own: str) -> Mapping[str, object] | None:
    """What a figure was counted from; None where none is open."""
    if not id:
        return None
    spec = what_is(visit.room.study, id)
    if spec is None:
        raise UsageError(f"{id}: no table of this study has that figure", hint="open it from the table")
    if (spec.get("basis") == Basis.SUGGESTIONS) is results.basis.is_decided:
        raise UsageError(f"{id}: it was counted before anybody decided", hint="open the figure of today in the table")
    codings, people = results.trail.codings(spec), results.trail.people(spec)
    shown = codings if visit.query.get("all") else codings[:AT_FIRST]
    code_id = "" if spec.get("code", ANY_CODE) == ANY_CODE else spec["code"]
    return {
        "id": id,
        "says": describe_figure(spec, results.codebook, results.people),
        "count": _count(people) if people and people.members else "",
        "people": _named(people) if people else [],
        "left": _left(people, code_id) if people else "",
        "by_informant": _by_informant([_passage(visit, results, coding) for coding in shown]),
        "more": len(codings) - len(shown),
        "is_decided": results.basis.is_decided,
        "to": f"{own}&{urlencode({'figure': id})}",
    }


def _named(people: People) -> list[tuple[str, list[str]]]:
    sets = (
        ("Raised", people.raised),
        ("Contrary", people.denied),
        ("Disputed", people.disputed),
        ("Not raised", people.not_raised),
        ("Not asked", people.not_asked),
        ("Open", people.open),
    )
    return [(label, sorted(found)) for label, found in sets if found]


def _left(people: People, code_id: str) -> str:
    """The queue of what is left to decide for a figure."""
    return address(None, Wanted(code_id=code_id, informant_ids=people.left)) if people.left else ""


def _by_informant(passages: Sequence[Passage]) -> dict[tuple[str, str], list[Passage]]:
    found: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        found.setdefault((passage.informant_id, passage.informant_type), []).append(passage)
    return found


def _passage(visit: Visit, results: Results, coding: Coding) -> Passage:
    desk = visit.desk(Wanted())
    codebook, of = results.codebook, places(results.codebook)
    document = visit.material.library.documents.get(coding.document_id)
    if document is None or document.text[coding.start : coding.end] != coding.text:
        raise ProjectError("the study changed meanwhile", hint="load the page again")
    lines = [
        Stroke(Span(piece.start, piece.end), coding.code_id, is_coded=results.basis.is_decided, coders=(), lane=0)
        for piece in coding.evidence
    ]
    look = desk.look(Stop(coding.segment_id, coding.code_id))
    return Passage(
        where=coding.segment_id,
        informant_id=coding.informant_id,
        informant_type=results.roster.informant(coding.informant_id).informant_type,
        code_id=coding.code_id,
        code=code_name(codebook, coding.code_id),
        place=of.get(coding.code_id, "x"),
        markup=painted(document.text, Span(coding.start, coding.end), lines, (), of),
        is_good=Mark.GOOD_QUOTE in coding.marks,
        seen=look.seen.written(),
        marks=look.marks,
        note=look.note,
        id=str(uuid.uuid4()),
    )
