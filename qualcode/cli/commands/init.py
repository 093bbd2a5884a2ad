"""`qualcode init`: a new study folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app

app = new_app()


@app.command("init")
def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it may exist.")],
    name: Annotated[str, typer.Option("--name", help="What the study is called in titles.")] = "",
    codebook: Annotated[
        str,
        typer.Option(
            "--codebook",
            help="A codebook to start from: a file (YAML, Excel, CSV, Word), one of those qualcode brings, `empty`, or "
            "`template` to write it in Excel.",
        ),
    ] = "",
) -> None:
    """Make a new study: settings, a codebook to edit, an empty list of informants, a folder for transcripts.

    Files that are there already are left as they are.
    """
    from qualcode.cli.terminal import Terminal, may_ask
    from qualcode.study.codebook.files import errors_in
    from qualcode.study.folder import EMPTY, TEMPLATE, new_study, shipped_codebooks

    shipped = shipped_codebooks()
    if may_ask():
        name = name or typer.prompt("Name of the study", default=folder.name, err=True)
        codebook = codebook or typer.prompt(
            f"Codebook ({', '.join(shipped)}, {EMPTY}, or a file)", default="cso_health", err=True
        )
    codebook = codebook or "cso_health"
    made = new_study(folder, name=name or folder.name, codebook=codebook)
    voice = Terminal()
    if not made:
        voice.note(f"{folder} is there already; nothing changed")
        return
    others = ", ".join(each for each in (*shipped, EMPTY) if each != codebook)
    what = {
        EMPTY: "one theme, to write yours after",
        TEMPLATE: "headings and a few themes, to write yours after in Excel",
    }.get(codebook, f"a copy of {codebook}, to edit or replace")
    for path in made:
        voice.note(f"made {path}" + (f": {what} (others: {others})" if path.stem == "codebook" else ""))
    if codebook not in (*shipped, EMPTY, TEMPLATE):
        for problem in errors_in(codebook):
            voice.warn(str(problem), problem.hint)
    voice.note(
        f"Next: put transcripts in {folder / 'transcripts'}, a row per informant in {folder / 'informants.csv'}, then\n"
        f"  cd {folder}\n  qualcode import transcripts\n  qualcode informants\n  qualcode suggest\n"
        "  qualcode frequencies"
    )
