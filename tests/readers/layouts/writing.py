"""Ways in which people and programs write down who speaks: an interview → lines."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from tests.readers.layouts.pages import Line
from tests.readers.layouts.talk import Interview, Said

Way = Callable[[Interview], list[Line]]
EMPTY = Line("")


def clock(second: float) -> str:
    return f"{int(second) // 3600:02}:{int(second) // 60 % 60:02}:{int(second) % 60:02}"


def minutes(second: float) -> str:
    return f"{int(second) // 60}:{int(second) % 60:02}"


def timed(interview: Interview) -> Iterator[tuple[float, float, Said]]:
    """When each turn begins and ends, at a word a third of a second."""
    at = 3.0
    for turn in interview.turns:
        length = 1.5 + len(" ".join(turn.paragraphs).split()) / 3
        yield at, at + length, turn
        at += length + 0.4


def before(form: str, *, gap: bool = True, bold: bool = False) -> Way:
    """A label before the first paragraph: `form` has `{label}` and may have `{time}`, `{minutes}`, `{n}`."""

    def write(interview: Interview) -> list[Line]:
        lines: list[Line] = []
        for n, (at, _, turn) in enumerate(timed(interview), start=1):
            head = form.format(label=turn.label, time=clock(at), minutes=minutes(at), n=n, second=f"{at:.2f}")
            first, *rest = turn.paragraphs
            lines.append(Line(head + first, bold=len(head) if bold else 0))
            for paragraph in rest:
                lines += [EMPTY, Line(paragraph)] if gap else [Line(paragraph)]
            lines += [EMPTY] if gap else []
        return lines

    return write


def alone(form: str, *, bold: bool = False, heading: bool = False, close: bool = True, gap: bool = True) -> Way:
    """A label on a line of its own, above what is said."""

    def write(interview: Interview) -> list[Line]:
        lines: list[Line] = []
        for n, (at, _, turn) in enumerate(timed(interview), start=1):
            head = form.format(label=turn.label, time=clock(at), minutes=minutes(at), n=n)
            lines.append(Line(head, bold=len(head) if bold else 0, heading=heading))
            lines += [] if close else [EMPTY]
            for paragraph in turn.paragraphs:
                lines += [Line(paragraph), EMPTY] if gap else [Line(paragraph)]
        return lines

    return write


def ended(form: str) -> Way:
    """`Label: words`, and a time behind each paragraph."""

    def write(interview: Interview) -> list[Line]:
        lines: list[Line] = []
        for at, end, turn in timed(interview):
            marks = [form.format(time=clock((at + end) / 2))] * (len(turn.paragraphs) - 1) + [
                form.format(time=clock(end))
            ]
            said = [f"{words} {mark}" for words, mark in zip(turn.paragraphs, marks, strict=True)]
            lines += [Line(f"{turn.label}: {said[0]}"), *map(Line, said[1:])]
        return lines

    return write


def stamped(form: str) -> Way:
    """A line with the time alone, then `Label: words`."""

    def write(interview: Interview) -> list[Line]:
        lines: list[Line] = []
        for at, _, turn in timed(interview):
            first, *rest = turn.paragraphs
            lines += [Line(form.format(time=clock(at))), Line(f"{turn.label}: {first}"), *map(Line, rest), EMPTY]
        return lines

    return write


def each_paragraph(form: str) -> Way:
    """The label again before each paragraph."""
    return lambda interview: [
        line
        for n, turn in enumerate(interview.turns, start=1)
        for words in turn.paragraphs
        for line in (Line(form.format(label=turn.label, n=n) + words), EMPTY)
    ]


def wrapped(way: Way, width: int = 72, *, hang: int = 0, first: int = 0) -> Way:
    """Lines broken at a width, the further ones indented by `hang`, the first by `first`."""

    def write(interview: Interview) -> list[Line]:
        return [
            Line(row)
            for line in way(interview)
            for row in textwrap.wrap(line.text, width, initial_indent=" " * first, subsequent_indent=" " * hang) or [""]
        ]

    return write


def repeated(width: int = 100) -> Way:
    """Lines broken at a width, each a paragraph with the label again, as a printed page copied out."""
    return lambda interview: [
        line
        for turn in interview.turns
        for row in textwrap.wrap(" ".join(turn.paragraphs), width)
        for line in (Line(f"{turn.label}: {row}"), EMPTY)
    ]


def run_together(interview: Interview) -> list[Line]:
    """Now and then a short answer and the next question on the line of the question before."""
    lines: list[Line] = []
    for n, turn in enumerate(interview.turns):
        said = f"{turn.label}: {' '.join(turn.paragraphs)}"
        if lines and n % 5 == 4:
            lines[-1] = Line(f"{lines[-1].text} {said}")
        else:
            lines.append(Line(said))
    return lines


def above(way: Way, *lines: str, below: tuple[str, ...] = ()) -> Way:
    """Lines at the head and at the foot of the transcript, which nobody says; `{label}` is the first speaker's."""

    def write(interview: Interview) -> list[Line]:
        names = {"first": interview.cast[0].label, "second": interview.cast[1].label, "name": interview.name}
        head = [Line(line.format(**names)) for line in lines]
        foot = [Line(line.format(**names)) for line in below]
        return [*head, *([EMPTY] if head else []), *way(interview), *foot]

    return write


def numbered_lines(way: Way) -> Way:
    """A number before every line that has words, as in proceedings."""

    def write(interview: Interview) -> list[Line]:
        lines = [line for line in way(interview) if line.text]
        return [Line(f"{n:>3}  {line.text}") for n, line in enumerate(lines, start=1)]

    return write


def only(role_label: str) -> Way:
    """Only one of the two has a label; the paragraphs of the other have none."""

    def write(interview: Interview) -> list[Line]:
        lines: list[Line] = []
        for turn in interview.turns:
            words = [*turn.paragraphs]
            if turn.label == role_label:
                words[0] = f"{turn.label}: {words[0]}"
            lines += [line for paragraph in words for line in (Line(paragraph), EMPTY)]
        return lines

    return write


def bold_questions(interview: Interview) -> list[Line]:
    """No labels: what the interviewer says is bold."""
    return [
        line
        for turn in interview.turns
        for words in turn.paragraphs
        for line in (Line(words, bold=len(words) if turn.person.role == "interviewer" else 0), EMPTY)
    ]


def dashes(interview: Interview) -> list[Line]:
    """No labels: every turn begins with a dash, as in a novel."""
    return [
        Line(("– " if n == 0 else "") + words) for turn in interview.turns for n, words in enumerate(turn.paragraphs)
    ]
