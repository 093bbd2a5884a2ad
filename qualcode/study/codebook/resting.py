"""Decisions that rest on a rule which has changed since."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from qualcode.model.coding import Decision, Verdict
from qualcode.model.wording import plural

if TYPE_CHECKING:
    from qualcode.study.study import Study

_MOST_NAMED = 10


def resting_on_changes(study: Study, places: Collection[tuple[str, str]]) -> list[Decision]:
    """Decisions, among these documents and codes, on a suggestion that finds other words today or is no longer made."""
    decisions = list(study.project.decisions())
    if not decisions:
        return []
    from qualcode.review.library import evidence_sha256

    replaced = {id_ for decision in decisions for id_ in (*decision.supersedes, decision.undoes)}
    asked = [
        decision
        for decision in decisions
        if decision.id not in replaced
        and decision.verdict in (Verdict.ACCEPT, Verdict.REJECT)
        and decision.evidence_sha256
        and (decision.anchor.document_id, decision.code_id) in places
    ]
    today = {
        (found.segment_id, found.code_id): evidence_sha256(found)
        for document_id in dict.fromkeys(decision.anchor.document_id for decision in asked)
        for found in study.project.suggestions(document_id)
    }
    return [
        decision
        for decision in asked
        if today.get((decision.anchor.segment_id, decision.code_id)) != decision.evidence_sha256
    ]


def say_resting(study: Study, places: Collection[tuple[str, str]]) -> None:
    """Name the decisions that rest on a changed rule; they stand until someone decides again."""
    resting = resting_on_changes(study, places) if places else []
    if resting:
        named = ", ".join(f"{one.anchor.segment_id} {one.code_id}" for one in resting[:_MOST_NAMED])
        more = f" and {len(resting) - _MOST_NAMED:,} more" if len(resting) > _MOST_NAMED else ""
        study.voice.note(
            f"{plural(len(resting), 'decision')} made on words the rules no longer find as they were: {named}{more}"
        )
        study.voice.note("They stand; `qualcode review` shows them as changed.")
