"""`qualcode suggest`: the codebook applied to the transcripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import AtScheduler, Format, ProjectPath
from qualcode.cli.terminal import OutputFormat
from qualcode.errors import ReadError

app = new_app()


@app.command("suggest")
def suggest_command(
    project: ProjectPath = None,
    codebook: Annotated[
        Path | None,
        typer.Option("--codebook", help="Another codebook than the study's: a file, or one of those qualcode brings."),
    ] = None,
    explain: Annotated[
        str,
        typer.Option(
            "--explain", metavar="PASSAGE", help="Change nothing; say why a passage (kii-03:128) was suggested."
        ),
    ] = "",
    code: Annotated[str, typer.Option("--code", help="With --explain: every rule of this code.")] = "",
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="WAYS", help="Ways to suggest: keywords,patterns,learned; default: those of last time."
        ),
    ] = None,
    scores: Annotated[
        Path | None,
        typer.Option("--scores", metavar="FILE.csv", help="Write how likely each passage is to have each code."),
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=0, max=64, help="How many share the work; 0: two where it pays.")
    ] = 0,
    scheduler: AtScheduler = "",
    format: Format = OutputFormat.TABLE,
) -> None:
    """Apply the codebook: propose codes for every passage an informant said.

    Suggestions can be made again at any time; what a coder decided stays. Only what changed is matched again.
    With --explain nothing is changed: it shows the rules tried on one passage, and the nearest miss.

    With `--with learned`, what coders decided teaches the rest: codes of which five passages or more are coded are
    proposed where passages are like those. The codebook's rules are applied either way, and only what they propose is
    counted before somebody decides.
    """
    from qualcode.cli.terminal import Terminal, open_study
    from qualcode.model.wording import plural
    from qualcode.study.codebook.files import load_codebook
    from qualcode.study.codebook.suggesting import say_applied_once, suggest_codes
    from qualcode.study.folder import find_codebook
    from qualcode.study.results.progress import after_suggesting

    voice = Terminal()
    path = find_codebook(str(codebook)) if codebook else None
    if explain:
        from qualcode.cli.terminal import write_result
        from qualcode.readers.codebooks import read_codebook
        from qualcode.study.codebook.explaining import explained_table

        with open_study(project, read_only=True) as study:
            read = read_codebook(path or study.codebook_path)
            write_result(explained_table(study, explain, read, code), format)
        return
    with open_study(project) as study:
        read = load_codebook(study, path)
        outcome = suggest_codes(study, read, using=with_ or (), n_processes=processes, scheduler=scheduler)
        next_step = after_suggesting(study, outcome.n_documents, outcome.n_suggestions)
        if scores is not None:
            from qualcode.study.codebook.likely_scores import write_scores

            write_scores(study, read, scores)
    voice.note(
        f"{plural(outcome.n_suggestions, 'suggestion')} in {plural(outcome.n_documents, 'interview')}: "
        f"{outcome.added:,} new, {outcome.retired:,} no longer made, {outcome.kept:,} as before"
    )
    for name, number in outcome.guessed.items():
        voice.note(f"{name}: {plural(number, 'suggestion')} more, counted nowhere before somebody accepts them")
    voice.note(next_step)
    if path is not None:
        say_applied_once(study, path)
    raise typer.Exit(ReadError.exit_code if outcome.lost else 0)
