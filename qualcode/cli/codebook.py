"""`qualcode codebook`: check it, show it, test it, change it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli._app import new_app
from qualcode.cli._codebook_change import add_command, merge_command, move_command, retire_command, split_command
from qualcode.cli._options import Format, OutputFormat, ProjectPath

app = new_app(help="Check, show, test and change the codebook.")

CodebookPath = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="A codebook, or the name of one qualcode brings; default: the study's."),
]


@app.command("check")
def check_command(file: CodebookPath = None, project: ProjectPath = None) -> None:
    """Name every problem of the codebook at once, each with its line and remedy."""
    from qualcode.cli._codebooks import codebook_path
    from qualcode.cli._reporting import counted, report_problems
    from qualcode.cli._say import Voice
    from qualcode.readers.codebooks import check_codebook, read_codebook
    from qualcode.suggesters import check_patterns

    voice = Voice()
    path = codebook_path(file, project)
    codebook = read_codebook(path)
    check_patterns(codebook)
    problems = list(check_codebook(codebook))
    report_problems(problems, voice)
    voice.note(f"{path}: {counted(len(codebook.codes), 'code')}, {counted(len(problems), 'warning')}, no errors")


@app.command("show")
def show_command(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="One code; default: all.")] = "",
    file: Annotated[Path | None, typer.Option("--codebook", help="Another codebook than the study's.")] = None,
    project: ProjectPath = None,
    forms: Annotated[bool, typer.Option("--forms", help="List every word form that will match.")] = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show the codes with their definitions, and with --forms every word form that will match."""
    from qualcode.cli._codebooks import codebook_path, codebook_table
    from qualcode.cli._output import write_result
    from qualcode.readers.codebooks import read_codebook

    write_result(codebook_table(read_codebook(codebook_path(file, project)), code, forms=forms), format)


@app.command("test")
def run_tests_command(file: CodebookPath = None, project: ProjectPath = None) -> None:
    """Run the codebook's own tests: sentences each code must find, and sentences it must leave alone."""
    from qualcode.cli._codebooks import codebook_path, run_tests
    from qualcode.cli._say import Voice
    from qualcode.readers.codebooks import read_codebook

    path = codebook_path(file, project)
    failed = run_tests(read_codebook(path), Voice())
    raise typer.Exit(3 if failed else 0)


app.command("add")(add_command)
app.command("merge")(merge_command)
app.command("split")(split_command)
app.command("move")(move_command)
app.command("retire")(retire_command)
