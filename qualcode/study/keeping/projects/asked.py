"""What somebody says about another program's project that it does not say itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from qualcode.errors import UsageError
from qualcode.model.nouns import dataclass


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


class Keep(StrEnum):
    """What becomes of a code that the project and the study both have, and say otherwise of."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    """Two codes, where they only have a name in common; ours where they are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectOptions:
    """What somebody says about a project that it does not say itself."""

    only: Part | None = None
    type_from: str = ""
    """The variable that holds the informant type; `set` for sets of documents."""
    coders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the name in the file, the name in the study."""
    read: Read = Read.CODED
    keep: Keep = Keep.OURS
    answers: Mapping[str, Keep] = field(default_factory=lambda: MappingProxyType({}))
    """By the project's id of a code, what was answered; the others follow `keep`."""
    sync: bool = False
    """Withdraw codings of an earlier import that are gone in the file."""

    def answer(self, foreign_id: str) -> Keep:
        """What becomes of a code on which project and study differ."""
        return self.answers.get(foreign_id, self.keep)

    def wants(self, part: Part) -> bool:
        """Whether a part is to be imported."""
        return self.only in (None, part)


def who_is_who(pairs: Iterable[str]) -> dict[str, str]:
    """Coders' names in the file with those in the study, from `THEIRS=OURS`. UsageError where one has no name."""
    found = {}
    for pair in pairs:
        theirs, sign, ours = pair.partition("=")
        if not (sign and theirs.strip() and ours.strip()):
            raise UsageError(f"--coder {pair}: not THEIRS=OURS", hint='for example --coder "Name in file=amal"')
        found[theirs.strip()] = ours.strip()
    return found
