"""`qualcode agreement`: how far coders agree."""

from __future__ import annotations

from qualcode.cli.declare import argument, flag
from qualcode.cli.options import OnlyCode, TableOptions

ON_SCREEN = 7
"""Themes that a screen of 24 lines has room for."""


def command(
    options: TableOptions,
    coders: list[str] | None = argument("CODER", "Whom to compare; `rules` stands for the codebook's rules.", None),
    code: OnlyCode = "",
    everything: bool = flag("--all", "Every theme; alpha, AC1 and intervals, and what they mean."),
) -> None:
    """Show how far coders agree: on suggestions both decided, and apart from it on what nobody suggested.

    Of coders who read without suggestions it is how far they agree on all passages both have read. Without names all
    who coded are compared. With --all, intervals (95 %) say how the figures would vary with other informants.
    """
    from qualcode.study.review.agreement import agreement_of

    most = ON_SCREEN if options.for_reading else 0
    with options.study(read_only=True) as study:
        options.show(agreement_of(study, coders or [], code=code, everything=everything, most=most))
