"""Something in a file that a person should look at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a codebook, a roster or a study, told so that it can be put right."""

    where: str
    """File and line, code or document: `codebook.yaml: line 12: funding`."""
    message: str
    hint: str = ""
    is_error: bool = True
    """False for a warning: the file can be used as it is."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def told_at_once(name: str, problems: Sequence[Problem]) -> str:
    """How many problems a file has, and below that every problem with its remedy, a line each."""
    lines = [str(problem) + (f" ({problem.hint})" if problem.hint else "") for problem in problems]
    count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
    return "\n".join([f"{name}: {count}", *lines])


def line_of(problem: Problem) -> int:
    """The line of the file that a problem names, to sort by; 0 where it names none."""
    found = re.search(r": line (\d+)", problem.where)
    return int(found[1]) if found else 0
