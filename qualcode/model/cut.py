"""Where the passages of a document lie, in little room: to be handed over, to wait, and to be stored."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import field

from qualcode.model.document import Document, Segment
from qualcode.model.nouns import dataclass
from qualcode.model.text import Span


def _numbers() -> array[int]:
    return array("i")


@dataclass(slots=True)
class Cut:
    """The passages of a document as columns, in reading order."""

    turns: array[int] = field(default_factory=_numbers)
    """`Turn.ordinal` of the turn that each passage lies in."""
    starts: array[int] = field(default_factory=_numbers)
    ends: array[int] = field(default_factory=_numbers)
    n_sentences: array[int] = field(default_factory=_numbers)
    bounds: array[int] = field(default_factory=_numbers)
    """Start and end of each sentence, of all passages one after the other."""
    languages: list[str] = field(default_factory=list)
    is_even: bool = False
    """Whether white space never stands beside white space in any passage."""

    def add(self, turn: int, bounds: Sequence[int]) -> None:
        """One passage more, in a turn of that ordinal; `bounds` are the starts and ends of its sentences."""
        self.turns.append(turn)
        self.starts.append(bounds[0])
        self.ends.append(bounds[-1])
        self.n_sentences.append(len(bounds) // 2)
        self.bounds.extend(bounds)

    def sentences(self) -> Iterator[list[int]]:
        """The starts and ends of the sentences of each passage."""
        at = 0
        for n in self.n_sentences:
            yield self.bounds[at : at + 2 * n].tolist()
            at += 2 * n

    def segments(self, document: Document) -> tuple[Segment, ...]:
        """The passages of the document that was cut so."""
        rows = zip(self.turns, self.starts, self.ends, self.sentences(), self.languages, strict=True)
        return tuple(
            Segment(
                id=f"{document.id}:{ordinal}",
                document_id=document.id,
                ordinal=ordinal,
                turn=turn,
                start=start,
                end=end,
                text=document.text[start:end],
                sentences=tuple(map(Span, flat[::2], flat[1::2])),
                language=language,
            )
            for ordinal, (turn, start, end, flat, language) in enumerate(rows, start=1)
        )
