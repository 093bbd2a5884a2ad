"""`qualcode compare`: groups of informants side by side."""

from __future__ import annotations

from qualcode.cli.declare import argument, flag, option
from qualcode.cli.options import ThemeOptions

GROUPS = "Informant types, groups of the settings, or variable=value; two or more."


def command(
    figures: ThemeOptions,
    groups: list[str] | None = argument("GROUP GROUP…", GROUPS, None),
    by: str = option("--by", "Without groups: all of this grouping, or of this column of the list.", "informant_type"),
    sort: str = option("--sort", "difference (the largest first) or codebook.", "difference"),
    intervals: bool = flag("--intervals", "Add 95% intervals (Wilson, Newcombe)."),
    test: bool = flag("--test", "Add exact tests, adjusted for the number of themes; they only describe."),
) -> None:
    """Show two groups of informants (or more) side by side.

    How many of each raised each theme, how far they lie apart, the order of themes in each, and what only one of them
    raised: `qualcode compare CSO International`, `qualcode compare --by gender`. With --intervals or --test it is said
    what a comparison of this size can show.
    """
    with figures.study() as study:
        results, scope = figures.results(study), figures.scope()
        make = results.compare
        table = make(*groups or (), by=by, sort=sort, intervals=intervals, test=test, levels=figures.levels, **scope)
        figures.write_all(study, results, table, intervals=intervals)
