"""What a report said and what it rested on, kept beside it, so that one can tell later what has moved and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from qualcode.model.nouns import dataclass
from qualcode.model.report import Audience
from qualcode.model.table import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedFigure:
    """A number of a report, and where it stood."""

    id: str
    table: str
    row: str
    column: str
    shown: str
    """As a reader saw it: `2 of 3`, with what was said beside it."""
    value: float | None
    of: int | None
    spec: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What coders had decided on a theme."""

    n_decisions: int
    sha256: str
    """Over the ids of the decisions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An informant as the roster had them."""

    informant_type: str
    documents: tuple[str, ...]
    sha256: str
    """Over the rows of the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Every figure of a report, and hashes of everything it was counted from. For the team: it names interviews."""

    title: str
    version: str
    """Of qualcode."""
    date: str
    basis: Basis
    audience: Audience
    unreviewed: bool
    """Suggestions were asked for, although there were decisions."""
    codebook: str
    """Name and version."""
    codebook_sha256: str
    codes: Mapping[str, str]
    """Hash of each code."""
    parents: Mapping[str, str]
    """The code above each code that has one."""
    decisions: Mapping[str, Work]
    """By code."""
    documents: Mapping[str, str]
    """Hash of each interview's text."""
    roster: Mapping[str, Person]
    excluded: tuple[str, ...]
    """Ids of the informants left out of the counts."""
    settings: Mapping[str, str]
    n_read: int
    """How many times a passage was marked as read."""
    figures: tuple[LockedFigure, ...]
    files: Mapping[str, str]
    """Hash of each file of the report, by name."""
    asked: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By code, a hash of who was asked about it; empty where no interview guide says."""
