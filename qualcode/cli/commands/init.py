"""`qualcode init`: a new study folder."""

from __future__ import annotations

from pathlib import Path

import typer

from qualcode.cli.declare import needed, text

CODEBOOK = (
    "A codebook to start from: a file (YAML, Excel, CSV, Word), one of those qualcode brings, `empty`, or `template` "
    "to write it in Excel."
)


def command(
    folder: Path = needed("DIR", "The folder to make; it may exist."),
    name: str = text("--name", "What the study is called in titles."),
    codebook: str = text("--codebook", CODEBOOK),
) -> None:
    """Make a new study: settings, a codebook to edit, an empty list of informants, a folder for transcripts.

    Files that are there already are left as they are.
    """
    from qualcode.cli.terminal import Terminal, may_ask
    from qualcode.study.codebook.files import errors_in
    from qualcode.study.folder import EMPTY, TEMPLATE, copied_codebook, new_study, shipped_codebooks

    if may_ask():
        name = name or typer.prompt("Name of the study", default=folder.name, err=True)
        brought = ", ".join((*shipped_codebooks(), EMPTY))
        codebook = codebook or typer.prompt(f"Codebook ({brought}, or a file)", default="cso_health", err=True)
    codebook = codebook or "cso_health"
    made = new_study(folder, name=name or folder.name, codebook=codebook)
    voice = Terminal()
    if not made:
        voice.note(f"{folder} is there already; nothing changed")
        return
    for path in made:
        voice.note(f"made {path}" + (f": {copied_codebook(codebook)}" if path.stem == "codebook" else ""))
    for problem in errors_in(codebook) if codebook not in (*shipped_codebooks(), EMPTY, TEMPLATE) else ():
        voice.warn(str(problem), problem.hint)
    voice.note(
        f"Next: put transcripts in {folder / 'transcripts'}, a row per informant in {folder / 'informants.csv'}, then\n"
        f"  cd {folder}\n  qualcode import transcripts\n  qualcode informants\n  qualcode suggest\n"
        "  qualcode frequencies"
    )
