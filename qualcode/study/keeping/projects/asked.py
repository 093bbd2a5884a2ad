"""What somebody says about another program's project that it does not say itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Part(StrEnum):
    """A part of a project that is imported alone."""

    TRANSCRIPTS = "transcripts"
    CODEBOOK = "codebook"
    CODINGS = "codings"


class Read(StrEnum):
    """Which interviews count as read by a coder of the other program."""

    CODED = "coded"
    """Those in which they coded something."""
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectOptions:
    """What somebody says about a project that it does not say itself."""

    only: Part | None = None
    type_from: str = ""
    """The variable that holds the informant type; `set` for sets of documents."""
    coders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the name in the file, the name in the study."""
    read: Read = Read.CODED
    sync: bool = False
    """Withdraw codings of an earlier import that are gone in the file."""

    def wants(self, part: Part) -> bool:
        """Whether a part is to be imported."""
        return self.only in (None, part)
