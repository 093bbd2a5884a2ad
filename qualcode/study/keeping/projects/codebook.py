"""The codes of a project, put into the codebook people edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.exchange import ForeignProject, is_project, read_project
from qualcode.exchange.contrary import without_contrary
from qualcode.exchange.matching import Difference, Matched, difference, match_codes
from qualcode.files.write import write_whole
from qualcode.model.codebook import Code, Codebook
from qualcode.model.table import Row, Table, listing
from qualcode.model.wording import plural, some
from qualcode.study.codebook.adding import codebook_text
from qualcode.study.codebook.files import load_codebook
from qualcode.study.folder import starter
from qualcode.study.keeping.projects.asked import Keep, Part, ProjectOptions

if TYPE_CHECKING:
    from qualcode.study.study import Study


def take_codes(study: Study, project: ForeignProject, options: ProjectOptions, kept: Counter[str]) -> Mapping[str, str]:
    """Add the project's codes that the study has not; returns the study's codes by the project's ids.

    Unless the codebook is wanted, codes that are missing stay out, and so do their codings.
    """
    wanted = options.wants(Part.CODEBOOK)
    matched = _matched(study, project, options)
    new = matched.new if wanted else []
    left = {code.id for code in matched.new} - {code.id for code in new}
    add_codes(study, new)
    if wanted:
        settle(study, matched.different, options)
    load_codebook(study)
    n_themes = len(without_contrary(project.codes))
    kept["codes"], kept["codes here already"] = len(new), n_themes - len(matched.new)
    kept["contrary"] = len(project.codes) - n_themes
    return {foreign: own for foreign, own in matched.ids.items() if own not in left}


def differences(study: Study, project: ForeignProject) -> Sequence[Difference]:
    """The codes that the study and the project both have, and say otherwise of."""
    return _matched(study, project, ProjectOptions()).different


def codes_to_add(study: Study, path: Path, options: ProjectOptions = ProjectOptions()) -> Matched:  # noqa: B008
    """The codes of a codebook (`.qdc`, or any that a study may have) that the study has not, or has otherwise."""
    from qualcode.readers.codebooks import read_codebook

    if is_project(path):
        return _matched(study, read_project(path), options)
    known = {code.id: code for code in _known(study)}
    found = Matched()
    for code in read_codebook(path).codes:
        if code.id not in known:
            found.new.append(code)
            continue
        theirs = {
            "name": code.name, "definition": code.definition, "include": code.include, "exclude": code.exclude,
        }  # fmt: skip
        found.different += difference(code.id, known[code.id], theirs, is_one=True)
    return found


def _matched(study: Study, project: ForeignProject, options: ProjectOptions) -> Matched:
    """The project's codes beside the study's; those of which both are wanted stay apart."""
    known = _known(study)
    found = match_codes(project.codes, known, program=project.program)
    apart = {each.foreign_id for each in found.different if options.answer(each.foreign_id) is Keep.BOTH}
    return match_codes(project.codes, known, program=project.program, apart=apart) if apart else found


def _known(study: Study) -> Sequence[Code]:
    """The codes of the study, but for those of the codebook that a new one begins with."""
    from qualcode.readers.codebooks import read_codebook

    return () if _is_untouched(study) else read_codebook(study.codebook_path).codes


def _is_untouched(study: Study) -> bool:
    """Whether the codebook is the one that a new study begins with: nobody wrote into it."""
    path = study.codebook_path
    return path.is_file() and path.read_bytes() == starter(study.name)


def settle(study: Study, different: Sequence[Difference], options: ProjectOptions) -> None:
    """Write into the codebook what is to be as the project has it, and say what stays as it is here."""
    from qualcode.readers.codebooks.edit import set_words

    taken = [each for each in different if options.answer(each.foreign_id) is Keep.THEIRS]
    if taken:
        text = codebook_text(study)
        for each in taken:
            text = set_words(text, each.code_id, each.theirs)
        write_whole(study.codebook_path, text.encode())
        study.voice.note(f"{study.codebook_path.name}: {_named(taken)} as the file has it")
    if stay := [each for each in different if each not in taken]:
        study.voice.warn(
            f"the file says otherwise of {plural(len(stay), 'code')}, which stay as they are: {_named(stay)}",
            "`--conflicts theirs` takes over what the file says, `--conflicts both` makes two codes of one name",
        )


def _named(different: Sequence[Difference]) -> str:
    return some([f"{each.code_id} ({', '.join(each.theirs)})" for each in different], 5)


def listed(codes: Sequence[Code]) -> Table:
    """List codes that are to be added, each under its parent."""
    rows = [Row(cells=(code.id, code.name, code.parent or "", code.definition), key=code.id) for code in codes]
    notes = () if rows else ("The codebook has all of them.",)
    return listing(
        "codes_to_add",
        "New codes",
        ("Code", "Name", "Under", "Definition"),
        rows,
        wide=("Definition",),
        notes=notes,
    )


def add_codes(study: Study, new: Sequence[Code]) -> None:
    """Write codes into the codebook file, each under its parent; in place of all it holds where nobody wrote there."""
    path, anew = study.codebook_path, _is_untouched(study)
    if new:
        if path.suffix.lower() not in (".yaml", ".yml"):
            raise UsageError(
                f"{path.name}: codes are added to a codebook in YAML only",
                hint="write it as one: `qualcode codebook export codebook.yaml`, and name it in qualcode.toml",
            )
        write_whole(path, _written_anew(study.name, new) if anew else _with_codes(codebook_text(study), new))
        study.voice.note(
            f"{plural(len(new), 'code')} added to {path.name}; words that are written there as terms are looked for"
        )


def _written_anew(name: str, codes: Sequence[Code]) -> bytes:
    from qualcode.readers.codebooks import codebook_file

    return codebook_file(Codebook(name=name, codes=tuple(codes), version="1"), "codebook.yaml")


def _with_codes(text: str, codes: Sequence[Code]) -> bytes:
    """A codebook with codes added, each under its parent; all else stays as it was written."""
    from qualcode.readers.codebooks.source import CodebookText
    from qualcode.readers.codebooks.written import write_codes

    source = CodebookText(text)
    new = {code.id for code in codes}
    parents = dict.fromkeys(code.parent for code in codes if code.parent not in new)
    for parent in parents:
        below = [replace(code, parent=None) if code.parent == parent else code for code in codes]
        own = [code for code, whole in zip(below, codes, strict=True) if _root(whole, codes, new) == parent]
        lines = [line for line in write_codes(own, language=source.language) if line]
        source = CodebookText(source.insert(lines, source.parent_of(parent)))
    return source.text.encode()


def _root(code: Code, codes: Sequence[Code], new: set[str]) -> str | None:
    """The code of the study under which a new one comes to stand, directly or under other new ones."""
    own = {each.id: each for each in codes}
    while code.parent in new:
        code = own[code.parent]
    return own[code.id].parent
