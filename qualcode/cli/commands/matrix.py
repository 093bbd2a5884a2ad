"""`qualcode table matrix`: interviews against themes."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.declare import flag, with_options
from qualcode.cli.options import FigureOptions, Levels

app = new_app()


@app.command("matrix")
@with_options(FigureOptions)
def matrix_command(
    figures: FigureOptions,
    passages: bool = flag("--passages", "Numbers of passages instead of 0 and 1."),
    levels: Levels = 0,
) -> None:
    """Show who raised what: a row per informant and interview, a column per theme, 1 where it was raised.

    For the study's team: a row is a person. `--format csv` gives a sheet to filter in Excel.
    """
    cells = "passages" if passages else "presence"
    with figures.study() as study:
        figures.write(study, figures.results(study).matrix(cells=cells, levels=levels, **figures.scope()))
