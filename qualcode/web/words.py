"""Words of an interview as part of a page: every character in its place, the codes as lines under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from qualcode.model.coding import Evidence
from qualcode.model.direction import is_right_to_left
from qualcode.model.document import Document, Role, Segment, Turn
from qualcode.model.harmless import one_for_one, one_line
from qualcode.model.moment import Moment
from qualcode.model.nouns import dataclass
from qualcode.model.pairing import Pairing
from qualcode.model.text import Span
from qualcode.review.look import Look
from qualcode.review.overview import Overview
from qualcode.review.painting import Layer, Stroke, layers, pieces, stretches, strokes
from qualcode.review.route import neighbours
from qualcode.review.standing import Target
from qualcode.web.colours import places

LEAD, AFTER = 60, 140
"""Characters shown before and after words that are looked for."""
LANES = 4
"""Lines that lie under each other; further ones are drawn over the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of a turn."""

    start: int
    """First character, counted in code points of the transcript."""
    markup: Markup
    direction: str
    segment: Segment | None
    """The passage it is, where it is one that is asked for."""
    sentences: str = ""
    """Where its sentences begin and end, counted from its own beginning: `0-12 13-40`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A turn on a page."""

    speaker: str
    about: str
    """The type of whoever speaks."""
    is_asked: bool
    """An interviewer speaks."""
    is_here: bool
    """The passage that is decided on is part of it."""
    stretches: tuple[Words, ...]
    translation: str = ""
    """In the other language, where the interview has a translation."""
    moment: Moment | None = None
    """When it begins in the recording, where the transcript says."""


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
            lines = self._strokes(turn, look.document)
            yield self._said(
                turn,
                [
                    self._words(look.document, span, lines, over, look.segment if is_here else None)
                    for span, is_here in stretches(look, turn)
                ],
                here=look.segment,
            )

    def whole(self, document: Document, found: Sequence[Layer] = (), pairing: Pairing | None = None) -> Iterator[Said]:
        """An interview from beginning to end, a stretch per passage; `found` stands out of it.

        With a `pairing`, each turn has its translation.
        """
        for turn in document.turns:
            lines = self._strokes(turn, document)
            passages = _in_passages(document, turn, self._by_turn.get((document.id, turn.ordinal), ()))
            said = self._said(turn, [self._words(document, span, lines, found, each) for span, each in passages])
            yield replace(said, translation=one_for_one(pairing.of(turn))) if pairing else said

    def _strokes(self, turn: Turn, document: Document) -> list[Stroke]:
        """The codes on a turn; of one on a whole passage the words that prompted it, since a margin tells the rest."""
        passages = {Span(each.start, each.end): each for each in self._by_turn.get((document.id, turn.ordinal), ())}
        found: list[Stroke] = []
        for line in strokes(self._overview, [each.id for each in passages.values()]):
            passage = passages.get(line.span) if line.is_coded else None
            if passage is None:
                found.append(line)
                continue
            item = self._overview.at(Target(document.id, passage.id, line.code_id))
            prompted = item.suggestion.evidence if item.suggestion else ()
            found += [line._replace(span=Span(piece.start, piece.end)) for piece in prompted]
        return found

    def _said(self, turn: Turn, parts: Sequence[Words], here: Segment | None = None) -> Said:
        about = ", ".join(dict.fromkeys(filter(None, (self._types.get(each, "") for each in turn.informants))))
        return Said(
            speaker=one_line(turn.speaker),
            about="" if about.casefold() in turn.speaker.casefold() else about,
            is_asked=turn.role is not Role.INFORMANT,
            is_here=here is not None and here.turn == turn.ordinal,
            stretches=tuple(parts),
            moment=Moment(seconds=turn.started_at) if turn.started_at is not None else None,
        )

    def _words(
        self, document: Document, span: Span, lines: Sequence[Stroke], over: Sequence[Layer], segment: Segment | None
    ) -> Words:
        return Words(
            start=span.start,
            markup=painted(document.text, span, lines, over, self._places),
            direction="rtl" if is_right_to_left(span.within(document.text)) else "ltr",
            segment=segment,
            sentences=" ".join(
                f"{start - span.start}-{end - span.start}" for start, end in (segment.sentences if segment else ())
            ),
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


def excerpt(segment: Segment, words: Evidence | Span) -> Markup:
    """Some words of a passage with those that are looked for."""
    first, last = words.start - segment.start, words.end - segment.start
    begins, ends = max(0, first - LEAD), last + AFTER
    before, there, after = (
        one_for_one(segment.text[cut]) for cut in (slice(begins, first), slice(first, last), slice(last, ends))
    )
    return Markup('{}{}<mark class="evidence">{}</mark>{}{}').format(
        "…" if begins else "", before, there, after, "…" if ends < len(segment.text) else ""
    )


def _in_passages(document: Document, turn: Turn, passages: Sequence[Segment]) -> Iterator[tuple[Span, Segment | None]]:
    """A turn in pieces, one per passage; what no passage holds is a piece without one."""
    done = turn.start
    for passage in passages:
        if document.text[done : passage.start].strip():
            yield Span(done, passage.start), None
        yield Span(passage.start, passage.end), passage
        done = passage.end
    if document.text[done : turn.end].strip():
        yield Span(done, turn.end), None
