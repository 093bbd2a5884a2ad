"""`qualcode open`: the study in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import ProjectPath
from qualcode.review.queue import Order, Wanted

app = new_app()


@app.command("open")
def open_command(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="The study's folder, or where to make a new one.")
    ] = None,
    project: ProjectPath = None,
    coder: Annotated[str, typer.Option("--coder", help="Who decides.", envvar="QUALCODE_CODER")] = "",
    blind: Annotated[bool, typer.Option("--blind", help="Hide what other coders decided, and decide alone.")] = False,
    hide_suggestions: Annotated[
        bool, typer.Option("--hide-suggestions", help="Read and code without the rules' suggestions.")
    ] = False,
    code: Annotated[str, typer.Option("--code", help="Begin with the review of this code and those under it.")] = "",
    document: Annotated[str, typer.Option("--document", help="Begin with the review of this interview.")] = "",
    type_: Annotated[str, typer.Option("--type", help="Begin with the review of informants of this type.")] = "",
    order: Annotated[Order, typer.Option("--order", help="Begin with the review, in this way.")] = Order.DOCUMENT,
    sample: Annotated[int, typer.Option("--sample", min=0, metavar="N", help="Of N suggestions drawn at random.")] = 0,
    whole: Annotated[bool, typer.Option("--whole", help="Of every informant passage, suggested or not.")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="A port of your own choice.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser, or say where.")] = True,
) -> None:
    """Read, review, count and report in the browser: on this machine alone, without the internet.

    Where there is no study, a page takes transcripts, a list of informants and a codebook, and makes one. Runs until
    ctrl+c. Every decision is saved as it is made; the terminal's commands work on the study meanwhile.
    """
    from qualcode.cli.screens import open_in_browser

    wanted = Wanted(
        order=Order.SAMPLE if sample else order,
        code_id=code,
        document_id=document,
        informant_type=type_,
        size=sample or Wanted().size,
        whole=whole or hide_suggestions,
    )
    suggestions = not hide_suggestions
    open_in_browser(folder or project, coder, wanted, blind=blind, suggestions=suggestions, port=port, browser=browser)
