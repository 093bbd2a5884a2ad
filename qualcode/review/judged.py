"""What people made of the passages so far, theme by theme, for suggesters that learn from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from qualcode.model.codebook import Codebook, Redirect
from qualcode.model.coding import PRIVATE, Decision, Judged, Verdict
from qualcode.model.document import Document, Segment
from qualcode.review.earlier import Earlier, not_kept
from qualcode.review.reanchor import reanchored
from qualcode.review.resolve import resolve
from qualcode.review.silence import NOBODY, Readers
from qualcode.review.standing import CODED, target_of_decision

_Place = tuple[str, str]
"""Passage and code."""


def judged(
    decisions: Iterable[Decision],
    documents: Mapping[str, Document],
    segments: Mapping[str, Segment],
    codebook: Codebook,
    *,
    redirects: Sequence[Redirect] = (),
    read: Mapping[str, frozenset[str]],
    readers: Readers = NOBODY,
    earlier: Earlier = not_kept,
) -> dict[str, Judged]:
    """Say of every code which passages are coded, rejected and read; `read` gives the codes each passage was read for,
    `readers` by whom.

    Left out of all three is what coders differ on, what someone marked as private, and words that are not found beyond
    doubt in the transcript as it is now.
    """
    now = reanchored(decisions, documents, segments, earlier=earlier)
    found = resolve(now, documents.values(), codebook=codebook, redirects=redirects, readers=readers)
    codings = (*found.codings, *found.unattributed)
    private = {(each.segment_id, each.code_id) for each in codings if set(PRIVATE) & set(each.marks)}
    targets = (*(each.target for each in found.disputed), *(target_of_decision(each) for each, _ in found.displaced))
    unsettled = private | {(target.segment_id, target.code_id) for target in targets}
    coded = {(each.segment_id, each.code_id) for each in codings} - unsettled
    others = {(each.segment_id, each.code_id) for each in found.of_others}
    rejected = {(target.segment_id, target.code_id) for target in found.decided} - coded - unsettled - others
    looked_for = {(segment_id, code_id) for segment_id, codes in read.items() for code_id in codes} - unsettled
    by_code = [_by_code(places) for places in (coded, rejected, looked_for)]
    return {
        code.id: Judged(coded=by_code[0][code.id], rejected=by_code[1][code.id], read=by_code[2][code.id])
        for code in codebook.codes
    }


def judged_after(
    judged: Mapping[str, Judged], decisions: Iterable[Decision], read: Collection[str]
) -> dict[str, Judged]:
    """Add what somebody decided since, the later word of a passage and code, and the passages they read whole."""
    last = {(each.code_id, each.anchor.segment_id): each.verdict for each in decisions}
    found = {}
    for code_id, each in judged.items():
        own = {segment_id: verdict for (code, segment_id), verdict in last.items() if code == code_id}
        said = {segment_id for segment_id, verdict in own.items() if verdict is not Verdict.SKIP}
        found[code_id] = Judged(
            coded=(each.coded - said) | {segment_id for segment_id in said if own[segment_id] in CODED},
            rejected=(each.rejected - said) | {segment_id for segment_id in said if own[segment_id] is Verdict.REJECT},
            read=each.read | frozenset(read),
        )
    return found


def _by_code(places: Iterable[_Place]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for segment_id, code_id in places:
        found[code_id].add(segment_id)
    return defaultdict(frozenset, {code_id: frozenset(passages) for code_id, passages in found.items()})
