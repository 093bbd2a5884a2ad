"""`qualcode codebook add|merge|split|move|retire`: the codebook grows while the study goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.options import Format, ProjectPath
from qualcode.cli.terminal import OutputFormat
from qualcode.study.keeping.projects.asked import Keep

CodeId = Annotated[str, typer.Argument(metavar="CODE", help="A code, by its id or name.")]
Note = Annotated[str, typer.Option("--note", help="Why, for the record.")]


def add_command(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Id of the new code; it will never change.")],
    name: Annotated[str, typer.Option("--name", help="What the theme is called; default: the id in words.")] = "",
    definition: Annotated[str, typer.Option("--definition", help="What belongs under it, in a sentence.")] = "",
    under: Annotated[
        str | None, typer.Option("--under", metavar="CODE", help="Make it a sub-code of this one.")
    ] = None,
    term: Annotated[
        list[str] | None, typer.Option("--term", help="A word or phrase; again for more; ar:كلمة for Arabic.")
    ] = None,
    note: Note = "",
    project: ProjectPath = None,
) -> None:
    """Add a code. Interviews coded before wait until its suggestions are reviewed."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.codebook.changes import add_code

    with open_study(project) as study:
        add_code(study, code, name=name, definition=definition, under=under or "", terms=term or (), note=note)


def merge_command(
    code: CodeId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The code that takes its place.")],
    note: Note = "",
    project: ProjectPath = None,
) -> None:
    """Merge a code into another: its words, tests and decisions go there. Also for a code renamed in the file."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.codebook.changes import merge_code

    with open_study(project) as study:
        merge_code(study, code, into, note=note)


def split_command(
    code: CodeId,
    into: Annotated[list[str], typer.Argument(metavar="NEW...", help="Ids of the codes it becomes.")],
    term: Annotated[
        list[str] | None,
        typer.Option("--term", metavar="NEW=TERM", help="A term for that part; all else goes to the first."),
    ] = None,
    note: Note = "",
    project: ProjectPath = None,
) -> None:
    """Split a code into several. What was coded with it waits to be coded again (`qualcode suggestions --recode`)."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.codebook.changes import split_code

    with open_study(project) as study:
        split_code(study, code, into, terms=term or (), note=note)


def move_command(
    code: CodeId,
    under: Annotated[
        str | None, typer.Option("--under", metavar="CODE", help="Make it a sub-code of this one; default: the top.")
    ] = None,
    note: Note = "",
    project: ProjectPath = None,
) -> None:
    """Put a code, with those under it, under another or at the top. Decisions stay with it."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.codebook.changes import move_code

    with open_study(project) as study:
        move_code(study, code, under or "", note=note)


def retire_command(code: CodeId, note: Note = "", project: ProjectPath = None) -> None:
    """Take a code out. Decisions on it are kept and listed, and no longer counted."""
    from qualcode.cli.terminal import open_study
    from qualcode.study.codebook.changes import retire_code

    with open_study(project) as study:
        retire_code(study, code, note=note)


def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Another codebook: .qdc, .yaml, .csv, .xlsx or .docx.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    conflicts: Annotated[
        Keep | None,
        typer.Option("--conflicts", help="Whose name and definition a code keeps; default: asked, or ours."),
    ] = None,
    project: ProjectPath = None,
    format: Format = OutputFormat.TABLE,
) -> None:
    """Add the codes of another codebook that this one has not, and settle on which name and definition a code keeps.

    They are listed first.
    """
    from dataclasses import replace

    from qualcode.cli.projects import ask_each
    from qualcode.cli.terminal import may_ask, open_study, write_result
    from qualcode.study.keeping.projects.asked import ProjectOptions
    from qualcode.study.keeping.projects.codebook import add_codes, codes_to_add, listed, settle

    options = ProjectOptions(keep=conflicts or Keep.OURS)
    with open_study(project) as study:
        if conflicts is None and not yes:
            options = replace(options, answers=ask_each(codes_to_add(study, file).different))
        found = codes_to_add(study, file, options)
        write_result(listed(found.new), format)
        if found.new and (yes or not may_ask() or typer.confirm(f"Add {len(found.new)} codes?", err=True)):
            add_codes(study, found.new)
        settle(study, found.different, options)
