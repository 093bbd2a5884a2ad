"""What the evaluation found, as far as somebody has written it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from qualcode.model.nouns import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement that answers an evaluation question, and the themes it rests on."""

    id: str
    statement: str
    question: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The findings of a study, and the evaluation questions in full."""

    findings: tuple[Finding, ...] = ()
    questions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the short name that the codebook uses: `EQ2`."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said in questions and findings."""
        return (*self.questions.values(), *(finding.statement for finding in self.findings))


NO_FINDINGS = Findings()


class Stance(StrEnum):
    """What a passage says of a finding."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"
    """It was marked, and is no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A passage that speaks for a finding or against it, as a coder marked it."""

    finding: str
    stance: Stance
    document_id: str
    segment_id: str
    informant_id: str
    coders: tuple[str, ...]
