"""`qualcode trace`: from a figure to the words."""

from __future__ import annotations

from qualcode.cli.declare import needed, text
from qualcode.cli.options import TableOptions

TARGET = "A figure's or a quote's id, as reports print it; or a passage: kii-03:128."


def command(
    options: TableOptions,
    target: str = needed("F-ID", TARGET),
    code: str = text("--code", "Of a passage: every rule of this code."),
) -> None:
    """Show what a figure was counted from: informants, passages, the rule or coder, the words.

    Of a quote: its passage, and what it was coded by. Of a passage: why each code was suggested there or not, with the
    nearest miss. Of a figure of a survey: the respondents by what became of the question, form by form.
    """
    from qualcode.study.codebook.explaining import explained_table, is_segment_id

    with options.study(read_only=True) as study:
        if is_segment_id(target):
            options.show(explained_table(study, target, study.codebook(), code))
        else:
            options.show(study.trace(target))
