"""Options that every command understands alike."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
import typer.main

from qualcode.cli.app import COMMANDS
from qualcode.cli.given import take_as_given
from qualcode.cli.terminal import open_study
from tests.cli.conftest import Command
from tests.study.make import accept_all


@pytest.mark.parametrize("command", [name for section in COMMANDS.values() for name in section])
def test_every_command_can_be_quiet_and_ask_nothing(command: str, qualcode: Command) -> None:
    parts = {"codebook": "check", "survey": "check", "table": "matrix"}
    words = [command, parts[command]] if command in parts else [command]

    shown = qualcode(*words, "--help").out

    assert "--quiet" in shown
    assert "--no-input" in shown


def test_quiet_holds_for_one_command_and_not_for_the_next(small: Path, qualcode: Command) -> None:
    quiet = qualcode("import", small / "transcripts", "--project", small, "--quiet")
    again = qualcode("import", small / "transcripts", "--project", small)

    assert quiet.err == ""
    assert again.err != ""


def test_what_all_commands_share_may_stand_before_the_command(small: Path, tmp_path: Path, qualcode: Command) -> None:
    assert qualcode("import", "--project", small, "--quiet").code == 0

    before = qualcode("--project", small, "--quiet", "suggest")
    nested = qualcode("-p", small, "codebook", "check")
    spoken = qualcode("suggest", "--project", small)

    assert (before.code, before.err) == (0, "")
    assert "3 codes, 0 errors" in nested.err
    assert "suggestions in 3 interviews" in spoken.err


def test_the_study_named_after_the_command_wins_over_the_one_before_and_that_over_the_environment(
    small: Path, tmp_path: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qualcode("--project", tmp_path / "none", "status", "--project", small).code == 0
    monkeypatch.setenv("QUALCODE_PROJECT", str(tmp_path / "none"))

    assert qualcode("--project", small, "status").code == 0
    assert qualcode("status").code == 3


def test_above_a_folder_of_studies_the_way_into_one_is_told(
    small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    assert f"{small.name}/ is a study: cd {small.name}, or --project {small.name}" in qualcode("report").err

    assert qualcode("init", "another", "--no-input").code == 0
    assert "studies here: another, study; for example: cd another" in qualcode("report").err


def test_a_misspelled_folder_is_answered_with_the_one_that_is_there(
    small: Path, qualcode: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)

    assert "did you mean transcripts?" in qualcode("import", "transcipts").err
    assert "did you mean transcripts?" in qualcode("run", "transcipts", "--codebook", "csosi", "--out", "x").err


def test_a_word_that_is_no_choice_is_named_with_the_choices_alone(small: Path, qualcode: Command) -> None:
    done = qualcode("frequencies", "--format", "tabel", "--project", small)

    assert done.code == 2
    assert "'tabel' is not one of 'table', 'csv'" in " ".join(done.err.split())
    assert "Value error" not in done.err


@pytest.mark.parametrize(
    "command",
    [("restore", "{}/codebok.yaml"), ("diff", "{}/codebok.yaml"), ("report", "--template", "{}/codebok.yaml")],
    ids=" ".join,
)
def test_a_file_that_is_not_there_is_named_with_the_nearest(
    command: tuple[str, ...], small: Path, qualcode: Command
) -> None:
    done = qualcode(*(word.format(small) for word in command), "--project", small)

    assert done.code == 2
    assert "codebok.yaml: no such file or folder" in done.err
    assert "did you mean" in done.err
    assert "codebook.yaml?" in done.err


@pytest.mark.parametrize("command", ["codebook", "quotes"])
def test_help_tells_each_part_of_a_command_in_a_whole_sentence(command: str, qualcode: Command) -> None:
    parts = qualcode(command, "--help").out.partition("Commands:")[2]

    assert parts
    assert "..." not in parts


@pytest.mark.parametrize(
    "command", ["frequencies", "compare", "quantifiers", "cooccurrence", "saturation", "matrix", "evidence"]
)
def test_every_command_that_shows_figures_has_the_same_options(command: str, qualcode: Command) -> None:
    shown = qualcode(command, "--help").out

    for option in ("--where", "--unreviewed", "--coder", "--coders", "--ids", "--project", "--format"):
        assert f"{option} " in shown or f"{option}\n" in shown, option


class Colour(StrEnum):
    """Choices."""

    RED = "red"
    BLUE = "blue"


def plain(
    name: Annotated[str, typer.Argument()],
    colour: Annotated[Colour, typer.Option(case_sensitive=False)] = Colour.RED,
    words: Annotated[list[str] | None, typer.Option("--word")] = None,
    folder: Annotated[Path | None, typer.Option()] = None,
    there: Annotated[Path | None, typer.Option(exists=True)] = None,
    number: Annotated[int, typer.Option(min=0)] = 3,
    share: float = 0.5,
    loud: bool = False,
    of: Annotated[str, typer.Option(envvar="QUALCODE_TEST_OF")] = "nothing",
    parsed: Annotated[str, typer.Option(parser=str.upper)] = "x",
    files: Annotated[list[Path] | None, typer.Argument()] = None,
) -> None:
    """Say what was given."""
    given = (name, colour, words, folder, there, number, share, loud, of, parsed, files)
    typer.echo(" ".join(f"{each!r}" for each in given))


@pytest.mark.parametrize(
    "given",
    [
        "a",
        "a --colour blue --colour red",
        "a --colour BLUE",
        "a --colour green",
        "a --word one --word two",
        "a --folder . --number 4 --share 0.25 --loud",
        "a --folder no/such/folder --number -1",
        "a --number many",
        "a --share half",
        "a --there . one two",
        "a . .. tests",
        "a --there no/such/folder",
        "a --of '' --parsed low",
        "",
        "a --folder",
        "--help",
    ],
)
def test_options_taken_as_given_are_what_conversion_gives(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for prepare in (lambda _: None, take_as_given):
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command()(plain)
        command = typer.main.get_command(app)
        prepare(command)
        with pytest.raises(SystemExit) as left:
            command(shlex.split(given), prog_name="plain")
        found.append((left.value.code, *capsys.readouterr()))

    assert found[0] == found[1]


def test_what_an_option_names_is_known_in_any_case(coded: Path, qualcode: Command) -> None:
    with open_study(coded) as study:
        accept_all(study)
    added = ["decide", "amira:2", "add", "--code", "Access", "--coder", "amal"]
    assert qualcode(*added, "--project", coded).code == 0
    for written, known in (
        (["frequencies", "--unit", "Organisation"], ["--unit", "organisation"]),
        (["cooccurrence", "--code", "Funding"], ["--code", "funding"]),
        (["quotes", "--code", "ACCESS", "--type", "cso"], ["--code", "access", "--type", "CSO"]),
        (["suggestions", "--decided", "--code", "Access"], ["--code", "access"]),
        (["codebook", "show", "Access"], ["access"]),
        (["log", "--code", "ACCESS"], ["--code", "access"]),
    ):
        like = [*written[: -len(known)], *known]
        found, expected = (qualcode(*words, "--project", coded, "--format", "json") for words in (written, like))

        assert found.cells, written
        assert found.out == expected.out
