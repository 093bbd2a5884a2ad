"""`qualcode quotes`: extracts by theme and informant type, and what editors do to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.app import new_app
from qualcode.cli.options import Coder, CoderRule, Explain, Format, ProjectPath, Strict, Unreviewed
from qualcode.cli.terminal import OutputFormat

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

app = new_app(help="Show quotes by theme and informant type; edit, translate, pin and drop them.")

QuoteId = Annotated[str, typer.Argument(metavar="Q-ID", help="The quote's id, as `qualcode quotes` prints it.")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="In quotation marks; - reads it from stdin.")]


@app.callback(invoke_without_command=True)
def quotes_command(
    context: typer.Context,
    project: ProjectPath = None,
    code: Annotated[str, typer.Option("--code", help="One theme, with those under it; default: all.")] = "",
    informant_type: Annotated[str, typer.Option("--type", help="One informant type; default: all.")] = "",
    all_quotes: Annotated[bool, typer.Option("--all", help="Every quote instead of a balanced selection.")] = False,
    contrary: Annotated[bool, typer.Option("--contrary", help="Only those that say the opposite.")] = False,
    matrix: Annotated[bool, typer.Option("--matrix", help="Themes down, informant types across.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Say why each quote was chosen.")] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE.xlsx", help="Write them into a spreadsheet: keep, drop, trim, translate."),
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FILE.xlsx", help="Read such a spreadsheet that was filled in.")
    ] = None,
    unreviewed: Unreviewed = False,
    coder: Coder = "",
    coders: CoderRule = "adjudicated",
    strict: Strict = False,
    explain: Explain = False,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Show what informants said on each theme, in their words.

    A balanced selection: one quote per informant before a second from anyone, every type that raised the theme. Names
    of the list of informants and of protect.csv are replaced by words in square brackets.
    """
    if context.invoked_subcommand:
        return
    from qualcode.cli.terminal import open_study, write_figures
    from qualcode.study.results.counting import expect_complete
    from qualcode.study.results.quotes import quote_table

    with open_study(project) as study:
        results = study.results(coder=coder, coders=coders, unreviewed=unreviewed)
        if to or from_:
            _spreadsheet(study, results, to, from_, format, code=code, type_=informant_type, everything=all_quotes)
            return
        table = quote_table(
            study,
            results,
            code=code,
            informant_type=informant_type,
            everything=all_quotes,
            contrary=contrary,
            matrix=matrix,
            why=why,
        )
        write_figures(table, format, explain=explain)
        if strict:
            expect_complete(results)


def _spreadsheet(
    study: Study,
    results: Results,
    to: Path | None,
    from_: Path | None,
    format: OutputFormat,
    *,
    code: str,
    type_: str,
    everything: bool,
) -> None:
    """Write the quotes as a list to fill in, or take it in and show what was done."""
    from qualcode.cli.ticking import show_taken
    from qualcode.study.results.quote_sheet import read_quotes, write_quotes

    if to is not None:
        write_quotes(study, results, to, code=code, informant_type=type_, everything=everything)
    if from_ is not None:
        show_taken(read_quotes(study, results, from_), format)


@app.command("edit")
def edit_command(quote: QuoteId, text: Text, project: ProjectPath = None, unreviewed: Unreviewed = False) -> None:
    """Print a quote as TEXT: its own words, with […] for a cut, [words] for an insertion, [sic].

    Refused where a word outside brackets is not the informant's. `qualcode quotes restore` takes it back.
    """
    from qualcode.cli.terminal import open_study
    from qualcode.study.results.quote_edits import edit_quote

    with open_study(project) as study:
        typer.echo(edit_quote(study, study.results(unreviewed=unreviewed), quote, _given(text)))


@app.command("translate")
def translate_command(
    quote: QuoteId,
    text: Text,
    translator: Annotated[str, typer.Option("--by", metavar="NAME", help="Who translated it.")],
    date: Annotated[str, typer.Option("--date", help="When, for instance 2024-05-06.")] = "",
    project: ProjectPath = None,
    unreviewed: Unreviewed = False,
) -> None:
    """Print a person's translation in place of a quote, marked as translated; the original is kept and checked."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.results.quote_edits import translate_quote

    with open_study(project) as study:
        results = study.results(unreviewed=unreviewed)
        translate_quote(study, results, quote, _given(text), translator=translator, date=date)


@app.command("order")
def order_command(
    quote: QuoteId,
    place: Annotated[int, typer.Argument(metavar="PLACE", min=0, max=999, help="1 for the first; 0: as it comes.")],
    project: ProjectPath = None,
    unreviewed: Unreviewed = False,
) -> None:
    """Give a quote its place among those on its theme; those without one come after."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.results.quote_edits import order_quote

    with open_study(project) as study:
        order_quote(study, study.results(unreviewed=unreviewed), quote, place)


def _given(text: str) -> str:
    import sys

    return sys.stdin.read() if text == "-" else text


def _settle(name: str, said: str) -> None:
    """Add the command that settles a quote in one way."""

    @app.command(name, help=said)
    def settle_command(
        quote: QuoteId,
        reason: Annotated[str, typer.Option("--reason", help="Why; kept with the study.")] = "",
        project: ProjectPath = None,
        unreviewed: Unreviewed = False,
    ) -> None:
        from qualcode.cli.terminal import open_study
        from qualcode.model.edits import QuoteChange
        from qualcode.study.results.quote_edits import settle_quote

        with open_study(project) as study:
            settle_quote(study, study.results(unreviewed=unreviewed), quote, QuoteChange(name), reason=reason)


_settle("pin", "Always print this quote.")
_settle("drop", "Never print this quote, nor another in its place; it counts all the same.")
_settle("next", "Never print this quote, but the next one instead; it counts all the same.")
_settle("release", "Neither pinned nor dropped: choose freely again.")
_settle("restore", "Print it without edits and translation, in its own words.")
