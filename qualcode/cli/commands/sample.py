"""`qualcode sample`: interviews of an archive as a study."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.declare import needed, option


def command(
    archive: Path = needed("ARCHIVE", "An archive that `qualcode archive` made."),
    out: Path = needed("--out", "The folder of the new study.", metavar="DIR"),
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
