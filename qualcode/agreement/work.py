"""What coders did with the proposals of the rules: who decided which, how far alike, and what the rules had missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from qualcode.agreement.compare import Agreement, Rater, compare
from qualcode.agreement.suggested import compare_suggested
from qualcode.model.facts import CodersWork


def work_of(
    raters: Sequence[Rater],
    code_ids: Sequence[str],
    passages: Mapping[str, tuple[str, ...]],
    proposed: Collection[tuple[str, str]],
    *,
    coded: Collection[tuple[str, str]] = (),
    added: Collection[tuple[str, str]] = (),
    n_settled: int = 0,
    n_disputed: int = 0,
) -> CodersWork:
    """Count what each coder decided of the proposals, and what was read of the passages without any.

    `passages` says who says each passage, of everything informants say; `proposed`, `coded` and `added` (what somebody
    coded who was not asked) are pairs of a passage's id and a code's.
    """
    both = compare_suggested(raters, code_ids, passages, proposed)[0]
    prompted = any(rater.saw_suggestions for rater in raters)
    blind = None if prompted or len(raters) < 2 else compare(raters, code_ids, passages, draws=0)[0]
    heard = {segment_id for segment_id, _ in proposed}
    silent = {passage for passage in passages if passage not in heard}
    read = silent & looked_at(raters)
    unproposed = set(coded).difference(proposed)
    return CodersWork(
        by_coder={rater.name: sum(place in rater.said for place in proposed) for rater in raters},
        n_by_several=both.n_decided,
        n_alike=both.n_accepted + both.n_rejected,
        kappa=both.kappa,
        n_differ_besides=both.n_added_by_some,
        prompted=prompted,
        n_both_read=blind.n_passages if blind else 0,
        kappa_read=_value(blind, "kappa"),
        n_settled=n_settled,
        n_disputed=n_disputed,
        n_accepted=len(set(coded).intersection(proposed)),
        n_added=len(unproposed.intersection(added)),
        n_earlier=len(unproposed.difference(added)),
        n_silent=len(silent),
        n_silent_read=len(read),
        n_silent_coded=len({segment_id for segment_id, _ in coded} & read),
    )


def looked_at(raters: Iterable[Rater]) -> set[str]:
    """Ids of the passages that some coder read, or decided something on."""
    return {passage for rater in raters for passage in (*rater.read, *(place[0] for place in rater.said))}


def _value(found: Agreement | None, name: str) -> float | None:
    return found.estimates[name].value if found and name in found.estimates else None
