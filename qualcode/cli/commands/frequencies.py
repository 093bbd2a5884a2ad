"""`qualcode frequencies`: themes by informant type."""

from __future__ import annotations

from qualcode.cli.declare import flag, option
from qualcode.cli.options import ThemeOptions

BY = "informant_type, a grouping of the settings, a column of the list of informants, or two: type,region."


def command(
    figures: ThemeOptions,
    by: str = option("--by", BY, "informant_type"),
    sort: str = option("--sort", "codebook or prevalence.", "codebook"),
    coverage: bool = flag("--coverage", "For each group: raised, denied, not raised, not asked, not reviewed."),
    amounts: bool = flag("--amounts", "For each group: passages and words too."),
) -> None:
    """Show how many informants of each type raised each theme.

    Counts people, not mentions. Every figure has an id (--ids shows them): `qualcode trace ID` shows the words
    behind it.
    """
    with figures.study() as study:
        results, scope = figures.results(study), figures.scope()
        if coverage:
            table = results.coverage(by, **scope)
        elif amounts:
            table = results.how_much(by, levels=figures.levels, **scope)
        else:
            table = results.frequencies(by, sort=sort, levels=figures.levels, **scope)
        figures.write_all(study, results, table)
        if not figures.ids:
            study.voice.note("Where does a figure come from? `qualcode frequencies --ids`, then `qualcode trace F-…`")
