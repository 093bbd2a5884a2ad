"""`qualcode status`: how far the study is."""

from __future__ import annotations

from qualcode.cli.declare import flag
from qualcode.cli.options import TableOptions
from qualcode.cli.terminal import OutputFormat


def command(
    options: TableOptions,
    uncounted: bool = flag("--uncounted", "List only the decisions that do not count, with the reason."),
) -> None:
    """Show what is imported, suggested, decided and left, and at its end the one thing to do next."""
    from qualcode.study.health import warn_of_copies
    from qualcode.study.results.counting import resolution_of
    from qualcode.study.results.uncounted import uncounted_table
    from qualcode.study.review.next_reading import with_learning
    from qualcode.study.unread import say_unread
    from qualcode.study.withdrawn import say_withdrawn

    with options.study(read_only=True) as study:
        say_unread(study)
        say_withdrawn(study)
        warn_of_copies(study)
        left_out = uncounted_table(resolution_of(study))
        if left_out and (uncounted or options.for_reading):
            options.show(left_out)
        if not uncounted:  # last: it ends with what to do next
            options.show(with_learning(study, study.progress(), always=options.format is OutputFormat.JSON))
        if uncounted and not left_out:
            study.voice.note("every decision counts")
