"""The codes of a project, put into the codebook people edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import UsageError
from qualcode.exchange import ForeignProject
from qualcode.exchange.matching import match_codes
from qualcode.files.write import write_whole
from qualcode.model.codebook import Code, Codebook
from qualcode.study.codebook.files import load_codebook
from qualcode.study.folder import starter

if TYPE_CHECKING:
    from qualcode.study.study import Study


def take_codes(study: Study, project: ForeignProject, *, wanted: bool, kept: Counter[str]) -> Mapping[str, str]:
    """Add the project's codes that the study has not; returns the study's codes by the project's ids.

    Unless they are `wanted`, codes that are missing stay out, and so do their codings.
    """
    from qualcode.readers.codebooks import read_codebook

    path = study.codebook_path
    is_untouched = path.is_file() and path.read_bytes() == starter(study.name)
    known = () if is_untouched else read_codebook(path).codes
    matched = match_codes(project.codes, known, program=project.program)
    new = matched.new if wanted else []
    left = {code.id for code in matched.new} - {code.id for code in new}
    if new:
        if path.suffix.lower() not in (".yaml", ".yml"):
            raise UsageError(
                f"{path.name}: codes are added to a codebook in YAML only",
                hint="write it as one: `qualcode codebook export codebook.yaml`, and name it in qualcode.toml",
            )
        write_whole(path, _written_anew(study.name, new) if is_untouched else _with_codes(path.read_bytes(), new))
        study.voice.note(f"{len(new)} codes added to {path.name}; write terms there, and `qualcode suggest` finds them")
    load_codebook(study)
    kept["codes"], kept["codes here already"] = len(new), len(project.codes) - len(matched.new)
    return {foreign: own for foreign, own in matched.ids.items() if own not in left}


def _written_anew(name: str, codes: Sequence[Code]) -> bytes:
    from qualcode.readers.codebooks import codebook_file

    return codebook_file(Codebook(name=name, codes=tuple(codes), version="1"), "codebook.yaml")


def _with_codes(content: bytes, codes: Sequence[Code]) -> bytes:
    """A codebook with codes added, each under its parent; all else stays as it was written."""
    from qualcode.readers.codebooks.source import CodebookText
    from qualcode.readers.codebooks.written import write_codes

    source = CodebookText(content.decode("utf-8-sig"))
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
