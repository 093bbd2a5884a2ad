"""Blocks → turns: who says what, wherever the file puts the label."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from qualcode.model.naming import fold
from qualcode.readers.blocks import Block
from qualcode.readers.speakers.builder import Builder
from qualcode.readers.speakers.doubts import of_labels, of_questions, of_several
from qualcode.readers.speakers.layout import survey
from qualcode.readers.speakers.lines import drop_line_numbers, read_lines
from qualcode.readers.speakers.recognise import recognise
from qualcode.readers.speakers.utterance import Split
from qualcode.readers.wrapping import wrap_width

if TYPE_CHECKING:
    import regex


def split_turns(
    blocks: Sequence[Block],
    *,
    hard_lines: bool,
    speakers: regex.Pattern[str] | None = None,
    known: Set[str] = frozenset(),
    not_labels: Set[str] = frozenset(),
) -> Split:
    """The turns of a document, in reading order, and what was done to find them.

    `speakers` is the evaluator's own pattern of the labels; `known` are labels the list of informants names, folded;
    `not_labels` look like labels and are none.
    """
    lines = list(read_lines(blocks, speakers))
    n_numbers = drop_line_numbers(lines) if speakers is None else 0
    for line in lines if not_labels else ():
        if line.head and fold(line.head.label) in not_labels:
            line.head = None
    width = wrap_width([line.text for line in lines])
    if speakers is None:
        chosen = recognise(lines, width, known)
    else:
        chosen = frozenset(fold(line.head.label) for line in lines if line.head)
    chosen -= not_labels
    layout = survey(lines, chosen, width if hard_lines else 0, hard_lines=hard_lines)
    builder = Builder(layout, lines)
    builder.take_all()
    spoken = [line.head for line in lines[layout.preamble_until :] if line.speaks and line.head]
    turns = builder.finished()
    n_joint, much = of_several(turns)
    builder.counts["line numbers taken out of the text"] += n_numbers
    builder.counts["turns of several people at once are nobody's"] += n_joint
    doubts = (
        [
            *builder.unknown.doubts(),
            *of_labels(spoken),
            *of_questions(layout.n_unsure, are_told=bool(layout.questions)),
            *much,
        ]
        if speakers is None
        else much
    )
    return Split(turns, builder.counts, doubts)
