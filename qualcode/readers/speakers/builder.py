"""Turns put together line by line, once it is known which labels speak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from qualcode.model.naming import TATWEEL, fold
from qualcode.readers import times
from qualcode.readers.speakers.asides import is_remark_alone
from qualcode.readers.speakers.doubts import Unknown, may_doubt
from qualcode.readers.speakers.labels import leading_time
from qualcode.readers.speakers.layout import Layout
from qualcode.readers.speakers.lines import Line
from qualcode.readers.speakers.utterance import Utterance
from qualcode.readers.speakers.within import Piece, is_interruption
from qualcode.readers.wrapping import (
    FIRST_WORD,
    Divided,
    continues,
    ends_sentence,
    may_be_heading,
    word_before_hyphen,
)

_PARAGRAPH, _LINE = "\n\n", "\n"
_TIMES = "timestamps taken out of the text"
_APART = frozenset({"heading", "question", "aside"})
"""Cues of turns that interrupt whoever speaks."""
_ONE_WORD = re.compile(r"\s*(?:[-–—]\s*|\s)([^\W\d_]{2,}(?:\s[^\W\d_]+)?)")
"""Behind a label: a word or two, and nothing else."""


class Builder:
    """Walks the lines of a document and decides for each whether somebody begins, goes on, or nobody speaks."""

    def __init__(self, layout: Layout, lines: Sequence[Line]) -> None:
        self.layout = layout
        self.unknown = Unknown(lines)
        self.lines = lines
        self.counts = Counter({_TIMES: 0})
        self.turns: list[Utterance] = []
        self.pending: float | None = None
        self.position = 0

    def take_all(self) -> None:
        """Go through the lines of the file."""
        for position, line in enumerate(self.lines):
            self.position = position
            self._take(line)

    def _take(self, line: Line) -> None:
        if line.is_talk and self.position not in self.layout.questions:
            self._talk(line)
        elif line.is_plain and line.speaks and self._is_below_head():
            self._labelled(line)
        elif line.block.speaker is not None:
            self._voice(line)
        elif line.is_time and times.is_time(line.text):
            self._time(times.seconds(line.text))
            self.counts[_TIMES] += 1
        elif line.is_aside or (line.text.lstrip()[:1] == "(" and self._is_remark(line)):
            self._begin("", line.text.strip(), line, cue="aside")
        elif line.heading:
            self._apart(line, "heading")
        elif line.block.question or self.position in self.layout.questions:
            self._apart(line, "question")
        elif line.head is not None and self._begins_turn(line):
            self._labelled(line)
        else:
            self._unlabelled(line)

    def _is_below_head(self) -> bool:
        """Whether talk has begun, and the line asks nothing by its place in a form."""
        return self.position >= self.layout.preamble_until and self.position not in self.layout.questions

    def _is_remark(self, line: Line) -> bool:
        """Whether the line is a paragraph of nothing but a remark in brackets, below what somebody says."""
        current = self._current()
        if not is_remark_alone(line.text) or current is None or not current.text or not self.layout.carries:
            return False
        below = self.lines[self.position + 1] if self.position + 1 < len(self.lines) else None
        return all(each is None or each.opens or each.after_gap for each in (line, below))

    def _time(self, seconds: float | None) -> None:
        """A time on a line of its own is that of the label above it, where that has no time and no words yet."""
        current = self._current()
        if current is not None and current.speaker and current.started_at is None and not current.parts:
            current.started_at = seconds
        else:
            self.pending = seconds

    def _begins_turn(self, line: Line) -> bool:
        """Whether somebody's label stands before the line; one in brackets with all of it only interrupts."""
        if not line.speaks or self.position < self.layout.preamble_until:
            return False
        return not (is_interruption(line.text) and self._last_speaker())

    def finished(self) -> list[Utterance]:
        """The turns that say something."""
        self._hear_one_word()
        kept = [turn for turn in self.turns if turn.text]
        if len(kept) < len(self.turns) and (empty := sum(not (turn.text or turn.resumes) for turn in self.turns)):
            self.counts["labels without words left out"] += empty
        return kept

    def _hear_one_word(self) -> None:
        """`Interviewee – Okay`, a label that says nothing, is a word of `Interviewee`, who speaks elsewhere."""
        heard = sorted({turn.speaker for turn in self.turns if turn.text and turn.speaker}, key=len, reverse=True)
        for turn in self.turns:
            if turn.text or turn.resumes or turn.speaker in heard or ":" in turn.last_line or "：" in turn.last_line:
                continue
            for label in heard:
                word = turn.speaker.removeprefix(label)
                if word != turn.speaker and (said := _ONE_WORD.fullmatch(word)):
                    turn.speaker = label
                    turn.add(said[1], "")
                    break

    def _apart(self, line: Line, cue: str) -> None:
        """A heading or a question: one turn, however many lines it has."""
        is_broken = {self.position - 1, self.position} <= self.layout.questions
        if line.opens or not self.turns or (self.position in self.layout.questions and not is_broken):
            self._begin("", line.text.strip(), line, cue=cue)
        else:
            self._continue(line.text.strip(), line, _PARAGRAPH if line.after_gap else " " if is_broken else _LINE)

    def _voice(self, line: Line) -> None:
        block = line.block
        speaker = block.speaker or ""
        pieces = self.layout.within.interruptions(line.text.strip())
        text, current = pieces[0].text, self._current()
        if not line.opens and current:
            self._continue(text, line, _PARAGRAPH if line.after_gap else _LINE)
        elif current and current.speaker == speaker and (speaker or self.layout.labelled) and not line.heading:
            self._continue(text, line, " " if self.layout.hard_lines else _PARAGRAPH)
        else:
            self._begin(speaker, text, line, started_at=block.started_at)
        self._rest(pieces[1:], line)

    def _labelled(self, line: Line) -> None:
        assert line.head is not None  # noqa: S101 - whoever speaks has a label
        head = line.head
        if head.has_time:
            self.counts[_TIMES] += 1
        text, others = self._pieces(head.rest)
        current = self._current()
        if current is not None and (current.speaker == head.label or fold(current.speaker) == fold(head.label)):
            joined = self.layout.hard_lines and continues(current.last_line, text or " ", self.layout.width)
            self.counts["lines with a repeated label joined to their turn"] += 1
            self._continue(text, line, " " if joined else _PARAGRAPH)
        else:
            self._begin(head.label, text, line, started_at=head.started_at)
        self._rest(others, line)

    def _talk(self, line: Line) -> None:
        """Words and nothing else: where the line above was broken they go on with it, whoever speaks."""
        current, layout = self._current(), self.layout
        may_go_on = current is not None and not line.opens and layout.hard_lines and not layout.tabbed
        if current is None or not may_go_on or current.cue in _APART or self.position < layout.preamble_until:
            self._unlabelled(line)
        elif continues(current.last_line, line.text, layout.width):
            self.counts["broken lines joined"] += 1
            self._continue(line.text.strip(), line, " ")
        else:
            self._unlabelled(line)

    def _unlabelled(self, line: Line) -> None:
        text, started_at = line.text.strip(), None
        if self.layout.timed_lines and (timed := leading_time(line.text)):
            started_at, text = timed
            self.counts[_TIMES] += 1
        if line.head is not None and not line.head.label and line.head.has_time:
            self._begin("", line.head.rest, line, started_at=line.head.started_at)
            return
        current = self._current()
        if self.layout.tabbed and "\t" not in text and may_be_heading(text):
            self._begin("", text, line, cue="heading")
            return
        self._doubt(line, current)
        text, others = self._pieces(text)
        if self.position < self.layout.preamble_until:
            self._preamble(text, line, current)
        elif current is not None and self._goes_on(current, line, is_timed=started_at is not None):
            self._continue(text, line, " " if started_at is not None else self._glue(current, line, goes_on=True))
        elif self.layout.labelled and self.layout.carries and not any(turn.speaker for turn in self.turns):
            self._preamble(text, line, current)
        elif self.layout.carries and (speaker := self._last_speaker()) is not None:
            self._carry(speaker, text, line, current)
        else:
            self._begin("", text, line, started_at=started_at, cue="bold" if 0 < len(text) <= line.block.bold else "")
        self._rest(others, line)

    def _pieces(self, text: str) -> tuple[str, Sequence[Piece]]:
        """The words of whoever speaks, and what others say behind them in the same line."""
        if ":" not in text and "：" not in text:
            return text, ()
        self.unknown.inside(self.layout.within.unsure(text))
        first, *others = self.layout.within.split(text)
        return first.text, others

    def _doubt(self, line: Line, current: Utterance | None) -> None:
        """Count a line that begins like a label, where it begins a sentence and goes to somebody."""
        if not may_doubt(line):
            return
        begins = line.opens or line.after_gap or current is None or ends_sentence(current.last_line)
        if current is not None and self.layout.hard_lines:
            begins |= not continues(current.last_line, line.text, self.layout.width)
        if begins and self.position >= self.layout.preamble_until and self._last_speaker():
            self.unknown.carried(line)

    def _goes_on(self, current: Utterance, line: Line, *, is_timed: bool) -> bool:
        """Whether the line belongs to the paragraph before it whoever speaks."""
        if current.cue in _APART:
            return False
        if is_timed:
            return not line.opens and not ends_sentence(current.last_line)
        hard = self.layout.hard_lines
        return not line.opens and (not hard or continues(current.last_line, line.text, self.layout.width))

    def _glue(self, current: Utterance, line: Line, *, goes_on: bool = False) -> str:
        """What joins a line to the words before it; `goes_on` where they are known to be of one paragraph."""
        if not self.layout.hard_lines:
            return _PARAGRAPH if line.opens or line.after_gap else _LINE
        if goes_on or (not line.opens and continues(current.last_line, line.text, self.layout.width)):
            self.counts["broken lines joined"] += 1
            return " "
        return _PARAGRAPH

    def _preamble(self, text: str, line: Line, current: Utterance | None) -> None:
        self.unknown.above(line)
        if current is not None and current.cue == "preamble":
            self._continue(text, line, self._glue(current, line))
        else:
            self._begin("", text, line, cue="preamble")

    def _carry(self, speaker: str, text: str, line: Line, current: Utterance | None) -> None:
        if current is not None and current.speaker == speaker:
            self._continue(text, line, self._glue(current, line))
        else:
            self._begin(speaker, text, line)

    def _rest(self, others: Sequence[Piece], line: Line) -> None:
        """What others say within a line; after an interruption whoever spoke before goes on."""
        before = self.turns[-1]
        for speaker, text in others:
            if speaker is None:
                self._begin(before.speaker, text, line, cue=before.cue)
                self.turns[-1].resumes = True
            else:
                self.counts["labels found in the middle of a line"] += 1
                self._begin(speaker, text, line)

    def _begin(self, speaker: str, text: str, line: Line, *, started_at: float | None = None, cue: str = "") -> None:
        if started_at is None and self.pending is not None:
            started_at = self.pending
        self.pending = None
        if started_at is None and line.opens:
            started_at = line.block.started_at
        turn = Utterance(speaker.replace(TATWEEL, ""), started_at, cue, last_line=line.text)
        turn.add(self._without_times(text), "")
        self.turns.append(turn)

    def _continue(self, text: str, line: Line, glue: str) -> None:
        self.pending = None
        current = self.turns[-1]
        if glue == " " and (left := word_before_hyphen(current.last_words)):
            glue = self._within_word(left, text)
        current.add(self._without_times(text), glue)
        current.last_line = line.text

    def _within_word(self, left: str, text: str) -> str:
        """What joins a line that ends in a hyphen to the next: nothing where they divide a word, else a space."""
        right = FIRST_WORD.match(text)
        if right is None:
            return " "
        if self.divided.is_one_word(left, right[0]):
            self.counts["hyphens at line ends resolved"] += 1
            self.turns[-1].parts[-1] = self.turns[-1].parts[-1].rstrip().removesuffix("-")
            return ""
        return "" if self.divided.has_hyphen(left, right[0]) else " "

    @cached_property
    def divided(self) -> Divided:
        """The words of the document, looked at where one is divided."""
        return Divided("\n".join(line.text for line in self.lines))

    def _current(self) -> Utterance | None:
        return self.turns[-1] if self.turns else None

    def _last_speaker(self) -> str | None:
        return next((turn.speaker for turn in reversed(self.turns) if turn.cue not in _APART), None)

    def _without_times(self, text: str) -> str:
        if ":" in text:
            text, n = times.without_times(text, at_end=self.layout.timed_ends)
            self.counts[_TIMES] += n
        return text
