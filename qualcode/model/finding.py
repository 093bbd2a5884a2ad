"""What the evaluation found, as far as somebody has written it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


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


NO_FINDINGS = Findings()
