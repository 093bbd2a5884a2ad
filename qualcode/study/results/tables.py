"""The tables of a study, from what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.model.quote import Quote
from qualcode.model.table import Table
from qualcode.study.naming import named_code
from qualcode.study.results.counting import Counted, count, read_for

if TYPE_CHECKING:
    from qualcode.study.study import Study
    from qualcode.tables.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Whom a table counts, as what, and how shares are written."""

    where: Sequence[str] = ()
    """Conditions as people write them: `round=2`."""
    unit: str = "informant"
    percent: bool = False
    small_groups: bool = False
    """Groups below the minimum are shown too."""

    def scope(self, counted: Counted) -> Scope:
        """The scope that the table functions take."""
        from qualcode.tables.population import variable_named
        from qualcode.tables.scope import Scope
        from qualcode.tables.where import read_where

        settings = counted.study.settings
        unit = self.unit.strip()
        return Scope(
            basis=counted.basis,
            progress=counted.progress,
            reviewed=counted.reviewed,
            asked=counted.asked,
            disputed=counted.disputed,
            where=read_where(self.where, counted.roster, groupings=settings.groupings),
            unit="informant" if unit.casefold() == "informant" else variable_named(counted.roster, unit),
            coder=counted.coder,
            labels={} if self.small_groups else counted.labels,
            groupings=settings.groupings,
            minimum=0 if self.small_groups else settings.privacy.minimum_cell,
            allowed=settings.privacy.allowed,
            percentages_from=1 if self.percent else settings.counting.percentages_from,
            scale=settings.quantifiers,
        )


def frequency_table(study: Study, *, unreviewed: bool = False) -> Table:
    """How many informants of each type raised each theme."""
    return frequencies_of(count(study, unreviewed=unreviewed))


def frequencies_of(
    counted: Counted, cut: Cut = Cut(), *, by: str = "informant_type", sort: str = "codebook", levels: int = 0
) -> Table:
    """The theme table of what was counted."""
    from qualcode.tables.frequencies import theme_frequencies

    table = theme_frequencies(
        counted.codings,
        counted.roster,
        counted.codebook,
        by=by,
        sort=sort,
        levels=levels,
        scope=cut.scope(counted),
    )
    return with_notes(table, counted)


def coverage_of(counted: Counted, cut: Cut = Cut(), *, by: str = "informant_type") -> Table:
    """Who raised each theme, and the four ways of not raising it."""
    from qualcode.tables.coverage import coverage_table

    table = coverage_table(counted.codings, counted.roster, counted.codebook, by=by, scope=cut.scope(counted))
    return with_notes(table, counted)


def compare_of(
    counted: Counted,
    groups: Sequence[str],
    cut: Cut = Cut(),
    *,
    intervals: bool = False,
    test: bool = False,
    levels: int = 0,
) -> Table:
    """Groups of informants side by side."""
    from qualcode.tables.compare import compare_groups

    table = compare_groups(
        counted.codings,
        counted.roster,
        counted.codebook,
        groups,
        intervals=intervals,
        test=test,
        levels=levels,
        scope=cut.scope(counted),
    )
    return with_notes(table, counted)


def quantifiers_of(counted: Counted, cut: Cut = Cut(), *, by: str = "informant_type", levels: int = 0) -> Table:
    """The word for each count."""
    from qualcode.tables.quantifier_table import quantifier_table

    table = quantifier_table(
        counted.codings,
        counted.roster,
        counted.codebook,
        by=by,
        levels=levels,
        scope=cut.scope(counted),
    )
    return with_notes(table, counted)


def cooccurrence_of(
    counted: Counted,
    cut: Cut = Cut(),
    *,
    within: str = "passage",
    code: str = "",
    least: int = 1,
    levels: int = 0,
) -> Table:
    """Themes that appear together."""
    from qualcode.tables.cooccurrence import theme_cooccurrence

    code = named_code(code, counted.codebook) if code else ""
    table = theme_cooccurrence(
        counted.codings,
        counted.roster,
        counted.codebook,
        within=within,
        code=code,
        least=least,
        levels=levels,
        scope=cut.scope(counted),
    )
    return with_notes(table, counted)


def saturation_of(
    counted: Counted,
    cut: Cut = Cut(),
    *,
    base: int = 4,
    length: int = 2,
    threshold: float = 0.05,
    name_interviews: bool = True,
) -> Table:
    """New codes by interview; without their names for a client."""
    from qualcode.tables.saturation import saturation_table

    table = saturation_table(
        counted.codings,
        counted.roster,
        counted.codebook,
        counted.interviews,
        base=base,
        length=length,
        threshold=threshold,
        name_interviews=name_interviews,
        scope=cut.scope(counted),
    )
    return with_notes(table, counted)


def matrix_of(counted: Counted, cut: Cut = Cut(), *, cells: str = "presence", levels: int = 0) -> Table:
    """Interviews against themes; for the team, since a row is a person."""
    from qualcode.tables.matrix import theme_matrix

    table = theme_matrix(
        counted.codings,
        counted.roster,
        counted.codebook,
        counted.interviews,
        cells=cells,
        levels=levels,
        scope=cut.scope(counted),
    )
    return with_notes(table, counted)


def evidence_of(
    counted: Counted, cut: Cut = Cut(), *, by: str = "informant_type", quotes: Sequence[Quote] | None = None
) -> Table:
    """Evidence by evaluation question, with the findings of findings.yaml where there is one.

    `quotes` are those of the balanced selection, where they have been chosen already.
    """
    from qualcode.model.finding import NO_FINDINGS
    from qualcode.readers.findings import read_findings
    from qualcode.study.results.quotes import select
    from qualcode.tables.evidence import evidence_table

    scope = cut.scope(counted)
    scope.population(counted.roster)  # names a variable that nobody has
    path = counted.study.folder / counted.study.settings.study.findings
    codes = {code.id for code in counted.codebook.codes}
    table = evidence_table(
        counted.codings,
        counted.roster,
        counted.codebook,
        findings=read_findings(path, codes) if path.is_file() else NO_FINDINGS,
        quotes=select(counted).quotes if quotes is None else quotes,
        by=by,
        scope=scope,
    )
    return with_notes(table, counted)


def with_notes(table: Table, counted: Counted) -> Table:
    """The table, with what the study adds to its rules: when an interview is reviewed, and who is left out."""
    notes = list(table.notes)
    if counted.reviewed is not None:
        notes += _reading_notes(counted)
    # Number and reason only: the table may go to a client, who must not learn the informants' ids.
    notes += [f"1 informant left out of the counts: {reason}." for reason in counted.excluded.values()]
    return replace(table, notes=(*notes, *counted.not_counted))


def _reading_notes(counted: Counted) -> Iterator[str]:
    """Notes on what makes an interview reviewed besides decisions on suggestions."""
    codes = read_for(counted.study, counted.codebook)
    if counted.study.settings.counting.reviewed == "read":
        yield "Reviewed: every suggestion decided, and every passage read since the theme exists."
    elif codes:
        names = ", ".join(counted.codebook.code(code_id).name for code_id in codes)
        yield (
            f"Nothing is suggested for {names}: an interview is reviewed for it once every passage was read since it "
            "exists (`qualcode review --whole`)."
        )
