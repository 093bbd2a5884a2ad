"""`qualcode import` of another program's project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qualcode.cli.declare import flag, option, text
from qualcode.cli.options import TableOptions
from qualcode.model.harmless import visible
from qualcode.model.nouns import dataclass
from qualcode.study.keeping.projects.asked import Keep, Part, ProjectOptions, Read, who_is_who

if TYPE_CHECKING:
    from qualcode.exchange.matching import Difference

CONFLICTS = "Of a project: whose name and definition a code keeps; default: asked, or ours."


@dataclass(frozen=True, kw_only=True)
class ImportOptions(TableOptions):
    """The options of `import` that are about another program's project, and those of all tables."""

    dry_run: bool = flag("--dry-run", "Of a project: list what it holds and what is left out; write nothing.")
    only: Part | None = option("--only", "Of a project: only this part of it.", None)
    type_from: str = text("--type-from", "Of a project: what holds the informant type.", metavar="VARIABLE")
    coder: list[str] | None = option("--coder", "Of a project: who is who; repeatable.", None, metavar="THEIRS=OURS")
    read: Read = option("--read", "Of a project: which interviews count as read by its coders.", Read.CODED)
    conflicts: Keep | None = option("--conflicts", CONFLICTS, None)
    counting: str = text("--counting", "Of a project: how positions count, if that is not found.", metavar="WAY")
    sync: bool = flag("--sync", "Of a project: withdraw what was imported once and is gone in the file.")


def are_projects(paths: Sequence[str]) -> bool:
    """Whether other programs' projects are to be imported. UsageError where transcripts stand beside them."""
    from qualcode.errors import UsageError
    from qualcode.exchange import is_project

    found = [path for path in map(Path, paths) if is_project(path)]
    if found and len(found) < len(paths):
        raise UsageError(
            f"{found[0].name}: is another program's project, and the others are transcripts",
            hint="import projects and transcripts one after the other",
        )
    return bool(found)


def import_projects(paths: Sequence[str], options: ImportOptions) -> None:
    """Import projects one by one, or list what they hold; ReadError where it cannot be told where codings stand."""
    from qualcode.cli.terminal import open_study
    from qualcode.errors import ReadError
    from qualcode.exchange import read_project
    from qualcode.study.keeping.projects.codebook import differences
    from qualcode.study.keeping.projects.taking import foresee, study_for, take_project, undecided_readings

    asked = ProjectOptions(
        only=options.only,
        type_from=options.type_from,
        coders=who_is_who(options.coder or ()),
        read=options.read,
        keep=options.conflicts or Keep.OURS,
        sync=options.sync,
    )
    for path in map(Path, paths):
        found = read_project(path, counting=options.counting)
        if options.dry_run:
            options.show(foresee(found))
        readings = undecided_readings(found)
        if readings is not None:
            options.show(readings)
            raise ReadError(
                f"{path.name}: the file does not show how positions are counted",
                hint="see in which way whole words are coded, and give it with --counting",
            )
        if not options.dry_run:
            with open_study(study_for(path, found, options.project, Path.cwd())) as study:
                answers = {} if options.conflicts else ask_each(differences(study, found))
                options.show(take_project(study, found, replace(asked, answers=answers), file=path))


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
