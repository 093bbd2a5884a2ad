"""What a report of the study would give away, and how people settled it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qualcode.cli._counting import Counted
from qualcode.cli._quoting import select_and_check, settlements
from qualcode.cli._study import Study
from qualcode.errors import UsageError
from qualcode.model.journal import Event, EventKind
from qualcode.model.table import Column, Row, Table

if TYPE_CHECKING:
    from qualcode.privacy.breaches import Breach


def all_breaches(counted: Counted, *, everything: bool = False) -> tuple[Breach, ...]:
    """Every breach of a report, settled or open: groups below the minimum, then names in its quotes."""
    from qualcode.privacy.breaches import small_groups

    settings = counted.study.settings.privacy
    small = small_groups(
        _sizes(counted),
        minimum=settings.minimum_cell,
        allowed=settings.allowed,
        settled=settlements(counted.study),
    )
    _, named = select_and_check(counted, everything=everything)
    return (*small, *named)


def open_breaches(counted: Counted, *, everything: bool = False) -> tuple[Breach, ...]:
    """What nobody has settled yet; `everything` looks into all quotes, not the balanced selection alone."""
    return tuple(breach for breach in all_breaches(counted, everything=everything) if not breach.settled)


def _sizes(counted: Counted) -> Mapping[str, Mapping[str, int]]:
    """How many people stand behind each column of the report's tables."""
    from qualcode.tables.population import Population, make_groups

    population = Population(roster=counted.roster)
    groupings = counted.study.settings.groupings
    return {
        f"themes by {by.replace('_', ' ')}": {
            group.label: len(population.members(group.filter))
            for group in make_groups(counted.roster, by, labels=counted.labels, groupings=groupings)
        }
        for by in ("informant_type", *groupings)
    }


def breaches_table(breaches: Iterable[Breach], *, settled_too: bool = False) -> Table:
    """Breaches with where they stand and what can be done."""
    labels = ("Id", "Where", "What", "Remedy")
    listed = [breach for breach in breaches if settled_too or not breach.settled]
    return Table(
        name="privacy",
        title="What a report would give away",
        columns=tuple(Column(key=label.lower(), label=label, wide=label == "Remedy") for label in labels),
        rows=tuple(
            Row(
                cells=(
                    breach.id,
                    breach.where,
                    breach.what,
                    f"settled: {breach.settled}" if breach.settled else breach.remedy,
                ),
                key=breach.id,
            )
            for breach in listed
        ),
        notes=("For the study's team: this names people and interviews.",),
    )


def settle(study: Study, breaches: Iterable[Breach], *, how: str, reason: str = "", coder: str = "") -> None:
    """Keep somebody's word on some breaches: `replace`, `allow` or `reopen`."""
    for breach in breaches:
        detail = {"breach": breach.id, "how": how, "reason": reason, "coder": coder}
        target = breach.where if breach.kind == "name" else "study"
        study.project.add_event(
            Event(
                id=str(uuid.uuid4()),
                kind=EventKind.PRIVACY,
                target=target,
                detail={k: v for k, v in detail.items() if v},
            )
        )


def named_breach(breaches: Iterable[Breach], id: str) -> Breach:
    """The breach of that id, or the small group of that name."""
    for breach in breaches:
        if id in (breach.id, breach.what):
            return breach
    raise UsageError(f"{id}: no such privacy question", hint="`qualcode check-privacy --all` lists them")
