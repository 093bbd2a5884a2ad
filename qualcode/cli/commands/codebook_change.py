"""`qualcode codebook add|merge|split|move|retire`: the codebook grows while the study goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.declare import flag, needed, option, text
from qualcode.cli.options import ProjectPath, StudyOptions, TableOptions
from qualcode.model.nouns import dataclass
from qualcode.study.keeping.projects.asked import Keep

CodeId = Annotated[str, typer.Argument(metavar="CODE", help="A code, by its id or name.")]


@dataclass(frozen=True, kw_only=True)
class ChangeOptions(StudyOptions):
    """The options of commands that change the codebook."""

    note: str = text("--note", "Why, for the record.")
    project: ProjectPath = None


def add_command(
    options: ChangeOptions,
    code: str = needed("CODE", "Id of the new code; it will never change."),
    name: str = text("--name", "What the theme is called; default: the id in words."),
    definition: str = text("--definition", "What belongs under it, in a sentence."),
    under: str = text("--under", "Make it a sub-code of this one.", metavar="CODE"),
    term: list[str] | None = option("--term", "A word or phrase; again for more; ar:كلمة for Arabic.", None),
) -> None:
    """Add a code. Interviews coded before wait until its suggestions are reviewed."""
    from qualcode.study.codebook.changes import add_code

    with options.study() as study:
        add_code(study, code, name=name, definition=definition, under=under, terms=term or (), note=options.note)


def merge_command(
    options: ChangeOptions,
    code: CodeId,
    into: str = needed("INTO", "The code that takes its place."),
) -> None:
    """Merge a code into another: its words, tests and decisions go there. Also for a code renamed in the file."""
    from qualcode.study.codebook.changes import merge_code

    with options.study() as study:
        merge_code(study, code, into, note=options.note)


def split_command(
    options: ChangeOptions,
    code: CodeId,
    into: list[str] = needed("NEW...", "Ids of the codes it becomes."),
    term: list[str] | None = option(
        "--term", "A term for that part; all else goes to the first.", None, metavar="NEW=TERM"
    ),
) -> None:
    """Split a code into several. What was coded with it waits to be coded again (`qualcode suggestions --recode`)."""
    from qualcode.study.codebook.changes import split_code

    with options.study() as study:
        split_code(study, code, into, terms=term or (), note=options.note)


def move_command(
    options: ChangeOptions,
    code: CodeId,
    under: str = text("--under", "Make it a sub-code of this one; default: the top.", metavar="CODE"),
) -> None:
    """Put a code, with those under it, under another or at the top. Decisions stay with it."""
    from qualcode.study.codebook.changes import move_code

    with options.study() as study:
        move_code(study, code, under, note=options.note)


def retire_command(options: ChangeOptions, code: CodeId) -> None:
    """Take a code out. Decisions on it are kept and listed, and no longer counted."""
    from qualcode.study.codebook.changes import retire_code

    with options.study() as study:
        retire_code(study, code, note=options.note)


def import_command(
    options: TableOptions,
    file: Path = needed("FILE", "Another codebook: .qdc, .yaml, .csv, .xlsx or .docx."),
    yes: bool = flag("--yes", "Do not ask."),
    conflicts: Keep | None = option(
        "--conflicts", "Whose name and definition a code keeps; default: asked, or ours.", None
    ),
) -> None:
    """Add the codes of another codebook that this one has not, and settle on which name and definition a code keeps.

    They are listed first.
    """
    from qualcode.cli.projects import ask_each
    from qualcode.cli.terminal import may_ask
    from qualcode.study.keeping.projects.asked import ProjectOptions
    from qualcode.study.keeping.projects.codebook import add_codes, codes_to_add, listed, settle

    asked = ProjectOptions(keep=conflicts or Keep.OURS)
    with options.study() as study:
        if conflicts is None and not yes:
            asked = replace(asked, answers=ask_each(codes_to_add(study, file).different))
        found = codes_to_add(study, file, asked)
        options.show(listed(found.new))
        if found.new and (yes or not may_ask() or typer.confirm(f"Add {len(found.new)} codes?", err=True)):
            add_codes(study, found.new)
        settle(study, found.different, asked)
