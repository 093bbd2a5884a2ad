"""What every format is turned into before speakers are looked for: paragraphs in reading order."""

from __future__ import annotations

from dataclasses import field

from qualcode.model.nouns import dataclass


@dataclass(slots=True, kw_only=True)
class Block:
    """A paragraph, a heading, or one speaker's cell; `\\n` inside it is a line break of the file."""

    text: str
    heading: bool = False
    bold: int = 0
    """Characters at its start that are bold, as a speaker's name or a question often is."""
    speaker: str | None = None
    """Where the format itself names who speaks: a voice, a column. Empty: it says nobody does."""
    label: str = ""
    """The label that its reader found at its start and took off: a cue's."""
    started_at: float | None = None
    question: bool = False
    """A cell or column heading that holds the question, not the answer."""
    unread: str = ""
    """Words of the file that stand by it and are no part of it: the headings of its table."""
    aside: bool = False
    """A cell beside question and answer, such as the interviewer's comment: nobody says it."""


@dataclass(slots=True, kw_only=True)
class Reading:
    """A file as its reader leaves it: blocks, and what the reader has to say about them."""

    notes: list[str]
    blocks: list[Block] = field(default_factory=list)
    parts: list[tuple[str, list[Block]]] = field(default_factory=list)
    """Where the file holds several interviews: the name of each, and its blocks."""
    facts: dict[str, list[str]] = field(default_factory=dict)
    """By the name of a part, what the file says of its informant: it goes with that part to `Document.left_out`."""
    hard_lines: bool = False
    """Line ends may be mere wrapping, as in text files and PDFs."""
    doubts: list[str] = field(default_factory=list)
    """Why a person should look at how the file was read: `Document.doubts`."""
    left_out: list[str] = field(default_factory=list)
    """Lines of the file that are not part of the interview: `Document.left_out`."""
    letters: str = ""
    """The plain text of the file, had in a cruder way than the blocks: its letters are looked for in the turns."""
    accounted: list[str] = field(default_factory=list)
    """What the reader passed over and nobody needs to see, such as headings of columns and words printed twice."""
