"""What is noted beside decisions: memos, what was read, and what happened to the study."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from qualcode.model.nouns import dataclass


class About(StrEnum):
    """What a memo is about."""

    STUDY = "study"
    DOCUMENT = "document"
    CODE = "code"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A coder's note. Appended; a corrected memo supersedes the older one."""

    id: str
    """A UUID."""
    coder: str
    about: About
    text: str
    target: str = ""
    """Id of the document, code or passage; empty for the study."""
    writer: str = ""
    """The copy of the study that wrote it."""
    sequence: int = 0
    written_at: str = ""
    """UTC, ISO 8601."""
    supersedes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMark:
    """A coder has read a passage. What is not coded there was not said, instead of not looked for."""

    coder: str
    segment_id: str
    document_id: str
    document_sha256: str
    codebook_sha256: str
    """The codebook in force: a theme added later has not been looked for."""
    read_at: str = ""
    """UTC, ISO 8601."""


class EventKind(StrEnum):
    """What happened to the study, apart from coding."""

    EXCLUDE = "exclude"
    """An informant is left out of the counts."""
    INCLUDE = "include"
    """And counted again."""
    FORGET = "forget"
    """Someone withdrew consent; the target is a hash, without their name."""
    REDIRECT = "redirect"
    """A code was merged, split, moved or retired; the detail says into what."""
    ASSIGN = "assign"
    """A coder was given a document to code."""
    QUOTE = "quote"
    """A quote was edited, translated, pinned or dropped; the target is its passage."""
    FINDING = "finding"
    """A passage speaks for a finding or against it, or no longer does; the target is the passage."""
    SUMMARY = "summary"
    """A cell of the framework matrix was written; the target is the informant."""
    PRIVACY = "privacy"
    """A name was replaced, or a breach allowed for a reason; the target is the passage, or `study`."""
    ALIAS = "alias"
    """An informant, the target, was given the number that stands for them in attributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the study. Appended, never rewritten."""

    id: str
    """A UUID."""
    kind: EventKind
    target: str
    detail: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    writer: str = ""
    sequence: int = 0
    happened_at: str = ""
    """UTC, ISO 8601."""


def new_event(kind: EventKind, target: str, detail: Mapping[str, object] = MappingProxyType({})) -> Event:
    """An event that just happened; the store checks it, and gives it its place and time."""
    return Event(id=str(uuid.uuid4()), kind=kind, target=target, detail=detail)
