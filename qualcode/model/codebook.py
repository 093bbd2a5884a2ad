"""The themes and how they are recognised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Words that must stand near each other: in one sentence, in any order, at most `within` words apart."""

    words: tuple[str, ...]
    within: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A theme, or a theme under a theme."""

    id: str
    """Stable: renaming a theme changes `name` alone."""
    name: str
    parent: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Words and phrases as the codebook writes them, by language; "" holds those of the codebook's first language."""
    near: tuple[Near, ...] = ()
    patterns: tuple[tuple[Mapping[str, Any], ...], ...] = ()
    """spaCy token patterns."""
    unless: tuple[str, ...] = ()
    """Phrases inside which a term does not count."""
    question: str = ""
    """Evaluation question the theme answers."""
    colour: str = ""
    origin: str = ""
    """The id it has in the project of another program that it was imported from."""
    match: tuple[str, ...] = ()
    """Sentences the code must find (`tests: match:`)."""
    no_match: tuple[str, ...] = ()
    """Sentences it must leave alone (`tests: no_match:`)."""
    line: int = 0
    """Line of the codebook file, for messages."""


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The evaluator's instrument: codes in the order of the file, parents before their children."""

    name: str
    codes: tuple[Code, ...]
    version: str = ""
    languages: tuple[str, ...] = ("en",)
    source: str = ""
    """The file as written, kept so that an older figure can be explained."""
    sha256: str = ""
    """Of `source`."""

    def code(self, code_id: str) -> Code:
        """The code of that id; KeyError where the codebook has none."""
        return self._by_id[code_id]

    def ancestors(self, code_id: str) -> tuple[str, ...]:
        """The codes above one, nearest first."""
        found: list[str] = []
        parent = self.code(code_id).parent
        while parent is not None:
            found.append(parent)
            parent = self.code(parent).parent
        return tuple(found)

    def question_of(self, code_id: str) -> str:
        """The evaluation question that a code answers, or the nearest one above it; empty where they name none."""
        return next((named for each in (code_id, *self.ancestors(code_id)) if (named := self.code(each).question)), "")

    def family(self, code_id: str) -> frozenset[str]:
        """A code and every code under it."""
        return self._families.get(code_id, frozenset())

    @cached_property
    def _by_id(self) -> dict[str, Code]:
        return {code.id: code for code in reversed(self.codes)}

    @cached_property
    def _families(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {code.id: {code.id} for code in self.codes}
        for code in self.codes:
            for ancestor in self.ancestors(code.id):
                found.setdefault(ancestor, set()).add(code.id)
        return {code_id: frozenset(members) for code_id, members in found.items()}


class Change(StrEnum):
    """What became of a code while the study went on."""

    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A record of a code that was made, merged, split, moved or retired. Appended, never rewritten."""

    change: Change
    code_id: str
    to: tuple[str, ...] = ()
    """Codes that take its place: one after a merge, several after a split; the new parent after a move."""
    made_at: str = ""
    """UTC, ISO 8601."""
    sequence: int = 0
    """Its place among the study's decisions; later ones mean the code as it is now."""
    codebook_sha256: str = ""
    """Of the codebook before the change."""
    note: str = ""

    def concerns(self, sequence: int, codebook_sha256: str) -> bool:
        """Whether a decision was made before the change, or without knowing of it, in another copy of the study."""
        is_later = 0 < self.sequence < sequence
        return not is_later or (bool(codebook_sha256) and codebook_sha256 == self.codebook_sha256)


class Standing(StrEnum):
    """What a decision on a code means today."""

    CURRENT = "current"
    RECODE = "recode"
    """Its code was split: a coder chooses which part it is."""
    RETIRED = "retired"


def redirect_code(
    code_id: str,
    redirects: Iterable[Redirect],
    *,
    sequence: int = 0,
    codebook_sha256: str = "",
    known: Collection[str] = (),
) -> tuple[str, Standing]:
    """The code a decision belongs to today, and what the decision means."""
    steps = follow_code(code_id, redirects, sequence=sequence, codebook_sha256=codebook_sha256, known=known)
    return steps[-1]


def follow_code(
    code_id: str,
    redirects: Iterable[Redirect],
    *,
    sequence: int = 0,
    codebook_sha256: str = "",
    known: Collection[str] = (),
) -> list[tuple[str, Standing]]:
    """The code a decision was made with, then what it belonged to after each redirect, in the order they were made.

    A change is for the decisions before it, for those made with the codebook it changed (in another copy of the study),
    and for all where the codebook of today, `known`, lacks the code. A code that is added again after it was split or
    retired has its decisions back; one that is merged takes them along.
    """
    today, standing = code_id, Standing.CURRENT
    steps = [(today, standing)]
    for redirect in redirects:
        if redirect.change is Change.ADD:
            if redirect.code_id == code_id and 0 < redirect.sequence < sequence:
                today, standing = code_id, Standing.CURRENT
            elif redirect.code_id == today:
                standing = Standing.CURRENT
        elif redirect.code_id == today and (
            redirect.concerns(sequence, codebook_sha256) or (known and today not in known)
        ):
            if redirect.change is Change.MERGE and redirect.to:
                today, standing = redirect.to[0], Standing.CURRENT
            elif redirect.change is Change.SPLIT:
                standing = Standing.RECODE
            elif redirect.change is Change.RETIRE:
                standing = Standing.RETIRED
        steps.append((today, standing))
    return steps


def parts_of(code_id: str, redirects: Sequence[Redirect]) -> tuple[str, ...]:
    """The codes a split code became, each by its name of today."""
    split = [redirect for redirect in redirects if redirect.change is Change.SPLIT and redirect.code_id == code_id]
    if not split:
        return ()
    later = redirects[redirects.index(split[-1]) + 1 :]
    return tuple(dict.fromkeys(redirect_code(part, later)[0] for part in split[-1].to))
