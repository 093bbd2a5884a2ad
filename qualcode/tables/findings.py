"""Findings, and who speaks for each and against it: a theme that somebody spoke on is no evidence by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.finding import Bearing, Finding, Findings, Stance
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.model.people import People
from qualcode.model.quote import Quote
from qualcode.model.table import Cell, Column, Row, Table, titled
from qualcode.tables.frequencies import basis_notes, by_words
from qualcode.tables.population import Group, Population, theme_path
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import EITHER_CODE
from qualcode.tables.tally import Tally, count_cell, tally_codings

QUOTED = 2
"""Quotes shown for a finding, and as many against it, of different types where there are some."""

UNMARKED = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Of everyone in a group, who stands where on a finding: each in one set."""

    supporters: frozenset[str]
    dissenters: frozenset[str]
    both: frozenset[str]
    """With passages for it and passages against it."""
    spoke: frozenset[str]
    """Spoke on its themes, in no passage marked for or against it."""
    silent: frozenset[str]
    open: frozenset[str]
    """Not heard on its themes yet, and not wholly reviewed for them."""


def sides_of(
    finding: Finding, bearings: Iterable[Bearing], tally: Tally, population: Population, group: Group
) -> Sides:
    """Sort the people of a group by what their passages say of a finding."""
    members = population.members(group.filter)
    counted = [
        each
        for each in bearings
        if each.finding == finding.id
        and each.informant_id in members
        and population.counts_document(each.informant_id, each.document_id, group.filter)
    ]
    units = population.units
    for_it = units({each.informant_id for each in counted if each.stance is Stance.FOR})
    against = units({each.informant_id for each in counted if each.stance is Stance.AGAINST})
    cell = count_cell(tally, population, EITHER_CODE.join(finding.codes), group.filter)
    marked = for_it | against
    return Sides(
        supporters=for_it - against,
        dissenters=against - for_it,
        both=for_it & against,
        spoke=cell.raised - marked,
        silent=cell.members - cell.raised - cell.open - marked,
        open=cell.open - marked,
    )


def findings_table(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    findings: Findings,
    bearings: Sequence[Bearing] = (),
    quotes: Sequence[Quote] = (),
    by: str = "informant_type",
    scope: Scope = EVERYONE,
) -> Table:
    """For each finding and group: supporters, dissenters, those who spoke on its themes without either, and the silent.

    Beside them their words, and room for a person to judge how strong the evidence is. Until passages of a finding are
    marked it can only be told who spoke on its themes.
    """
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    groups, small = scope.groups(roster, by)
    themes = {
        finding.id: frozenset[str]().union(*(codebook.family(code) for code in finding.codes))
        for finding in findings.findings
    }
    rows: list[Row] = []
    for finding in findings.findings:
        is_marked = any(each.finding == finding.id for each in bearings)
        for group in (Group("All", {}), *groups):
            sides = sides_of(finding, bearings, tally, population, group)
            whole = not group.filter
            cells: list[Cell] = [_text(finding, codebook) if whole else "", group.label]
            marked = (sides.supporters, sides.dissenters, sides.both)
            cells += [len(people) if is_marked else UNMARKED for people in marked]
            cells += [len(people) for people in (sides.spoke, sides.silent, sides.open)]
            on_it = [quote for quote in quotes if quote.code_id in themes[finding.id]]
            sides_quoted = [_quoted(finding, bearings, on_it, stance) for stance in (Stance.FOR, Stance.AGAINST)]
            cells += sides_quoted if whole else ["", ""]
            rows.append(Row(cells=(*cells, ""), key=finding.id if whole else f"{finding.id}:{group.label}"))
    return Table(
        name="findings",
        title=titled("Findings, and who speaks for and against them", scope.basis),
        columns=_columns(by, scope.people),
        rows=tuple(rows),
        notes=(*small, *_notes(findings, bearings), *basis_notes(population, tally, scope)),
        basis=scope.basis,
        lead=2,
    )


def _columns(by: str, people: People) -> tuple[Column, ...]:
    said, words = "People", "In their words"
    numbers = [("for", "For"), ("against", "Against"), ("both", "Both"), ("spoke", "Spoke on the theme")]
    numbers += [("silent", "Silent"), ("open", "Open")]
    return (
        Column(key="finding", label="Finding", wide=True),
        Column(key="group", label=by_words(by, people).capitalize()),
        *(Column(key=key, label=label, group=said, numeric=True) for key, label in numbers),
        Column(key="quotes_for", label="For it", group=words, wide=True),
        Column(key="quotes_against", label="Against it", group=words, wide=True),
        Column(key="strength", label="Strength (to be judged)"),
    )


def _text(finding: Finding, codebook: Codebook) -> str:
    themes = "; ".join(theme_path(codebook, code) for code in finding.codes)
    question = f"{finding.question}, " if finding.question else ""
    return f"{question}{finding.id}: {finding.statement}\nThemes: {themes}"


def _quoted(finding: Finding, bearings: Iterable[Bearing], quotes: Sequence[Quote], stance: Stance) -> str:
    """Quotes of the passages on one side, each passage once, a second of one type only where there is no other."""
    passages = {each.segment_id for each in bearings if each.finding == finding.id and each.stance is stance}
    chosen: dict[str, Quote] = {}
    types: set[str] = set()
    for fresh in (True, False):
        for quote in quotes:
            if quote.segment_id not in passages or quote.segment_id in chosen or len(chosen) >= QUOTED:
                continue
            if not (fresh and quote.informant_type in types):
                chosen[quote.segment_id] = quote
                types.add(quote.informant_type)
    return "\n".join(
        " ".join(part for part in (quote.printed, quote.remark, quote.attribution) if part) for quote in chosen.values()
    )


def _notes(findings: Findings, bearings: Sequence[Bearing]) -> Iterator[str]:
    marked = {each.finding for each in bearings}
    if unmarked := [finding.id for finding in findings.findings if finding.id not in marked]:
        yield (
            f"No passage is marked for or against {', '.join(unmarked)} yet: who spoke on the theme need not agree "
            "(`qualcode findings --help`)."
        )
    yield (
        "For, against: people with passages that a coder marked so; both: with some of each. Spoke on the theme: "
        "raised it in no such passage. Silent: reviewed for it, in none of these. Strength is for a person to judge."
    )
    for question in dict.fromkeys(finding.question for finding in findings.findings):
        if question in findings.questions:
            yield f"{question}: {findings.questions[question]}"
