"""`qualcode codebook`: check it, show it, test it, change it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.commands import codebook_change as change
from qualcode.cli.declare import argument, flag, needed, option, sheet
from qualcode.cli.options import OtherCodebook, StudyOptions, TableOptions
from qualcode.cli.parts import new_app
from qualcode.cli.terminal import OutputFormat
from qualcode.errors import UsageError
from qualcode.model.changes import Effect

app = new_app(help="Check, show, test and change the codebook.")

CodebookPath = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="A codebook, or the name of one qualcode brings; default: the study's."),
]


@app.command("check")
def check_command(options: StudyOptions, file: CodebookPath = None) -> None:
    """Name every problem of the codebook at once, each with its line and remedy.

    In a study, also the wildcards that catch too much in its interviews, and the terms that match nothing there.
    """
    from qualcode.cli.terminal import Terminal, study_at_hand
    from qualcode.study.codebook.files import check_whole, codebook_path

    voice = Terminal()
    path = codebook_path(file, options.project)
    with study_at_hand(options.project) as study:
        checked = check_whole(path, study)
    for problem in checked.problems:
        (voice.fault if problem.is_error else voice.warn)(str(problem), problem.hint)
    voice.note(f"{path}: {checked.said}")
    raise typer.Exit(3 if checked.n_errors else 0)


@app.command("show")
def show_command(
    options: TableOptions,
    code: str = argument("[CODE]", "One code; default: all.", ""),
    file: OtherCodebook = None,
    forms: bool = flag("--forms", "List every word form that will match."),
) -> None:
    """Show the codes with their definitions, and with --forms every word form that will match."""
    from qualcode.study.codebook.files import codebook_path, listed_codes

    options.show(listed_codes(codebook_path(file, options.project), code, forms=forms))


@app.command("test")
def run_tests_command(options: TableOptions, file: CodebookPath = None) -> None:
    """Run the codebook's own tests: sentences each code must find, and sentences it must leave alone.

    Exit code 3 where one fails.
    """
    from qualcode.cli.terminal import Terminal
    from qualcode.study.codebook.files import codebook_path, run_tests

    done = run_tests(codebook_path(file, options.project))
    for failure in done.failures:
        Terminal().fault(failure)
    Terminal().note(done.said)
    options.show(done.table)
    raise typer.Exit(3 if done.failures else 0)


@app.command("export")
def export_command(
    options: StudyOptions,
    file: Path = needed("FILE", "A name ending in .xlsx, .csv, .yaml, .qdc or .docx."),
    codebook: OtherCodebook = None,
) -> None:
    """Write the codebook as a table for Excel, one row per code; as YAML; for other programs; or for readers, in Word.

    In Word each theme of a study has who raised it and a passage, as a client's report would print them. What was
    edited in a table is read like any codebook: `qualcode suggest --codebook FILE`.
    """
    from qualcode.cli.terminal import Terminal, study_at_hand
    from qualcode.model.wording import plural
    from qualcode.study.codebook.files import codebook_path, export_codebook
    from qualcode.study.report.codebook_document import is_document, write_codebook_document

    path = codebook_path(codebook, options.project)
    if is_document(file):
        with study_at_hand(options.project) as study:
            written = write_codebook_document(path, file, study if codebook is None else None)
    else:
        written = export_codebook(path, file)
    Terminal().note(f"{plural(len(written.codes), 'code')} written to {file}")


@app.command("diff")
def diff_command(
    options: TableOptions,
    old: str = argument("[OLD]", "A file, or the hash of one used before.", ""),
    new: str = argument("[NEW]", "Default: the study's file against the one in use.", ""),
    only: Effect | None = option("--only", "One of the tables.", None),
) -> None:
    """Show what changed between two codebooks, and what it would change in suggestions and figures, before it is done.

    One name compares the study's codebook in use with that one.
    """
    from qualcode.cli.terminal import study_at_hand
    from qualcode.study.results.codebook_diff import diff_tables

    if only is None and options.format in (OutputFormat.CSV, OutputFormat.JSON):
        raise UsageError(
            f"--format {options.format} holds one table", hint="add --only changes, suggestions or figures"
        )
    with study_at_hand(options.project) as study:
        for table in diff_tables(study, old, new, only):
            options.show(table)


@app.command("score")
def score_command(
    options: TableOptions,
    code: str = argument("[CODE]", "One code and those under it; default: all.", ""),
    silent: bool = flag("--silent", "List the rules that match nothing instead."),
    rejected: bool = flag("--rejected", "List the words that caused most rejections."),
) -> None:
    """Show how each rule did: hits, informants reached, share accepted so far, and whether it only repeats others."""
    from qualcode.study.results.codebook_scores import rejections_table, rules_table

    with options.study(read_only=True) as study:
        options.show(rejections_table(study, code) if rejected else rules_table(study, code, silent=silent))


@app.command("suggest-terms")
def suggest_terms_command(
    options: TableOptions,
    code: str = argument("[CODE]", "The code that needs words; default: all, before anything is coded.", ""),
    most: int = option("--most", "How many to list; of all codes 100.", 0, min=1),
    to: Path | None = sheet("--to", "Write them as a spreadsheet to tick."),
    from_: Path | None = sheet("--from", "Take in a spreadsheet that was filled in."),
) -> None:
    """List words for a code, or of the whole material for any code, for you to take or leave.

    For a code: words that set its passages apart from the rest. Without: words of the definitions and frequent words of
    the informants that no code matches. At a terminal you say of each where it belongs; --to and --from do the same in
    a spreadsheet. What you take is written into the codebook.
    """
    from qualcode.cli.ticking import show_taken, tick
    from qualcode.study.results.codebook_terms import terms_table
    from qualcode.study.results.term_list import read_terms, write_terms
    from qualcode.study.results.term_ticks import TermTicks

    if code and (to or from_):
        raise UsageError("a spreadsheet of words is for all codes", hint="leave out the code")
    with options.study(read_only=True) as study:
        if from_ is not None:
            show_taken(read_terms(study, from_), options.format)
        elif to is not None:
            write_terms(study, to, most=most or 100)
        elif code:
            options.show(terms_table(study, code, most=most or 25))
        else:
            tick(TermTicks(study, most=most or 100), options.format)


app.command("import")(change.import_command)
app.command("add")(change.add_command)
app.command("merge")(change.merge_command)
app.command("split")(change.split_command)
app.command("move")(change.move_command)
app.command("retire")(change.retire_command)
