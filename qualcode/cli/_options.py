"""Options that every command understands alike."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class OutputFormat(StrEnum):
    """How a result is written to stdout."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"


ProjectPath = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-p",
        metavar="DIR",
        envvar="QUALCODE_PROJECT",
        help="The study folder; default: this folder or one above it.",
    ),
]
Format = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to write the result.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results, warnings and errors.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask; fail where an answer is needed.")]
