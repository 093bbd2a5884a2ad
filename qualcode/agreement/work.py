"""What coders did with the proposals of the rules: who decided which, how far alike, and what the rules had missed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.agreement.compare import Rater
from qualcode.model.facts import CodersWork


def work_of(
    raters: Sequence[Rater],
    proposed: Collection[tuple[str, str]],
    passages: Collection[str],
    *,
    coded: Collection[tuple[str, str]] = (),
    n_settled: int = 0,
    n_disputed: int = 0,
) -> CodersWork:
    """Count what each coder decided of the proposals, and what was read of the passages without any.

    `proposed` and `coded` are pairs of a segment's id and a code's, `passages` the ids of everything informants say.
    """
    decided = [[rater.said[place] for rater in raters if place in rater.said] for place in sorted(proposed)]
    several = [said for said in decided if len(said) > 1]
    heard = {segment_id for segment_id, _ in proposed}
    silent = {passage for passage in passages if passage not in heard}
    looked = {passage for rater in raters for passage in (*rater.read, *(place[0] for place in rater.said))}
    read = silent & looked
    return CodersWork(
        by_coder={rater.name: sum(place in rater.said for place in proposed) for rater in raters},
        n_by_several=len(several),
        n_alike=sum(len(set(said)) == 1 for said in several),
        n_settled=n_settled,
        n_disputed=n_disputed,
        n_added=sum(place not in proposed for place in set(coded)),
        n_silent=len(silent),
        n_silent_read=len(read),
        n_silent_coded=len({segment_id for segment_id, _ in coded} & read),
    )
