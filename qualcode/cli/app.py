"""The list of commands, and what happens when one of them fails."""

from __future__ import annotations

import gc
import os
import sys
from functools import cache
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
import typer.main
from typer.core import TyperGroup

from qualcode.cli import terminal
from qualcode.cli.declare import flag, option
from qualcode.cli.failing import say_error, say_os_error, say_unexpected
from qualcode.cli.given import take_as_given
from qualcode.cli.options import NO_INPUT, QUIET, ProjectBefore
from qualcode.cli.parts import group_of, new_app, part_of, when_asked
from qualcode.errors import QualcodeError, UsageError

# To add a command, write cli/commands/<name>.py with a function `command`, or an `app` of several, and name it here.
# Modules are imported when asked for, so that `qualcode --help` answers at once.
COMMANDS: dict[str, dict[str, str]] = {
    "Most of the work": {
        "run": "all of it at once: transcripts, codebook and list of informants in, tables out",
        "open": "the study in the browser: read, review, themes, quotes, report",
        "review": "accept, reject, skip, add: on the screen or in a spreadsheet",
        "quotes": "quotes by theme and type; all at once in a spreadsheet",
        "report": "the study's report in every format: Word, Excel, a page for the browser …",
        "roles": "who speaks in each interview: show it, put it right",
        "status": "how far the study is, and the one thing to do next",
    },
    "Begin": {
        "demo": "the sample study, from transcripts to report",
        "init": "make a new study folder",
        "doctor": "what is installed, which language model, is the folder safe",
    },
    "Read and code, step by step": {
        "import": "read transcripts (files, folders, globs)",
        "informants": "the list of informants: check it, list it",
        "guide": "the interview guide: check it, where was each question asked",
        "codebook": "the codebook: check, show, test, change, compare, score",
        "suggest": "apply the codebook to the transcripts",
    },
    "Tables": {
        "frequencies": "themes by informant type",
        "compare": "two groups of informants side by side",
        "table": "further tables: quantifiers, saturation, cooccurrence, matrix, evidence",
        "survey": "a questionnaire beside the interviews: read it, count it, join it to themes",
        "findings": "who speaks for each finding and who against it; mark passages",
        "framework": "what each informant says on each theme, in your words: a framework matrix",
        "trace": "from a figure to the words behind it",
        "archive": "count thousands of interviews, more than a study is for; on a cluster too",
        "sample": "draw interviews of an archive as a study, to see how far its rules are right",
    },
    "Before and after a report": {
        "check-privacy": "names in quotes, groups that point at people: before a report",
        "check-draft": "your own draft: quotations, counts, names held against the study",
        "diff": "which figures moved since a report, and why",
    },
    "Several coders": {
        "assign": "give coders the same interviews, for agreement",
        "agreement": "how far coders agree, with each other and with the rules",
        "adjudicate": "settle what coders disagree on",
        "audit": "what the rules miss: a random sample of passages without a suggestion",
        "merge": "decisions in, from another copy of the study or a table of codings",
        "export": "decisions out, as JSON lines",
    },
    "One by one": {
        "suggestions": "list suggestions with their ids",
        "passages": "list what informants say, passage by passage, and who read it",
        "next": "which passages are most worth reading, and what is probably still to be found",
        "decide": "settle one suggestion",
        "memos": "notes on the study, an interview, a theme, a passage",
        "log": "who did what, in order",
    },
    "Keep": {
        "backup": "copy the study's database",
        "restore": "put a backup in its place",
        "check": "is the study whole",
        "exclude": "leave an informant out of the counts",
        "forget": "remove an informant for good",
    },
}

FORMER = ("quantifiers", "saturation", "cooccurrence", "matrix", "evidence")
"""Tables that were commands of their own: `qualcode table NAME` now, and as they were."""


def _load(name: str) -> Any:
    if name in FORMER:
        return part_of(import_module("qualcode.cli.commands.table").app, name)
    stem = name.replace("-", "_")
    module = import_module(f"qualcode.cli.commands.{stem}_" if iskeyword(stem) else f"qualcode.cli.commands.{stem}")
    if hasattr(module, "app"):
        return group_of(module.app)
    app = new_app()
    app.command(name)(module.command)
    return part_of(app, name)


class _Commands(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = when_asked([*(name for section in COMMANDS.values() for name in section), *FORMER], _load)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return [name for section in COMMANDS.values() for name in section]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        for title, commands in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl(list(commands.items()))


app = typer.Typer(
    cls=_Commands,
    name="qualcode",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(value: bool) -> None:
    if value:
        from qualcode import __version__

        typer.echo(f"qualcode {__version__}")
        raise typer.Exit


@app.callback(no_args_is_help=True)
def qualcode(
    version: bool = typer.Option(  # noqa: ARG001  # its callback does it
        False, "--version", callback=_show_version, is_eager=True, help="Print the version and leave."
    ),
    project: ProjectBefore = None,  # noqa: ARG001  # read by the command's own --project
    quiet: bool = option("--quiet -q", QUIET, False),
    no_input: bool = flag("--no-input", NO_INPUT),
) -> None:
    """Code qualitative interviews: themes by informant type, every figure traceable to words.

    New here? `qualcode demo` makes a sample study and says what to try next.
    """
    terminal.begin(quiet=quiet, silent=no_input)


@cache
def _program() -> Any:
    command = typer.main.get_command(app)
    take_as_given(command)
    return command


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        _expect_text(arguments)
        command = _program()
        with command.make_context("qualcode", arguments) as context:
            command.invoke(context)
        terminal.expect_saved()
        sys.stdout.flush()
    except typer.Exit as done:
        return done.exit_code
    except QualcodeError as error:
        say_error(error.message, error.hint)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        say_error("stopped; what was saved is kept", "")
        return 130
    except OSError as error:
        return say_os_error(error)
    except Exception as error:  # a bug: frames only, for messages and values may be interview text
        return say_unexpected(error)
    return 0


def main() -> None:
    """Run the command line of this process."""
    _open_closed_streams()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    os.umask(0o077)
    gc.set_threshold(400_000, 50, 50)  # nearly all that imports and tables make stays until the end
    code = run(sys.argv[1:])
    gc.freeze()  # nothing is looked for that could be let go: all of it is, at once
    sys.exit(code)


def _open_closed_streams() -> None:
    """Let a stream that was closed (`>&-`) lead nowhere, so that no file of the study takes its place."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _expect_text(arguments: list[str]) -> None:
    """Refuse what is no text, but for the names of files."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            if not os.path.lexists(argument):
                raise UsageError(f"{argument}: not UTF-8", hint="type it again, or paste it as plain text") from None
