"""When things are said, in the recordings of interviews that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model.moment import Moment, moment_at

if TYPE_CHECKING:
    from qualcode.study.results.results import Results


def moment_of(results: Results, document_id: str, place: int) -> Moment | None:
    """When something is said in the recording; for the team alone, for a voice tells who somebody is."""
    if results.for_client:
        return None
    times = next((each.times for each in results.interviews if each.id == document_id), None)
    return moment_at(times, place, results.recordings.get(document_id, "")) if times else None
