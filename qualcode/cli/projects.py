"""`qualcode import` of another program's project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.terminal import OutputFormat
from qualcode.model.harmless import visible
from qualcode.study.keeping.projects.asked import Keep, Part, ProjectOptions, Read

if TYPE_CHECKING:
    from qualcode.exchange.matching import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectChoices:
    """The options of `import` that are about another program's project."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Of a project: list what it holds and what is left out; write nothing.")
    ] = False
    only: Annotated[Part | None, typer.Option("--only", help="Of a project: only this part of it.")] = None
    type_from: Annotated[
        str, typer.Option("--type-from", metavar="VARIABLE", help="Of a project: what holds the informant type.")
    ] = ""
    coder: Annotated[
        list[str] | None, typer.Option("--coder", metavar="THEIRS=OURS", help="Of a project: who is who; repeatable.")
    ] = None
    read: Annotated[
        Read, typer.Option("--read", help="Of a project: which interviews count as read by its coders.")
    ] = Read.CODED
    conflicts: Annotated[
        Keep | None,
        typer.Option(
            "--conflicts", help="Of a project: whose name and definition a code keeps; default: asked, or ours."
        ),
    ] = None
    counting: Annotated[
        str, typer.Option("--counting", metavar="WAY", help="Of a project: how positions count, if that is not found.")
    ] = ""
    sync: Annotated[
        bool, typer.Option("--sync", help="Of a project: withdraw what was imported once and is gone in the file.")
    ] = False


def are_projects(paths: Sequence[Path]) -> bool:
    """Whether other programs' projects are to be imported. UsageError where transcripts stand beside them."""
    from qualcode.errors import UsageError
    from qualcode.exchange import is_project

    found = [path for path in paths if is_project(path)]
    if found and len(found) < len(paths):
        raise UsageError(
            f"{found[0].name}: is another program's project, and the others are transcripts",
            hint="import projects and transcripts one after the other",
        )
    return bool(found)


def import_projects(paths: Sequence[Path], folder: Path | None, choices: ProjectChoices, format: OutputFormat) -> None:
    """Import projects one by one, or list what they hold; ReadError where it cannot be told where codings stand."""
    from qualcode.cli.terminal import open_study, write_result
    from qualcode.errors import ReadError
    from qualcode.exchange import read_project
    from qualcode.study.keeping.projects.codebook import differences
    from qualcode.study.keeping.projects.taking import foresee, study_for, take_project, undecided_readings

    coders = _who_is_who(choices.coder or ())
    options = ProjectOptions(
        only=choices.only,
        type_from=choices.type_from,
        coders=coders,
        read=choices.read,
        keep=choices.conflicts or Keep.OURS,
        sync=choices.sync,
    )
    for path in paths:
        found = read_project(path, counting=choices.counting)
        if choices.dry_run:
            write_result(foresee(found), format)
        readings = undecided_readings(found)
        if readings is not None:
            write_result(readings, format)
            raise ReadError(
                f"{path.name}: the file does not show how positions are counted",
                hint="see in which way whole words are coded, and give it with --counting",
            )
        if not choices.dry_run:
            with open_study(study_for(path, found, folder, Path.cwd())) as study:
                answers = {} if choices.conflicts else ask_each(differences(study, found))
                write_result(take_project(study, found, replace(options, answers=answers), file=path), format)


def ask_each(different: Sequence[Difference]) -> dict[str, Keep]:
    """At a terminal, ask of each code on which study and project differ what becomes of it; elsewhere nothing."""
    from qualcode.cli.terminal import may_ask

    answers: dict[str, Keep] = {}
    for each in different if may_ask() else ():
        for name in each.theirs:
            typer.echo(
                visible(f"{each.code_id}, {name}\n  here   {each.ours[name]}\n  there  {each.theirs[name]}"), err=True
            )
        choices = [Keep.OURS, Keep.THEIRS, *([] if each.is_one else [Keep.BOTH])]
        while each.foreign_id not in answers:
            said = str(typer.prompt(f"Keep {', '.join(choices)}", default=Keep.OURS.value, err=True)).strip().lower()
            answer = next((choice for choice in choices if said and choice.startswith(said)), None)
            answers.update({each.foreign_id: answer} if answer else {})
    return answers


def _who_is_who(pairs: Iterable[str]) -> dict[str, str]:
    """Coders' names in the file with those in the study. UsageError where no name is given for one."""
    from qualcode.errors import UsageError

    found = {}
    for pair in pairs:
        theirs, sign, ours = pair.partition("=")
        if not (sign and theirs.strip() and ours.strip()):
            raise UsageError(f"--coder {pair}: not THEIRS=OURS", hint='for example --coder "Name in file=amal"')
        found[theirs.strip()] = ours.strip()
    return found
