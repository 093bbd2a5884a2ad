"""The one place where the labels of a document are recognised, whatever format its lines come from."""

from __future__ import annotations

from collections.abc import Sequence, Set

from qualcode.model.naming import fold
from qualcode.readers.speakers import label_words
from qualcode.readers.speakers.alone import (
    drop_other_ways,
    drop_within_sentences,
    drop_words_behind_times,
    name_again,
    name_the_headings,
    name_the_lines_alone,
    put_back_times_said,
    without_those_within,
    without_words_of_sentences,
)
from qualcode.readers.speakers.choose import choose_speakers
from qualcode.readers.speakers.lines import Line
from qualcode.readers.speakers.signs import name_by_signs


def recognise(lines: Sequence[Line], width: int, known: Set[str] = frozenset()) -> frozenset[str]:
    """The folded labels that are speakers; the lines that begin with one have it as their head.

    `width` is that at which the text was wrapped; `known` are the labels that the list of informants names, folded.
    """
    if any(line.head is not None and line.head.has_time for line in lines):
        drop_words_behind_times(lines)
        put_back_times_said(lines)
    drop_other_ways(lines, known)
    drop_within_sentences(lines, width)
    named = name_the_headings(lines, known)
    named |= name_the_lines_alone(lines)
    heads = [line.head for line in lines if line.block.speaker is None and (not line.heading or _is_turn(line))]
    told = frozenset(fold(line.block.label) for line in lines if line.block.label)
    text = "\n".join(line.text for line in lines) if any(heads) else ""
    asked = sum(line.block.question for line in lines)
    chosen = named | told | choose_speakers(heads, text, known=known, n_asked=asked)
    chosen |= name_by_signs(lines, chosen | known)
    drop_within_sentences(lines, width)
    chosen = without_those_within(lines, chosen, known, width)
    chosen = without_words_of_sentences(lines, chosen, known)
    name_again(lines, chosen)
    for line in lines:
        if line.heading and _is_turn(line) and speaks(line, chosen):
            line.heading = False
    return chosen


def _is_turn(line: Line) -> bool:
    """Whether a line in a heading's style holds a role and words: `Interviewer: How?`."""
    return line.head is not None and line.head.rest != "" and label_words.kind(line.head.label) != ""


def speaks(line: Line, chosen: Set[str]) -> bool:
    """Whether the line begins with the label of one of the chosen."""
    return line.head is not None and bool(line.head.label) and fold(line.head.label) in chosen
