"""What the interviews say on each evaluation question: who, in whose words, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.finding import NO_FINDINGS, Findings
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.model.quote import Quote
from qualcode.model.table import Cell, Column, Figure, Row, Rule, Table, titled
from qualcode.tables.frequencies import counting_notes, raised_figure
from qualcode.tables.population import Group, Population, theme_path
from qualcode.tables.scope import EVERYONE, Scope, so_far
from qualcode.tables.spec import EITHER_CODE, Measure
from qualcode.tables.tally import Tally, count_cell, each_counted, tally_codings

QuestionOrder = tuple[bool, list[tuple[int, str]]]

QUOTED = 2
"""Quotes shown for a line, of different types where there are some; one contrary quote beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """A finding, or a theme that no finding rests on."""

    question: str
    text: str
    codes: tuple[str, ...]
    key: str

    @property
    def code(self) -> str:
        """The codes as one: an informant who raised any of them counts once."""
        return EITHER_CODE.join(self.codes)


def evidence_table(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    findings: Findings = NO_FINDINGS,
    quotes: Sequence[Quote] = (),
    by: str = "informant_type",
    scope: Scope = EVERYONE,
) -> Table:
    """For each evaluation question its findings, else its themes, with the informants of each type who spoke on them.

    A theme belongs to the question its code names in the codebook. How strong the evidence is, a person says: that
    column is left empty.
    """
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    groups, small = scope.groups(roster, by)
    claims = list(_claims(codebook, findings))
    rows = tuple(
        Row(
            cells=(
                claim.question,
                claim.text,
                *_counts(claim, tally, population, groups, scope),
                _quoted(claim, tally, quotes),
                "",
            ),
            key=claim.key,
        )
        for claim in claims
    )
    return Table(
        name="evidence",
        title=titled("Evidence by evaluation question", scope.basis),
        columns=_columns(groups, population),
        rows=rows,
        notes=(
            *_asked(findings, claims),
            *small,
            *_notes(population, claims),
            *counting_notes(population, tally, scope, rows),
        ),
        basis=scope.basis,
        lead=2,
    )


def _columns(groups: Sequence[Group], population: Population) -> tuple[Column, ...]:
    said, words = f"{population.counted.capitalize()}s who spoke on the theme", "In their words"
    return (
        Column(key="question", label="Question"),
        Column(key="finding", label="Finding or theme", wide=True),
        *(
            Column(key=f"{group.label}.{Measure.INFORMANTS}", label=group.label, group=said, numeric=True)
            for group in groups
        ),
        Column(key="total.n_informants", label="Total", group=said, numeric=True),
        Column(key=Measure.TYPES, label="Types", group=said, numeric=True),
        Column(key=Measure.CONTRARY, label="Contrary", group=words, numeric=True),
        Column(key="quotes", label="Quotes", group=words, wide=True),
        Column(key="strength", label="Strength (to be judged)", group=words),
    )


def _claims(codebook: Codebook, findings: Findings) -> Iterator[_Claim]:
    """Question by question: its findings, then its themes that no finding rests on."""
    own = {code.id: code.question for code in codebook.codes}
    resting = {code for finding in findings.findings for code in finding.codes}
    covered = frozenset().union(*(codebook.family(code) for code in resting)) if resting else frozenset[str]()
    asked = [finding.question for finding in findings.findings]
    questions = dict.fromkeys([*findings.questions, *(own[code.id] for code in codebook.codes), *asked])
    for question in sorted(questions, key=question_order):
        for finding in findings.findings:
            if finding.question == question:
                rests_on = "; ".join(theme_path(codebook, code) for code in finding.codes)
                text = f"{finding.id}: {finding.statement}\nRests on: {rests_on}"
                yield _Claim(question=question, text=text, codes=finding.codes, key=finding.id)
        for code in codebook.codes:
            if question and own[code.id] == question and code.id not in covered and not _above(codebook, code.id, own):
                text = theme_path(codebook, code.id)
                yield _Claim(question=question, text=text, codes=(code.id,), key=code.id)


def question_order(question: str) -> QuestionOrder:
    """Sorts EQ2 before EQ10, and what answers no question last."""
    return not question, [(int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", question)]


def _above(codebook: Codebook, code_id: str, own: Mapping[str, str]) -> bool:
    """Whether a theme above it answers the same question, and so contains it."""
    named = [own[ancestor] for ancestor in codebook.ancestors(code_id) if own[ancestor]]
    return bool(named) and named[0] == own[code_id]


def _counts(
    claim: _Claim, tally: Tally, population: Population, groups: Sequence[Group], scope: Scope
) -> Iterator[Cell]:
    cells = [count_cell(tally, population, claim.code, group.filter) for group in groups]
    for group, cell in zip(groups, cells, strict=True):
        yield raised_figure(cell, scope, claim.code, group.filter)
    whole = count_cell(tally, population, claim.code, {})
    yield raised_figure(whole, scope, claim.code, {})
    n_types, of = sum(bool(cell.raised) for cell in cells), sum(bool(cell.members) for cell in cells)
    n_open = sum(bool(cell.open) and not cell.raised for cell in cells)
    yield Figure(
        spec=scope.spec(Measure.TYPES, claim.code, {}),
        value=n_types,
        of=of,
        n_open=n_open,
        shown=so_far(n_types, of, n_open),
        aside="" if whole.open else _sources(len(whole.raised), n_types, of),
    )
    people = {person for person, _ in each_counted(tally, population, claim.code, {}, contrary=True)}
    n = len(population.units(people))
    yield Figure(spec=scope.spec(Measure.CONTRARY, claim.code, {}), value=n, shown=str(n))


def _sources(n_raised: int, n_types: int, of: int) -> str:
    """What has to be said of what few spoke on."""
    if n_raised == 1:
        return "single source"
    return "one type only" if n_types == 1 and of > 1 else ""


def _quoted(claim: _Claim, tally: Tally, quotes: Sequence[Quote]) -> str:
    family = tally.family(claim.code)
    found = [quote for quote in quotes if quote.code_id in family]
    chosen: dict[tuple[str, int, int], Quote] = {}
    types: set[str] = set()
    for fresh in (True, False):
        for quote in found:
            place = (quote.document_id, quote.start, quote.end)
            if quote.contrary or place in chosen or len(chosen) >= QUOTED or (fresh and quote.informant_type in types):
                continue
            chosen[place] = quote
            types.add(quote.informant_type)
    against = [quote for quote in found if quote.contrary][:1]
    return "\n".join(
        " ".join(part for part in (quote.printed, quote.remark, quote.attribution) if part)
        for quote in (*chosen.values(), *against)
    )


def _asked(findings: Findings, claims: Sequence[_Claim]) -> Iterator[str]:
    """The questions in full, once each."""
    for question in dict.fromkeys(claim.question for claim in claims):
        if question in findings.questions:
            yield f"{question}: {findings.questions[question]}"


def _notes(population: Population, claims: Sequence[_Claim]) -> Iterator[str]:
    yield Rule(
        f"Types: how many of the {population.people.type}s spoke on the theme; that is no evidence for a statement by "
        f"itself (`qualcode findings`). Single source: one {population.counted} alone. Contrary: "
        f"{population.counted}s with a passage that says the opposite, whatever else they said. Strength is for a "
        f"person to judge: no number of {population.people.person}s makes evidence strong by itself."
    )
    if not claims:
        yield "No code of the codebook names an evaluation question: write `question: EQ1` under one."
    if len(population.roster.informant_types) < 2:
        yield "All informants are of one type: nothing here is borne out from different sides."
