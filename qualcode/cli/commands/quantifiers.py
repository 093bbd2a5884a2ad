"""`qualcode table quantifiers`: the words for each count."""

from __future__ import annotations

from qualcode.cli.app import new_app
from qualcode.cli.declare import with_options
from qualcode.cli.options import ByGroup, GroupOptions, Levels

app = new_app()


@app.command("quantifiers")
@with_options(GroupOptions)
def quantifiers_command(figures: GroupOptions, by: ByGroup = "informant_type", levels: Levels = 0) -> None:
    """Show the word a report may use for each count: all, most, several, one.

    By the study's scale (settings: quantifiers); below five informants counts in words: all three, two of three.
    """
    with figures.study() as study:
        figures.write(study, figures.results(study).quantifiers(by, levels=levels, **figures.scope()))
