"""The words a report may use for each count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding
from qualcode.model.informant import Roster
from qualcode.model.table import Basis, Cell, Column, Figure, Row, Table
from qualcode.tables.frequencies import Shown, by_words, counting_notes, titled
from qualcode.tables.population import Population, code_lines, make_groups
from qualcode.tables.quantifiers import in_words, scale_note
from qualcode.tables.spec import Filter, Measure
from qualcode.tables.tally import count, tally_codings


def quantifier_table(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    by: str = "informant_type",
    scale: Mapping[str, float] | None = None,
    basis: Basis = Basis.CODINGS,
    reviewed: Mapping[str, frozenset[str]] | None = None,
    asked: Mapping[str, frozenset[str]] | None = None,
    labels: Mapping[str, str] | None = None,
    groupings: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    where: Filter | None = None,
    unit: str = "informant",
    coder: str = "",
    levels: int = 0,
) -> Table:
    """For each theme and group the word of the study's scale, with the count it stands for beside it.

    The figures are those of the theme table: they have the same ids.
    """
    population = Population(roster=roster, reviewed=reviewed, asked=asked, unit=unit, where=where or {})
    tally = tally_codings(codings, codebook, population.informants)
    shown = Shown(basis=basis, where=where or {}, unit=unit, coder=coder)
    groups = [(group.label, group.filter) for group in make_groups(roster, by, labels=labels, groupings=groupings)]
    columns = [*groups, ("Total", {})]
    rows = []
    for line in code_lines(codebook, levels=levels):
        cells: list[Cell] = [line.name]
        for _, group in columns:
            cell = count(tally, population, line.code_id, group)
            k, n = len(cell.raised), len(cell.reviewed)
            cells.append(
                Figure(
                    spec=shown.spec(Measure.INFORMANTS, line.code_id, group),
                    value=k if n else None,
                    of=n,
                    shown=in_words(k, n, scale or {}),
                    aside=f"{k} of {n}" if n else "",
                )
            )
        rows.append(Row(cells=tuple(cells), depth=line.depth, key=line.code_id))
    return Table(
        name="quantifiers",
        title=titled(f"Words for counts, by {by_words(by)}", basis),
        columns=(
            Column(key="theme", label="Theme"),
            *(Column(key=f"{label}.{Measure.INFORMANTS}", label=label) for label, _ in columns),
        ),
        rows=tuple(rows),
        notes=(scale_note(scale or {}), *counting_notes(population, basis, tally, shown)),
        basis=basis,
    )
