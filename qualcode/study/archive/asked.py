"""What somebody asks of an archive: to make it, or to count one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualcode.errors import UsageError
from qualcode.model.nouns import dataclass
from qualcode.model.table import Table
from qualcode.model.voice import Voice
from qualcode.study.archive.archive import Archive, is_archive, make_archive, open_archive
from qualcode.study.folder import find_codebook
from qualcode.study.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where interviews lie, and with what they are to be matched; or an archive alone."""

    where: Sequence[str]
    codebook: str
    informants: Path | None
    out: Path | None


def archive_asked(asked: Asked, *, n_processes: int, scheduler: str, voice: Voice) -> Archive:
    """Make the archive that is asked for, or open the one that is named. Raises UsageError where it is neither."""
    first = Path(asked.where[0])
    if asked.out is None and len(asked.where) == 1 and is_archive(first):
        return open_archive(first)
    if asked.out is None or not asked.codebook:
        raise UsageError(
            "an archive is made with a codebook, in a folder of its own",
            hint="qualcode archive FOLDER --codebook F --informants F --out DIR",
        )
    codebook = find_codebook(asked.codebook)
    return make_archive(
        asked.out, asked.where, codebook, asked.informants, n_processes=n_processes, scheduler=scheduler, voice=voice
    )


def table_asked(archive: Archive, by: str, sample: Path | None, *, levels: int) -> Table:
    """Count an archive; by a sample of it, where one is named."""
    from qualcode.study.archive.counting import estimates, frequencies

    if sample is None:
        return frequencies(archive, by or "informant_type", levels=levels)
    with Study.open(sample, read_only=True) as study:
        return estimates(archive, study, by, levels=levels)
