"""`qualcode suggest`: the codebook applied to the transcripts."""

from __future__ import annotations

from pathlib import Path

import typer

from qualcode.cli.declare import option, sheet, text
from qualcode.cli.options import AtScheduler, TableOptions
from qualcode.errors import ReadError

CODEBOOK = "Another codebook than the study's: a file, or one of those qualcode brings."
EXPLAIN = "Change nothing; say why a passage (kii-03:128) was suggested."
WITH = "Ways to suggest: keywords,patterns,learned; default: those of last time."
SCORES = "Write how likely each passage is to have each code."
PROCESSES = "How many share the work; 0: two where it pays."


def command(
    options: TableOptions,
    codebook: Path | None = option("--codebook", CODEBOOK, None),
    explain: str = text("--explain", EXPLAIN, metavar="PASSAGE"),
    code: str = text("--code", "With --explain: every rule of this code."),
    with_: list[str] | None = option("--with", WITH, None, metavar="WAYS"),
    scores: Path | None = sheet("--scores", SCORES, metavar="FILE.csv"),
    processes: int = option("--processes", PROCESSES, 0, min=0, max=64),
    scheduler: AtScheduler = "",
) -> None:
    """Apply the codebook: propose codes for every passage an informant said.

    Suggestions can be made again at any time; what a coder decided stays. Only what changed is matched again.
    With --explain nothing is changed: it shows the rules tried on one passage, and the nearest miss.

    With `--with learned`, what coders decided teaches the rest: codes of which five passages or more are coded are
    proposed where passages are like those. The codebook's rules are applied either way, and only what they propose is
    counted before somebody decides.
    """
    from qualcode.readers.codebooks import read_codebook
    from qualcode.study.codebook.explaining import explained_table
    from qualcode.study.codebook.files import load_codebook
    from qualcode.study.codebook.likely_scores import write_scores
    from qualcode.study.codebook.suggesting import say_applied_once, suggest_codes
    from qualcode.study.folder import find_codebook
    from qualcode.study.results.progress import after_suggesting

    path = find_codebook(str(codebook)) if codebook else None
    with options.study(read_only=bool(explain)) as study:
        if explain:
            options.show(explained_table(study, explain, read_codebook(path or study.codebook_path), code))
            return
        read = load_codebook(study, path)
        outcome = suggest_codes(study, read, using=with_ or (), n_processes=processes, scheduler=scheduler)
        next_step = after_suggesting(study, outcome.n_documents, outcome.n_suggestions)
        if scores is not None:
            write_scores(study, read, scores)
        for sentence in (*outcome.said, next_step):
            study.voice.note(sentence)
        if path is not None:
            say_applied_once(study, path)
    raise typer.Exit(ReadError.exit_code if outcome.lost else 0)
