"""The tables of a study, from what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualcode.cli._counting import Counted, count
from qualcode.cli._study import Study
from qualcode.model.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Whom a table counts, as what, and how shares are written."""

    where: Sequence[str] = ()
    """Conditions as people write them: `round=2`."""
    unit: str = "informant"
    percent: bool = False
    small_groups: bool = False
    """Groups below the minimum are shown too."""

    def options(self, counted: Counted) -> dict[str, Any]:
        """What every table function understands."""
        from qualcode.tables.where import read_where

        settings = counted.study.settings
        return {
            "basis": counted.basis,
            "reviewed": counted.reviewed,
            "asked": counted.asked,
            "coder": counted.coder,
            "labels": self.labels(counted),
            "groupings": settings.groupings,
            "where": read_where(self.where, counted.roster, groupings=settings.groupings),
            "unit": self.unit,
        }

    def labels(self, counted: Counted) -> Mapping[str, str]:
        """What informant types are called; by their own names where small groups are shown."""
        return {} if self.small_groups else counted.labels

    def percentages_from(self, counted: Counted) -> int:
        """The smallest group whose shares are printed as percentages."""
        return 1 if self.percent else counted.study.settings.counting.percentages_from


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
        percentages_from=cut.percentages_from(counted),
        scale=counted.study.settings.quantifiers,
        **cut.options(counted),
    )
    return with_exclusions(table, counted)


def coverage_of(counted: Counted, cut: Cut = Cut(), *, by: str = "informant_type") -> Table:
    """Who raised each theme, and the four ways of not raising it."""
    from qualcode.tables.frequencies import coverage_table

    table = coverage_table(counted.codings, counted.roster, counted.codebook, by=by, **cut.options(counted))
    return with_exclusions(table, counted)


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
        percentages_from=cut.percentages_from(counted),
        **cut.options(counted),
    )
    return with_exclusions(table, counted)


def with_exclusions(table: Table, counted: Counted) -> Table:
    """The table, with a note for everyone and everything that is left out of the counts."""
    # Number and reason only: the table may go to a client, who must not learn the informants' ids.
    left_out = [f"1 informant left out of the counts: {reason}." for reason in counted.excluded.values()]
    return replace(table, notes=(*table.notes, *left_out, *counted.not_counted))
