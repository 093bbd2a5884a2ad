"""`qualcode sample`: interviews of an archive as a study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.declare import option

app = new_app()


@app.command("sample")
def sample_command(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="An archive that `qualcode archive` made.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder of the new study.")],
    size: int = option("--size", "How many informants to draw.", 300, min=1),
    by: str = option("--by", "Draw evenly from the groups of this column.", "informant_type"),
    seed: int = option("--seed", "Another number draws others.", 1),
) -> None:
    """Draw informants from an archive, with their interviews, as a study that is read and reviewed as ever.

    Read it to the end (`qualcode review --whole`): what the rules miss is seen only by reading. Then
    `qualcode archive ARCHIVE --sample DIR` says what that makes of the whole archive.
    """
    from qualcode.cli.terminal import Terminal
    from qualcode.study.archive.archive import open_archive
    from qualcode.study.archive.sampling import make_sample

    voice = Terminal()
    make_sample(open_archive(archive), out, size=size, by=by, seed=seed, voice=voice)
    voice.note(f"Read it to the end: `qualcode review --whole --project {out}`")
    voice.note(f"Then: `qualcode archive {archive} --sample {out}`")
