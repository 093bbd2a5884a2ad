"""New themes per interview, in the order of the interviews and over other orders."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.informant import Roster
from qualcode.model.table import Basis, Cell, Column, Figure, Row, Table, titled
from qualcode.statistics.saturation import Shuffled, new_themes, runs, saturated_at, shuffled
from qualcode.tables.frequencies import basis_notes
from qualcode.tables.population import Population
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import ANY_CODE, Measure
from qualcode.tables.tally import Tally, each_counted, tally_codings

_IN_DOUBT = (
    "The days of some interviews cannot be told from their dates in the list of informants for certain, so that the "
    "order may be another."
)


def saturation_table(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    interviews: Mapping[str, Collection[str]],
    *,
    base: int = 4,
    length: int = 2,
    threshold: float = 0.05,
    orders: int = 1_000,
    scope: Scope = EVERYONE,
    name_interviews: bool = True,
    in_doubt: bool = False,
) -> Table:
    """Codes that each interview was the first to raise; `interviews` are in the order of the table.

    Each comes with the ids of its informants. `in_doubt` says that their dates cannot be told for certain.
    After Guest, Namey and Chen (2020): the new codes of a run of interviews over the codes of the first ones, the base.
    """
    if base < 1 or length < 1 or not 0 <= threshold < 1:
        raise UsageError("base and run need an interview or more, the threshold a share", hint="--base 4 --run 2")
    population = scope.population(roster)
    kept = list(codings)
    tally = tally_codings(kept, codebook, population.informants)
    raised = _raised(kept, tally, population)
    members = population.members({})
    held = [
        document
        for document, people in interviews.items()
        if any(person in members and population.counts_document(person, document, {}) for person in people)
    ]
    sets = [raised.get(document, set()) for document in held]
    new = [len(found) for found in new_themes(sets)]
    others = shuffled(sets, base=base, length=length, threshold=threshold, orders=orders) if held else None
    ending = {run.last: run for run in runs(new, base=base, length=length)}
    said_in = scope.people.said_in
    rows = []
    for place, document in enumerate(held, start=1):
        run = ending.get(place)
        cells: list[Cell] = [document if name_interviews else str(place)]
        cells.append(_new(scope, held, place, place, new))
        cells.append(_new(scope, held, 1, place, new))
        cells.append(_new(scope, held, run.first, run.last, new, of=run.n_base) if run else "–")
        cells += _orders(others, place)
        key = document if name_interviews else str(place)
        rows.append(Row(cells=tuple(cells), key=key, numbers=_order_numbers(others, place)))
    return Table(
        name="saturation",
        title=titled(f"New codes by {said_in}", scope.basis),
        columns=_columns(length, said_in),
        rows=tuple(rows),
        notes=(
            *_notes(new, others, scope, base=base, length=length, threshold=threshold),
            *((_IN_DOUBT,) if in_doubt else ()),
            *basis_notes(population, tally, scope),
        ),
        basis=scope.basis,
    )


def _columns(length: int, said_in: str) -> tuple[Column, ...]:
    run = f"New in this one and the {length - 1} before, of the base" if length > 1 else "New, of the base"
    orders = "In other orders"
    return (
        Column(key="interview", label=said_in.capitalize()),
        Column(key="n_new", label="New codes", numeric=True),
        Column(key="n_known", label="Codes so far", numeric=True),
        Column(key="run", label=run, numeric=True),
        Column(key="mean", label="Codes so far, mean", group=orders, numeric=True),
        Column(key="range", label="90% of orders", group=orders, numeric=True),
    )


def _raised(codings: Sequence[Coding], tally: Tally, population: Population) -> dict[str, set[str]]:
    """By interview, the codes that were raised in it: as coded, without the codes above them."""
    kept = [c for c in codings if Mark.OFF_RECORD not in c.marks and Mark.CONTRARY not in c.marks]
    places = {(person, said.document_id) for person, said in each_counted(tally, population, ANY_CODE, {})}
    known = tally.family(ANY_CODE)
    found: dict[str, set[str]] = {}
    for coding in kept:
        if (
            (coding.informant_id, coding.document_id) in places
            and Mark.CONTRARY not in coding.marks
            and coding.code_id in known
        ):
            found.setdefault(coding.document_id, set()).add(coding.code_id)
    return found


def _new(
    scope: Scope, held: Sequence[str], first: int, last: int, new: Sequence[int], *, of: int | None = None
) -> Figure:
    value = sum(new[first - 1 : last])
    spec = scope.spec(
        Measure.NEW_CODES, ANY_CODE, {}, document="\n".join(held[first - 1 : last]), after="\n".join(held[: first - 1])
    )
    share = f" ({value / of:.0%})" if of else ""
    return Figure(spec=spec, value=value, of=of, shown=f"{value:,}" if of is None else f"{value:,} of {of:,}{share}")


def _orders(others: Shuffled | None, place: int) -> list[Cell]:
    if others is None:
        return ["–", "–"]
    return [f"{others.mean[place - 1]:.1f}", f"{others.low[place - 1]}–{others.high[place - 1]}"]


def _order_numbers(others: Shuffled | None, place: int) -> tuple[tuple[str, float], ...]:
    if others is None:
        return ()
    named = {"mean": others.mean, "range.low": others.low, "range.high": others.high}
    return tuple((name, values[place - 1]) for name, values in named.items())


def _notes(
    new: Sequence[int], others: Shuffled | None, scope: Scope, *, base: int, length: int, threshold: float
) -> Iterable[str]:
    said_in = scope.people.said_in
    if scope.basis is Basis.UNFINISHED:
        yield (
            f"Saturation cannot be told before the review is finished: in {said_in}s that are not reviewed, codes may "
            "still be found."
        )
    else:
        yield from _found(new, others, said_in, base=base, length=length, threshold=threshold)
    yield (
        "After Guest, Namey and Chen (2020). New information is the new codes of a run over the codes of the base. "
        "With a codebook made beforehand this tells when its codes stopped being new, not that nothing else could have "
        f"been heard; groups may differ. {said_in.capitalize()}s stand in the order of their dates, without dates in "
        "that of the list of informants."
    )


def _found(
    new: Sequence[int], others: Shuffled | None, said_in: str, *, base: int, length: int, threshold: float
) -> Iterable[str]:
    """Whether and when few new codes came, and how that would be in other orders."""
    rule = f"base {base}, run {length}, threshold {threshold:.0%}"
    run = saturated_at(new, base=base, length=length, threshold=threshold)
    if len(new) < base + length:
        yield f"Saturation ({rule}) cannot be told from {len(new)} {said_in}s; it takes {base + length}."
    elif run is None:
        yield f"Saturation ({rule}) was not reached: every run brought more than {threshold:.0%} of the base's codes."
    else:
        yield (
            f"Saturation ({rule}) was reached at {run.first - 1}+{length}: after {run.first - 1} {said_in}s, the next "
            f"{length} brought {run.n_new} new of {run.n_base} codes ({run.share:.0%})."
            f"{_later(sum(new[run.last :]), said_in)}"
        )
    if others is not None and len(new) >= base + length:
        yield (
            f"In {others.n_orders:,} other orders of the same {said_in}s (drawn with a fixed seed) the rule was met in "
            f"{others.n_saturated / others.n_orders:.0%}."
        )


def _later(n: int, said_in: str) -> str:
    """What the rule did not foresee."""
    return f" Later {said_in}s brought {n} more." if n else f" No later {said_in} brought another."
