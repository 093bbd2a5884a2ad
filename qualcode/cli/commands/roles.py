"""`qualcode roles`: who is who in each interview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from qualcode.cli.declare import argument, flag, sheet
from qualcode.cli.options import TableOptions
from qualcode.errors import UsageError
from qualcode.model.label_answer import MAY_BE

MAY = f"{MAY_BE}; nothing takes a correction back."


def command(
    options: TableOptions,
    document: str = argument(None, "One interview; * for all of them.", ""),
    corrections: list[str] | None = argument("LABEL=WHO...", MAY, None),
    turns: bool = flag("--turns", "Show every turn of one interview, to put single turns right."),
    left_out: bool = flag("--left-out", "Show what the files hold and the texts do not, such as page headers."),
    to: Path | None = sheet("--to", "Write every label into a spreadsheet, to fill in."),
    from_: Path | None = sheet("--from", "Read a spreadsheet of labels that was filled in."),
) -> None:
    """Show who was understood to speak in each interview, and why; put it right.

    qualcode roles kii-03 "SPEAKER 1"=interviewer "Dana"=cso-1 kii-03:14=other

    At a terminal, without an interview, every label of the study is shown, to say what each is; --to and --from do the
    same in a spreadsheet.

    Corrections are kept in qualcode.toml. Text, passages and decisions stay as they are; suggestions follow, and
    decisions on words that are the interviewer's now are listed and no longer counted.
    """
    from qualcode.cli.ticking import by_sheet
    from qualcode.study.reading.label_list import read_labels, write_labels

    if turns and document in ("", "*"):
        raise UsageError("the turns of which interview?", hint="qualcode roles kii-03 --turns")
    if left_out and (turns or corrections):
        raise UsageError("--left-out shows lines that nobody says", hint="qualcode roles kii-03 --left-out")
    narrowed = document or corrections or turns or left_out
    if to or from_:
        if narrowed or (to and from_):
            raise UsageError(
                "a spreadsheet of labels is of the whole study", hint="give --to FILE.xlsx or --from FILE.xlsx"
            )
        with options.study() as study:
            by_sheet(to, from_, partial(write_labels, study), partial(read_labels, study), options.format)
    elif document or corrections or left_out or not _tick(options):
        _show(options, document, corrections or (), turns=turns, left_out=left_out)


def _tick(options: TableOptions) -> bool:
    """Where somebody is at a terminal, and the study can be written, ask what each label is."""
    from qualcode.cli.terminal import at_screen
    from qualcode.cli.ticking import tick
    from qualcode.study.reading.label_ticks import LabelTicks

    if not (options.for_reading and at_screen()):
        return False
    with options.study() as study:
        if not study.store.read_only:
            tick(LabelTicks(study))
        return not study.store.read_only


def _show(options: TableOptions, document: str, corrections: Sequence[str], *, turns: bool, left_out: bool) -> None:
    """Put single labels and turns right, and show who speaks."""
    from qualcode.study.reading.speakers import correct_speakers, left_out_of, speakers_of, turns_of
    from qualcode.study.results.counting import resolution_of
    from qualcode.study.results.uncounted import uncounted_table

    with options.study(read_only=not corrections) as study:
        if left_out:
            options.show(left_out_of(study, document))
            return
        if corrections:
            study = correct_speakers(study, document, corrections)
        options.show(turns_of(study, document) if turns else speakers_of(study, document))
        uncounted = uncounted_table(resolution_of(study)) if options.for_reading else None
        if uncounted:
            options.show(uncounted)
