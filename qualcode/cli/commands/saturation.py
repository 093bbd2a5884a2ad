"""`qualcode table saturation`: when interviews stopped bringing new codes."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.declare import option, with_options
from qualcode.cli.options import FigureOptions, WithChart

app = new_app()


@app.command("saturation")
@with_options(FigureOptions)
def saturation_command(
    figures: FigureOptions,
    base: int = option("--base", "Interviews that make the base; 4 to 6 are usual.", 4, min=1),
    run: int = option("--run", "Interviews that are looked at together; 2 or 3.", 2, min=1),
    threshold: float = option(
        "--threshold", "Share of new codes that counts as none; 0.05 or 0.", 0.05, min=0.0, max=0.99
    ),
    chart: WithChart = False,
) -> None:
    """Show the codes each interview was the first to raise, and when few new ones came.

    Interviews in the order of their dates, else of the list of informants; beside it what other orders would have
    shown. After Guest, Namey and Chen (2020).
    """
    with figures.study() as study:
        table = figures.results(study).saturation(base=base, length=run, threshold=threshold, **figures.scope())
        figures.write(study, table, chart=chart)
