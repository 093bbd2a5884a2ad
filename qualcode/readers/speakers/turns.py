"""Blocks → turns: who says what, wherever the file puts the label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.readers import times
from qualcode.readers.blocks import Block
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.choose import choose_speakers
from qualcode.readers.speakers.labels import Head, is_name, leading_time, read_head
from qualcode.readers.wrapping import continues, wrap_width

_PARAGRAPH, _LINE = "\n\n", "\n"


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


@dataclass(slots=True)
class Line:
    """A line of the file, and the label it may begin with."""

    text: str
    block: Block
    opens: bool
    """The first line of its block."""
    head: Head | None = None


def split_turns(
    blocks: Sequence[Block], *, hard_lines: bool, speakers: Any = None
) -> tuple[list[Utterance], Counter[str]]:
    """The turns of a document, in reading order, and counts of what was taken out or joined."""
    lines = list(_lines(blocks, speakers))
    if speakers is None:
        heads = [line.head for line in lines if line.block.speaker is None and not line.block.heading]
        chosen = choose_speakers(heads, "\n".join(line.text for line in lines) if any(heads) else "")
    else:
        chosen = frozenset(label_words.fold(line.head.label) for line in lines if line.head)
    builder = _Builder(lines, chosen, hard_lines=hard_lines)
    for line in lines:
        builder.take(line)
    return builder.finished(), builder.counts


def _lines(blocks: Sequence[Block], speakers: Any) -> Iterator[Line]:
    for block in blocks:
        opens = True
        for text in block.text.split("\n"):
            if text.strip():
                line = Line(text=text, block=block, opens=opens)
                if block.speaker is None:
                    line.head = read_head(text) if speakers is None else _asked_head(text, speakers)
                yield line
                opens = False


def _asked_head(text: str, speakers: Any) -> Head | None:
    """The label that the evaluator's own pattern finds at the start of a line."""
    found = speakers.match(text, timeout=1.0)
    if found is None:
        return None
    named = found.groupdict().get("speaker") or (found[1] if found.re.groups else found[0])
    return Head((named or found[0]).strip(" :\t[]()*"), None, text[found.end() :].lstrip(" :\t"), "colon", False)


class _Builder:
    """Walks the lines of a document and decides for each whether somebody begins, goes on, or nobody speaks."""

    def __init__(self, lines: Sequence[Line], chosen: frozenset[str], *, hard_lines: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.turns: list[Utterance] = []
        self.chosen = chosen
        self.hard_lines = hard_lines
        self.width = wrap_width([line.text for line in lines]) if hard_lines else 0
        self.labelled = bool(chosen) or any(line.block.speaker for line in lines)
        self.carries = self.labelled and not self._only_the_interviewer_is_labelled(lines)
        self.tabbed = self._is_tabbed(lines)
        self.timed_lines = sum(1 for line in lines if line.head is None and leading_time(line.text)) > 2
        self.preamble_until = self._end_of_preamble(lines)
        self.within = _within_line({line.head.label for line in lines if line.head and self._speaks(line)})
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
        elif line.block.heading:
            self._begin("", line.text.strip(), line, cue="heading")
        elif line.block.question:
            self._begin("", line.text.strip(), line, cue="question")
        elif self._speaks(line) and self.position >= self.preamble_until:
            self._labelled(line)
        else:
            self._unlabelled(line)

    def finished(self) -> list[Utterance]:
        """The turns that say something."""
        kept = [turn for turn in self.turns if turn.text]
        if empty := len(self.turns) - len(kept):
            self.counts["labels without words left out"] += empty
        return kept

    def _speaks(self, line: Line) -> bool:
        return line.head is not None and bool(line.head.label) and label_words.fold(line.head.label) in self.chosen

    def _voice(self, line: Line) -> None:
        block = line.block
        speaker = block.speaker or ""
        if not line.opens and self.turns:
            self._continue(line.text.strip(), line, _LINE)
        elif self.turns and self.turns[-1].speaker == speaker and (speaker or self.labelled) and not block.heading:
            self._continue(line.text.strip(), line, " " if self.hard_lines else _PARAGRAPH)
        else:
            self._begin(speaker, line.text.strip(), line, started_at=block.started_at)

    def _labelled(self, line: Line) -> None:
        assert line.head is not None  # noqa: S101 - _speaks() has looked
        head = line.head
        self.counts["timestamps taken out of the text"] += head.has_time
        pieces = self._split_within(head.rest)
        current = self._current()
        if current is not None and label_words.fold(current.speaker) == label_words.fold(head.label):
            joined = self.hard_lines and continues(current.last_line, pieces[0][1] or " ", self.width)
            self.counts["lines with a repeated label joined to their turn"] += 1
            self._continue(pieces[0][1], line, " " if joined else _PARAGRAPH)
        else:
            self._begin(head.label, pieces[0][1], line, started_at=head.started_at)
        self._rest(pieces, line)

    def _unlabelled(self, line: Line) -> None:
        text, started_at = line.text.strip(), None
        if self.timed_lines and (timed := leading_time(line.text)):
            started_at, text = timed
            self.counts["timestamps taken out of the text"] += 1
        if line.head is not None and not line.head.label and line.head.has_time:
            self._begin("", line.head.rest, line, started_at=line.head.started_at)
            return
        current = self._current()
        if self.tabbed and "\t" not in text:
            self._begin("", text, line, cue="heading")
            return
        pieces = self._split_within(text)
        text = pieces[0][1]
        if self.position < self.preamble_until:
            self._preamble(text, line, current)
        elif current is not None and self._goes_on(current, line):
            self._continue(text, line, self._glue(current, line))
        elif self.labelled and self.carries and not any(turn.speaker for turn in self.turns):
            self._preamble(text, line, current)
        elif self.carries and (speaker := self._last_speaker()) is not None:
            self._carry(speaker, text, line, current)
        else:
            self._begin("", text, line, started_at=started_at, cue="bold" if 0 < len(text) <= line.block.bold else "")
        self._rest(pieces, line)

    def _goes_on(self, current: Utterance, line: Line) -> bool:
        """Whether the line belongs to the paragraph before it whoever speaks."""
        if current.cue in {"heading", "question"}:
            return False
        if not line.opens and not self.hard_lines:
            return True
        return not line.opens and continues(current.last_line, line.text, self.width)

    def _glue(self, current: Utterance, line: Line) -> str:
        if not self.hard_lines:
            return _PARAGRAPH if line.opens else _LINE
        if continues(current.last_line, line.text, self.width) and not line.opens:
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
        return next((turn.speaker for turn in reversed(self.turns) if turn.cue not in {"heading", "question"}), None)

    def _without_times(self, text: str) -> str:
        if ":" not in text:
            return text
        text, n = times.BRACKETED.subn(" ", text)
        if n:
            self.counts["timestamps taken out of the text"] += n
            text = re.sub(r" {2,}", " ", text).strip()
        return text

    def _split_within(self, text: str) -> list[tuple[str, str]]:
        """A line's words, and those of whoever interrupts within it."""
        if self.within is None or ":" not in text:
            return [("", text)]
        pieces, speaker, start = [], "", 0
        for found in self.within.finditer(text):
            if _is_label_within(text, found):
                pieces.append((speaker, text[start : found.start()].strip()))
                speaker, start = found[1], found.end()
        pieces.append((speaker, text[start:].strip()))
        return pieces

    def _only_the_interviewer_is_labelled(self, lines: Sequence[Line]) -> bool:
        labelled = [line for line in lines if self._speaks(line)]
        if not labelled or any(line.block.speaker for line in lines):
            return False
        kinds = {label_words.kind(line.head.label) for line in labelled if line.head}
        bare = sum(1 for line in lines if line.opens and not self._speaks(line) and not line.block.heading)
        return kinds == {"interviewer"} and bare > len(labelled) * 0.8

    def _is_tabbed(self, lines: Sequence[Line]) -> bool:
        with_tab = sum(1 for line in lines if self._speaks(line) and "\t" in line.text)
        return with_tab > len(lines) * 0.8

    def _end_of_preamble(self, lines: Sequence[Line]) -> int:
        """Where the lines `Date: …`, `Interviewer: …` at the top end and talk begins."""
        last, keys = 0, 0
        for position, line in enumerate(lines[:25]):
            head = line.head
            if head is None or head.shape not in {"colon", "alone"} or len(head.rest) > 90:
                if len(line.text) > 90 or (head is not None and head.shape == "colon"):
                    break
                continue
            word = label_words.base(head.label).split(" ")[0]
            if word in label_words.METADATA and not label_words.kind(head.label):
                last, keys = position + 1, keys + 1
            elif last == position and keys and word in label_words.METADATA and is_name(head.rest):
                last = position + 1  # `Interviewer: Dana` below `Date: 12 May`
        if keys == 0 or any(line.block.speaker for line in lines):
            return 0
        return last


def _within_line(labels: set[str]) -> re.Pattern[str] | None:
    """Finds the labels of this document anywhere in a line."""
    usable = sorted((label for label in labels if len(label) > 1 or label.isupper()), key=len, reverse=True)
    if not usable:
        return None
    return re.compile(rf"(?:(?<=\W)|(?<=[a-zß-ÿ]))({'|'.join(map(re.escape, usable))})\s*[:：](?=\s)")


def _is_label_within(text: str, found: re.Match[str]) -> bool:
    """`… that we haveInterviewer 1: Great` and `Yes. Dan: Okay` begin a turn; `I asked Dan: why` does not."""
    label, before = found[1], text[: found.start()]
    if not before.strip():
        return False
    if before[-1].islower():
        return len(label) > 3 and label[0].isupper()
    if before[-1].isspace():
        ends = before.rstrip()[-1] in '.?!…"”’»)]-–—'
        known = bool(label_words.kind(label)) and len(label_words.base(label)) > 4
        return ends or (known and label[0].isupper())
    return before[-1] in '.?!…"”’»)]-–—'
