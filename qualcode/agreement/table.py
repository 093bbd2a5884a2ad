"""Agreement between coders as a table: the short one for a screen, or every coefficient with what it means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from qualcode.agreement.compare import DRAWS, RULES, Agreement, Estimate, Rater, compare
from qualcode.agreement.reading import read_agreement
from qualcode.agreement.screen import (
    TO_PUBLISH,
    circular_note,
    number,
    raw_columns,
    raw_counts,
    read_table,
    suggested_table,
)
from qualcode.agreement.suggested import compare_suggested
from qualcode.model.codebook import Codebook
from qualcode.model.table import Column, Row, Table, listing
from qualcode.model.wording import listed

FEW = 0.1
"""Of the passages a coder looked at, as many as may be without a suggestion by accident."""

IN_VIEW = (
    "Suggestions were in view: coders start from the same proposals, and agree the more for it. Without --all it is "
    "told how far they agree on suggestions they both decided."
)

RULES_FOR_READERS = (
    "A row is a code, a unit a passage that two of the coders have looked at: they decided on the code, or read the "
    "passage since the code exists. A passage read without the code counts as a no.",
    "Agree: share of passages on which they say the same. Kappa (Cohen), alpha (Krippendorff) and AC1 (Gwet) take off "
    "what chance alone would bring: 1 is perfect, 0 no better than chance. In brackets the 95 % interval, had other "
    "informants of the same kind been interviewed; none where only one informant is compared. All themes together: "
    "every theme on every passage.",
    "Uses: share of ratings that put the code on a passage. Kappa and alpha fall where a code is rare, even if coders "
    "seldom differ; AC1 does not. Read the raw counts first.",
)


def agreement_table(
    raters: Sequence[Rater],
    informants: Mapping[str, tuple[str, ...]],
    codebook: Codebook,
    code_ids: Collection[str],
    *,
    proposed: Collection[tuple[str, str]] = frozenset(),
    everything: bool = False,
    most: int = 0,
) -> Table:
    """Compare raters on some codes, all of these together first; say in words where a number would say nothing.

    `informants` maps each passage to whose words it holds, `proposed` are the passages and codes that are suggested. Of
    coders who had suggestions before them it is told how far they agree on these, of others on the passages they read;
    with `everything` the other coefficients too, on all passages that two looked at. At `most` so many themes, those on
    which they differ most; 0 for all.
    """
    if len(raters) < 2:
        return _table(raters, (), (_alone(raters),))
    codes = [code.id for code in codebook.codes if code.id in code_ids]
    found = compare(raters, codes, informants, draws=DRAWS if everything else 0)
    if not found[0].n_passages:
        return _table(raters, (), (_nothing_in_common(raters),))
    prompted = any(rater.saw_suggestions or rater.name == RULES for rater in raters)
    with_rules = RULES in {rater.name for rater in raters}
    circular = listed(each.name for each in raters if each.name != RULES and only_prompted(each, proposed))
    if everything:
        notes = (*RULES_FOR_READERS, *((IN_VIEW, TO_PUBLISH) if prompted and not with_rules else ()))
        notes += (circular_note(circular),) if with_rules and circular else ()
        return _table(raters, tuple(_rows(found, raters, codebook, prompted=prompted)), notes)
    if not prompted:
        return read_table(found, raters, codebook, most=most)
    suggested = compare_suggested(raters, codes, informants, proposed)
    return suggested_table(suggested, raters, codebook, most=most, circular=circular)


def only_prompted(rater: Rater, proposed: Collection[tuple[str, str]]) -> bool:
    """Whether hardly a passage that a coder looked at is without a suggestion."""
    prompted = {segment_id for segment_id, _ in proposed}
    looked_at = {segment_id for segment_id, _ in rater.said} | rater.read.keys()
    return len(looked_at - prompted) <= FEW * len(looked_at)


def _table(raters: Sequence[Rater], rows: tuple[Row, ...], notes: tuple[str, ...]) -> Table:
    title = f"Agreement between {listed(rater.name for rater in raters)}" if len(raters) > 1 else "Agreement"
    return listing("agreement", title, _columns(raters), rows, notes=notes)


def _columns(raters: Sequence[Rater]) -> tuple[Column, ...]:
    raw = raw_columns([rater.name for rater in raters] if len(raters) == 2 else [])
    numbers = [("passages", "Passages"), *raw, ("percent", "Agree"), ("kappa", "Kappa"), ("alpha", "Alpha")]
    numbers += [("ac1", "AC1"), ("prevalence", "Uses")]
    return (
        Column(key="code", label="Theme"),
        *(Column(key=key, label=label, numeric=True) for key, label in numbers),
        Column(key="reading", label="What it means"),
    )


def _rows(found: Sequence[Agreement], raters: Sequence[Rater], codebook: Codebook, *, prompted: bool) -> Iterator[Row]:
    for each in found:
        label = codebook.code(each.code_id).name if each.code_id else "All themes together"
        numbers = [
            _shown(each.estimates.get(name), percent=name == "percent") for name in ("percent", "kappa", "alpha", "ac1")
        ]
        uses = f"{each.prevalence:.0%}" if each.n_passages else "–"
        yield Row(
            cells=(
                label,
                each.n_passages,
                *raw_counts(each, len(raters)),
                *numbers,
                uses,
                read_agreement(each, raters, prompted=prompted),
            ),
            depth=len(codebook.ancestors(each.code_id)) if each.code_id else 0,
            key=each.code_id or "all",
        )


def _shown(estimate: Estimate | None, *, percent: bool) -> str:
    if estimate is None or estimate.value is None:
        return "–"

    def written(value: float) -> str:
        return f"{value:.0%}" if percent else number(value)

    if estimate.low is None or estimate.high is None:
        return written(estimate.value)
    return f"{written(estimate.value)} ({written(estimate.low)}–{written(estimate.high)})"


def _alone(raters: Sequence[Rater]) -> str:
    if not raters:
        return "Nobody has coded yet: agreement needs two coders on the same passages."
    name = raters[0].name
    others = f"`qualcode agreement {name} {RULES}` compares {name} with the codebook's rules." if name != RULES else ""
    return f"Only {name} has coded: agreement needs two coders on the same passages. {others}".strip()


def _nothing_in_common(raters: Sequence[Rater]) -> str:
    who = " and ".join(rater.name for rater in raters)
    return f"No passage that two of {who} have looked at: give them the same interviews with `qualcode assign`."
