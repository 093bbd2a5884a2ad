"""`qualcode demo`: the sample study, from transcripts to report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.commands.run import show_run
from qualcode.cli.terminal import Terminal
from qualcode.errors import ReadError

app = new_app()


@app.command("demo")
def demo_command(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to leave it in.")] = Path("qualcode-demo"),
) -> None:
    """Go through the sample study: synthetic interviews on civil society organisations in Iraq's health sector.

    Does what `qualcode run` does with your own files, and says what to try next.
    """
    from qualcode.readers import find_files
    from qualcode.study.folder import brought, find_codebook, write_new
    from qualcode.study.run import run_whole

    voice = Terminal()
    sample = brought("transcripts_sample")
    codebook, roster, guide = find_codebook("cso_health"), sample / "informants.csv", sample / "guide.yaml"
    done = run_whole(folder, [sample], codebook, roster, guide=guide, voice=voice)
    show_run(done)
    for path in find_files([sample])[0]:
        write_new(folder / "transcripts" / path.name, path.read_bytes())
    voice.note(
        f"\nEverything here is synthetic. Try next:\n"
        f"  cd {folder}\n"
        f"  qualcode frequencies --by side            CSO against international informants\n"
        f"  qualcode quotes --code funding            what they said on one theme\n"
        f"  qualcode frequencies --ids                ids of figures, for `qualcode trace F-…`\n"
        f"  qualcode codebook show funding --forms    the words that were looked for\n"
        f"The interviews themselves are in {folder / 'transcripts'}.\n"
        f"Your own interviews: qualcode run FOLDER --codebook CODEBOOK --informants LIST --out DIR"
    )
    raise typer.Exit(ReadError.exit_code if done.n_failed else 0)
