"""Something in a file that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass


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
