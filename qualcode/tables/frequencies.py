"""Themes by informant type: how many of those reviewed raised each, in how many passages and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Basis, Cell, Column, Figure, Row, Table
from qualcode.tables.population import Group, Line, Population, code_lines
from qualcode.tables.quantifiers import in_words, scale_note
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import ANY_CODE, Filter, Measure, coder_rule
from qualcode.tables.tally import Count, Tally, count, tally_codings


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
    tally = tally_codings(codings, codebook, population.informants, words=True)
    groups, small = scope.groups(roster, by)
    lines = _sorted(code_lines(codebook, levels=levels), tally, population, sort)
    rows = [_row(line, tally, population, groups, scope) for line in lines]
    if len(lines) > 1:
        any_theme = Line(ANY_CODE, "Any theme", 0, False)
        rows.append(_row(any_theme, tally, population, groups, scope, total=True))
    return Table(
        name="frequencies",
        title=titled(f"Themes by {by_words(by)}", scope.basis),
        columns=_columns(groups, population),
        rows=tuple(rows),
        notes=(*counting_notes(population, tally, scope, how_much=True), *small, scale_note(scope.scale)),
        basis=scope.basis,
    )


def _sorted(lines: Sequence[Line], tally: Tally, population: Population, sort: str) -> Sequence[Line]:
    """Lines in the order asked for; a code stays under its parent."""
    if sort == "codebook":
        return lines
    path: list[tuple[float, int]] = []
    keyed = []
    for place, line in enumerate(lines):
        whole = count(tally, population, line.code_id, {})
        path = [*path[: line.depth], (-len(whole.raised) / max(len(whole.reviewed), 1), place)]
        keyed.append((tuple(path), line))
    return [line for _, line in sorted(keyed, key=lambda entry: entry[0])]


def _columns(groups: Sequence[Group], population: Population) -> tuple[Column, ...]:
    units = f"{population.unit}s"
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
        Column(key="n_passages_of_loudest", label=f"Loudest {population.unit}", group=much, numeric=True),
    )


def _row(
    line: Line,
    tally: Tally,
    population: Population,
    groups: Sequence[Group],
    scope: Scope,
    *,
    total: bool = False,
) -> Row:
    def cell(group: Filter) -> Figure:
        return raised_figure(count(tally, population, line.code_id, group), scope, line.code_id, group)

    whole = count(tally, population, line.code_id, {})
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
    """The word for a count; it speaks of those reviewed alone, where somebody is not."""
    said = in_words(len(cell.raised), len(cell.reviewed), scope.scale)
    return f"{said} (of those reviewed)" if cell.reviewed and cell.not_reviewed else said


def _of_passages(whole: Count) -> str:
    return f"{whole.n_loudest:,} of {whole.n_passages:,}" if whole.n_passages else "–"


def raised_figure(cell: Count, scope: Scope, code_id: str, group: Filter) -> Figure:
    """`2 of 3`, and beside it who only denied, was not asked, or is not reviewed."""
    asides = [
        f"{len(found)} {word}"
        for found, word in ((cell.denied, "denied"), (cell.not_asked, "not asked"), (cell.not_reviewed, "not reviewed"))
        if found
    ]
    n = len(cell.reviewed)
    return Figure(
        spec=scope.spec(Measure.INFORMANTS, code_id, group),
        value=len(cell.raised) if n else None,
        of=n,
        shown=scope.k_of_n(len(cell.raised), n),
        aside=", ".join(asides),
    )


def by_words(by: str) -> str:
    """A grouping as a title says it: `informant type`, `informant type and region`."""
    names = ["informant type" if name.strip() in ("type", "informant_type") else name.strip() for name in by.split(",")]
    return " and ".join(name.replace("_", " ") for name in names)


def titled(title: str, basis: Basis) -> str:
    """A title that says so where suggestions wait for review."""
    return f"{title} ({basis.caveat})" if basis.caveat else title


def counting_notes(population: Population, tally: Tally, scope: Scope, *, how_much: bool = False) -> tuple[str, ...]:
    """The counting rule, and everything that a reader must know who it leaves out."""
    units, unit = f"{population.unit}s", population.unit
    if scope.basis is Basis.SUGGESTIONS:
        who = f"The denominator is every {unit} with an imported interview."
    else:
        who = (
            f"The denominator is the {units} whose interviews are reviewed for the theme: every suggestion decided. "
            "Those not yet reviewed are named beside the figure, not counted as silent."
        )
    rule = (
        f"k of n: {units} who raised the theme at least once, of those counted; each counts once, however often they "
        f"speak and however many interviews they gave. A theme contains the themes under it. Total: distinct {units}."
    )
    if how_much:
        rule += (
            f" Passages, words and the loudest {unit}'s share of the passages tell how much was said, not how many "
            "said it."
        )
    shares = (
        f"Percentages are left out below n = {scope.percentages_from}."
        if scope.percentages_from > 1
        else "Percentages of small groups move by many points with one person."
    )
    first, *rest = basis_notes(population, tally, scope)
    return (who if scope.basis is Basis.CODINGS else f"{first} {who}", rule, shares, *rest)


def basis_notes(population: Population, tally: Tally, scope: Scope) -> tuple[str, ...]:
    """What a table is counted from, and what is left out of it."""
    notes = ["Counted from what coders decided."]
    if scope.basis is Basis.UNFINISHED:
        notes = [f"Review unfinished: {scope.progress} Figures will change."]
    if scope.basis is Basis.SUGGESTIONS:
        notes = [
            "Suggestions, not reviewed: these figures count what the codebook's rules proposed, unchecked by anyone."
        ]
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
        notes.append(f"Not counted: {n} codings under codes the codebook does not have ({codes}).")
    if tally.unknown_informants:
        notes.append(
            f"Not counted: {tally.unknown_informants} codings of people who are not in the list of informants."
        )
    return notes
