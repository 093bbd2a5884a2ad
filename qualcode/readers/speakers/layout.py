"""What the whole of a document says about its lines, before any of them is given to a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.readers import times
from qualcode.readers.naming import fold
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.labels import is_name, leading_time
from qualcode.readers.speakers.lines import Line
from qualcode.readers.speakers.within import LabelsWithin
from qualcode.readers.wrapping import wrap_width

_TOP = 25
_LONGEST_KEY = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a document marks who speaks and where a paragraph ends."""

    chosen: frozenset[str]
    """The folded labels that are speakers."""
    hard_lines: bool
    """Line ends may be mere wrapping."""
    width: int
    """The width the text was wrapped at, 0 where each line is a paragraph."""
    labelled: bool
    carries: bool
    """A line without a label belongs to the speaker above it."""
    tabbed: bool
    """Nearly every line is a label, a tab and words: a line without a tab is a heading."""
    timed_lines: bool
    """Lines without a label begin with a time."""
    timed_ends: bool
    """Paragraphs end with a time."""
    preamble_until: int
    """How many lines at the top say `Date: …`, `Interviewer: …` before talk begins."""
    within: LabelsWithin

    def speaks(self, line: Line) -> bool:
        """Whether the line begins with a speaker's label."""
        return _speaks(line, self.chosen)


def survey(lines: Sequence[Line], chosen: frozenset[str], *, hard_lines: bool) -> Layout:
    """Look over all lines of a document."""
    speaking = [line for line in lines if _speaks(line, chosen)]
    voiced = any(line.block.speaker for line in lines)
    labelled = bool(chosen) or voiced
    ends = sum(1 for line in lines if ":" in line.text[-20:] and times.AT_END.search(line.text[-40:]))
    bare_times = sum(1 for line in lines if not _speaks(line, chosen) and leading_time(line.text))
    return Layout(
        chosen=chosen,
        hard_lines=hard_lines,
        width=wrap_width([line.text for line in lines]) if hard_lines else 0,
        labelled=labelled,
        carries=labelled and (voiced or not _only_the_interviewer_is_labelled(lines, chosen)),
        tabbed=sum(1 for line in speaking if "\t" in line.text) > len(lines) * 0.8,
        timed_lines=bare_times > 2,
        timed_ends=ends > max(2, sum(1 for line in lines if line.opens) * 0.3),
        preamble_until=0 if voiced else _end_of_preamble(lines),
        within=LabelsWithin({line.head.label for line in speaking if line.head}),
    )


def _speaks(line: Line, chosen: frozenset[str]) -> bool:
    return line.head is not None and bool(line.head.label) and fold(line.head.label) in chosen


def _only_the_interviewer_is_labelled(lines: Sequence[Line], chosen: frozenset[str]) -> bool:
    speaking = [line for line in lines if _speaks(line, chosen)]
    kinds = {label_words.kind(line.head.label) for line in speaking if line.head}
    bare = sum(1 for line in lines if line.opens and not _speaks(line, chosen) and not line.block.heading)
    return kinds == {"interviewer"} and bare > len(speaking) * 0.8


def _end_of_preamble(lines: Sequence[Line]) -> int:
    """Where the lines `Date: …`, `Interviewer: …` at the top end and talk begins."""
    last = keys = 0
    for position, line in enumerate(lines[:_TOP]):
        head = line.head
        if head is None or head.shape not in {"colon", "alone"} or len(head.rest) > _LONGEST_KEY:
            if len(line.text) > _LONGEST_KEY or (head is not None and head.shape == "colon"):
                break
            continue
        word = label_words.base(head.label).split(" ")[0]
        if word in label_words.METADATA and not label_words.kind(head.label):
            last, keys = position + 1, keys + 1
        elif last == position and keys and word in label_words.METADATA and is_name(head.rest):
            last = position + 1  # `Interviewer: Dana` below `Date: 12 May`
    return last if keys else 0
