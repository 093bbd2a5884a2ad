"""`qualcode table cooccurrence`: themes that appear together."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.declare import flag, option, text, with_options
from qualcode.cli.options import FigureOptions, Levels, WithChart

app = new_app()


@app.command("cooccurrence")
@with_options(FigureOptions)
def cooccurrence_command(
    figures: FigureOptions,
    within: str = option("--within", "passage or interview.", "passage"),
    code: str = text("--code", "Only pairs with this theme."),
    least: int = option("--least", "Only pairs found together so often.", 1, min=1),
    jaccard: bool = flag("--jaccard", "How often they do, of all places with either; programs always get it."),
    levels: Levels = 0,
    chart: WithChart = False,
) -> None:
    """Show which themes appear together, in one passage or in one interview.

    Counts places where one informant raised both, and those with either.
    """
    jaccard = jaccard or not figures.for_reading
    with figures.study() as study:
        count = figures.results(study).cooccurrence
        table = count(within=within, code=code, least=least, levels=levels, jaccard=jaccard, **figures.scope())
        figures.write(study, table, chart=chart)
