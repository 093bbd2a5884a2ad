"""The rows of a coding sheet: what there is to decide, with all a coder needs to decide it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from qualcode.model.coding import Mark, Suggestion, Verdict
from qualcode.model.document import Segment
from qualcode.model.harmless import one_line, visible
from qualcode.model.sheet import Answer, SheetRow, code_labels, shown_passage, text_sha256
from qualcode.review.library import Item, types_of
from qualcode.review.session import Session
from qualcode.review.standing import CODED

BEFORE = 200
"""Characters of what was said before that a row shows."""

READ = "read"

WITHOUT = "|"
"""Between passage and code in the id of a row without a suggestion."""


def suggestion_rows(session: Session, items: Iterable[Item]) -> Iterator[SheetRow]:
    """A row per suggestion, in the order given."""
    labels = code_labels(session.library.codebook)
    for item in items:
        if item.suggestion is None:
            continue
        skipped = item.decision is not None and item.decision.verdict is Verdict.SKIP
        answer = Answer(verdict="skip", note=item.decision.note) if skipped and item.decision else Answer()
        yield _row(
            session,
            item.segment,
            id=item.suggestion.id,
            code=labels.get(item.target.code_id, item.target.code_id),
            meaning=_meaning(session, item.target.code_id),
            suggestions=[item.suggestion],
            others=_others(session, item, labels),
            answer=answer,
        )


def passage_rows(session: Session, segment_ids: Iterable[str], *, read: Collection[str] = ()) -> Iterator[SheetRow]:
    """A row per passage, with the codes this coder put there already. `read`: passages read to the end."""
    library = session.library
    labels = code_labels(library.codebook)
    there = _items_by_passage(session)
    for segment_id in segment_ids:
        segment = library.segments[segment_id]
        items = there.get(segment.id, [])
        own = [item.decision for item in items if item.decision and item.decision.verdict in CODED]
        answer = Answer(
            verdict=READ if segment.id in read and not own else "",
            codes=tuple(labels.get(decision.code_id, decision.code_id) for decision in own),
            marks=tuple(mark.value for mark in Mark if any(mark in decision.marks for decision in own)),
            note=next((decision.note for decision in own if decision.note), ""),
        )
        suggestions = [item.suggestion for item in items if item.suggestion]
        code = ", ".join(labels.get(each.code_id, each.code_id) for each in suggestions)
        yield _row(session, segment, id=segment.id, code=code, suggestions=suggestions, answer=answer)


def audit_rows(session: Session, segment_ids: Iterable[str], code_id: str) -> Iterator[SheetRow]:
    """A row per passage that has no suggestion of a code: accept where the rules missed it, reject where it is not."""
    label = code_labels(session.library.codebook)[code_id]
    for segment_id in segment_ids:
        segment = session.library.segments[segment_id]
        id = f"{segment_id}{WITHOUT}{code_id}"
        meaning = _meaning(session, code_id)
        yield _row(session, segment, id=id, code=label, meaning=meaning, suggestions=[], answer=Answer())


def _meaning(session: Session, code_id: str) -> str:
    try:
        code = session.library.codebook.code(code_id)
    except KeyError:
        return ""
    return "\n".join(part for part in (code.definition, code.exclude and f"Not: {code.exclude}") if part)


def _others(session: Session, item: Item, labels: Mapping[str, str]) -> list[str]:
    """What else is suggested for the passage: it has a row of its own and need not be written down here."""
    there = session.on_passage(item.segment.id)
    ids = [each.target.code_id for each in there if each.suggestion and each.target != item.target]
    return [labels.get(code_id, code_id) for code_id in ids]


def _row(
    session: Session,
    segment: Segment,
    *,
    id: str,
    code: str,
    suggestions: Sequence[Suggestion],
    answer: Answer,
    meaning: str = "",
    others: Sequence[str] = (),
) -> SheetRow:
    passage = shown_passage(segment.text)
    evidence = [piece for suggestion in suggestions for piece in suggestion.evidence]
    places = sorted({(piece.start - segment.start, piece.end - segment.start) for piece in evidence})
    said = dict.fromkeys(one_line(piece.text) for piece in evidence)
    flags = dict.fromkeys(flag.value for suggestion in suggestions for flag in suggestion.flags)
    because = "; ".join([", ".join(said), *flags] if said else flags)
    also = f"also suggested: {', '.join(others)}" if others else ""
    return SheetRow(
        id=id,
        text_sha256=text_sha256(passage),
        passage=passage,
        code=visible(code),
        meaning=meaning,
        suggested=tuple(suggestion.code_id for suggestion in suggestions),
        segment_id=segment.id,
        who=", ".join(types_of(session.library, segment)),
        before=_before(session, segment),
        because="\n".join(part for part in (because, also) if part),
        evidence=tuple(places) if passage == segment.text else (),
        answer=answer,
        written=answer,
    )


def _before(session: Session, segment: Segment) -> str:
    """What was said before the passage, or the end of it."""
    text = visible(session.library.documents[segment.document_id].text[: segment.start].rstrip().rpartition("\n")[2])
    return text if len(text) <= BEFORE else "… " + text[-BEFORE:].partition(" ")[2]


def _items_by_passage(session: Session) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in session.items():
        found.setdefault(item.target.segment_id, []).append(item)
    return found
