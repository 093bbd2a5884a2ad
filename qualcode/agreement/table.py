"""Agreement between coders as a table: a row per code, with what the numbers mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from qualcode.agreement.compare import RULES, Agreement, Estimate, Rater, compare
from qualcode.agreement.reading import read_agreement
from qualcode.model.codebook import Codebook
from qualcode.model.table import Column, Row, Table, listing
from qualcode.model.wording import listed

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
    raters: Sequence[Rater], informants: Mapping[str, str], codebook: Codebook, code_ids: Collection[str]
) -> Table:
    """Compare raters on some codes, all of these together first; say in words where a number would say nothing.

    `informants` maps each passage to whose words it holds.
    """
    if len(raters) < 2:
        return _table(raters, (), (_alone(raters),))
    found = compare(raters, [code.id for code in codebook.codes if code.id in code_ids], informants)
    if not found[0].n_passages:
        return _table(raters, (), (_nothing_in_common(raters),))
    return _table(raters, tuple(_rows(found, raters, codebook)), RULES_FOR_READERS)


def _table(raters: Sequence[Rater], rows: tuple[Row, ...], notes: tuple[str, ...]) -> Table:
    title = f"Agreement between {listed(rater.name for rater in raters)}" if len(raters) > 1 else "Agreement"
    return listing("agreement", title, _columns(raters), rows, notes=notes)


def _columns(raters: Sequence[Rater]) -> tuple[Column, ...]:
    if len(raters) == 2:
        one, other = (rater.name for rater in raters)
        raw: tuple[tuple[str, str], ...] = (
            ("both", "Both"),
            ("one", f"Only {one}"),
            ("other", f"Only {other}"),
            ("neither", "Neither"),
        )
    else:
        raw = (("all", "All say yes"), ("differ", "They differ"), ("none", "All say no"))
    numbers = [("passages", "Passages"), *raw, ("percent", "Agree"), ("kappa", "Kappa"), ("alpha", "Alpha")]
    numbers += [("ac1", "AC1"), ("prevalence", "Uses")]
    return (
        Column(key="code", label="Theme"),
        *(Column(key=key, label=label, numeric=True) for key, label in numbers),
        Column(key="reading", label="What it means"),
    )


def _rows(found: Sequence[Agreement], raters: Sequence[Rater], codebook: Codebook) -> Iterator[Row]:
    for each in found:
        label = codebook.code(each.code_id).name if each.code_id else "All themes together"
        numbers = [
            _shown(each.estimates.get(name), percent=name == "percent") for name in ("percent", "kappa", "alpha", "ac1")
        ]
        uses = f"{each.prevalence:.0%}" if each.n_passages else "–"
        yield Row(
            cells=(label, each.n_passages, *_raw(each, raters), *numbers, uses, read_agreement(each, raters)),
            depth=len(codebook.ancestors(each.code_id)) if each.code_id else 0,
            key=each.code_id or "all",
        )


def _raw(found: Agreement, raters: Sequence[Rater]) -> list[int]:
    if len(raters) == 2:
        return [found.raw.get(pattern, 0) for pattern in ((True, True), (True, False), (False, True), (False, False))]
    agreed = {True: 0, False: 0}
    for pattern, n in found.raw.items():
        said = {rating for rating in pattern if rating is not None}
        if len(said) == 1:
            agreed[said.pop()] += n
    return [agreed[True], found.n_passages - sum(agreed.values()), agreed[False]]


def _shown(estimate: Estimate | None, *, percent: bool) -> str:
    if estimate is None or estimate.value is None:
        return "–"

    def number(value: float) -> str:
        return f"{value:.0%}" if percent else f"{round(value, 2) or 0.0:.2f}".replace("-", "−")

    if estimate.low is None or estimate.high is None:
        return number(estimate.value)
    return f"{number(estimate.value)} ({number(estimate.low)}–{number(estimate.high)})"


def _alone(raters: Sequence[Rater]) -> str:
    if not raters:
        return "Nobody has coded yet: agreement needs two coders on the same passages."
    name = raters[0].name
    others = f"`qualcode agreement {name} {RULES}` compares {name} with the codebook's rules." if name != RULES else ""
    return f"Only {name} has coded: agreement needs two coders on the same passages. {others}".strip()


def _nothing_in_common(raters: Sequence[Rater]) -> str:
    who = " and ".join(rater.name for rater in raters)
    return f"No passage that two of {who} have looked at: give them the same interviews with `qualcode assign`."
