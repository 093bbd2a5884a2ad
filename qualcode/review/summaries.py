"""Which summaries of a framework matrix stand, from all that were ever written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from qualcode.model.codebook import Redirect, redirect_code
from qualcode.model.journal import Event, EventKind, new_event
from qualcode.model.summary import Box, By, Place, Summary


def summary_event(box: Box, text: str, coder: str) -> Event:
    """What is written into a cell, to be kept; it replaces what stands there, and empty takes that back."""
    detail = {
        "by": box.place.by.value,
        "of": box.place.of,
        "text": text,
        "coder": coder,
        "passages": dict(box.passages),
        "replaces": [summary.id for summary in box.summaries],
    }
    return new_event(EventKind.SUMMARY, box.place.informant_id, detail)


def standing_summaries(
    events: Iterable[Event], redirects: Collection[Redirect] = (), known: Collection[str] = ()
) -> Mapping[Place, tuple[Summary, ...]]:
    """Find by cell the summaries that nothing replaces, oldest first.

    One on a theme that was merged since stands under the other, beside what stands there; so do two that were written
    in two copies of the study. `known` are the themes of the codebook.
    """
    written = [event for event in events if event.kind is EventKind.SUMMARY]
    gone = {str(id_) for event in written for id_ in _list(event.detail["replaces"])}
    found: dict[Place, list[Summary]] = {}
    for event in written:
        text = str(event.detail["text"])
        if event.id not in gone and text:
            summary = _summary(event, text, redirects, known)
            found.setdefault(summary.place, []).append(summary)
    return {place: tuple(those) for place, those in found.items()}


def _summary(event: Event, text: str, redirects: Collection[Redirect], known: Collection[str]) -> Summary:
    by, of, passages = By(str(event.detail["by"])), str(event.detail["of"]), event.detail["passages"]
    if by is By.THEME:
        of, _ = redirect_code(of, redirects, sequence=event.sequence, known=known)
    assert isinstance(passages, Mapping)  # noqa: S101  # for the type checker
    return Summary(
        id=event.id,
        place=Place(by, of, event.target),
        text=text,
        coder=str(event.detail["coder"]),
        written_at=event.happened_at,
        passages=passages,
    )


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()
