"""What a coder has read: what they do not code there was not said, instead of not looked for."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model.document import Segment
from qualcode.model.journal import ReadMark
from qualcode.review.library import Library


def read_to(segment_id: str, library: Library, *, coder: str) -> list[ReadMark]:
    """Mark every passage of an interview as read, down to one and with it. KeyError where there is no such passage.

    It is for somebody who says so: whoever only scrolls has not read.
    """
    last = library.segments[segment_id]
    above = (
        segment
        for segment in library.segments.values()
        if segment.document_id == last.document_id and segment.start <= last.start
    )
    return marks_of(sorted(above, key=lambda segment: segment.start), library, coder=coder)


def marks_of(segments: Iterable[Segment], library: Library, *, coder: str) -> list[ReadMark]:
    """Mark passages as read, as they stand now and with the codebook in force."""
    return [
        ReadMark(
            coder=coder,
            segment_id=segment.id,
            document_id=segment.document_id,
            document_sha256=library.documents[segment.document_id].sha256,
            codebook_sha256=library.codebook.sha256,
        )
        for segment in segments
    ]
