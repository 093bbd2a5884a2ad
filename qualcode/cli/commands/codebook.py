"""`qualcode codebook`: check it, show it, test it, change it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.commands.codebook_change import (
    add_command,
    import_command,
    merge_command,
    move_command,
    retire_command,
    split_command,
)
from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat
from qualcode.errors import UsageError

app = new_app(help="Check, show, test and change the codebook.")

CodebookPath = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="A codebook, or the name of one qualcode brings; default: the study's."),
]


@app.command("check")
def check_command(file: CodebookPath = None, project: ProjectPath = None) -> None:
    """Name every problem of the codebook at once, each with its line and remedy.

    In a study, also the wildcards that catch too much in its interviews, and the terms that match nothing there.
    """
    from qualcode.cli.terminal import Terminal, study_at_hand
    from qualcode.model.wording import plural
    from qualcode.study.codebook.files import check_whole, codebook_path

    voice = Terminal()
    path = codebook_path(file, project)
    with study_at_hand(project) as study:
        checked = check_whole(path, study)
    errors = checked.n_errors
    for problem in checked.problems:
        (voice.fault if problem.is_error else voice.warn)(str(problem), problem.hint)
    voice.note(
        f"{path}: {plural(len(checked.codebook.codes), 'code')}, {plural(errors, 'error')}, "
        f"{plural(len(checked.problems) - errors, 'warning')}"
    )
    raise typer.Exit(3 if errors else 0)


@app.command("show")
def show_command(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="One code; default: all.")] = "",
    file: Annotated[Path | None, typer.Option("--codebook", help="Another codebook than the study's.")] = None,
    project: ProjectPath = None,
    forms: Annotated[bool, typer.Option("--forms", help="List every word form that will match.")] = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show the codes with their definitions, and with --forms every word form that will match."""
    from qualcode.cli.terminal import write_result
    from qualcode.study.codebook.files import codebook_path, listed_codes

    write_result(listed_codes(codebook_path(file, project), code, forms=forms), format)


@app.command("test")
def run_tests_command(
    file: CodebookPath = None, project: ProjectPath = None, format: Format = OutputFormat.TABLE
) -> None:
    """Run the codebook's own tests: sentences each code must find, and sentences it must leave alone.

    Exit code 3 where one fails.
    """
    from qualcode.cli.terminal import Terminal, write_result
    from qualcode.model.wording import plural
    from qualcode.study.codebook.files import codebook_path, run_tests

    voice = Terminal()
    done = run_tests(codebook_path(file, project))
    for failure in done.failures:
        voice.fault(failure)
    n_failed = len(done.failures)
    voice.note(f"{plural(done.n_tests, 'test')}: {done.n_tests - n_failed} passed, {n_failed} failed")
    write_result(done.table, format)
    raise typer.Exit(3 if n_failed else 0)


@app.command("export")
def export_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A name ending in .xlsx, .csv or .yaml.")],
    codebook: Annotated[Path | None, typer.Option("--codebook", help="Another codebook than the study's.")] = None,
    project: ProjectPath = None,
) -> None:
    """Write the codebook as a table for Excel, one row per code; or a table as YAML.

    What was edited there is read like any codebook: `qualcode suggest --codebook FILE`.
    """
    from qualcode.cli.terminal import Terminal
    from qualcode.model.wording import plural
    from qualcode.study.codebook.files import codebook_path, export_codebook

    written = export_codebook(codebook_path(codebook, project), file)
    Terminal().note(f"{plural(len(written.codes), 'code')} written to {file}")


class Effect(StrEnum):
    """The tables of `codebook diff`."""

    CHANGES = "changes"
    SUGGESTIONS = "suggestions"
    FIGURES = "figures"


@app.command("diff")
def diff_command(
    old: Annotated[str, typer.Argument(metavar="[OLD]", help="A file, or the hash of one used before.")] = "",
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="Default: the study's file against the one in use.")] = "",
    only: Annotated[Effect | None, typer.Option("--only", help="One of the tables.")] = None,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show what changed between two codebooks, and what it would change in suggestions and figures, before it is done.

    One name compares the study's codebook in use with that one.
    """
    from qualcode.cli.terminal import study_at_hand, write_result
    from qualcode.errors import UsageError
    from qualcode.study.results.codebook_diff import diff_tables

    if only is None and format in (OutputFormat.CSV, OutputFormat.JSON):
        raise UsageError(f"--format {format} holds one table", hint="add --only changes, suggestions or figures")
    with study_at_hand(project) as study:
        for table, what in zip(diff_tables(study, old, new), Effect, strict=False):
            if only in (None, what):
                write_result(table, format)
            if only is what:
                break


@app.command("score")
def score_command(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="One code and those under it; default: all.")] = "",
    silent: Annotated[bool, typer.Option("--silent", help="List the rules that match nothing instead.")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="List the words that caused most rejections.")] = False,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show how each rule did: hits, informants reached, share accepted so far, and whether it only repeats others."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.study.results.codebook_scores import rejections_table, rules_table

    with open_study(project, read_only=True) as study:
        write_result(rejections_table(study, code) if rejected else rules_table(study, code, silent=silent), format)


@app.command("suggest-terms")
def suggest_terms_command(
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help="The code that needs words; default: all, before anything is coded.")
    ] = "",
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list; of all codes 100.")] = 0,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE.xlsx", help="Write them as a spreadsheet to tick.")
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FILE.xlsx", help="Take in a spreadsheet that was filled in.")
    ] = None,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """List words for a code, or of the whole material for any code, for you to take or leave.

    For a code: words that set its passages apart from the rest. Without: words of the definitions and frequent words of
    the informants that no code matches. At a terminal you say of each where it belongs; --to and --from do the same in
    a spreadsheet. What you take is written into the codebook.
    """
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.cli.ticking import show_taken, tick_terms
    from qualcode.study.results.codebook_terms import terms_table
    from qualcode.study.results.term_list import read_terms, write_terms

    if code and (to or from_):
        raise UsageError("a spreadsheet of words is for all codes", hint="leave out the code")
    with open_study(project, read_only=True) as study:
        if from_ is not None:
            show_taken(read_terms(study, from_), format)
        elif to is not None:
            write_terms(study, to, most=most or 100)
        elif code:
            write_result(terms_table(study, code, most=most or 25), format)
        else:
            tick_terms(study, most or 100, format)


app.command("import")(import_command)
app.command("add")(add_command)
app.command("merge")(merge_command)
app.command("split")(split_command)
app.command("move")(move_command)
app.command("retire")(retire_command)
