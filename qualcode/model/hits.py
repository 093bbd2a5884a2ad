"""Suggestions packed as columns, so that a thousand interviews are stored and read in a moment."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Container, Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from itertools import groupby
from sys import byteorder
from typing import NamedTuple

from qualcode.model.coding import Evidence, Suggestion
from qualcode.model.nouns import dataclass
from qualcode.model.plain import dump

WIDTH = 4
"""Numbers per piece of evidence: segment ordinal, start, end, place in `Hits.found`."""

FoundBy = tuple[str, str, str] | tuple[str, str, str, float]
"""Suggester, rule, word form (empty: the matched words in lower case), and the score where it is not 1."""

Slot = tuple[str, str, str]
"""Where suggestions are kept: document, code and suggester."""

KEYWORDS, PATTERNS = "keywords", "patterns"
RULES = (PATTERNS, KEYWORDS)
"""Suggesters that apply what the codebook writes; where both found the same words, the first of them is named."""
LEARNED, SIMILARITY = "learned", "similarity"
GUESSES = (LEARNED, SIMILARITY)
"""Suggesters that guess: what they propose is counted nowhere, and leaves nobody unreviewed, until it is accepted."""


def suggestion_id(document_id: str, segment_id: str, code_id: str) -> str:
    """The same proposal keeps its id, whatever its evidence."""
    return hashlib.sha256(f"{document_id}\n{segment_id}\n{code_id}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """All that is proposed for one code in one document.

    Flags are not kept: they are a function of the text, found when a suggestion is looked at.
    """

    document_id: str
    code_id: str
    suggester: str = ""
    """Who proposes it; empty where evidence of several was joined."""
    key: str = ""
    """Of the text and of what was looked for; while it stays the same there is nothing to find again."""
    found: tuple[FoundBy, ...] = ()
    """The different things that were found; the last of each `WIDTH` numbers is a place in it."""
    columns: array[int] = field(default_factory=lambda: array("i"))
    """`WIDTH` numbers per piece of evidence, in reading order."""

    @classmethod
    def of(
        cls, document_id: str, code_id: str, suggestions: Iterable[Suggestion], *, suggester: str = "", key: str = ""
    ) -> Hits:
        """Pack suggestions of that code in that document."""
        found: dict[FoundBy, int] = {}
        columns = array("i")
        for suggestion in suggestions:
            ordinal = int(suggestion.segment_id.rpartition(":")[2])
            for piece in suggestion.evidence:
                form = "" if piece.form == piece.text.lower() else piece.form
                rule = (piece.suggester, piece.rule, form)
                seen: FoundBy = rule if suggestion.score == 1 else (*rule, suggestion.score)
                columns.extend((ordinal, piece.start, piece.end, found.setdefault(seen, len(found))))
        return cls(
            document_id=document_id,
            code_id=code_id,
            suggester=suggester,
            key=key,
            found=tuple(found),
            columns=columns,
        )

    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """The columns, a piece of evidence at a time."""
        columns = self.columns
        return zip(columns[0::WIDTH], columns[1::WIDTH], columns[2::WIDTH], columns[3::WIDTH], strict=True)

    def segments(self) -> frozenset[int]:
        """Ordinals of the passages the code is proposed for."""
        return frozenset(self.columns[0::WIDTH])

    def packed(self) -> PackedHits:
        """As text and bytes, to be handed over and kept."""
        found = f"[{','.join(map(_pack, self.found))}]"
        columns = _little(self.columns).tobytes()
        return PackedHits(self.document_id, self.code_id, self.suggester, self.key, found, columns)

    def suggestions(self, text: str) -> tuple[Suggestion, ...]:
        """Unpack; `text` is the document's."""
        return tuple(
            self._suggestion(ordinal, tuple(rows), text)
            for ordinal, rows in groupby(self.rows(), key=lambda row: row[0])
        )

    def evidence(self, text: str, ordinals: Container[int]) -> dict[str, tuple[Evidence, ...]]:
        """What was found in some passages, by the passage's id; `text` is the document's."""
        found = {}
        for ordinal, rows in groupby(self.rows(), key=lambda row: row[0]):
            if ordinal in ordinals:
                segment_id = f"{self.document_id}:{ordinal}"
                found[segment_id] = tuple(self._evidence(segment_id, row, text) for row in rows)
        return found

    def _suggestion(self, ordinal: int, rows: tuple[tuple[int, int, int, int], ...], text: str) -> Suggestion:
        segment_id = f"{self.document_id}:{ordinal}"
        return Suggestion(
            id=suggestion_id(self.document_id, segment_id, self.code_id),
            document_id=self.document_id,
            segment_id=segment_id,
            code_id=self.code_id,
            evidence=tuple(self._evidence(segment_id, row, text) for row in rows),
            score=max(_score(self.found[row[3]]) for row in rows),
        )

    def _evidence(self, segment_id: str, row: tuple[int, int, int, int], text: str) -> Evidence:
        from qualcode.model.flags import find_flags

        _, start, end, place = row
        suggester, rule, form = self.found[place][:3]
        flags, cue = find_flags(text, start, end)
        return Evidence(
            code_id=self.code_id,
            segment_id=segment_id,
            start=start,
            end=end,
            text=text[start:end],
            suggester=suggester,
            rule=rule,
            form=form or text[start:end].lower(),
            flags=flags,
            cue=cue,
        )


class PackedHits(NamedTuple):
    """Hits as the study keeps them and processes hand them over: the same bytes on every machine."""

    document_id: str
    code_id: str
    suggester: str
    key: str
    found: str
    """`Hits.found` as JSON."""
    columns: bytes
    """`Hits.columns`, the lowest byte of each number first."""

    def segments(self) -> frozenset[int]:
        """Ordinals of the passages the code is proposed for; nothing else is unpacked."""
        return segments_in(self.columns)

    def unpacked(self) -> Hits:
        """The hits that were packed."""
        return Hits(
            document_id=self.document_id,
            code_id=self.code_id,
            suggester=self.suggester,
            key=self.key,
            found=_unpack(self.found),
            columns=_little(array("i", self.columns)),
        )


def segments_in(columns: bytes) -> frozenset[int]:
    """The ordinals of the passages a code is proposed for, of packed columns."""
    return frozenset(_little(array("i", columns))[::WIDTH])


@lru_cache(maxsize=16_384)
def _pack(found: FoundBy) -> str:
    return dump(found)


@lru_cache(maxsize=4096)
def _unpack(packed: str) -> tuple[FoundBy, ...]:
    return tuple(map(tuple, json.loads(packed)))


def _little(numbers: array[int]) -> array[int]:
    """Numbers with the lowest byte first, or such as this machine has them."""
    if byteorder == "little":
        return numbers
    swapped = numbers[:]
    swapped.byteswap()
    return swapped


def in_reading_order(of_codes: Iterable[Hits], text: str) -> tuple[Suggestion, ...]:
    """Unpack all that is proposed in a document, of one passage in the order of the code ids; `text` is its own."""
    found = [suggestion for hits in of_codes for suggestion in hits.suggestions(text)]
    # Not by number: passages that are new in a corrected transcript have the highest.
    starts: dict[str, int] = {}
    for each in found:
        starts[each.segment_id] = min(each.evidence[0].start, starts.get(each.segment_id, len(text)))
    return tuple(sorted(found, key=lambda suggestion: (starts[suggestion.segment_id], suggestion.code_id)))


def joined(parts: Iterable[Hits]) -> Hits:
    """Make one value of what several suggesters propose for one code in one document, in reading order.

    What one of them found is left as it is, with its key.
    """
    parts = sorted(parts, key=_rank)
    if len(parts) == 1:
        return parts[0]
    found: dict[FoundBy, int] = {}
    columns = array("i")
    by_rules: set[tuple[int, int, int]] = set()
    pieces = ((*row[:3], rank, row[3]) for rank, part in enumerate(parts) for row in part.rows())
    for ordinal, start, end, rank, place in sorted(pieces):
        if parts[rank].suggester in RULES:
            if (ordinal, start, end) in by_rules:
                continue
            by_rules.add((ordinal, start, end))
        columns.extend((ordinal, start, end, found.setdefault(parts[rank].found[place], len(found))))
    return Hits(document_id=parts[0].document_id, code_id=parts[0].code_id, found=tuple(found), columns=columns)


def _rank(hits: Hits) -> tuple[int, str]:
    return RULES.index(hits.suggester) if hits.suggester in RULES else len(RULES), hits.suggester


def _score(found: FoundBy) -> float:
    return found[3] if len(found) == 4 else 1.0
