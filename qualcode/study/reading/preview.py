"""How a file would be read, before anything of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ReadError
from qualcode.model.table import Row, Table, listing

if TYPE_CHECKING:
    from qualcode.readers import ReadOptions
    from qualcode.study.study import Study

N_TURNS = 20
_WORDS = 12


def first_turns(study: Study, paths: Sequence[Path | str], options: ReadOptions) -> Table | None:
    """Read the first of some files and list its first turns; None where there is no file.

    Raises ReadError where it cannot be read.
    """
    from qualcode.readers import documents_in
    from qualcode.readers.collection import collect, fetch
    from qualcode.study.reading.options import known_speakers, known_wordings, options_for

    entries = collect(paths).entries[:1]
    if not entries:
        return None
    [source] = fetch(entries)
    if isinstance(source, ReadError):
        raise source
    options = replace(options, known_speakers=known_speakers(study.roster()), questions=known_wordings(study))
    [document, *_] = documents_in(source, options_for(study, entries[0].name, options))
    shown = document.turns[:N_TURNS]
    return listing(
        "turns",
        f"The first {len(shown)} of {len(document.turns):,} turns of {document.name}",
        ("Turn", "Speaker", "Begins"),
        (
            Row(
                cells=(
                    str(turn.ordinal),
                    turn.speaker or "(no label)",
                    " ".join(document.text[turn.start : turn.end].split()[:_WORDS]),
                )
            )
            for turn in shown
        ),
        wide=("Begins",),
        numeric=("Turn",),
    )
