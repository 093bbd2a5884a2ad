"""Themes that appear together: in one passage, or in one interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from qualcode.errors import UsageError
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Mark
from qualcode.model.informant import Roster
from qualcode.model.nouns import dataclass
from qualcode.model.people import People
from qualcode.model.table import Cell, Column, Figure, Row, Rule, Table, titled
from qualcode.tables.frequencies import basis_notes
from qualcode.tables.population import Population, code_lines, theme_path
from qualcode.tables.scope import EVERYONE, Scope
from qualcode.tables.spec import Measure
from qualcode.tables.tally import Tally, each_counted, tally_codings

SharedPlace = tuple[str, ...]
"""Document and informant, and the passage where themes have to share it."""


@dataclass(frozen=True, slots=True)
class _Pair:
    first: str
    second: str
    both: frozenset[SharedPlace]
    either: frozenset[SharedPlace]

    @property
    def n_both(self) -> int:
        """Passages, or interviews: one in which two informants raise both themes counts once."""
        return _n(self.both)

    @property
    def n_either(self) -> int:
        """Those with at least one of the themes."""
        return _n(self.either)


def _n(places: frozenset[SharedPlace]) -> int:
    return len({place[:1] + place[2:] for place in places})


def theme_cooccurrence(
    codings: Iterable[Coding],
    roster: Roster,
    codebook: Codebook,
    *,
    within: str = "passage",
    code: str = "",
    least: int = 1,
    jaccard: bool = False,
    scope: Scope = EVERYONE,
    levels: int = 0,
) -> Table:
    """Count for each pair of themes the passages, or the interviews, that hold both.

    `within` is `passage` or `interview`, `code` keeps the pairs of one theme, `least` those found so often. A theme and
    one above it always appear together and make no pair. `jaccard` adds the share of both in either.
    """
    if within not in ("passage", "interview"):
        raise UsageError(f"themes cannot be counted within {within!r}", hint="choose passage or interview")
    population = scope.population(roster)
    kept = list(codings)
    tally = tally_codings(kept, codebook, population.informants)
    places = _places(kept, tally, population, codebook, levels=levels, within=within)
    pairs = [
        pair for pair in _pairs(places, codebook) if pair.n_both >= least and code in ("", pair.first, pair.second)
    ]
    place = scope.people.said_in if within == "interview" else within
    pairs.sort(key=lambda pair: -pair.n_both)
    return Table(
        name="cooccurrence",
        title=titled(f"Themes in the same {place}", scope.basis),
        columns=_columns(place, jaccard, scope.people),
        rows=tuple(_row(pair, codebook, scope, within, jaccard) for pair in pairs),
        notes=(
            *basis_notes(population, tally, scope),
            Rule(
                f"Together: {place}s in which one {scope.people.person} raised both themes; either: those with at "
                "least one. "
                f"{_ABOUT_JACCARD if jaccard else ''}Pairs that never appear together are left out, and so are a theme "
                "and one above it."
            ),
        ),
        basis=scope.basis,
        lead=2,
    )


_ABOUT_JACCARD = (
    "Jaccard: together over either, from 0 (never) to 1 (always). Small numbers make large shares: read the passages. "
)


def _columns(place: str, jaccard: bool, people: People) -> tuple[Column, ...]:
    return (
        Column(key="theme", label="Theme"),
        Column(key="with", label="With"),
        Column(key=Measure.TOGETHER, label=f"{place.capitalize()}s together", numeric=True),
        Column(key=Measure.EITHER, label=f"{place.capitalize()}s with either", numeric=True),
        *((Column(key=Measure.JACCARD, label="Jaccard", numeric=True),) if jaccard else ()),
        Column(key=Measure.INFORMANTS, label=f"{people.person.capitalize()}s", numeric=True),
    )


def _places(
    codings: Iterable[Coding],
    tally: Tally,
    population: Population,
    codebook: Codebook,
    *,
    levels: int,
    within: str,
) -> dict[str, frozenset[SharedPlace]]:
    """Where each theme, or one under it, was raised."""
    own: dict[str, set[tuple[str, str, str]]] = {}
    for coding in codings:
        if Mark.CONTRARY not in coding.marks and Mark.OFF_RECORD not in coding.marks:
            own.setdefault(coding.code_id, set()).add((coding.document_id, coding.informant_id, coding.segment_id))
    found: dict[str, frozenset[SharedPlace]] = {}
    for line in code_lines(codebook, levels=levels):
        said = {(amount.document_id, person) for person, amount in each_counted(tally, population, line.code_id, {})}
        found[line.code_id] = frozenset(
            place if within == "passage" else place[:2]
            for member in tally.family(line.code_id)
            for place in own.get(member, ())
            if place[:2] in said
        )
    return found


def _pairs(places: Mapping[str, frozenset[SharedPlace]], codebook: Codebook) -> Iterable[_Pair]:
    above = {code_id: set(codebook.ancestors(code_id)) for code_id in places}
    for first, second in combinations(places, 2):
        if first in above[second] or second in above[first]:
            continue
        both = places[first] & places[second]
        if both:
            yield _Pair(first, second, both, places[first] | places[second])


def _row(pair: _Pair, codebook: Codebook, scope: Scope, within: str, jaccard: bool) -> Row:
    def figure(measure: Measure, value: float, text: str, of: int | None = None) -> Figure:
        first, second = sorted((pair.first, pair.second))
        spec = scope.spec(measure, first, {}, **{"with": second, "within": within})
        return Figure(spec=spec, value=value, of=of, shown=text)

    n, either = pair.n_both, pair.n_either
    people = {place[1] for place in pair.both}
    cells: tuple[Cell, ...] = (
        theme_path(codebook, pair.first),
        theme_path(codebook, pair.second),
        figure(Measure.TOGETHER, n, f"{n:,}", either),
        figure(Measure.EITHER, either, f"{either:,}"),
        *((figure(Measure.JACCARD, round(n / either, 4), f"{n / either:.2f}"),) if jaccard else ()),
        figure(Measure.INFORMANTS, len(people), f"{len(people):,}"),
    )
    return Row(cells=cells, key=f"{pair.first}+{pair.second}")
