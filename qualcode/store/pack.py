"""A document's turns and segments as columns of JSON, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import Row

from qualcode.model.cut import Cut
from qualcode.model.document import Document, Passages, Record, Role, Segment, Turn, as_turn
from qualcode.model.plain import dump
from qualcode.model.text import Span, has_even_spaces
from qualcode.store import schema
from qualcode.store.rows import expect_types, row_read


def pack_turns(turns: Sequence[Turn]) -> str:
    """Turns as JSON: a list per field; most interviews have no turn that several say."""
    *columns, also = zip(*turns, strict=True) if turns else ((),) * len(Turn._fields)
    columns += [also] if any(also) else []
    return dump(dict(zip(Turn._fields, columns, strict=False)))


def unpack_turns(packed: str) -> tuple[Turn, ...]:
    """The turns as they were."""
    columns: dict[str, list[Any]] = json.loads(packed)
    roles = {role: Role(role) for role in set(columns["role"])}
    columns["role"] = [roles[role] for role in columns["role"]]
    columns["also"] = list(map(tuple, columns["also"])) if "also" in columns else [()] * len(columns["role"])
    return tuple(map(as_turn, zip(*(columns[name] for name in Turn._fields), strict=True)))


class PackedSegments(NamedTuple):
    """Segments as JSON: their places and, apart, their sentences, which matching words does not need."""

    places: str
    sentences: str


def pack_segments(segments: Sequence[Segment]) -> PackedSegments:
    """Segments as a row of the documents table has them."""
    places = {
        "ordinal": [segment.ordinal for segment in segments],
        "turn": [segment.turn for segment in segments],
        "start": [segment.start for segment in segments],
        "end": [segment.end for segment in segments],
        "language": [segment.language for segment in segments],
        "even": all(has_even_spaces(segment.text) for segment in segments),
    }
    sentences = [[bound for sentence in segment.sentences for bound in sentence] for segment in segments]
    return PackedSegments(dump(places), dump(sentences))


def pack_cut(cut: Cut) -> PackedSegments:
    """The segments of a text that was cut so, as `pack_segments` packs them; no object is made for each."""
    starts = cut.starts.tolist()
    places = {
        "ordinal": list(range(1, len(starts) + 1)),
        "turn": cut.turns.tolist(),
        "start": starts,
        "end": cut.ends.tolist(),
        "language": cut.languages,
        "even": cut.is_even,
    }
    return PackedSegments(dump(places), dump(list(cut.sentences())))


def unpack_sentences(packed: str) -> tuple[tuple[Span, ...], ...]:
    """The sentences of each segment."""
    return tuple(tuple(map(Span, flat[::2], flat[1::2])) for flat in json.loads(packed))


def unpack_segments(document_id: str, text: str, places: str, sentences: str) -> tuple[Segment, ...]:
    """The segments as they were."""
    with row_read("documents", document_id):
        return _segments(document_id, text, places, sentences)


def _segments(document_id: str, text: str, places: str, sentences: str) -> tuple[Segment, ...]:
    columns = json.loads(places)
    rows = zip(
        columns["ordinal"],
        columns["turn"],
        columns["start"],
        columns["end"],
        columns["language"],
        unpack_sentences(sentences),
        strict=True,
    )
    return tuple(
        Segment(
            id=f"{document_id}:{ordinal}",
            document_id=document_id,
            ordinal=ordinal,
            turn=turn,
            start=start,
            end=end,
            text=text[start:end],
            sentences=spans,
            language=language,
        )
        for ordinal, turn, start, end, language, spans in rows
    )


def ordinals(places: str) -> list[int]:
    """The ordinals of packed segments."""
    found: list[int] = json.loads(places)["ordinal"]
    return found


def unpack_passages(row: Row[Any], *, sentences: bool) -> Passages:
    """A row of the documents table as columns; no object is made for each segment."""
    with row_read("documents", row.id):
        return _passages(row, sentences=sentences)


def _passages(row: Row[Any], *, sentences: bool) -> Passages:
    if not isinstance(row.text, str):
        raise TypeError("the text is no text")
    turns = json.loads(row.turns)
    roles = dict(zip(turns["ordinal"], turns["role"], strict=True))
    talking = {
        turn: (first, *also) if first else ()
        for turn, first, also in zip(
            turns["ordinal"], turns["informant_id"], turns.get("also") or repeat(()), strict=False
        )
        if roles[turn] == "informant"
    }
    places = json.loads(row.segments)
    languages = tuple(places["language"])
    return Passages(
        document_id=row.id,
        sha256=row.sha256,
        language=row.language,
        text=row.text,
        ordinals=tuple(places["ordinal"]),
        starts=tuple(places["start"]),
        ends=tuple(places["end"]),
        informant=tuple(map(talking.__contains__, places["turn"])),
        informants=tuple(talking.get(turn, ()) for turn in places["turn"]),
        languages=languages if set(languages) - {row.language} else (),
        sentences=tuple(start for flat in json.loads(row.sentences) for start in flat[::2]) if sentences else (),
        is_even=places.get("even", False),
    )


def pack_document(document: Document) -> dict[str, Any]:
    """The columns a document itself fills."""
    return {
        "id": document.id,
        "name": document.name,
        "sha256": document.sha256,
        "source_sha256": document.source_sha256,
        "reader": document.reader,
        "language": document.language,
        "record": str(document.record),
        "round": document.round,
        "date": document.date,
        "roles_reason": document.roles_reason,
        "notes": dump(document.notes),
        "doubts": dump(document.doubts),
        "left_out": dump(document.left_out),
        "turns": pack_turns(document.turns),
        "text": document.text,
    }


def unpack_document(row: Row[Any]) -> Document:
    """The document as it was read."""
    with row_read("documents", row.id):
        expect_types(schema.documents, row)
        return _document(row)


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        name=row.name,
        text=row.text,
        sha256=row.sha256,
        source_sha256=row.source_sha256,
        turns=unpack_turns(row.turns),
        reader=row.reader,
        language=row.language,
        record=Record(row.record),
        round=row.round,
        date=row.date,
        roles_reason=row.roles_reason,
        notes=tuple(json.loads(row.notes)),
        doubts=tuple(json.loads(row.doubts)),
        left_out=tuple(json.loads(row.left_out)),
    )


def document_key(document: Document, segments: str) -> str:
    """A hash that changes with anything a suggester looks at: the words, who speaks, the passages, the language."""
    roles = [turn.role for turn in document.turns]
    seen = dump([document.sha256, document.language, roles, segments])
    return hashlib.sha256(seen.encode()).hexdigest()[:16]
