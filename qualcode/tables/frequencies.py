"""Themes by informant type: how many of those reviewed raised each, in how many passages and words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import UNREVIEWED, Basis, Cell, Column, Figure, Row, Table
from qualcode.tables.population import Group, Line, Population, check_variables, code_lines, make_groups
from qualcode.tables.quantifiers import in_words, scale_note
from qualcode.tables.small_groups import without_small
from qualcode.tables.spec import ANY_CODE, Filter, Measure, coder_rule, make_spec
from qualcode.tables.tally import Count, Tally, count, tally_codings

PERCENTAGES_FROM = 20
"""Smallest group whose share is printed as a percentage unless asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How counts are written, and the parts of a figure's identity that all cells of a table share."""

    basis: Basis
    where: Filter = field(default_factory=dict)
    unit: str = "informant"
    coder: str = ""
    percentages_from: int = PERCENTAGES_FROM

    def spec(self, measure: Measure, code: str, group: Filter, **more: str) -> dict[str, str]:
        """What a cell is."""
        unit = "" if self.unit == "informant" else self.unit
        return make_spec(
            measure, basis=self.basis, code=code, group=group, where=self.where, unit=unit, coder=self.coder, **more
        )

    def k_of_n(self, k: int, n: int) -> str:
        """`2 of 3`, with a percentage where the group is large enough to bear one."""
        if n == 0:
            return "–"
        return f"{k} of {n} ({k / n:.0%})" if n >= self.percentages_from else f"{k} of {n}"


def theme_frequencies(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    by: str = "informant_type",
    basis: Basis = Basis.CODINGS,
    reviewed: Mapping[str, frozenset[str]] | None = None,
    asked: Mapping[str, frozenset[str]] | None = None,
    labels: Mapping[str, str] | None = None,
    groupings: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    where: Filter | None = None,
    unit: str = "informant",
    coder: str = "",
    minimum: int = 0,
    allowed: Collection[str] = (),
    sort: str = "codebook",
    levels: int = 0,
    percentages_from: int = PERCENTAGES_FROM,
    scale: Mapping[str, float] | None = None,
) -> Table:
    """Count, for each theme and each group of informants, those who raised it among those reviewed for it.

    `codings` may be a stream: it is gone through once. `reviewed` says per code whose documents are reviewed for it;
    None counts every informant of the roster. `where` filters (`{"round": ("2",)}`), `unit` counts organisations, not
    people. Groups of fewer than `minimum` are put together. `sort` is `codebook` or `prevalence`,
    `percentages_from=1` prints every share as a percentage.
    """
    if sort not in ("codebook", "prevalence"):
        raise UsageError(f"themes cannot be sorted by {sort!r}", hint="choose codebook or prevalence")
    check_variables(roster, [*(where or {}), *([unit] if unit != "informant" else [])])
    population = Population(roster=roster, reviewed=reviewed, asked=asked, unit=unit, where=where or {})
    tally = tally_codings(codings, codebook, population.informants, words=True)
    shown = Shown(basis=basis, where=where or {}, unit=unit, coder=coder, percentages_from=percentages_from)
    groups = make_groups(roster, by, labels=labels, groupings=groupings)
    groups, small = without_small(groups, roster, minimum=minimum, allowed=allowed)
    lines = _sorted(code_lines(codebook, levels=levels), tally, population, sort)
    rows = [_row(line, tally, population, groups, shown, scale or {}) for line in lines]
    if len(lines) > 1:
        any_theme = Line(ANY_CODE, "Any theme", 0, False)
        rows.append(_row(any_theme, tally, population, groups, shown, scale or {}, total=True))
    return Table(
        name="frequencies",
        title=titled(f"Themes by {by_words(by)}", basis),
        columns=_columns(groups, population),
        rows=tuple(rows),
        notes=(*counting_notes(population, basis, tally, shown, how_much=True), *small, scale_note(scale or {})),
        basis=basis,
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
    shown: Shown,
    scale: Mapping[str, float],
    *,
    total: bool = False,
) -> Row:
    def cell(group: Filter) -> Figure:
        return raised_figure(count(tally, population, line.code_id, group), shown, line.code_id, group)

    whole = count(tally, population, line.code_id, {})
    passages, words, loudest = (
        Figure(spec=shown.spec(measure, line.code_id, {}), value=value, of=of, shown=text)
        for measure, value, of, text in (
            (Measure.PASSAGES, whole.n_passages, None, f"{whole.n_passages:,}"),
            (Measure.WORDS, whole.n_words, None, f"{whole.n_words:,}"),
            (Measure.LOUDEST, whole.n_loudest, whole.n_passages, _of_passages(whole)),
        )
    )
    cells: list[Cell] = [line.name, *(cell(group.filter) for group in groups), cell({})]
    cells += [in_words(len(whole.raised), len(whole.reviewed), scale), passages, words, loudest]
    return Row(cells=tuple(cells), depth=line.depth, key=line.code_id, total=total)


def _of_passages(whole: Count) -> str:
    return f"{whole.n_loudest:,} of {whole.n_passages:,}" if whole.n_passages else "–"


def raised_figure(cell: Count, shown: Shown, code_id: str, group: Filter) -> Figure:
    """`2 of 3`, and beside it who only denied, was not asked, or is not reviewed."""
    asides = [
        f"{len(found)} {word}"
        for found, word in ((cell.denied, "denied"), (cell.not_asked, "not asked"), (cell.not_reviewed, "not reviewed"))
        if found
    ]
    n = len(cell.reviewed)
    return Figure(
        spec=shown.spec(Measure.INFORMANTS, code_id, group),
        value=len(cell.raised) if n else None,
        of=n,
        shown=shown.k_of_n(len(cell.raised), n),
        aside=", ".join(asides),
    )


def by_words(by: str) -> str:
    """A grouping as a title says it: `informant type`, `informant type and region`."""
    names = ["informant type" if name.strip() in ("type", "informant_type") else name.strip() for name in by.split(",")]
    return " and ".join(name.replace("_", " ") for name in names)


def titled(title: str, basis: Basis) -> str:
    """A title that says so where nobody has reviewed the suggestions."""
    return f"{title} ({UNREVIEWED})" if basis is Basis.SUGGESTIONS else title


def counting_notes(
    population: Population, basis: Basis, tally: Tally, shown: Shown, *, how_much: bool = False
) -> tuple[str, ...]:
    """The counting rule, and everything that a reader must know who it leaves out."""
    units, unit = f"{population.unit}s", population.unit
    if basis is Basis.SUGGESTIONS:
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
        f"Percentages are left out below n = {shown.percentages_from}."
        if shown.percentages_from > 1
        else "Percentages of small groups move by many points with one person."
    )
    first, *rest = basis_notes(population, basis, tally, shown)
    return (f"{first} {who}" if basis is Basis.SUGGESTIONS else who, rule, shares, *rest)


def basis_notes(population: Population, basis: Basis, tally: Tally, shown: Shown) -> tuple[str, ...]:
    """What a table is counted from, and what is left out of it."""
    notes = ["Counted from what coders decided."]
    if basis is Basis.SUGGESTIONS:
        notes = [
            "Suggestions, not reviewed: these figures count what the codebook's rules proposed, unchecked by anyone."
        ]
    if population.where:
        conditions = "; ".join(f"{key} = {', '.join(values)}" for key, values in population.where.items())
        notes.append(f"Only where {conditions}.")
    if shown.coder:
        notes.append(coder_rule(shown.coder))
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
