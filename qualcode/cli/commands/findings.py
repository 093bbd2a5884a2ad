"""`qualcode findings`: who speaks for each finding, and who against it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.declare import argument, sheet, text
from qualcode.cli.options import ByGroup, GroupOptions
from qualcode.errors import UsageError

if TYPE_CHECKING:
    from qualcode.study.study import Study


def command(
    figures: GroupOptions,
    passage: str = argument("[PASSAGE]", "A passage to mark: kii-03:128, with one of the three below.", ""),
    for_: str = text("--for", "It speaks for this finding.", metavar="ID"),
    against: str = text("--against", "It speaks against it.", metavar="ID"),
    neither: str = text("--neither", "Take the mark back.", metavar="ID"),
    to: Path | None = sheet("--to", "Write the passages on their themes, to mark."),
    from_: Path | None = sheet("--from", "Take that in, filled in."),
    by: ByGroup = "informant_type",
) -> None:
    """Show who speaks for each finding of findings.yaml and who against it, or mark passages.

    A theme that somebody spoke on is no evidence for a statement: passages are marked one by one, here, on the review
    screen or in a spreadsheet; --coder says who marks.
    """
    said = {stance: id_ for stance, id_ in (("for", for_), ("against", against), ("neither", neither)) if id_}
    ways = (to, from_, passage or said)
    with figures.study() as study:
        if not any(ways):
            figures.write(study, figures.results(study).findings(by, **figures.scope()))
        elif sum(map(bool, ways)) != 1 or bool(passage) != (len(said) == 1):
            raise UsageError(
                "one passage with --for, --against or --neither, or a spreadsheet with --to or --from",
                hint="qualcode findings kii-03:128 --for F1",
            )
        else:
            _mark(study, figures, passage, said, to=to, from_=from_)


def _mark(
    study: Study, figures: GroupOptions, passage: str, said: dict[str, str], *, to: Path | None, from_: Path | None
) -> None:
    """Mark one passage, write a list of passages to mark, or take one in."""
    from qualcode.cli.terminal import coder_name
    from qualcode.cli.ticking import by_sheet
    from qualcode.study.results.finding_sheet import read_finding_sheet, write_finding_sheet
    from qualcode.study.review.bearing import mark_passage

    name = coder_name(figures.coder, study)
    for stance, id_ in said.items():
        mark_passage(study, name, passage, stance, id_)
    if to or from_:
        results = study.results()
        write = partial(write_finding_sheet, study, results, coder=name)
        by_sheet(to, from_, write, partial(read_finding_sheet, study, results, coder=name), figures.format)
