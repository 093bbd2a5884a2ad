"""Blocks → turns: who says what, wherever the file puts the label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qualcode.model.naming import fold
from qualcode.readers import times
from qualcode.readers.blocks import Block
from qualcode.readers.speakers.alone import drop_other_ways, drop_words_behind_times, name_the_lines_alone
from qualcode.readers.speakers.choose import choose_speakers
from qualcode.readers.speakers.doubts import Unknown, of_labels
from qualcode.readers.speakers.labels import leading_time
from qualcode.readers.speakers.layout import Layout, survey
from qualcode.readers.speakers.lines import Line, read_lines
from qualcode.readers.speakers.signs import name_by_signs
from qualcode.readers.wrapping import continues, ends_sentence

if TYPE_CHECKING:
    import regex

_PARAGRAPH, _LINE = "\n\n", "\n"
_APART = frozenset({"heading", "question", "aside"})
"""Cues of turns that interrupt whoever speaks."""


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

    def add(self, text: str, glue: str) -> None:
        """Go on talking."""
        if text:
            self.parts += [glue, text] if self.parts else [text]

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


def split_turns(
    blocks: Sequence[Block],
    *,
    hard_lines: bool,
    speakers: regex.Pattern[str] | None = None,
    known: Set[str] = frozenset(),
) -> Split:
    """The turns of a document, in reading order, and what was done to find them.

    `speakers` is the evaluator's own pattern of the labels; `known` are labels the list of informants names, folded.
    """
    lines = list(read_lines(blocks, speakers))
    if speakers is None:
        drop_words_behind_times(lines)
        drop_other_ways(lines)
        named = name_the_lines_alone(lines)
        heads = [line.head for line in lines if line.block.speaker is None and not line.block.heading]
        chosen = named | choose_speakers(
            heads, "\n".join(line.text for line in lines) if any(heads) else "", known=known
        )
        chosen |= name_by_signs(lines, chosen | known)
    else:
        chosen = frozenset(fold(line.head.label) for line in lines if line.head)
    layout = survey(lines, chosen, hard_lines=hard_lines)
    builder = _Builder(layout, Unknown(lines))
    for line in lines:
        builder.take(line)
    spoken = [head for line in lines[layout.preamble_until :] if (head := line.head) and layout.speaks(line)]
    doubts = [*builder.unknown.doubts(), *of_labels(spoken, known)] if speakers is None else []
    return Split(builder.finished(), builder.counts, doubts)


class _Builder:
    """Walks the lines of a document and decides for each whether somebody begins, goes on, or nobody speaks."""

    def __init__(self, layout: Layout, unknown: Unknown) -> None:
        self.layout = layout
        self.unknown = unknown
        self.counts: Counter[str] = Counter()
        self.turns: list[Utterance] = []
        self.pending: float | None = None
        self.position = -1

    def take(self, line: Line) -> None:
        """The next line of the file."""
        self.position += 1
        if line.block.speaker is not None:
            self._voice(line)
        elif times.ALONE.match(line.text) and times.is_time(line.text):
            self.pending = times.seconds(line.text)
            self.counts["timestamps taken out of the text"] += 1
        elif line.is_aside:
            self._begin("", line.text.strip(), line, cue="aside")
        elif line.block.heading:
            self._apart(line, "heading")
        elif line.block.question:
            self._apart(line, "question")
        elif self.position in self.layout.questions:
            self._begin("", line.text.strip(), line, cue="question")
        elif self.layout.speaks(line) and self.position >= self.layout.preamble_until:
            self._labelled(line)
        else:
            self._unlabelled(line)

    def finished(self) -> list[Utterance]:
        """The turns that say something."""
        kept = [turn for turn in self.turns if turn.text]
        if empty := len(self.turns) - len(kept):
            self.counts["labels without words left out"] += empty
        return kept

    def _apart(self, line: Line, cue: str) -> None:
        """A heading or a question: one turn, however many lines it has."""
        if line.opens or not self.turns:
            self._begin("", line.text.strip(), line, cue=cue)
        else:
            self._continue(line.text.strip(), line, _PARAGRAPH if line.after_gap else _LINE)

    def _voice(self, line: Line) -> None:
        block = line.block
        speaker = block.speaker or ""
        if not line.opens and self.turns:
            self._continue(line.text.strip(), line, _PARAGRAPH if line.after_gap else _LINE)
        elif (
            self.turns and self.turns[-1].speaker == speaker and (speaker or self.layout.labelled) and not block.heading
        ):
            self._continue(line.text.strip(), line, " " if self.layout.hard_lines else _PARAGRAPH)
        else:
            self._begin(speaker, line.text.strip(), line, started_at=block.started_at)

    def _labelled(self, line: Line) -> None:
        assert line.head is not None  # noqa: S101 - _speaks() has looked
        head = line.head
        self.counts["timestamps taken out of the text"] += head.has_time
        pieces = self.layout.within.split(head.rest)
        current = self._current()
        if current is not None and fold(current.speaker) == fold(head.label):
            joined = self.layout.hard_lines and continues(current.last_line, pieces[0][1] or " ", self.layout.width)
            self.counts["lines with a repeated label joined to their turn"] += 1
            self._continue(pieces[0][1], line, " " if joined else _PARAGRAPH)
        else:
            self._begin(head.label, pieces[0][1], line, started_at=head.started_at)
        self._rest(pieces, line)

    def _unlabelled(self, line: Line) -> None:
        text, started_at = line.text.strip(), None
        if self.layout.timed_lines and (timed := leading_time(line.text)):
            started_at, text = timed
            self.counts["timestamps taken out of the text"] += 1
        if line.head is not None and not line.head.label and line.head.has_time:
            self._begin("", line.head.rest, line, started_at=line.head.started_at)
            return
        current = self._current()
        if self.layout.tabbed and "\t" not in text:
            self._begin("", text, line, cue="heading")
            return
        self._doubt(line, current)
        pieces = self.layout.within.split(text)
        text = pieces[0][1]
        if self.position < self.layout.preamble_until:
            self._preamble(text, line, current)
        elif current is not None and self._goes_on(current, line, is_timed=started_at is not None):
            self._continue(text, line, " " if started_at is not None else self._glue(current, line))
        elif self.layout.labelled and self.layout.carries and not any(turn.speaker for turn in self.turns):
            self._preamble(text, line, current)
        elif self.layout.carries and (speaker := self._last_speaker()) is not None:
            self._carry(speaker, text, line, current)
        else:
            self._begin("", text, line, started_at=started_at, cue="bold" if 0 < len(text) <= line.block.bold else "")
        self._rest(pieces, line)

    def _doubt(self, line: Line, current: Utterance | None) -> None:
        """Count a line that begins like a label, where it begins a sentence and goes to somebody."""
        begins = line.opens or line.after_gap or current is None or ends_sentence(current.last_line)
        if begins and self.position >= self.layout.preamble_until and self._last_speaker():
            self.unknown.carried(line)

    def _goes_on(self, current: Utterance, line: Line, *, is_timed: bool) -> bool:
        """Whether the line belongs to the paragraph before it whoever speaks."""
        if current.cue in _APART:
            return False
        if is_timed:
            return not line.opens and not ends_sentence(current.last_line)
        if not line.opens and not self.layout.hard_lines:
            return True
        return not line.opens and continues(current.last_line, line.text, self.layout.width)

    def _glue(self, current: Utterance, line: Line) -> str:
        if not self.layout.hard_lines:
            return _PARAGRAPH if line.opens or line.after_gap else _LINE
        if continues(current.last_line, line.text, self.layout.width) and not line.opens:
            self.counts["broken lines joined"] += 1
            return " "
        return _PARAGRAPH

    def _preamble(self, text: str, line: Line, current: Utterance | None) -> None:
        if current is not None and current.cue == "preamble":
            self._continue(text, line, self._glue(current, line))
        else:
            self._begin("", text, line, cue="preamble")

    def _carry(self, speaker: str, text: str, line: Line, current: Utterance | None) -> None:
        if current is not None and current.speaker == speaker:
            self._continue(text, line, self._glue(current, line))
        else:
            self._begin(speaker, text, line)

    def _rest(self, pieces: list[tuple[str, str]], line: Line) -> None:
        for speaker, text in pieces[1:]:
            self.counts["labels found in the middle of a line"] += 1
            self._begin(speaker, text, line)

    def _begin(self, speaker: str, text: str, line: Line, *, started_at: float | None = None, cue: str = "") -> None:
        if started_at is None and self.pending is not None:
            started_at = self.pending
        self.pending = None
        if started_at is None and line.opens:
            started_at = line.block.started_at
        turn = Utterance(speaker, started_at, cue)
        turn.add(self._without_times(text), "")
        turn.last_line = line.text
        self.turns.append(turn)

    def _continue(self, text: str, line: Line, glue: str) -> None:
        self.pending = None
        self.turns[-1].add(self._without_times(text), glue)
        self.turns[-1].last_line = line.text

    def _current(self) -> Utterance | None:
        return self.turns[-1] if self.turns else None

    def _last_speaker(self) -> str | None:
        return next((turn.speaker for turn in reversed(self.turns) if turn.cue not in _APART), None)

    def _without_times(self, text: str) -> str:
        if ":" not in text:
            return text
        text, n = times.BRACKETED.subn(" ", text)
        if self.layout.timed_ends:
            text, n_ends = times.AT_END.subn("", text)
            n += n_ends
        if n:
            self.counts["timestamps taken out of the text"] += n
            text = re.sub(r" {2,}", " ", text).strip()
        return text
