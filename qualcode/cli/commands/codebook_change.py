"""`qualcode codebook add|merge|split|move|retire`: the codebook grows while the study goes on."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli.options import ProjectPath

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
    from qualcode.model.codebook import Code
    from qualcode.readers.codebooks import read_codebook
    from qualcode.readers.codebooks.edit import add_code
    from qualcode.study.codebook.changes import apply_again, change_codebook
    from qualcode.study.naming import named_code

    with open_study(project) as study:
        made = Code(
            id=code,
            name=name or code.replace("_", " ").capitalize(),
            parent=named_code(under, read_codebook(study.codebook_path)) if under else None,
            definition=definition,
            terms=_by_language(term or ()),
        )
        change_codebook(study, lambda text: add_code(text, made), note=note)
        study.voice.note(f"added {code} to {study.codebook_path.name}; give it include, exclude and tests there")
        apply_again(study)


def merge_command(
    code: CodeId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The code that takes its place.")],
    note: Note = "",
    project: ProjectPath = None,
) -> None:
    """Merge a code into another: its words, tests and decisions go there. Also for a code renamed in the file."""
    from qualcode.cli.terminal import open_study
    from qualcode.model.codebook import Change, Redirect
    from qualcode.readers.codebooks.edit import merge_codes
    from qualcode.study.codebook.changes import explain_code

    redirect = Redirect(change=Change.MERGE, code_id=code, to=(into,), note=note)
    with open_study(project) as study:
        explain_code(study, redirect, lambda text, meant: merge_codes(text, meant.code_id, *meant.to))


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
    from qualcode.errors import UsageError
    from qualcode.model.codebook import Change, Redirect
    from qualcode.readers.codebooks.edit import split_code
    from qualcode.study.codebook.changes import explain_code

    parts: dict[str, list[str]] = {part: [] for part in into}
    for entry in term or ():
        part, sign, words = entry.partition("=")
        if part not in parts or not sign or not words.strip():
            raise UsageError(f"--term {entry}: not NEW=TERM", hint=f"name one of {', '.join(parts)}, then = and a term")
        parts[part].append(words.strip())
    redirect = Redirect(change=Change.SPLIT, code_id=code, to=tuple(parts), note=note)
    with open_study(project) as study:
        explain_code(study, redirect, lambda text, meant: split_code(text, meant.code_id, parts))


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
    from qualcode.model.codebook import Change, Redirect
    from qualcode.readers.codebooks.edit import move_code
    from qualcode.study.codebook.changes import explain_code

    redirect = Redirect(change=Change.MOVE, code_id=code, to=(under,) if under else (), note=note)
    with open_study(project) as study:
        explain_code(study, redirect, lambda text, meant: move_code(text, meant.code_id, next(iter(meant.to), None)))


def retire_command(code: CodeId, note: Note = "", project: ProjectPath = None) -> None:
    """Take a code out. Decisions on it are kept and listed, and no longer counted."""
    from qualcode.cli.terminal import open_study
    from qualcode.model.codebook import Change, Redirect
    from qualcode.readers.codebooks.edit import retire_code
    from qualcode.study.codebook.changes import explain_code

    redirect = Redirect(change=Change.RETIRE, code_id=code, note=note)
    with open_study(project) as study:
        explain_code(study, redirect, lambda text, meant: retire_code(text, meant.code_id))


def _by_language(entries: list[str] | tuple[()]) -> dict[str, tuple[str, ...]]:
    import re

    terms: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        found = re.fullmatch(r"([a-z]{2,3}):\s*(\S.*)", entry)
        language, words = (found[1], found[2]) if found else ("", entry)
        terms[language] = (*terms.get(language, ()), words)
    return terms
