"""Themes by informant type: how many informants raised each, in how many passages and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.errors import UsageError
from qualcode.model.beside import Beside, beside_notes
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.people import INFORMANTS, People
from qualcode.model.table import Basis, Cell, Column, Figure, Row, Rule, Table, titled
from qualcode.tables.population import Group, Population, ThemeLine, code_lines
from qualcode.tables.quantifiers import quantified, scale_note
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import ANY_CODE, Filter, Measure, coder_rule
from qualcode.tables.tally import Count, Tally, count_cell, tally_codings


def theme_frequencies(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    by: str = "informant_type",
    scope: Scope = EVERYONE,
    sort: str = "codebook",
    levels: int = 0,
) -> Table:
    """Count, for each theme and each group of informants, those who raised it among those reviewed for it.

    `codings` may be a stream: it is gone through once. `sort` is `codebook` or `prevalence`.
    """
    if sort not in ("codebook", "prevalence"):
        raise UsageError(f"themes cannot be sorted by {sort!r}", hint="choose codebook or prevalence")
    population = scope.population(roster)
    tally = tally_codings(codings, codebook, population.informants)
    groups, small = scope.groups(roster, by)
    lines = _sorted(code_lines(codebook, levels=levels), tally, population, sort)
    rows = [_row(line, tally, population, groups, scope) for line in lines]
    if len(lines) > 1:
        any_theme = ThemeLine(ANY_CODE, "Any theme", 0, False)
        rows.append(_row(any_theme, tally, population, groups, scope, total=True))
    return Table(
        name="frequencies",
        title=titled(f"Themes by {by_words(by, scope.people)}", scope.basis),
        columns=_columns(groups, population),
        rows=tuple(rows),
        notes=(
            *small,
            *counting_notes(population, tally, scope, rows),
            Rule(
                f"Passages, words and the loudest {scope.counted}'s passages tell how much was said, not how many "
                "said it."
            ),
            Rule(scale_note(scope.scale, scope.people)),
        ),
        basis=scope.basis,
    )


def _sorted(lines: Sequence[ThemeLine], tally: Tally, population: Population, sort: str) -> Sequence[ThemeLine]:
    """Lines in the order asked for; a code stays under its parent."""
    if sort == "codebook":
        return lines
    path: list[tuple[float, int]] = []
    keyed = []
    for place, line in enumerate(lines):
        whole = count_cell(tally, population, line.code_id, {})
        path = [*path[: line.depth], (-len(whole.raised) / max(len(whole.members), 1), place)]
        keyed.append((tuple(path), line))
    return [line for _, line in sorted(keyed, key=lambda entry: entry[0])]


def _columns(groups: Sequence[Group], population: Population) -> tuple[Column, ...]:
    units = f"{population.counted}s"
    much = "How much was said"
    said = f"{units.capitalize()} raising the theme"
    sizes = [len(population.units(population.members(group.filter))) for group in groups]
    total = len(population.units(population.members({})))
    return (
        Column(key="theme", label="Theme"),
        *(
            Column(
                key=f"{group.label}.{Measure.INFORMANTS}", label=f"{group.label} (n = {n})", group=said, numeric=True
            )
            for group, n in zip(groups, sizes, strict=True)
        ),
        Column(key="total.n_informants", label=f"Total (n = {total})", group=said, numeric=True),
        Column(key="in_words", label="Total in words", group=said),
        Column(key="n_passages", label="Passages", group=much, numeric=True),
        Column(key="n_words", label="Words", group=much, numeric=True),
        Column(key="n_passages_of_loudest", label=f"Loudest {population.counted}", group=much, numeric=True),
    )


def _row(
    line: ThemeLine,
    tally: Tally,
    population: Population,
    groups: Sequence[Group],
    scope: Scope,
    *,
    total: bool = False,
) -> Row:
    def cell(group: Filter) -> Figure:
        return raised_figure(count_cell(tally, population, line.code_id, group), scope, line.code_id, group)

    whole = count_cell(tally, population, line.code_id, {})
    passages, words, loudest = (
        Figure(spec=scope.spec(measure, line.code_id, {}), value=value, of=of, shown=text)
        for measure, value, of, text in (
            (Measure.PASSAGES, whole.n_passages, None, f"{whole.n_passages:,}"),
            (Measure.WORDS, whole.n_words, None, f"{whole.n_words:,}"),
            (Measure.LOUDEST, whole.n_loudest, whole.n_passages, _of_passages(whole)),
        )
    )
    cells: list[Cell] = [line.name, *(cell(group.filter) for group in groups), cell({})]
    cells += [counted_in_words(whole, scope), passages, words, loudest]
    return Row(cells=tuple(cells), depth=line.depth, key=line.code_id, total=total)


def counted_in_words(cell: Count, scope: Scope) -> str:
    """The word for a count; none while somebody is open."""
    return quantified(*cell.share, scope.scale) if cell.share else "–"


def _of_passages(whole: Count) -> str:
    return f"{whole.n_loudest:,} of {whole.n_passages:,}" if whole.n_passages else "–"


def raised_figure(cell: Count, scope: Scope, code_id: str, group: Filter) -> Figure:
    """`2 of 3`, or with some open `2 raised, 1 open of 3`; beside it who is missing from it, and why."""
    beside = {
        Beside.CONTRARY: cell.denied,
        Beside.DISPUTED: cell.disputed,
        Beside.NOT_ASKED: cell.not_asked,
    }
    asides = [f"{len(found)} {word}" for word, found in beside.items() if found]
    k, n, n_open = len(cell.raised), len(cell.members), len(cell.open)
    return Figure(
        spec=scope.spec(Measure.INFORMANTS, code_id, group),
        value=k if n else None,
        of=n,
        n_open=n_open,
        shown=scope.k_of_n(k, n, n_open=n_open, all_asked=scope.all_asked and not cell.not_asked),
        aside=", ".join(asides),
    )


def by_words(by: str, people: People = INFORMANTS) -> str:
    """A grouping as a title says it: `informant type`, `informant type and region`."""
    names = [
        people.type if name.strip().casefold() in ("type", "informant_type") else name.strip() for name in by.split(",")
    ]
    return " and ".join(name.replace("_", " ") for name in names)


def counting_notes(population: Population, tally: Tally, scope: Scope, rows: Iterable[Row] = ()) -> tuple[str, ...]:
    """What stands beside the figures of `rows`, the counting rule, and everything a reader must know is left out."""
    units = f"{population.counted}s"
    said_in = population.people.said_in
    first, *rest = basis_notes(population, tally, scope)
    who = f"Counted are all {units} with an imported {said_in}."
    if scope.basis is Basis.CODINGS:
        who = f"Counted are the {units} whose {said_in}s are reviewed for the theme: every suggestion decided."
    if scope.basis is Basis.UNFINISHED:
        who += (
            " 3 raised, 4 open of 7: three of the seven raised the theme so far, four others are not wholly reviewed "
            "for it. Nobody open counts as silent, and there are no shares and words for counts until nobody is."
        )
    shares = (
        f"No percentages below n = {scope.percentages_from}."
        if scope.percentages_from > 1
        else "Percentages of small groups move by many points with one person."
    )
    if population.asked is not None:
        shares += f" Nor are there any where some {units} were not asked about a theme: a column has all or none."
    rule = (
        "2 of 3: two of the three counted raised the theme. Each counts once, however often they speak and in however "
        f"many {said_in}s; a theme contains the themes under it; totals are distinct {units}. {shares}"
    )
    beside = beside_notes(rows)
    if scope.percentages_from == 1 and not scope.all_asked:
        beside = (*beside, f"No percentages, though asked for: some {units} were not asked about every theme.")
    if scope.basis.caveat:
        return (f"{first} {who}", *beside, *rest, Rule(rule))
    return (*beside, *rest, Rule(who), Rule(rule))


def basis_notes(population: Population, tally: Tally, scope: Scope) -> tuple[str, ...]:
    """What a table is counted from, and what is left out of it."""
    notes = ["Counted from what coders decided."]
    if scope.basis is Basis.UNFINISHED:
        notes = [f"Review unfinished: {scope.progress} Figures will change."]
    if scope.basis is Basis.SUGGESTIONS:
        notes = ["Suggestions, not reviewed: what the codebook's rules proposed, unchecked by anyone."]
    if population.at_least > 1:
        notes.append(f"Raised: by {population.counted}s with at least {population.at_least} passages on the theme.")
    if population.where:
        conditions = "; ".join(f"{key} = {', '.join(values)}" for key, values in population.where.items())
        notes.append(f"Only where {conditions}.")
    if scope.coder:
        notes.append(coder_rule(scope.coder))
    return (*notes, *_left_out(tally))


def _left_out(tally: Tally) -> list[str]:
    notes = []
    if tally.unknown_codes:
        n, codes = sum(tally.unknown_codes.values()), ", ".join(sorted(tally.unknown_codes))
        notes.append(f"Not counted: {_codings(n)} under codes the codebook does not have ({codes}).")
    if n := tally.unknown_informants:
        notes.append(f"Not counted: {_codings(n)} of people who are not in the list of informants.")
    return notes


def _codings(n: int) -> str:
    return "1 coding" if n == 1 else f"{n:,} codings"
