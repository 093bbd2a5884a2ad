"""Decisions made in a line."""

from __future__ import annotations

import uuid

from qualcode.model.coding import Anchor, Decision, Mark, Verdict


def make_decision(
    verdict: Verdict = Verdict.ACCEPT,
    *,
    code_id: str = "funding",
    segment: int = 1,
    coder: str = "amal",
    document_id: str = "kii-01",
    text: str = "Money is short.",
    sequence: int = 0,
    writer: str = "",
    supersedes: tuple[str, ...] = (),
    marks: tuple[Mark, ...] = (),
    origin: str = "",
    document_sha256: str = "",
    start: int = 0,
) -> Decision:
    """A coder's word on a code and a passage of one document."""
    return Decision(
        id=str(uuid.uuid4()),
        writer=writer,
        sequence=sequence,
        decided_at="",
        coder=coder,
        code_id=code_id,
        verdict=verdict,
        anchor=Anchor(
            document_id=document_id,
            document_sha256=document_sha256,
            start=start,
            end=start + len(text),
            text=text,
            before="",
            after="",
            segment_id=f"{document_id}:{segment}",
        ),
        marks=marks,
        origin=origin,
        supersedes=supersedes,
    )
