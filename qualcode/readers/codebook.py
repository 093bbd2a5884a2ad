"""The codebook file, as a person writes it, with every problem in it told at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from qualcode.errors import CodebookError
from qualcode.model.codebook import Codebook
from qualcode.model.problem import Problem
from qualcode.readers.codebook_checks import check_codebook
from qualcode.readers.codebook_yaml import read_yaml_codebook

__all__ = ["CODEBOOK_READERS", "MOST_BYTES", "check_codebook", "read_codebook", "read_codebook_text"]

MOST_BYTES = 5_000_000
"""A codebook larger than this is something else under a codebook's name."""

# To read codebooks in another format, add readers/codebook_<format>.py with one function and name it here.
CODEBOOK_READERS: dict[str, Callable[[bytes, str], tuple[Codebook, list[Problem]]]] = {
    ".yaml": read_yaml_codebook,
    ".yml": read_yaml_codebook,
}


def read_codebook(path: Path) -> Codebook:
    """Read a codebook; CodebookError holds every problem that keeps it from being used."""
    reader = CODEBOOK_READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(CODEBOOK_READERS)
        raise CodebookError(f"{path.name}: not a codebook by its name", hint=f"codebooks are files ending in {known}")
    return _read(_bytes_of(path), path.name, reader)


def read_codebook_text(text: str, name: str = "codebook.yaml") -> Codebook:
    """Read a codebook from YAML kept elsewhere, for instance in the study's database."""
    return _read(text.encode(), name, read_yaml_codebook)


def _read(data: bytes, name: str, reader: Callable[[bytes, str], tuple[Codebook, list[Problem]]]) -> Codebook:
    codebook, problems = reader(data, name)
    problems = sorted([*problems, *check_codebook(codebook, name)], key=_line)
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        lines = "\n".join(str(problem) + (f" ({problem.hint})" if problem.hint else "") for problem in errors)
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        message = f"{name}: {count}\n{lines}"
        raise CodebookError(message, hint="put these right; nothing was changed", problems=problems)
    return codebook


def _line(problem: Problem) -> int:
    found = re.search(r": line (\d+)", problem.where)
    return int(found[1]) if found else 0


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise CodebookError(f"{path.name}: there is no such file", hint="give the path of a codebook: --codebook FILE")
    if path.stat().st_size > MOST_BYTES:
        raise CodebookError(f"{path.name}: larger than {MOST_BYTES // 1_000_000} MB", hint="is this really a codebook?")
    return path.read_bytes()
