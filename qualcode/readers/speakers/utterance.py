"""Turns while they are put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import NamedTuple

from qualcode.model.nouns import dataclass


@dataclass(slots=True)
class Utterance:
    """One speaker's stretch while it is put together."""

    speaker: str
    started_at: float | None = None
    cue: str = ""
    parts: list[str] = field(default_factory=list)
    """Text and the breaks between, alternating."""
    last_line: str = ""
    """As the file has it, with its label: its length tells whether it was full."""

    resumes: bool = False
    """Whether somebody goes on whom another interrupted."""

    def add(self, text: str, glue: str) -> None:
        """Go on talking."""
        if text:
            self.parts += [glue, text] if self.parts else [text]

    @property
    def last_words(self) -> str:
        """How it ends so far."""
        return self.parts[-1][-60:] if self.parts else ""

    @property
    def text(self) -> str:
        """The words without the label."""
        return "".join(self.parts).strip()


class Split(NamedTuple):
    """The turns of a document, and what was done to find them."""

    turns: list[Utterance]
    counts: Counter[str]
    """Of what was taken out or joined, for the notes."""
    doubts: list[str]
    """Why a person should look at it: `Document.doubts`."""
