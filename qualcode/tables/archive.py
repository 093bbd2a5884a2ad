"""Themes of an archive by group: what the rules found in all of it, and what a reviewed sample makes of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.model.codebook import Codebook
from qualcode.model.nouns import dataclass
from qualcode.model.table import Basis, Cell, Column, Figure, Row, Rule, Table, titled
from qualcode.model.wording import plural
from qualcode.statistics.intervals import Interval, wilson
from qualcode.statistics.paired import Stratum, of_all
from qualcode.tables.frequencies import by_words
from qualcode.tables.population import ThemeLine, code_lines
from qualcode.tables.scope import EVERYONE
from qualcode.tables.spec import ANY_CODE, Measure

TOTAL = ""
"""In place of a group: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the rules found in an archive."""

    members: Mapping[str, int]
    """How many informants speak, by group."""
    raised: Mapping[tuple[str, str], int]
    """How many of them raised a theme, by theme and group; over all under `TOTAL`."""
    n_passages: Mapping[str, int]
    n_words: Mapping[str, int]
    n_loudest: Mapping[str, int]
    """Of whoever has most passages on the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """What was found in the reviewed sample on one theme in one group."""

    n: int
    right: int
    """Found by the rules, and raised."""
    missed: int
    false: int


def found_table(codebook: Codebook, found: Found, *, by: str, levels: int = 0) -> Table:
    """How many informants of each group raised each theme by what the rules found, unreviewed."""
    n_all = sum(found.members.values())

    def raised(code_id: str, group: str, of: int) -> Figure:
        return _figure(found.raised.get((code_id, group), 0), of, code_id, group)

    rows = [
        Row(
            cells=(
                line.name,
                *(raised(line.code_id, group, n) for group, n in found.members.items()),
                raised(line.code_id, TOTAL, n_all),
                found.n_passages.get(line.code_id, 0),
                found.n_words.get(line.code_id, 0),
                found.n_loudest.get(line.code_id, 0),
            ),
            depth=line.depth,
            key=line.code_id,
            total=line.code_id == ANY_CODE,
        )
        for line in _lines(codebook, levels)
    ]
    much = (("n_passages", "Passages"), ("n_words", "Words"), ("n_passages_of_loudest", "Loudest informant"))
    return Table(
        name="archive",
        title=titled(f"Themes by {by_words(by)}", Basis.SUGGESTIONS),
        columns=(*_columns(found.members, n_all), *(Column(key=key, label=label, numeric=True) for key, label in much)),
        rows=tuple(rows),
        notes=(
            "Suggestions, not reviewed: what the codebook's rules proposed in the whole archive, unchecked by anyone "
            "(`qualcode sample` draws interviews to read, and --sample says how far to trust the rules).",
            Rule("2 of 3: two of the three informants raised it. Each counts once; a theme contains those under it."),
        ),
        basis=Basis.SUGGESTIONS,
    )


def estimated_table(
    codebook: Codebook,
    found: Found,
    sampled: Mapping[tuple[str, str], Sampled],
    *,
    by: str,
    levels: int = 0,
    notes: Iterable[str] = (),
) -> Table:
    """The share of each group that raised each theme, as a reviewed sample corrects what the rules found."""
    lines = _lines(codebook, levels)
    rows = [_estimated(line, found, sampled) for line in lines]
    quality = (("right", "Rules right"), ("missed", "Rules missed"))
    return Table(
        name="archive",
        title=f"Themes by {by_words(by)} (suggestions, sample reviewed)",
        columns=(
            *_columns(found.members, sum(found.members.values())),
            *(Column(key=key, label=label, group="In the sample", numeric=True) for key, label in quality),
        ),
        rows=tuple(rows),
        notes=(
            *notes,
            Rule(
                "38% (33 to 43): the share that raised it, and how far it could be from that with 95% confidence. "
                "It is what the rules found in all interviews, and the mean difference between people and rules in the "
                "sample, group by group; misses count as well as false finds. The total weighs each group by its size."
            ),
            Rule("Rules right: of those in the sample whom they found, who raised it; missed: of those who did."),
        ),
        basis=Basis.SUGGESTIONS,
    )


def _lines(codebook: Codebook, levels: int) -> Sequence[ThemeLine]:
    lines = code_lines(codebook, levels=levels)
    return (*lines, ThemeLine(ANY_CODE, "Any theme", 0, False)) if len(lines) > 1 else lines


def _columns(members: Mapping[str, int], n_all: int) -> tuple[Column, ...]:
    said = "Informants raising the theme"
    sizes = [
        *((group, f"{group}.n_informants", n) for group, n in members.items()),
        ("Total", "total.n_informants", n_all),
    ]
    return (
        Column(key="theme", label="Theme"),
        *(Column(key=key, label=f"{group} (n = {n:,})", group=said, numeric=True) for group, key, n in sizes),
    )


def _figure(k: int, of: int, code_id: str, group: str) -> Figure:
    spec = {"measure": Measure.INFORMANTS.value, "basis": "archive", "code": code_id, "group": group}
    return Figure(spec=spec, value=k, of=of, shown=EVERYONE.k_of_n(k, of))


def _estimated(line: ThemeLine, found: Found, sampled: Mapping[tuple[str, str], Sampled]) -> Row:
    code_id = line.code_id
    strata: dict[str, Stratum | None] = {}
    for group, n_all in found.members.items():
        own = sampled.get((code_id, group))
        strata[group] = (
            Stratum(
                n_all=n_all,
                found=found.raised.get((code_id, group), 0),
                n=own.n,
                missed=own.missed,
                false=own.false,
            )
            if own and own.n
            else None
        )
    known = [stratum for stratum in strata.values() if stratum]
    cells: list[Cell] = [line.name]
    numbers: list[tuple[str, float]] = []
    for group, stratum in strata.items():
        share, interval = (stratum.share, stratum.interval()) if stratum else (None, None)
        cells.append(_share(share, interval, f"{group}.n_informants", numbers))
    share, interval = of_all(known) if len(known) == len(strata) else (None, None)
    cells.append(_share(share, interval, "total.n_informants", numbers))
    those = [each for (code, _), each in sampled.items() if code == code_id]
    right, false, missed = (sum(getattr(each, name) for each in those) for name in ("right", "false", "missed"))
    cells += [_of(right, right + false), _of(missed, right + missed)]
    return Row(cells=tuple(cells), depth=line.depth, key=code_id, total=code_id == ANY_CODE, numbers=tuple(numbers))


def _share(share: float | None, interval: Interval | None, key: str, numbers: list[tuple[str, float]]) -> str:
    if share is None or interval is None:
        return "–"
    share = min(max(share, 0.0), 1.0)
    numbers += [(f"{key}.share", share), (f"{key}.low", interval.low), (f"{key}.high", interval.high)]
    return f"{share:.0%} ({interval.low * 100:.0f} to {interval.high * 100:.0f})"


def _of(k: int, n: int) -> str:
    """`57 of 60 (86 to 98)`: a count, and how far its share could be from that."""
    if not n:
        return "–"
    low, high = wilson(k, n)
    return f"{k:,} of {n:,} ({low * 100:.0f} to {high * 100:.0f})"


def reviewed_note(n_reviewed: int, n_drawn: int) -> str:
    """How far the sample is reviewed."""
    left = n_drawn - n_reviewed
    rest = f"; {left:,} are not wholly reviewed and left out: read them to the end" if left else ""
    return f"Reviewed: {n_reviewed:,} of {plural(n_drawn, 'informant')} drawn{rest}."
