"""`qualcode open`: the study in the browser."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.declare import argument, flag, option, text
from qualcode.cli.options import Blind, Decider, HideSuggestions, StudyOptions
from qualcode.review.queue import Order, Wanted


def command(
    options: StudyOptions,
    folder: Path | None = argument("[FOLDER]", "The study's folder, or where to make a new one.", None),
    coder: Decider = "",
    blind: Blind = False,
    hide_suggestions: HideSuggestions = False,
    code: str = text("--code", "Begin with the review of this code and those under it."),
    document: str = text("--document", "Begin with the review of this interview."),
    type_: str = text("--type", "Begin with the review of informants of this type."),
    order: Order = option("--order", "Begin with the review, in this way.", Order.DOCUMENT),
    sample: int = option("--sample", "Of N suggestions drawn at random.", 0, min=0, metavar="N"),
    whole: bool = flag("--whole", "Of every informant passage, suggested or not."),
    port: int = option("--port", "A port of your own choice.", 0, min=0, max=65535),
    browser: bool = flag("--browser/--no-browser", "Open the browser, or say where.", True),
) -> None:
    """Read, review, count and report in the browser: on this machine alone, without the internet.

    Where there is no study, a page takes transcripts, a list of informants and a codebook, and makes one. Runs until
    ctrl+c. Every decision is saved as it is made; the terminal's commands work on the study meanwhile.
    """
    from qualcode.cli.terminal import Terminal
    from qualcode.web.opening import open_in_browser

    wanted = Wanted(
        order=Order.SAMPLE if sample else order,
        code_id=code,
        document_id=document,
        informant_type=type_,
        size=sample or Wanted().size,
        whole=whole or hide_suggestions,
    )
    given = {"blind": blind, "suggestions": not hide_suggestions, "browser": browser}
    open_in_browser(folder or options.project, coder, wanted, voice=Terminal(), port=port, **given)
