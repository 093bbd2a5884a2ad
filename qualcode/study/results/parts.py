"""What one document adds to the count, and how it is kept in `.cache/`: columns, for a study has tens of thousands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from qualcode.model.coding import Coding, Evidence, Flag, Mark
from qualcode.model.interview import Interview
from qualcode.model.nouns import dataclass
from qualcode.model.plain import from_plain, to_plain
from qualcode.tables.excerpt import Excerpt

if TYPE_CHECKING:
    from qualcode.review.document_count import DocumentCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one document adds."""

    interview: Interview | None
    """None where decisions are left of a document that is gone."""
    count: DocumentCount | None
    """None where suggestions are counted."""
    suggested: tuple[Coding, ...] = ()
    excerpts: Mapping[str, Excerpt] = field(default_factory=dict)
    """By coding, what would be quoted of it."""

    @property
    def codings(self) -> tuple[Coding, ...]:
        """Those that were decided, or suggested."""
        return self.count.resolution.codings if self.count else self.suggested


def pack_part(part: Part) -> dict[str, Any]:
    """Make of what was decided or suggested in a document what JSON can hold."""
    return {
        "interview": to_plain(part.interview),
        "codings": _pack_codings(part.codings),
        "excerpts": [part.excerpts.get(coding.id) for coding in part.codings],
        "count": _pack_count(part.count) if part.count else None,
    }


def unpack_part(kept: Mapping[str, Any]) -> Part:
    """Make the part again from what `pack_part` made of it."""
    codings = tuple(_unpack_codings(kept["codings"]))
    count = _unpack_count(kept["count"], codings) if kept["count"] else None
    return Part(
        interview=from_plain(Interview, kept["interview"]) if kept["interview"] else None,
        count=count,
        suggested=() if count else codings,
        excerpts={
            coding.id: Excerpt._make(words)
            for coding, words in zip(codings, kept["excerpts"], strict=True)
            if words is not None
        },
    )


def _pack_count(count: DocumentCount) -> dict[str, Any]:
    """All but its codings, which are kept in columns."""
    rest = replace(count, resolution=replace(count.resolution, codings=(), decided=frozenset()))
    return {"decided": sorted(count.resolution.decided), "rest": to_plain(rest)}


def _unpack_count(kept: Mapping[str, Any], codings: tuple[Coding, ...]) -> DocumentCount:
    from qualcode.review.document_count import DocumentCount
    from qualcode.review.standing import Target

    rest = from_plain(DocumentCount, kept["rest"])
    decided = frozenset(Target(*each) for each in kept["decided"])
    return replace(rest, resolution=replace(rest.resolution, codings=codings, decided=decided))


_FIELDS = ("id", "code_id", "document_id", "segment_id", "informant_id", "start", "end", "coder")


def _pack_codings(codings: Sequence[Coding]) -> dict[str, Any]:
    """A list per field; words that several codes are on are kept once."""
    texts = {coding.text: place for place, coding in enumerate({each.text: each for each in codings}.values())}
    pieces = dict.fromkeys(_found_by(piece) for coding in codings for piece in coding.evidence)
    found = {each: place for place, each in enumerate(pieces)}
    return {
        **{name: [getattr(coding, name) for coding in codings] for name in _FIELDS},
        "also": [coding.also for coding in codings],
        "marks": [[mark.value for mark in coding.marks] for coding in codings],
        "evidence": [
            [number for piece in coding.evidence for number in (piece.start, piece.end, found[_found_by(piece)])]
            for coding in codings
        ],
        "found": list(found),
        "text": [texts[coding.text] for coding in codings],
        "texts": list(texts),
    }


def _unpack_codings(kept: Mapping[str, Any]) -> Iterable[Coding]:
    texts, found = kept["texts"], kept["found"]
    columns = [kept[name] for name in (*_FIELDS, "also", "marks", "evidence", "text")]
    for id_, code_id, document_id, segment_id, informant_id, start, end, coder, also, marks, evidence, text in zip(
        *columns, strict=True
    ):
        yield Coding(
            id=id_,
            code_id=code_id,
            document_id=document_id,
            segment_id=segment_id,
            informant_id=informant_id,
            start=start,
            end=end,
            text=texts[text],
            also=tuple(also),
            coder=coder,
            marks=tuple(map(Mark, marks)),
            evidence=tuple(
                _piece(segment_id, texts[text][place - start : until - start], place, until, found[by])
                for place, until, by in zip(evidence[::3], evidence[1::3], evidence[2::3], strict=True)
            ),
        )


_FoundBy = tuple[str, str, str, str, tuple[str, ...], str]
"""Of a piece of evidence all but where it stands: code, suggester, rule, form, flags and their cue."""


def _found_by(piece: Evidence) -> _FoundBy:
    return (piece.code_id, piece.suggester, piece.rule, piece.form, piece.flags, piece.cue)


def _piece(segment_id: str, text: str, start: int, end: int, found: _FoundBy) -> Evidence:
    code_id, suggester, rule, form, flags, cue = found
    return Evidence(
        code_id=code_id,
        segment_id=segment_id,
        start=start,
        end=end,
        text=text,
        suggester=suggester,
        rule=rule,
        form=form,
        flags=tuple(map(Flag, flags)),
        cue=cue,
    )
