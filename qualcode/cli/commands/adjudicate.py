"""`qualcode adjudicate`: settle what coders disagree on."""

from __future__ import annotations

from qualcode.cli.declare import text
from qualcode.cli.options import OnlyCode, OnlyDocument, StudyOptions


def command(
    options: StudyOptions,
    coder: str = text("--coder", "Who settles.", envvar="QUALCODE_CODER"),
    code: OnlyCode = "",
    document: OnlyDocument = "",
) -> None:
    """Settle disagreements, with both decisions and notes side by side, on the review screen.

    The outcome is a decision of its own: tables use it in place of the coders', until one of them changes.
    """
    from qualcode.cli.terminal import coder_name, expect_screen
    from qualcode.tui.sitting import adjudicate_on_screen

    with options.study() as study:
        name = coder_name(coder, study)
        expect_screen(study)
        adjudicate_on_screen(study, name, code=code, document=document)
