"""`qualcode suggest`: the codebook applied to the transcripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._options import ProjectPath

app = new_app()


@app.command("suggest")
def suggest_command(
    project: ProjectPath = None,
    codebook: Annotated[Path | None, typer.Option("--codebook", help="Another codebook than the study's own.")] = None,
) -> None:
    """Apply the codebook: propose codes for every passage an informant said.

    Suggestions can be made again at any time; what a coder decided stays. Only what changed is matched again.
    """
    from qualcode.cli._reporting import counted
    from qualcode.cli._say import Voice
    from qualcode.cli._stages import apply_codebook, load_codebook
    from qualcode.cli._study import open_study

    voice = Voice()
    with open_study(project) as study:
        outcome = apply_codebook(study, load_codebook(study, codebook), voice)
        study.project.record_run("suggest", {"added": outcome.added, "retired": outcome.retired})
    voice.note(
        f"{counted(outcome.n_suggestions, 'suggestion')} in {counted(outcome.n_documents, 'interview')}: "
        f"{outcome.added:,} new, {outcome.retired:,} no longer made"
    )
    voice.note("Next: `qualcode frequencies`, `qualcode quotes`. Nothing has been reviewed by a person yet.")
