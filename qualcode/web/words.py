"""Words of an interview as part of a page: every character in its place, the codes as lines under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from qualcode.model.codebook import Codebook
from qualcode.model.direction import is_right_to_left
from qualcode.model.document import Document, Role, Segment, Turn
from qualcode.model.harmless import one_for_one, one_line
from qualcode.model.text import Span
from qualcode.review.look import Look
from qualcode.review.overview import Overview
from qualcode.review.painting import Layer, Stroke, layers, pieces, stretches, strokes
from qualcode.review.route import neighbours

LANES = 4
"""Lines that lie under each other; further ones are drawn over the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of a turn."""

    start: int
    """First character, counted in code points of the transcript."""
    markup: Markup
    is_here: bool = False
    """It is the passage that is decided on."""
    direction: str = "ltr"
    segment_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A turn on a page."""

    speaker: str
    about: str
    """The type of whoever speaks."""
    is_asked: bool
    """An interviewer speaks."""
    stretches: tuple[Words, ...]


class Painter:
    """Turns of interviews, as one coder may see them."""

    def __init__(
        self, overview: Overview, by_turn: Mapping[tuple[str, int], Sequence[Segment]], type_of: Mapping[str, str]
    ) -> None:
        self._overview = overview
        self._by_turn = by_turn
        self._types = type_of
        self._places = places(overview.library.codebook)

    def around(self, look: Look) -> Iterator[Said]:
        """The passage before a coder, and what is said around it."""
        over = layers(look)
        for place in neighbours(look.document, look.segment):
            turn = look.document.turns[place]
            lines = self.strokes(look.document, turn)
            parts = [
                self._words(look.document, span, lines, over if is_here else (), is_here=is_here)
                for span, is_here in stretches(look, turn)
            ]
            yield self._said(turn, parts)

    def whole(self, document: Document) -> Iterator[tuple[Turn, Said, list[Stroke]]]:
        """An interview from beginning to end, a stretch per passage, with the codes on each turn."""
        for turn in document.turns:
            passages = self._by_turn.get((document.id, turn.ordinal), ())
            lines = self.strokes(document, turn)
            parts = [
                self._words(document, span, lines, (), segment_id=segment_id)
                for span, segment_id in _in_passages(document, turn, passages)
            ]
            yield turn, self._said(turn, parts), lines

    def strokes(self, document: Document, turn: Turn) -> list[Stroke]:
        """The codes on a turn."""
        return strokes(self._overview, [each.id for each in self._by_turn.get((document.id, turn.ordinal), ())])

    def _said(self, turn: Turn, parts: Iterable[Words]) -> Said:
        about = self._types.get(turn.informant_id or "", "")
        return Said(
            speaker=one_line(turn.speaker),
            about="" if about.casefold() == turn.speaker.casefold() else about,
            is_asked=turn.role is not Role.INFORMANT,
            stretches=tuple(parts),
        )

    def _words(
        self,
        document: Document,
        span: Span,
        lines: Sequence[Stroke],
        over: Sequence[Layer],
        *,
        is_here: bool = False,
        segment_id: str = "",
    ) -> Words:
        text = span.within(document.text)
        return Words(
            start=span.start,
            markup=painted(document.text, span, lines, over, self._places),
            is_here=is_here,
            direction="rtl" if is_right_to_left(text) else "ltr",
            segment_id=segment_id,
        )


def painted(
    text: str, within: Span, lines: Sequence[Stroke], over: Sequence[Layer], places: Mapping[str, int]
) -> Markup:
    """A stretch of a transcript with a line for each code and what stands out; its text is the transcript's own.

    `places` of the codes in the codebook name their colours.
    """
    marks: Sequence[Stroke | Layer] = [*lines, *over]
    return Markup("").join(_piece(text, span, on, places) for span, on in pieces(within, marks))


def _piece(text: str, span: Span, on: Iterable[Stroke | Layer], places: Mapping[str, int]) -> Markup:
    made = escape(one_for_one(span.within(text)))
    for each in on:
        if isinstance(each, Layer):
            made = Markup('<mark class="{}">{}</mark>').format(each.name, made)
        else:
            kind = "" if each.is_coded else " proposed"
            lane = min(each.lane, LANES - 1)
            made = Markup('<u class="k{} l{}{}">{}</u>').format(places.get(each.code_id, "x"), lane, kind, made)
    return made


def places(codebook: Codebook) -> dict[str, int]:
    """The place of each code in the codebook: its colours go by it."""
    return {code.id: place for place, code in enumerate(codebook.codes)}


def _in_passages(document: Document, turn: Turn, passages: Sequence[Segment]) -> Iterator[tuple[Span, str]]:
    """A turn in pieces, one per passage; what no passage holds is a piece without one."""
    done = turn.start
    for passage in passages:
        if document.text[done : passage.start].strip():
            yield Span(done, passage.start), ""
        yield Span(passage.start, passage.end), passage.id
        done = passage.end
    if document.text[done : turn.end].strip():
        yield Span(done, turn.end), ""
