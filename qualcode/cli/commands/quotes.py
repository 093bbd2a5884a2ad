"""`qualcode quotes`: extracts by theme and informant type, and what editors do to them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.declare import flag, needed, sheet, text
from qualcode.cli.options import CountOptions, ProjectPath, Strict, StudyOptions, Unreviewed
from qualcode.cli.parts import new_app
from qualcode.cli.terminal import said_or_piped
from qualcode.model.nouns import dataclass

if TYPE_CHECKING:
    from qualcode.study.results.results import Results
    from qualcode.study.study import Study

app = new_app(help="Show quotes by theme and informant type; edit, translate, pin and drop them.")

QuoteId = Annotated[str, typer.Argument(metavar="Q-ID", help="The quote's id, as `qualcode quotes` prints it.")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="In quotation marks; - reads it from stdin.")]


@app.callback(invoke_without_command=True)
def quotes_command(
    options: CountOptions,
    context: typer.Context,
    code: str = text("--code", "One theme, with those under it; default: all."),
    informant_type: str = text("--type", "One informant type; default: all."),
    all_quotes: bool = flag("--all", "Every quote instead of a balanced selection."),
    contrary: bool = flag("--contrary", "Only those that say the opposite."),
    matrix: bool = flag("--matrix", "Themes down, informant types across."),
    why: bool = flag("--why", "Say why each quote was chosen."),
    to: Path | None = sheet("--to", "Write them into a spreadsheet: keep, drop, trim, translate."),
    from_: Path | None = sheet("--from", "Read such a spreadsheet that was filled in."),
    strict: Strict = False,
) -> None:
    """Show what informants said on each theme, in their words.

    A balanced selection: one quote per informant before a second from anyone, every type that raised the theme. Names
    of the list of informants and of protect.csv are replaced by words in square brackets.
    """
    if context.invoked_subcommand:
        return
    from qualcode.study.results.counting import expect_complete
    from qualcode.study.results.quotes import quote_table

    with options.study() as study:
        results = options.results(study)
        if to or from_:
            from qualcode.cli.ticking import by_sheet
            from qualcode.study.results.quote_sheet import read_quotes, write_quotes

            write = partial(write_quotes, code=code, informant_type=informant_type, everything=all_quotes)
            by_sheet(to, from_, partial(write, study, results), partial(read_quotes, study, results), options.format)
            return
        wanted = {"contrary": contrary, "matrix": matrix, "why": why, "everything": all_quotes}
        options.show(quote_table(study, results, code=code, informant_type=informant_type, **wanted))
        if strict:
            expect_complete(results)


@dataclass(frozen=True, kw_only=True)
class EditOptions(StudyOptions):
    """The options of commands that do something to one quote."""

    project: ProjectPath = None
    unreviewed: Unreviewed = False

    def results(self, study: Study) -> Results:
        """Count what the quotes are chosen from."""
        return study.results(unreviewed=self.unreviewed)


@app.command("edit")
def edit_command(options: EditOptions, quote: QuoteId, text: Text) -> None:
    """Print a quote as TEXT: its own words, with […] for a cut, [words] for an insertion, [sic].

    Refused where a word outside brackets is not the informant's. `qualcode quotes restore` takes it back.
    """
    from qualcode.study.results.quote_edits import edit_quote

    with options.study() as study:
        typer.echo(edit_quote(study, options.results(study), quote, said_or_piped(text)))


@app.command("translate")
def translate_command(
    options: EditOptions,
    quote: QuoteId,
    text: Text,
    translator: str = needed("--by", "Who translated it.", metavar="NAME"),
    date: str = text("--date", "When, for instance 2024-05-06."),
) -> None:
    """Print a person's translation in place of a quote, marked as translated; the original is kept and checked."""
    from qualcode.study.results.quote_edits import translate_quote

    with options.study() as study:
        translate_quote(study, options.results(study), quote, said_or_piped(text), translator=translator, date=date)


@app.command("order")
def order_command(
    options: EditOptions,
    quote: QuoteId,
    place: int = needed("PLACE", "1 for the first; 0: as it comes.", min=0, max=999),
) -> None:
    """Give a quote its place among those on its theme; those without one come after."""
    from qualcode.study.results.quote_edits import order_quote

    with options.study() as study:
        order_quote(study, options.results(study), quote, place)


def _settle(name: str, said: str) -> None:
    """Add the command that settles a quote in one way."""

    @app.command(name, help=said)
    def settle_command(
        options: EditOptions, quote: QuoteId, reason: str = text("--reason", "Why; kept with the study.")
    ) -> None:
        from qualcode.model.edits import QuoteChange
        from qualcode.study.results.quote_edits import settle_quote

        with options.study() as study:
            settle_quote(study, options.results(study), quote, QuoteChange(name), reason=reason)


_settle("pin", "Always print this quote.")
_settle("drop", "Never print this quote, nor another in its place; it counts all the same.")
_settle("next", "Never print this quote, but the next one instead; it counts all the same.")
_settle("release", "Neither pinned nor dropped: choose freely again.")
_settle("restore", "Print it without edits and translation, in its own words.")
