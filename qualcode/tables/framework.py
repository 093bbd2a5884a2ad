"""The framework matrix: informants against themes or questions, and in each cell what a coder wrote of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.informant import Informant, Roster
from qualcode.model.short_id import short_sha256
from qualcode.model.summary import Box, By, Framework, Heading, Place, Summary
from qualcode.model.table import Basis, Column, Row, Table, titled
from qualcode.model.wording import plural, some
from qualcode.tables.population import code_lines, theme_path
from qualcode.tables.scope import Scope
from qualcode.tables.tally import Known, count_cell, tally_codings

STALE = "the passages changed since"
_SHOWN = 8
"""Passages of a cell that are named one by one."""


def by_type(roster: Roster) -> tuple[Informant, ...]:
    """The informants, those of one type together."""
    types = {name: place for place, name in enumerate(roster.informant_types)}
    return tuple(sorted(roster.informants, key=lambda person: types[person.informant_type]))


def theme_headings(
    codebook: Codebook, summaries: Mapping[Place, Sequence[Summary]], *, levels: int
) -> tuple[Heading, ...]:
    """The themes down to a level (0: all), and those below it on which something is written."""
    written = {place.of for place in summaries if place.by is By.THEME}
    return tuple(
        Heading(line.code_id, theme_path(codebook, line.code_id))
        for line in code_lines(codebook)
        if levels == 0 or line.depth < levels or line.code_id in written
    )


def theme_framework(
    codings: Sequence[Coding],
    roster: Roster,
    codebook: Codebook,
    headings: Sequence[Heading],
    summaries: Mapping[Place, tuple[Summary, ...]],
    *,
    scope: Scope,
) -> Framework:
    """Put beside each summary the passages that are coded with its theme, or one under it, as they are today."""
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    by_person: dict[str, list[Coding]] = {}
    for coding in codings:
        if Mark.OFF_RECORD not in coding.marks:
            by_person.setdefault(coding.informant_id, []).append(coding)
    people = by_type(roster)
    boxes = {}
    for heading in headings:
        count = count_cell(tally, population, heading.id, {})
        family = codebook.family(heading.id)
        for person in people:
            place = Place(By.THEME, heading.id, person.id)
            coded = [coding for coding in by_person.get(person.id, ()) if coding.code_id in family]
            boxes[place] = Box(
                place=place,
                standing=count.of(person.id).value,
                passages=_passages(coded),
                summaries=summaries.get(place, ()),
            )
    return Framework(by=By.THEME, headings=tuple(headings), informants=people, boxes=boxes, basis=scope.basis)


def question_framework(
    roster: Roster,
    headings: Sequence[Heading],
    answers: Mapping[tuple[str, str], Mapping[str, str]],
    summaries: Mapping[Place, tuple[Summary, ...]],
    *,
    basis: Basis,
) -> Framework:
    """Put beside each summary what its informant says in answer; `answers` by question and informant, who was asked."""
    people = by_type(roster)
    boxes = {}
    for heading in headings:
        for person in people:
            place = Place(By.QUESTION, heading.id, person.id)
            said = answers.get((heading.id, person.id))
            boxes[place] = Box(
                place=place,
                standing=Known.NOT_ASKED.value if said is None else "asked",
                passages={id_: short_sha256(words) for id_, words in (said or {}).items()},
                summaries=summaries.get(place, ()),
            )
    return Framework(by=By.QUESTION, headings=tuple(headings), informants=people, boxes=boxes, basis=basis)


def _passages(coded: Iterable[Coding]) -> dict[str, str]:
    """Each passage with a hash of what is coded in it, and whether it denies the theme."""
    found: dict[str, set[str]] = {}
    for coding in coded:
        said = f"{'contrary ' if Mark.CONTRARY in coding.marks else ''}{coding.text}"
        found.setdefault(coding.segment_id, set()).add(said)
    return {segment_id: short_sha256("\n".join(sorted(said))) for segment_id, said in found.items()}


def so_far(box: Box) -> str:
    """What stands behind a cell: `3 passages`, `not asked`; and whether it changed since somebody summarised it."""
    n = len(box.passages)
    known = plural(n, "passage") if n else box.standing
    if n and box.standing not in (Known.RAISED, "asked"):
        known = f"{known}, {box.standing}"
    return f"{known}; {STALE}" if box.is_stale else known


def framework_table(framework: Framework) -> Table:
    """A row per informant, a column per theme or question: the summary, and what it was written from."""
    rows = [
        Row(
            cells=(
                person.id,
                person.informant_type,
                *(_shown(framework.box(each.id, person.id)) for each in framework.headings),
            ),
            key=person.id,
        )
        for person in framework.informants
    ]
    return Table(
        name=f"framework_matrix_{framework.by}",
        title=titled(f"Framework matrix by {framework.by}", framework.basis),
        columns=(
            Column(key="informant", label="Informant"),
            Column(key="informant_type", label="Type"),
            *(Column(key=each.id, label=each.label, wide=True) for each in framework.headings),
        ),
        rows=tuple(rows),
        notes=tuple(_notes(framework)),
        basis=framework.basis,
        lead=1,
    )


def summaries_tables(framework: Framework) -> Iterator[Table]:
    """A table per theme or question on which something is written: whose summary, and what it was written from."""
    for heading in framework.headings:
        boxes = [(person, framework.box(heading.id, person.id)) for person in framework.informants]
        rows = tuple(
            Row(cells=(person.id, person.informant_type, box.text, f"{so_far(box)}{_ids(box)}"), key=person.id)
            for person, box in boxes
            if box.summaries
        )
        if rows:
            silent = [f"{person.id} ({box.standing})" for person, box in boxes if not box.summaries]
            yield Table(
                name=f"framework_{framework.by}_{heading.id}",
                title=titled(f"{heading.label}: what each informant says", framework.basis),
                columns=(
                    Column(key="informant", label="Informant"),
                    Column(key="informant_type", label="Type"),
                    Column(key="summary", label="Summary", wide=True),
                    Column(key="passages", label="Written from"),
                ),
                rows=rows,
                notes=(f"Not summarised: {', '.join(silent)}.",) if silent else (),
                basis=framework.basis,
            )


def _shown(box: Box) -> str:
    """A cell: the summary, and below it what there is."""
    below = f"({so_far(box)}{_ids(box)})" if box.summaries else f"{so_far(box)}{_ids(box)}"
    return f"{box.text}\n{below}" if box.summaries else below


def _ids(box: Box) -> str:
    return f": {some([*box.passages], _SHOWN)}" if box.passages else ""


def _notes(framework: Framework) -> Iterator[str]:
    of = len(framework.boxes)
    yield f"{framework.written} of {plural(of, 'cell')} summarised, in people's words; none is written by the program."
    if framework.stale:
        yield (
            f"{plural(framework.stale, 'summary', 'summaries')} older than the passages: some were coded, withdrawn or "
            "changed since. Read them again; writing the summary once more, unchanged or not, settles it."
        )
    yield "For the study's team: a row is a person."
