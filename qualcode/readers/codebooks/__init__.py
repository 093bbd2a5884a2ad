"""The codebook file, as a person writes it, with every problem in it told at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qualcode.errors import CodebookError
from qualcode.model.codebook import Codebook
from qualcode.model.problem import Problem, line_of, told_at_once
from qualcode.readers.codebooks.checks import check_codebook
from qualcode.readers.codebooks.nodes import yaml_text
from qualcode.readers.codebooks.table import read_table_codebook
from qualcode.readers.codebooks.table_out import csv_codebook, template_workbook, xlsx_codebook
from qualcode.readers.codebooks.written import yaml_codebook
from qualcode.readers.codebooks.yaml import read_yaml_codebook

__all__ = [
    "CODEBOOK_READERS",
    "MOST_BYTES",
    "check_codebook",
    "codebook_as_yaml",
    "codebook_file",
    "inspect_codebook",
    "read_codebook",
    "read_codebook_text",
    "template_workbook",
    "yaml_source",
]

MOST_BYTES = 5_000_000
"""A codebook larger than this is something else under a codebook's name."""

CodebookReader = Callable[[bytes, str], tuple[Codebook, list[Problem]]]

# To read codebooks in another format, add readers/codebooks/<format>.py with one function and name it here.
CODEBOOK_READERS: dict[str, CodebookReader] = {
    ".yaml": read_yaml_codebook,
    ".yml": read_yaml_codebook,
    ".csv": read_table_codebook,
    ".tsv": read_table_codebook,
    ".xlsx": read_table_codebook,
    ".docx": read_table_codebook,
}
CODEBOOK_WRITERS: dict[str, Callable[[Codebook], bytes]] = {
    ".csv": csv_codebook,
    ".xlsx": xlsx_codebook,
    ".yaml": yaml_codebook,
    ".yml": yaml_codebook,
}


def read_codebook(path: Path) -> Codebook:
    """Read a codebook; CodebookError holds every problem that keeps it from being used."""
    return _read(_bytes_of(path), path.name, _reader_of(path))


def inspect_codebook(path: Path) -> tuple[Codebook, list[Problem]]:
    """The codebook as far as it can be read, with every error and warning."""
    return _inspect(_bytes_of(path), path.name, _reader_of(path))


def codebook_as_yaml(path: Path) -> bytes:
    """A codebook's content as a study keeps it: YAML as it was written, or the YAML of a table.

    Raises CodebookError where it cannot be used.
    """
    codebook = read_codebook(path)
    return path.read_bytes() if _reader_of(path) is read_yaml_codebook else yaml_codebook(codebook)


def read_codebook_text(text: str, name: str = "codebook.yaml") -> Codebook:
    """Read a codebook kept elsewhere, for instance in the study's database; its name says in which form."""
    table = Path(name).suffix.lower() in (".csv", ".xlsx", ".tsv", ".docx")
    return _read(
        text.encode(), f"{Path(name).stem}.csv" if table else name, read_table_codebook if table else read_yaml_codebook
    )


def yaml_source(path: Path) -> str:
    """The text of a codebook in YAML. CodebookError where it cannot be had."""
    text, problems = yaml_text(_bytes_of(path), path.name)
    if problems:
        raise _refused(path.name, problems)
    return text


def codebook_file(codebook: Codebook, name: str) -> bytes:
    """A codebook for editing elsewhere, as the content of a file of that name: a table, or YAML."""
    writer = CODEBOOK_WRITERS.get(Path(name).suffix.lower())
    if writer is None:
        raise CodebookError(f"{name}: cannot write a codebook so", hint=f"name it {' or '.join(CODEBOOK_WRITERS)}")
    return writer(codebook)


def _reader_of(path: Path) -> CodebookReader:
    reader = CODEBOOK_READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(CODEBOOK_READERS)
        raise CodebookError(f"{path.name}: not a codebook by its name", hint=f"codebooks are files ending in {known}")
    return reader


def _inspect(data: bytes, name: str, reader: CodebookReader) -> tuple[Codebook, list[Problem]]:
    codebook, problems = reader(data, name)
    unread = not codebook.codes and any(problem.is_error for problem in problems)
    return codebook, sorted([*problems, *(() if unread else check_codebook(codebook, name))], key=line_of)


def _read(data: bytes, name: str, reader: CodebookReader) -> Codebook:
    codebook, problems = _inspect(data, name, reader)
    if any(problem.is_error for problem in problems):
        raise _refused(name, problems)
    return codebook


def _refused(name: str, problems: Sequence[Problem]) -> CodebookError:
    errors = [problem for problem in problems if problem.is_error]
    return CodebookError(told_at_once(name, errors), hint="put these right; nothing was changed", problems=problems)


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise CodebookError(f"{path.name}: there is no such file", hint="give the path of a codebook: --codebook FILE")
    if path.stat().st_size > MOST_BYTES:
        raise CodebookError(f"{path.name}: larger than {MOST_BYTES // 1_000_000} MB", hint="is this really a codebook?")
    return path.read_bytes()
