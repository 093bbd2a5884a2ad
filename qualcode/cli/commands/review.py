"""`qualcode review`: accept, reject, skip, add; on the screen or in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import typer

from qualcode.cli.declare import flag, option, sheet, text
from qualcode.cli.options import Blind, Decider, HideSuggestions, OnlyCode, OnlyDocument, TableOptions
from qualcode.errors import UsageError
from qualcode.model.nouns import dataclass
from qualcode.review.queue import Goal, Order, Wanted

GOAL = "With --order likely: which informants raise what, or most codings."
ASSIGNED = "Only interviews given to you; without either: those, where some were."


@dataclass(frozen=True, kw_only=True)
class ReviewOptions(TableOptions):
    """What is gone through, and how."""

    code: OnlyCode = ""
    document: OnlyDocument = ""
    order: Order = option("--order", "The way through the suggestions.", Order.DOCUMENT)
    goal: Goal = option("--goal", GOAL, Goal.INFORMANTS)
    type_: str = text("--type", "Only informants of this type.")
    sample: int = option("--sample", "Only N of them, drawn at random.", 0, min=0, metavar="N")
    seed: int = option("--seed", "Another number draws another sample.", 1)
    whole: bool = flag("--whole", "Stop at every informant passage, suggested or not.")
    assigned: bool | None = option("--assigned/--all-interviews", ASSIGNED, None)
    blind: Blind = False
    hide_suggestions: HideSuggestions = False

    def wanted(self, *, all_passages: bool) -> Wanted:
        """The queue that is asked for."""
        return Wanted(
            order=Order.SAMPLE if self.sample else self.order,
            code_id=self.code,
            document_id=self.document,
            informant_type=self.type_,
            size=self.sample or Wanted().size,
            seed=self.seed,
            goal=self.goal,
            whole=self.whole or all_passages or self.hide_suggestions,
            assigned=self.assigned,
        )


def command(
    options: ReviewOptions,
    coder: Decider = "",
    to: Path | None = sheet("--to", "Write what is left to decide as a spreadsheet."),
    from_: Path | None = sheet("--from", "Take in a spreadsheet that was filled in."),
    all_passages: bool = flag("--all-passages", "With --to: a row for every passage an informant speaks."),
) -> None:
    """Decide on suggestions: on a screen of its own, by keyboard or mouse; every key is shown there.

    Orders: document (interviews in reading order), code, type, flagged (negated and hypothetical first), sample,
    likely (the passages most worth reading, as `qualcode next` has them), changed (only since the codebook was edited),
    recode (codes that were split).

    With --to and --from in a spreadsheet: every row is checked when it comes back. Rows that changed in a way that
    could put a decision on the wrong words are refused, with the reason, and the exit code is 4; the other rows are
    taken in.
    """
    from qualcode.cli.terminal import coder_name, expect_screen
    from qualcode.study.review.coding_sheet import fill_sheet
    from qualcode.tui.sitting import review_on_screen

    wanted = options.wanted(all_passages=all_passages)
    if to is not None and from_ is not None:
        raise UsageError("a spreadsheet is written (--to) or read (--from), not both", hint="see --help")
    if from_ is not None:
        if wanted != Wanted(seed=options.seed) or options.blind:
            raise UsageError("a spreadsheet that was filled in is read as a whole", hint="with --from only --coder")
        _take_in(options, from_, coder)
        return
    how = {"blind": options.blind, "suggestions": not options.hide_suggestions}
    with options.study() as study:
        name = coder_name(coder, study)
        if to is not None:
            fill_sheet(study, to, wanted, coder=name, **how)
        else:
            expect_screen(study)
            review_on_screen(study, name, wanted, **how)


def _take_in(options: TableOptions, path: Path, coder: str) -> None:
    """Take in a spreadsheet and show what was done; exit code 4 where rows were refused."""
    from qualcode.cli.terminal import may_ask
    from qualcode.cli.ticking import show_taken
    from qualcode.study.review.coding_sheet import read_sheet

    def is_theirs(name: str) -> bool:
        return not may_ask() or typer.confirm(f"The sheet is {name}'s. Take it in as decisions of {name}?", err=True)

    with options.study() as study:
        done = read_sheet(study, path, coder=coder.strip(), is_theirs=is_theirs)
    show_taken(done, options.format)
