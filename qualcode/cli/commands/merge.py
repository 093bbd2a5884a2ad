"""`qualcode merge`: decisions in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath

if TYPE_CHECKING:
    from qualcode.study.study import Study

app = new_app()


@app.command("merge")
def merge_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Exports, copies of project.db, or tables of codings (.csv, .xlsx)."),
    ],
    coder: Annotated[str, typer.Option("--coder", help="Who made the codings of a table that does not say.")] = "",
    project: ProjectPath = None,
) -> None:
    """Take in what was decided in other copies of this study. Merging twice changes nothing.

    A table of codings made elsewhere has a row per passage, coder and code, with the headings document, segment (or
    quote), code, coder, and where there are some quote, mark, note. A passage read without finding a code has a row
    with an empty code.
    """
    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.model.wording import plural
    from qualcode.study.codebook.changes import warn_of_other_codebook
    from qualcode.study.keeping.merging import is_codings, merge_codings

    voice = Terminal()
    n_refused = 0
    with open_study(project) as study:
        for path in files:
            if is_codings(path):
                n_refused += merge_codings(study, path, coder=coder)
                continue
            merged = study.store.merging.merge(path / "project.db" if path.is_dir() else path)
            kinds = {"decision": "decision", "memo": "memo", "event": "event", "read": "read mark"}
            added = [plural(count, kinds[kind]) for kind, count in merged.added.items() if count]
            known = plural(sum(merged.known.values()), "record")
            voice.note(f"{path}: {', '.join(added) or 'nothing new'}; here already: {known}")
            if merged.forgotten:
                left_out = plural(merged.forgotten, "record")
                voice.note(f"{path}: {left_out} of people who withdrew consent left out")
            for record in merged.altered:
                voice.warn(f"{path}: record {record} says something else here; the one here is kept")
        warn_of_other_codebook(study)
        _warn_of_conflicts(study)
    if n_refused:
        raise typer.Exit(4)


def _warn_of_conflicts(study: Study) -> None:
    """Say where one coder said different things in two copies: the later word counts until they decide again."""
    from qualcode.model.wording import plural
    from qualcode.study.results.counting import resolution_of

    resolution = resolution_of(study)
    if resolution and resolution.conflicts:
        study.voice.warn(
            f"{plural(len(resolution.conflicts), 'time')} one coder said different things in two copies; "
            "the later word counts until they decide again",
            hint="`qualcode status --uncounted` lists them",
        )
